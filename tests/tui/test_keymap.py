"""Keys that a user has changed: what is accepted, what is refused, and that the screen goes by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meeting.invented.practice import Practice
from tests.thorough import examples
from tests.tui.keyboard import at_the_keyboard, running
from tui.keymap import STANDARD, Keymap, remapped
from tui.keys import PLACES

ACTIONS = [f"{place}.{key.action}" for place in PLACES for key in PLACES[place]]
NAMES = ["F2", "f3", "F4", "F5", "Ctrl+N", "ctrl+q", "Tab", "Ctrl+X", "Ctrl+K", "q", "回车", "Esc"]


def keys_of(keymap: Keymap, place: str, action: str) -> tuple[str, ...]:
    return next(key.keys for key in keymap.places[place] if key.action == action)


def test_names_are_taken_as_the_program_prints_them_in_any_case_and_width() -> None:
    keymap, problems = remapped({"checking.go": ("ctrl+X", "Ｆ７", " Insert ")})
    assert not problems
    assert keys_of(keymap, "checking", "go") == ("ctrl+x", "f7", "insert")


def test_the_practice_has_the_keys_of_the_meeting() -> None:
    keymap, _ = remapped({"live.skip": ("Ctrl+W",)})
    assert keys_of(keymap, "practice", "skip") == ("ctrl+w",)


def test_two_actions_may_change_places() -> None:
    keymap, problems = remapped({"live.confirm": ("F3",), "live.stay": ("F2",)})
    assert not problems
    assert keymap.footer("live").startswith("F3 记下转下位  F2 记下不转")


@pytest.mark.parametrize(
    ("action", "written", "told"),
    [
        ("live.nothing", ("F2",), "没有“live.nothing”这一项操作"),
        ("practice.skip", ("F7",), "没有“practice.skip”这一项操作"),
        ("editor.undo", ("F7",), "没有“editor.undo”这一项操作"),
        ("live.skip", ("Ctrl+B",), "tmux 用它"),
        ("live.skip", ("F4",), "输入法用它"),
        ("live.skip", ("Ctrl+Z",), "撤销"),
        ("head.forward", ("Ctrl+U",), "删去光标左边的字"),
        ("live.skip", ("q",), "没有“Q”这个键"),
        ("live.skip", ("回车",), "没有“回车”这个键"),
        ("live.skip", ("ctrl+]",), "没有“Ctrl+]”这个键"),
        ("live.skip", ("F2",), "会议进行：F2 不能既是“记下转下位”又是“跳过这一轮”"),
        ("live.menu", (), "至少要有一个键"),
        ("choose.take", (), "至少要有一个键"),
    ],
)
def test_what_can_not_be_is_told_and_left_as_it_was(action: str, written: tuple[str, ...], told: str) -> None:
    keymap, (problem,) = remapped({action: written})
    assert told in problem
    assert keymap.places == STANDARD.places


@settings(max_examples=examples(20))
@given(st.dictionaries(st.sampled_from(ACTIONS), st.lists(st.sampled_from(NAMES), max_size=3).map(tuple)))
def test_no_key_ever_means_two_things_and_help_and_menu_are_always_there(
    wanted: dict[str, tuple[str, ...]],
) -> None:
    keymap, problems = remapped(wanted)
    assert {place: [key.action for key in keymap.places[place]] for place in keymap.places} == {
        place: [key.action for key in PLACES[place]] for place in PLACES
    }
    for place, actions in keymap.places.items():
        used = [one for key in actions for one in key.keys]
        assert len(used) == len(set(used)), place
        assert all(key.keys for key in actions if key.action in ("help", "menu"))
    kept = {action for action in wanted if action in keymap.changed}
    assert kept == set(wanted) or problems


def test_sentences_name_the_keys_of_this_user() -> None:
    keymap, _ = remapped({"live.confirm": ("Ctrl+W",), "live.no_opinion": ()})
    assert keymap.told("live", "再按一次 F2，或按 F8；F12 看记录") == (
        "再按一次 Ctrl+W，或按 F9 更多“未提意见”；F12 看记录"
    )
    assert keymap.told("record", "F2 更正") == "F2 更正"
    assert STANDARD.told("live", "再按一次 F2") == "再按一次 F2"


async def test_the_screen_goes_by_the_user_s_keys(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(
        '[keys]\nlive.confirm = ["F3"]\nlive.stay = ["F2"]\nlive.skip = ["Ctrl+W"]\n', encoding="utf-8"
    )
    async with running(tmp_path, "张三", "李四") as keyboard:
        assert "F3 记下转下位  F2 记下不转" in keyboard.screen
        assert "F3 记下并请下一位发言" in keyboard.screen
        await keyboard.type("筹备情况。")
        await keyboard.press("f2")
        assert "张三  通报" in keyboard.screen
        await keyboard.type("就这些。")
        await keyboard.press("f3")
        assert keyboard.record[-2:] == ["张三：筹备情况。", "张三：就这些。"]
        assert "张三  班子对照检查" in keyboard.screen
        await keyboard.press("ctrl+w")
        assert "跳过这一轮" in keyboard.screen
        await keyboard.press("escape", "f1")
        assert "Ctrl+W" in keyboard.screen


async def test_forms_and_choices_name_the_user_s_keys(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(
        '[keys]\nform.save = ["F5"]\nform.help = ["F2"]\nchoose.help = ["F7"]\n', encoding="utf-8"
    )
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f9", *"cxjs", "enter")
        assert "回车或 F5 确定；Esc 返回；F2 帮助" in keyboard.screen
        await keyboard.press("f2")
        assert "填写：按键" in keyboard.screen
        await keyboard.press("escape")
        await keyboard.type("停电")
        await keyboard.press("escape")
        assert "改动还没有存。F5 存下" in keyboard.screen
        await keyboard.press("f5", "f6")
        assert "Esc 返回；F7 帮助" in keyboard.screen


async def test_settings_that_are_wrong_are_told_when_the_program_opens(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[keys]\nlive.skip = ["F2"]\n', encoding="utf-8")
    async with at_the_keyboard(tmp_path) as keyboard:
        assert "设置里有的没有用上" in keyboard.screen
        assert "F2 不能既是“记下转下位”又是“跳过这一轮”" in keyboard.screen.replace("\n     ", "")
        await keyboard.press("escape")
        assert "还没有会议" in keyboard.screen


def test_esc_stays_where_it_closes_something() -> None:
    keymap, (problem,) = remapped({"reading.leave": ("F3",), "palette.leave": ("Esc", "F3")})
    assert "要留着 Esc" in problem
    assert keys_of(keymap, "reading", "leave")[0] == "escape"
    assert keys_of(keymap, "palette", "leave") == ("escape", "f3")


async def test_with_other_keys_no_screen_names_the_old_ones(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(
        '[keys]\nlive.menu = ["F5"]\nlive.stamp = ["F6"]\nlive.aside = []\nlive.order = ["Ctrl+W"]\n',
        encoding="utf-8",
    )
    async with running(tmp_path, "张三", "李四") as keyboard:
        await keyboard.press("f1")
        assert "F5 更多         开始时间前移" in keyboard.screen
        assert "F6" in keyboard.screen
        assert "F9" not in keyboard.screen
        await keyboard.press("escape")
        await keyboard.type("示例市")
        assert "Ctrl+W：示例市某某局党组" in keyboard.screen
        await keyboard.press("ctrl+w")
        assert "示例市某某局党组" in keyboard.screen.split("正在记")[1].split("上一条")[0]


async def test_a_practice_is_not_left_by_a_key_that_it_does_not_have(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[keys]\nlive.setup = ["Ctrl+W"]\n', encoding="utf-8")
    async with at_the_keyboard(tmp_path, practice=Practice(120, 2)) as keyboard:
        await keyboard.press("ctrl+w")
        assert "练习时没有这一项" in keyboard.screen
