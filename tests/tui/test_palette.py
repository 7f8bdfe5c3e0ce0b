"""F9: every action found by digit, name, initials or key; and what cannot be done says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.keyboard import at_the_keyboard, running
from tui import finding
from tui.keymap import STANDARD
from tui.keys import PLACES
from tui.pinyin import readings
from tui.place import Place


def found(place: str, typed: str) -> list[str]:
    return [key.label for key in finding.found(STANDARD.menu(place), typed)]


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("跳过", "跳过这一轮"),
        ("tgzyl", "跳过这一轮"),
        ("TG", "跳过这一轮"),
        ("ｔｇ", "跳过这一轮"),
        ("tiaoguo", "跳过这一轮"),
        ("TiaoGuoZheYiLun", "跳过这一轮"),
        ("tiaogzyl", "跳过这一轮"),
        ("ｔｉａｏｇ", "跳过这一轮"),
        ("guozhe", "跳过这一轮"),
        ("chpm", "重画屏幕"),
        ("zhpm", "重画屏幕"),
        ("chonghua", "重画屏幕"),
        ("weitingqing", "标〔未听清〕"),
        ("wtq", "标〔未听清〕"),
        ("f8", "未提意见"),
        ("Ctrl+P", "回上一位"),
        ("ctrl+f", "会议记录"),
    ],
)
def test_an_action_is_found_by_name_initials_or_key(typed: str, label: str) -> None:
    assert label in found("live", typed)


@pytest.mark.parametrize("typed", ["wtj", "tiaog x", "tiaogou", "iaoguo", "guotiao"])
def test_what_is_no_part_of_a_name_finds_nothing(typed: str) -> None:
    assert not found("live", typed)


def test_initials_come_before_the_beginning_of_a_syllable() -> None:
    assert found("live", "sh")[:2] == ["散会", "覆盖情况"]
    assert "上年度整改" in found("live", "sh")[2:]


def test_every_character_of_a_name_is_read() -> None:
    names = {character for place in PLACES for key in STANDARD.menu(place) for character in key.label}
    unread = [one for one in names if "\u4e00" <= one <= "\u9fff" and not readings(one)[0].isascii()]
    assert unread == []


@pytest.mark.parametrize(
    ("characters", "syllable"),
    [
        ("啊", "a"),
        ("跳条", "tiao"),
        ("批", "pi"),
        ("整正", "zheng"),
        ("女", "nv"),
        ("略", "lve"),
        ("座", "zuo"),
    ],
)
def test_a_character_is_read_by_its_place_in_the_standard(characters: str, syllable: str) -> None:
    assert {readings(one)[0] for one in characters} == {syllable}


def test_what_is_no_common_character_is_only_itself() -> None:
    assert (readings("覆")[0], readings("琛"), readings("𠮷"), readings("F")) == (
        "fu",
        ("琛",),
        ("𠮷",),
        ("f",),
    )


@pytest.mark.parametrize("place", PLACES)
def test_every_action_is_found_by_its_whole_name_and_each_of_its_keys(place: str) -> None:
    for key in STANDARD.menu(place):
        assert finding.found([key], key.label) == (key,)


@pytest.mark.parametrize("place", PLACES)
def test_a_digit_alone_finds_nothing_so_that_it_takes_a_line(place: str) -> None:
    assert not [digit for digit in "0123456789" if found(place, digit)]


async def test_a_digit_takes_its_line_also_after_something_was_typed(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"jlfs", "1")
        assert "摘要" in keyboard.screen
        assert "更多操作" not in keyboard.screen


async def test_an_input_method_s_characters_find_as_well(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9")
        await keyboard.commit("程序")
        assert "程序记事" in keyboard.screen
        assert "散会" not in keyboard.screen
        await keyboard.press("backspace", "backspace")
        assert "散会" in keyboard.screen
        await keyboard.press("down", "up", "down", "enter")
        assert "标〔未听清〕" not in keyboard.screen
        await keyboard.press("f3")
        assert keyboard.record[-1] == "张三：〔未听清〕"


async def test_a_key_s_digit_is_no_choice_while_a_key_is_being_named(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", "f", "1")
        assert "会议记录" in keyboard.screen
        await keyboard.press("2", "enter")
        assert "共 0 条" in keyboard.screen


async def test_what_is_not_found_is_told_and_nothing_is_done(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"xyz")
        assert "没有这样的操作" in keyboard.screen
        await keyboard.press("enter", "1", "escape")
        assert "F2 记下转下位" in keyboard.screen


async def test_what_cannot_be_done_says_why_before_and_when_it_is_chosen(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"hyn")
        assert "现在不行：现在不是表态回应" in keyboard.screen
        await keyboard.press("enter")
        assert "注意：现在不是表态回应，没有要对应的意见。" in keyboard.screen
        await keyboard.press("f9", *"wty")
        assert "现在不行：“未提意见”只用于批评意见。" in keyboard.screen
        await keyboard.press("escape")
        await keyboard.type("汇报。")
        await keyboard.press("f9", *"wt")
        assert "“未提意见”只用于批评意见。" in keyboard.screen


async def test_f1_tells_the_keys_of_the_screen_and_of_the_editor(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        for key in ("f1", "ctrl+k"):
            await keyboard.press(key)
            assert "F2 / Ctrl+N     记下转下位" in keyboard.screen
            await keyboard.press("end")
            await keyboard.wait_for(lambda: "Ctrl+Y          重做" in keyboard.screen)
            await keyboard.press("escape")


async def test_naming_a_key_that_does_nothing_does_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.type("还没说完")
        for key in ("f4", "f7x", "f10", "ctrl4"):
            await keyboard.press("f9", *key, "enter")
            assert "没有这样的操作" in keyboard.screen
            await keyboard.press("escape")
            assert "还没说完" in keyboard.screen
        assert not [entry for entry in keyboard.meeting.entries if entry.text]


async def test_what_the_list_says_is_what_the_key_says(tmp_path: Path) -> None:
    async with running(tmp_path, "张三", "李四") as keyboard:
        for told in ("running", "aside", "closed"):
            screen = keyboard.app.screen
            assert isinstance(screen, Place)
            refused = {key.action: screen.why_not(key.action) for key in STANDARD.menu("live")}
            assert sum(map(bool, refused.values())) >= 3, told
            for action, reason in refused.items():
                if reason:
                    await screen.run_action(action)
                    await keyboard.settle()
                    assert screen.state.text == reason
            if told == "running":
                await keyboard.press("f6", "2")
            else:
                await keyboard.press("f2", "f9", "9", "1")


async def test_an_empty_list_says_that_nothing_can_be_opened(tmp_path: Path) -> None:
    async with at_the_keyboard(tmp_path) as keyboard:
        await keyboard.press("f9", *"dk")
        assert "现在不行：还没有会议" in keyboard.screen
