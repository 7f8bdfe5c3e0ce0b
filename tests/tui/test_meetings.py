"""Transcripts of the list of meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from meeting.dossier.model import PaperState, Stage
from storage.archive import Archive
from storage.check import check
from tests.storage.examples import MEETING, entry
from tests.tui.closed import choose
from tests.tui.keyboard import at_the_keyboard, meeting_of


def flat(screen: str) -> str:
    """The text of the screen with its line breaks taken out, as a sentence may be folded anywhere."""
    return "".join(line.strip("│┃▏▎ ") for line in screen.splitlines())


def two_meetings(data: Path) -> Archive:
    """One that is sound, and a later one in which somebody changed a word of the file."""
    archive = Archive(data)
    archive.create(MEETING).close()
    archive.create(replace(MEETING, id="20220208")).close()
    file = archive.folder("20220208") / "meeting.json"
    file.write_text(file.read_text(encoding="utf-8").replace("党组", "党委", 1), encoding="utf-8")
    return archive


async def test_a_meeting_is_a_line_of_what_is_known_of_it(tmp_path: Path) -> None:
    with Archive(tmp_path).create(MEETING) as file:
        file.append([entry(1)])
    async with at_the_keyboard(tmp_path) as keyboard:
        (line,) = [line for line in keyboard.screen.splitlines() if "20220128" in line]
        assert line.split() == [
            "20220128",
            "2022-01-28",
            "筹备中",
            "2",
            "1",
            "会前未定",
            "专题民主生活会",
            "XX局党组",
        ]
        assert "会前材料何时报送未定：会前几个工作日报送，还没有写明。" in keyboard.screen


async def test_once_the_papers_before_went_out_those_after_are_next(tmp_path: Path) -> None:
    sent = (PaperState("request", Stage.SENT, date(2022, 1, 20)),)
    Archive(tmp_path).create(replace(MEETING, dossier=replace(MEETING.dossier, papers=sent))).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        assert " 02-12 " in keyboard.screen
        assert "会后材料最迟 2022-02-12（休息日，宜在02-11前报出） 报送，还剩 15 天。" in keyboard.screen


async def test_a_deadline_that_passed_is_told_in_the_list_until_everything_was_sent(tmp_path: Path) -> None:
    head = replace(MEETING.head, date=date(2022, 1, 1))
    for number, papers in (("20220101", ("request",)), ("20220102", ("request", "record"))):
        sent = tuple(PaperState(paper, Stage.SENT, date(2022, 1, 2)) for paper in papers)
        dossier = replace(MEETING.dossier, papers=sent)
        Archive(tmp_path).create(replace(MEETING, id=number, head=head, dossier=dossier)).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        late, whole = (line for line in sorted(keyboard.screen.splitlines()) if " 2022010" in f" {line}")
        assert "已过12天" in late and "已过" not in whole


async def test_a_day_out_of_reach_is_told_and_hides_no_other_meeting(tmp_path: Path) -> None:
    odd = replace(MEETING.head, date=date(9999, 12, 20), days=10**9)
    dossier = replace(MEETING.dossier, working_days_before=10**9)
    archive = Archive(tmp_path)
    archive.create(MEETING).close()
    archive.create(replace(MEETING, id="20220208", head=odd, dossier=dossier)).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        assert "20220128 " in keyboard.screen and "20220208 " in keyboard.screen
        assert "会前材料何时报送未定：算不出：会议日期 9999-12-20" in keyboard.screen


async def test_what_is_wrong_with_a_year_file_is_told_once(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        folder = keyboard.app.config_dir / "days-off"
        folder.mkdir(parents=True)
        (folder / "2022.txt").write_text("元旦：1月1日放假", encoding="utf-8")
        for told in (True, False):
            await keyboard.press("f5", "escape")
            assert ("2022.txt 没有用上" in flat(keyboard.screen)) is told


async def test_a_damaged_meeting_is_listed_as_damaged_below_the_others(tmp_path: Path) -> None:
    two_meetings(tmp_path)
    async with at_the_keyboard(tmp_path, size=(160, 40)) as keyboard:
        screen = keyboard.screen
        assert screen.index("筹备中") < screen.index("20220208") < screen.index("已损坏")


async def test_a_damaged_meeting_opens_as_the_sentence_that_check_prints(tmp_path: Path) -> None:
    archive = two_meetings(tmp_path)
    damage, *_ = [finding.sentence for finding in check(archive.folder("20220208")).findings]
    async with at_the_keyboard(tmp_path, size=(160, 40)) as keyboard:
        for key in ("f2", "enter", "f6"):
            await keyboard.press("end", key)
            assert "会议 20220208 打不开" in keyboard.screen, key
            assert damage in flat(keyboard.screen)
            await keyboard.press("escape")


async def test_a_meeting_damaged_since_it_was_listed_is_not_exported(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.create(MEETING).close()
    async with at_the_keyboard(tmp_path, size=(160, 40)) as keyboard:
        (archive.folder("2022") / "meeting.json").write_text("{", encoding="utf-8")
        await keyboard.press("f6")
        assert "与校验值不符" in flat(keyboard.screen)


async def test_what_had_to_be_mended_on_opening_is_shown_over_the_meeting(tmp_path: Path) -> None:
    meeting = meeting_of(tmp_path, "张三", "李四")
    Archive(tmp_path).create(meeting).close()
    with (Archive(tmp_path).folder(meeting.id) / "meeting.json.journal").open("ab") as journal:
        journal.write(b"0123 half a line")
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        assert "打开时发现" in keyboard.screen
        assert "meeting.json.journal.torn-1" in keyboard.screen.replace("\n", "").replace(" ", "")
        await keyboard.press("escape")
        assert "议程与发言次序" in keyboard.screen


async def test_papers_preparation_and_rectification_are_reached_from_the_list_and_lead_back(
    tmp_path: Path,
) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        for initials, shown in (("cl", "未报送"), ("hqzb", "学习研讨 0"), ("zgqd", "完成 0")):
            await choose(keyboard, initials)
            assert shown in keyboard.screen, initials
            await keyboard.press("escape")
            assert "会议列表" in keyboard.screen, initials
            assert keyboard.app.opened is None
        Archive(tmp_path).open(MEETING.id).close()


async def test_from_each_of_the_three_the_others_are_reached_and_esc_takes_one_way_back(
    tmp_path: Path,
) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        await choose(keyboard, "cl")
        await choose(keyboard, "hqzb")
        await choose(keyboard, "zgqd")
        await choose(keyboard, "cl")
        assert "未报送" in keyboard.screen
        await keyboard.press("escape")
        assert "会议列表" in keyboard.screen


async def test_what_had_to_be_mended_is_read_before_the_papers(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()
    with (Archive(tmp_path).folder(MEETING.id) / "meeting.json.journal").open("ab") as journal:
        journal.write(b"0123 half a line")
    async with at_the_keyboard(tmp_path) as keyboard:
        await choose(keyboard, "cl")
        assert "打开时发现" in keyboard.screen


async def test_the_group_of_the_last_meeting_is_proposed_for_the_next(tmp_path: Path) -> None:
    Archive(tmp_path).create(MEETING).close()
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f3")
        assert f"单位（班子全称）   {MEETING.head.group}" in keyboard.screen
        await keyboard.press("escape")
        assert len(keyboard.archive.list()) == 1
