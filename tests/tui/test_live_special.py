"""Transcripts of 四项说明: what a member accounts for is noted in a few keys."""

from __future__ import annotations

from pathlib import Path

from meeting.model import Account
from meeting.special import accounts
from tests.tui.keyboard import Keyboard, running

MENU = ("f9", *"sxsm", "enter")


def states(keyboard: Keyboard, person: str) -> list[str]:
    row = accounts(keyboard.meeting)
    return [f"{one.state.label}{one.shown_by or ''}" for (who, _), one in row.items() if who == person]


async def to_the_first_criticism(keyboard: Keyboard) -> None:
    for text in ("通报。", "班子。", "检查，四项说明如下。"):
        await keyboard.type(text)
        await keyboard.press("f2")


async def test_one_digit_says_that_all_were_stated_in_the_own_examination(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await keyboard.press(*MENU)
        assert "张三：要说明的 4 项" in keyboard.screen
        assert "1  各项都已说明（第 3 条）" in keyboard.screen
        await keyboard.press("1")
        assert "已记：张三各项都已说明" in keyboard.screen
        number = next(e.number for e in keyboard.meeting.entries if e.text.startswith("检查"))
        assert states(keyboard, "p1") == [f"已说明{number}"] * 4
        assert states(keyboard, "p2") == ["未说明"] * 4


async def test_each_item_can_stand_otherwise_and_the_list_goes_on_to_the_next(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await keyboard.press(*MENU, "3")
        assert "1  已说明（第 3 条）" in keyboard.screen
        await keyboard.press("3")
        assert "无此情况" in keyboard.screen
        assert "1  其余 3 项都已说明（第 3 条）" in keyboard.screen
        await keyboard.press("enter", "2")
        assert "哪一条说明了这一项" in keyboard.screen
        await keyboard.press("3", "1")
        first = next(e.number for e in keyboard.meeting.entries if e.text == "通报。")
        third = next(e.number for e in keyboard.meeting.entries if e.text.startswith("检查"))
        assert states(keyboard, "p1") == [f"已说明{third}", "无此情况", f"已说明{first}", f"已说明{third}"]
        await keyboard.press(*MENU)
        assert "各项都已说明" not in keyboard.screen
        await keyboard.press("1", "4")
        assert accounts(keyboard.meeting)["p1", keyboard.meeting.template.special_items[0].id].state is (
            Account.OPEN
        )


async def test_before_the_words_are_recorded_only_what_needs_none_is_offered(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press(*MENU)
        assert "都已说明" not in keyboard.screen
        await keyboard.press("1")
        assert "先记下才能标“已说明”" in "".join(line.strip() for line in keyboard.screen.splitlines())
        await keyboard.press("1", "escape")
        assert states(keyboard, "p1")[0] == "无此情况"


async def test_another_member_can_be_chosen_and_is_asked_for_when_nobody_is_on(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await keyboard.type("意见。")
        await keyboard.press("f2", *MENU, "6")
        assert "哪一位成员的说明" in keyboard.screen
        await keyboard.press("2")
        assert "李四：要说明的 4 项" in keyboard.screen
        # So far only a criticism of another is on record of them.
        assert "都已说明" not in keyboard.screen
        await keyboard.press("escape", "1", "1")
        assert "已记：张三各项都已说明" in keyboard.screen
        await keyboard.press("f9", "9", "1", *MENU)
        assert "哪一位成员的说明" in keyboard.screen
        assert "4 项未说明" in keyboard.screen
        assert "各项都有了" in keyboard.screen


async def test_the_own_examination_is_offered_before_criticisms_that_came_later(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四", "王五") as keyboard:
        for text in (
            "通报。",
            "班子。",
            "张三检查。",
            "李四意见。",
            "王五意见。",
            "张三表态。",
            "李四检查。",
        ):
            await keyboard.type(text)
            await keyboard.press("f2")
        await keyboard.type("张三对李四的意见。")
        await keyboard.press("f2", *MENU, *"6122")
        assert "哪一条说明了这一项" in keyboard.screen
        offered = [line.split()[1] for line in keyboard.screen.splitlines() if "条 09:" in line]
        assert offered == ["第3条", "第6条", "第8条", "第2条", "第1条"]


async def test_esc_goes_back_one_question(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await to_the_first_criticism(keyboard)
        await keyboard.press(*MENU, "6", "2", "1", "escape")
        assert "李四：要说明的 4 项" in keyboard.screen
        await keyboard.press("escape")
        assert "哪一位成员的说明" in keyboard.screen
        await keyboard.press("escape")
        assert "张三：要说明的 4 项" in keyboard.screen
        await keyboard.press("2", "2")
        assert "哪一条说明了这一项" in keyboard.screen
        await keyboard.press("escape")
        assert "已说明，在另一条" in keyboard.screen
        await keyboard.press("escape", "escape")
        assert "正在记：李四 对 张三" in keyboard.screen
        assert states(keyboard, "p1") == ["未说明"] * 4
