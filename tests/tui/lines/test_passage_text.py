"""What a passage tells of its corrections."""

from __future__ import annotations

from meeting.record import passages
from tests.exporters.meetings import Room, opened
from tui.lines.passage_text import passage_texts


def heads(room: Room) -> list[str]:
    """The line of particulars of every speech."""
    shown = [passage for passage in passages(room.meeting) if passage.number]
    return [text.plain.split("\n")[0] for text in passage_texts(room.meeting, shown, 80)]


def test_what_is_completed_after_the_seal_is_a_correction_after_it_as_on_the_paper() -> None:
    room = opened(1)
    number = room.say("前半句，", unfinished=True)
    room.close()
    room.seal()
    room.correct_sealed(number, "p1", "听录音补全", text="前半句，后半句。")
    assert heads(room) == ["  1  09:00  通报  张三  〔定稿后更正 1 次〕"]


def test_corrections_before_and_after_the_seal_are_counted_apart_from_the_completion() -> None:
    room = opened(1)
    number = room.say("前半句，", unfinished=True)
    room.correct(number, "前半句，后半句。")
    room.correct(number, "整句。")
    room.close()
    room.seal()
    room.correct_sealed(number, "p1", "听错了", text="整个一句。")
    assert heads(room) == ["  1  09:00  通报  张三  〔补记 09:02〕 〔更正 1 次〕 〔定稿后更正 1 次〕"]
