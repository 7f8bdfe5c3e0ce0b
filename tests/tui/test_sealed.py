"""Transcripts after the seal: corrections with who asked and why, and everything else refused in words."""

from __future__ import annotations

from pathlib import Path

from meeting.desk import unrecorded
from meeting.record import passages
from meeting.seal import seals
from tests.tui.closed import after, choose, held, sealed


async def test_a_correction_asks_who_wants_it_and_why_and_makes_a_new_version(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "4", "enter")
        await keyboard.type("听错的改过来。")
        await keyboard.press("f2")
        assert "定稿后更正：已定稿 第1版" in keyboard.screen
        await keyboard.press("down")
        await keyboard.type("核对时本人提出")
        await keyboard.press("f2")
        assert "现在是已定稿 第2版" in keyboard.screen
        assert "〔定稿后更正 1 次〕" in keyboard.screen
        await keyboard.press("f9", "1")
        assert "定稿后更正：李四提出，核对时本人提出" in keyboard.screen
        assert "criticism:p2>p1 的话。\n" in keyboard.screen
    meeting = keyboard.meeting
    assert [one.version for one in seals(meeting)] == [1, 2]
    valid = next(passage.valid for passage in passages(meeting) if passage.number == 4)
    assert (valid.text, valid.asked_by) == ("criticism:p2>p1 的话。听错的改过来。", "p2")


async def test_a_correction_without_reason_or_with_a_stranger_is_refused_and_kept(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "4", "enter")
        await keyboard.type("改过来。")
        await keyboard.press("f2", "f2")
        assert "要写明由谁提出、为什么" in keyboard.screen
        await keyboard.type("听错了")
        await keyboard.press("up", "end")
        await keyboard.type("某")
        await keyboard.press("f2")
        assert "“由谁提出”一栏：名单里没有“李四某”。确是名单外的，再按一次确定就" in keyboard.screen
        assert "听错了" in keyboard.screen
        await keyboard.press("escape", "escape")
        assert "更正第 4 条" in keyboard.screen
        assert "改过来。" in keyboard.screen
        assert len(seals(keyboard.meeting)) == 1
        await keyboard.press("escape", "enter")
        assert "接着上次没存下的文字写。" in keyboard.screen


async def test_somebody_who_is_not_on_the_list_may_ask_once_that_is_confirmed(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "4", "enter")
        await keyboard.type("改过来。")
        await keyboard.press("f2", "backspace", "backspace")
        await keyboard.type("督导组王明")
        await keyboard.press("down")
        await keyboard.type("听录音核对")
        await keyboard.press("f2")
        assert len(seals(keyboard.meeting)) == 1
        await keyboard.press("f2")
        assert "现在是已定稿 第2版" in keyboard.screen
        assert "〔定稿后更正 1 次〕" in keyboard.screen
        await keyboard.press("f9", "1")
        assert "定稿后更正：督导组王明提出，听录音核对" in keyboard.screen
    assert keyboard.meeting.entries[-2].asked_by_other == "督导组王明"


async def test_without_a_change_nothing_is_asked(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "4", "enter", "f2")
        assert "没有改动。" in keyboard.screen
        assert "由谁提出" not in keyboard.screen


async def test_an_addition_is_refused_before_anything_is_typed(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("f12", "4", "f3")
        assert "已定稿，不能再补记" in keyboard.screen
        assert "会议记录" in keyboard.screen
        await keyboard.press("f9")
        assert "补记                   现在不行：已定稿，不能再补记" in keyboard.screen


async def test_the_head_says_so_keeps_what_was_typed_and_is_left_with_a_second_esc(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await choose(keyboard, "hyxx")
        await keyboard.press("escape", "escape")
        assert "已定稿，会议信息、名单和议程不能再改。" in keyboard.screen
        await keyboard.press("end")
        await keyboard.type("改名")
        await keyboard.press("f2")
        assert "注意：已定稿，会议信息、名单和议程不能再改。" in keyboard.screen
        assert "示例市某某局党组改名" in keyboard.screen
        await keyboard.press("escape")
        assert "再按一次 Esc，不改就离开" in keyboard.screen
        await keyboard.press("escape")
        assert "会议列表" in keyboard.screen
        assert keyboard.meeting.head.group == "示例市某某局党组"


async def test_the_roster_says_so_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await choose(keyboard, "hyxx")
        await keyboard.press("escape")
        await keyboard.type("王五 副局长")
        await keyboard.press("enter")
        assert "注意：已定稿，会议信息、名单和议程不能再改。" in keyboard.screen
        assert "王五 副局长" in keyboard.screen
        await keyboard.press(*["backspace"] * 6, "f8")
        await keyboard.type("因病")
        await keyboard.press("f2")
        assert "注意：张三已有发言记录，不能登记缺席" in keyboard.screen
        assert "因病" in keyboard.screen
        assert len(keyboard.meeting.people) == 3


async def test_the_agenda_says_so_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        before = keyboard.meeting
        await choose(keyboard, "hyxx")
        assert "已定稿，会议信息、名单和议程不能再改。按 F2 回到记录。" in keyboard.screen
        await keyboard.press("f3")
        await keyboard.type("97")
        await keyboard.press("f2")
        assert "注意：已定稿" in keyboard.screen
        assert "分钟               97" in keyboard.screen
        assert keyboard.meeting == before


async def test_the_agenda_s_menu_says_of_every_change_that_the_seal_forbids_it(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await choose(keyboard, "hyxx")
        await keyboard.press("f9")
        assert keyboard.screen.count("现在不行：已定稿") == 8


async def test_the_live_screen_says_so_and_takes_no_text(tmp_path: Path) -> None:
    async with after(sealed(held(tmp_path, "张三", "李四")), tmp_path) as keyboard:
        await keyboard.press("tab", "f2", "2")
        await keyboard.type("还想记一句")
        assert "已定稿，不能再记" in keyboard.screen
        await keyboard.press("f2")
        assert "注意：已定稿，只能更正" in keyboard.screen
        assert not keyboard.app.opened or not unrecorded(keyboard.app.opened.file.draft.desk)
