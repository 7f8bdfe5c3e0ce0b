"""Transcripts of last year's list: carried over, reported on in the meeting, and missed before the seal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from meeting import roster
from meeting.dossier.last_year import unreported
from meeting.dossier.model import Dossier, Problem
from meeting.model import Account, Head, Meeting
from meeting.seal import is_sealed
from meeting.special import accounts
from storage.archive import Archive
from tests.tui.closed import after, choose, held, sealed
from tests.tui.keyboard import Keyboard, at_the_keyboard, keep_running, meeting_of

CARRIED = Dossier(
    last_year=(
        Problem(1, "班子学习少。"),
        Problem(2, "会多。", "p1"),
        Problem(3, "文多。", "p1"),
        Problem(4, "信访件拖。", "p2"),
    )
)


@asynccontextmanager
async def in_the_meeting(data: Path) -> AsyncIterator[Keyboard]:
    """A meeting with last year's list that has just been opened."""
    meeting = meeting_of(data, "张三", "李四")
    keep_running(replace(meeting, dossier=CARRIED), data)
    async with at_the_keyboard(data, meeting_id=meeting.id) as keyboard:
        yield keyboard


def left(keyboard: Keyboard) -> list[int]:
    return [problem.id for problem in unreported(keyboard.meeting)]


async def say(keyboard: Keyboard, *texts: str) -> None:
    for text in texts:
        await keyboard.commit(text)
        await keyboard.press("f2")


async def test_a_member_s_items_are_ticked_and_all_ticked_settles_the_special_item(tmp_path: Path) -> None:
    async with in_the_meeting(tmp_path) as keyboard:
        await say(keyboard, "通报。", "班子检查。", "本人检查。")
        await keyboard.commit("写到一半")
        await choose(keyboard, "sndzg")
        assert "张三：上年度整改 2 项" in keyboard.screen
        await keyboard.press("2")
        assert "[x] 会多。" in keyboard.screen
        assert "其余 1 项都已报告（第 3 条）" in keyboard.screen
        assert left(keyboard) == [1, 3, 4]
        await keyboard.press("2", "2")
        assert left(keyboard) == [1, 3, 4]
        before = keyboard.meeting.entries
        await keyboard.press("1")
        assert "“四项说明”也这样记吗" in keyboard.screen
        assert keyboard.meeting.entries == before
        await keyboard.press("1")
        assert "已记：张三上年度整改已说明（第 3 条）" in keyboard.screen
        assert accounts(keyboard.meeting)["p1", "last_year"].state is Account.STATED
        assert left(keyboard) == [1, 4]
        assert "写到一半" in keyboard.screen


async def test_the_group_s_items_come_up_in_its_examination_and_others_can_be_chosen(tmp_path: Path) -> None:
    async with in_the_meeting(tmp_path) as keyboard:
        await choose(keyboard, "sndzg")
        assert "张三：上年度整改 2 项" in keyboard.screen
        await keyboard.press("3")
        assert "哪一份上年度整改清单" in keyboard.screen
        assert "1/1 项未报告" in keyboard.screen
        await keyboard.press("escape")
        await say(keyboard, "通报。")
        await choose(keyboard, "sndzg")
        assert "班子：上年度整改 1 项。还没有记下对照检查" in keyboard.screen
        await keyboard.press("escape")
        await keyboard.commit("班子检查。")
        await keyboard.press("f3")
        await choose(keyboard, "sndzg")
        await keyboard.press("1")
        assert left(keyboard) == [2, 3, 4]
        assert "四项说明”也" not in keyboard.screen


async def test_what_was_reported_elsewhere_is_shown_by_the_entry_that_is_chosen(tmp_path: Path) -> None:
    async with in_the_meeting(tmp_path) as keyboard:
        await say(keyboard, "通报。", "班子检查。")
        await choose(keyboard, "sndzg")
        await keyboard.press("1")
        assert "哪一条发言报告了这一项" in keyboard.screen
        await keyboard.press("2")
        assert "[x] 会多。" in keyboard.screen
        assert "第 1 条" in keyboard.screen


async def test_what_nobody_reported_on_is_a_gap_that_leads_to_its_line(tmp_path: Path) -> None:
    meeting = replace(held(tmp_path, "张三", "李四"), dossier=CARRIED)
    async with after(meeting, tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        assert "还有 4 项" in keyboard.screen
        assert "缺    李四：没有报告上年度整改“信访件拖”。" in keyboard.screen
        await keyboard.press("down", "down", "down", "enter")
        assert "上年度整改清单" in keyboard.screen
        assert "李四：信访件拖。" in keyboard.screen.split("\n")[-8]
        assert "在哪一条发言里报告了，按 F7 选" in keyboard.screen
        await keyboard.press("f7", "enter")
        assert left(keyboard) == [1, 2, 3]
        await keyboard.press("escape")
        assert "还有 3 项" in keyboard.screen


async def test_after_the_seal_the_report_stands_as_it_is_and_progress_goes_on(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        assert is_sealed(keyboard.meeting)
        await choose(keyboard, "zgqd")
        await keyboard.press("tab", "f3")
        assert "已定稿：上年度整改的各项报告没有" in keyboard.screen


async def test_without_a_carried_list_there_is_no_gap_and_the_menu_says_how_to_get_one(
    tmp_path: Path,
) -> None:
    async with after(held(tmp_path, "张三", "李四"), tmp_path) as keyboard:
        await choose(keyboard, "qxhdg")
        assert "没有缺项" in keyboard.screen
        await keyboard.press("escape")
        await choose(keyboard, "sndzg")
        assert "没有上年度的整改清单" in keyboard.screen


def last_meeting(data: Path) -> Meeting:
    """Last year's, with somebody who left the group since."""
    meeting = meeting_of(data, "张三", "赵六", "李四")
    meeting = roster.set_secretary(meeting, "p3")
    head = Head("示例市某某局党组", "民主生活会", 2020, date(2021, 1, 20))
    problems = (
        Problem(1, "会多。", "p1", entry=9, progress="少了三成", done=True),
        Problem(2, "文多。", "p2"),
        Problem(3, "班子学习少。"),
    )
    return replace(meeting, id="20210120", head=head, dossier=Dossier(problems=problems))


async def test_people_and_list_come_along_from_last_year_s_meeting(tmp_path: Path) -> None:
    Archive(tmp_path).create(last_meeting(tmp_path)).close()
    later = replace(last_meeting(tmp_path), id="20230120")
    Archive(tmp_path).create(replace(later, head=replace(later.head, date=date(2023, 1, 20)))).close()
    new = Meeting("20220128", later.template, Head("示例市某某局党组", "民主生活会", 2021, date(2022, 1, 28)))
    Archive(tmp_path).create(new).close()
    async with at_the_keyboard(tmp_path, meeting_id=new.id) as keyboard:
        await choose(keyboard, "csndd")
        assert "2021-01-20" in keyboard.screen
        assert "2023-01-20" not in keyboard.screen
        await keyboard.press("1")
        assert "名单、整改清单和函头" in keyboard.screen
        await keyboard.press("1")
        assert "已带入：名单 3 人。上年度整改 3 项。" in keyboard.screen
        carried = keyboard.archive.read(new.id)
        assert [person.name for person in carried.people] == ["张三", "赵六", "李四"]
        assert carried.secretary == "p3"
        first = carried.dossier.last_year[0]
        assert (first.person, first.progress, first.done, first.entry) == ("p1", "少了三成", True, 0)


async def test_carrying_again_tells_what_grew_and_what_stays_off(tmp_path: Path) -> None:
    last = last_meeting(tmp_path)
    Archive(tmp_path).create(last).close()
    meeting = replace(meeting_of(tmp_path, "张三", "赵六"), id="20220128")
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await choose(keyboard, "zgqd")
        await keyboard.press("tab")
        await choose(keyboard, "csndd")
        await keyboard.press("1", "home", "down")
        await choose(keyboard, "sq")
        await keyboard.press("1")
        with keyboard.archive.open(last.id) as file:
            first, *others = file.meeting.dossier.problems
            grown = (first, *(replace(one, progress="改了一半") for one in others))
            file.keep_dossier(replace(file.meeting.dossier, problems=grown))
        await choose(keyboard, "csndd")
        await keyboard.press("1")
        assert "上年度整改 0 项。进展更新 2 项。删去过的 1 项没有再带入。" in keyboard.screen


async def test_the_list_alone_names_who_is_no_member_any_more(tmp_path: Path) -> None:
    Archive(tmp_path).create(last_meeting(tmp_path)).close()
    meeting = replace(meeting_of(tmp_path, "张三", "王五"), id="20220128")
    Archive(tmp_path).create(meeting).close()
    async with at_the_keyboard(tmp_path, meeting_id=meeting.id) as keyboard:
        await choose(keyboard, "zgqd")
        await keyboard.press("tab")
        assert "F9 选“从上年度带入”" in keyboard.screen
        await choose(keyboard, "csndd")
        await keyboard.press("1")
        assert "上年度整改 3 项。今年的成员里没有赵六，原来是谁的写在备注里。" in keyboard.screen
        await keyboard.press("home")
        assert "备注：上年度是赵六的问题" in keyboard.screen
        await choose(keyboard, "csndd")
        await keyboard.press("1")
        assert "上年度整改 0 项。" in keyboard.screen
        assert len(keyboard.archive.read(meeting.id).people) == 2


async def test_without_an_earlier_meeting_it_says_what_to_do(tmp_path: Path) -> None:
    Archive(tmp_path).create(meeting_of(tmp_path)).close()
    async with at_the_keyboard(tmp_path, meeting_id="20220128") as keyboard:
        await keyboard.press("f2")
        await choose(keyboard, "csndd")
        assert "没有更早的会议可以带入" in keyboard.screen
