"""The user's settings, and what is told of a file that is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.config.settings import FILE, Settings, settings_in


def written(folder: Path, text: str, encoding: str = "utf-8") -> Settings:
    (folder / FILE).write_bytes(text.encode(encoding))
    return settings_in(folder)


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert settings_in(tmp_path) == Settings()


@pytest.mark.parametrize(
    "text",
    [
        'clock = "minutes"\n[keys]\n"live.confirm" = ["F3"]\n',
        'clock = "minutes"\n[keys]\nlive.confirm = ["F3"]\n',
        'clock = "minutes"\n[keys.live]\nconfirm = ["F3"]\n',
    ],
)
def test_keys_may_be_written_in_each_way_that_toml_has(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == Settings({"live.confirm": ("F3",)}, sparing=True)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert written(tmp_path, '\ufeffclock = "seconds"\n') == Settings(sparing=False)


def test_the_hint_can_be_switched_off(tmp_path: Path) -> None:
    assert written(tmp_path, "hint = false\n") == Settings(hint=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("clock = \n", "不合 TOML 的写法"),
        ('clock = "fast"\n', "第 1 行：clock 只能写"),
        ("clock = 5\n", "第 1 行：clock 只能写"),
        ("clock = " + "9" * 5000 + "\n", "不合 TOML 的写法"),
        ("keys = " + "[" * 5000 + "\n", "不合 TOML 的写法"),
        ("hint = 0\n", "第 1 行：hint 只能写 true"),
        ("keys = 5\n", "第 1 行：keys 要写成一节"),
        ('colour = "red"\n', "第 1 行：没有“colour”这一项设置"),
        ('[keys]\n"live.stay" = ["F3"]\n"live.confirm" = "F2"\n', "第 3 行：“live.confirm”的键要写成"),
        ("[keys]\nlive.confirm = [2]\n", "第 2 行：“confirm”的键要写成"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_rest_is_used(
    tmp_path: Path, text: str, told: str
) -> None:
    settings = written(tmp_path, text)
    (problem,) = settings.problems
    assert told in problem
    assert str(tmp_path / FILE) in problem
    assert settings.sparing is None
    assert settings.hint
    assert "live.confirm" not in settings.keys
    assert ("live.stay" in settings.keys) is ("live.stay" in text)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    (problem,) = written(tmp_path, "# 按键\n", "gbk").problems
    assert "不是 UTF-8" in problem


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    (problem,) = settings_in(tmp_path).problems
    assert "设置文件读不了" in problem


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    (problem,) = settings_in(tmp_path).problems
    assert "不是普通文件" in problem


def test_an_action_that_is_written_twice_is_told(tmp_path: Path) -> None:
    settings = written(tmp_path, '[keys]\n"live.skip" = ["F7"]\nlive.skip = ["F6"]\n')
    (problem,) = settings.problems
    assert "第 3 行：“live.skip”前面已经写过" in problem
