"""The record as an office has it that wants the speeches in a table."""

from __future__ import annotations

from exporters.blocks import Correction, Heading, Notice, Speech, Title
from exporters.original_record import record
from exporters.original_record.rows import Row, Rows, in_rows
from exporters.profile import Profile
from exporters.word import docx
from tests.exporters.meetings import PRINTED, Room, held, opened, sealed
from tests.exporters.word_file import W, Word, runs_of, text_of

AS_TABLE = Profile(record_as_table=True)


def printed(room: Room) -> Word:
    return Word(docx.render(record.blocks(room.meeting, PRINTED), AS_TABLE))


def rows_of(word: Word) -> list[list[str]]:
    """Every row but the headings, its cells with their paragraphs one a line."""
    found = []
    for row in word.body.iter(f"{W}tr"):
        if row.find(f"{W}trPr/{W}tblHeader") is None:
            found.append(["\n".join(map(text_of, cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc")])
    return found


def test_every_speech_has_a_row_with_number_time_speaker_and_words() -> None:
    room = held(3)
    rows = rows_of(printed(room))
    assert [row[3] for row in rows if row[0]] == room.texts
    assert [row[0] for row in rows if row[0]] == [str(place) for place in range(1, len(room.texts) + 1)]
    assert rows[0] == ["", "09:00", "开会", "2022年1月28日"]
    assert rows[4] == ["4", "09:03", "批评意见\n李四（党组成员、副局长）→张三", room.texts[3]]
    assert rows[-1][2] == "散会"


def test_headings_stand_between_the_tables() -> None:
    room = held(2)
    upright = Word(docx.render(record.blocks(room.meeting, PRINTED)))
    word = printed(room)
    for style in ("Heading1", "Heading2"):
        assert word.texts(style) == upright.texts(style)
    assert not word.texts("SpeechLabel", "BodyText", "Event")


def test_a_correction_is_struck_through_in_its_row_and_told_across_the_next() -> None:
    room = sealed()
    room.correct_sealed(3, "p1", "笔误", by="p2", text="改过的话。")
    word = printed(room)
    (struck,) = [one for one in word.paragraphs("TableText") if ("Struck", room.texts[0]) in runs_of(one)]
    assert runs_of(struck) == [("Struck", room.texts[0]), ("Added", "改过的话。")]
    assert ("Added", "李四（党组成员、副局长）") in [
        run for p in word.paragraphs("TableCell") for run in runs_of(p)
    ]
    rows = rows_of(word)
    (told,) = [row for row in rows if len(row) == 1]
    assert told[0].startswith("定稿后更正（见第2版）") and "更正签名：" in told[0]
    assert rows[rows.index(told) - 1][3] == room.texts[0] + "改过的话。"
    (across,) = word.body.iter(f"{W}gridSpan")
    assert across.get(f"{W}val") == "4"


def test_a_correction_never_parts_from_its_row_but_other_rows_may_part() -> None:
    room = sealed()
    room.correct_sealed(3, "p1", "笔误", by="p2", text="改过的话。")
    rows = [*printed(room).body.iter(f"{W}tr")]
    kept = [
        {one.find(f"{W}pPr/{W}keepNext") is not None for one in row.iter(f"{W}p")}
        for row in rows
        if row.find(f"{W}trPr/{W}tblHeader") is None
    ]
    (told,) = [place for place, row in enumerate(rows_of(printed(room))) if len(row) == 1]
    assert [place for place, ways in enumerate(kept) if ways == {True}] == [told - 1]
    assert all(len(ways) == 1 for ways in kept)


def test_a_long_speech_may_go_on_to_the_next_page_and_keeps_its_paragraphs() -> None:
    room = opened(1)
    room.say("\n".join(["批" * 900] * 3))
    word = printed(room)
    (row,) = [one for one in word.body.iter(f"{W}tr") if "批批" in "".join(map(text_of, one.iter(f"{W}p")))]
    assert row.find(f"{W}trPr") is None
    assert rows_of(word)[1][3] == "\n".join(["批" * 900] * 3)


def test_what_is_no_speech_stays_as_it_is_and_in_its_place() -> None:
    speech = Speech(1, "09:00", "点评", "周九", ("（摘要）",), "好。")
    found = list(in_rows((Title(("题",)), speech, Heading(1, "一、"), speech, speech, Notice("完"))))
    row = Row(("1",), ("09:00",), ("点评", "\n", "周九", "\n", "（摘要）"), ("好。",))
    assert found == [Title(("题",)), Rows((row,)), Heading(1, "一、"), Rows((row, row)), Notice("完")]


def test_corrections_belong_to_the_row_above_them_and_one_without_is_not_lost() -> None:
    speech = Speech(1, "09:00", "点评", "周九", (), "好。")
    one, two = (Correction(told, "签名") for told in "一二")
    (rows,) = in_rows((one, speech, one, two))
    assert isinstance(rows, Rows)
    assert [row.corrections for row in rows.rows] == [(one,), (one, two)]
