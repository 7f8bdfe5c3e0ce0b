from __future__ import annotations

import os
from pathlib import Path

import pytest

from storage.errors import BadPlace
from storage.paths import config_dir, data_dir


def test_the_option_comes_first(tmp_path: Path) -> None:
    env = {"SHILU_DATA": "/b", "XDG_DATA_HOME": "/c", "HOME": "/h"}
    assert data_dir(str(tmp_path), env) == tmp_path
    assert data_dir(None, env) == Path("/b")
    del env["SHILU_DATA"]
    assert data_dir(None, env) == Path("/c/shilu")
    del env["XDG_DATA_HOME"]
    assert data_dir(None, env) == Path("/h/.local/share/shilu")


def test_settings_follow_the_same_order() -> None:
    env = {"SHILU_CONFIG": "/b", "XDG_CONFIG_HOME": "/c", "HOME": "/h"}
    assert config_dir(env) == Path("/b")
    del env["SHILU_CONFIG"]
    assert config_dir(env) == Path("/c/shilu")
    del env["XDG_CONFIG_HOME"]
    assert config_dir(env) == Path("/h/.config/shilu")


def test_an_empty_variable_counts_as_unset() -> None:
    assert data_dir(None, {"SHILU_DATA": "", "XDG_DATA_HOME": "", "HOME": "/h"}) == Path(
        "/h/.local/share/shilu"
    )


def test_a_relative_xdg_path_is_ignored_as_its_specification_asks() -> None:
    assert data_dir(None, {"XDG_DATA_HOME": "data", "HOME": "/h"}) == Path("/h/.local/share/shilu")


def test_a_tilde_is_the_home_folder() -> None:
    assert data_dir("~/会议", {"HOME": "/h"}) == Path("/h/会议")


def test_a_relative_option_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_dir("data", {}) == tmp_path / "data"


def test_an_empty_option_is_refused() -> None:
    with pytest.raises(BadPlace, match="--data-dir 后面是空的"):
        data_dir("", {"HOME": "/h"})


@pytest.mark.parametrize("below", ["", "/deeper/still"])
def test_a_file_in_the_way_is_named_with_what_to_change(below: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadPlace, match="file 是文件，不是文件夹；请用 SHILU_DATA 另外指定"):
        data_dir(None, {"SHILU_DATA": f"{tmp_path}/file{below}"})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_place_that_may_not_be_looked_into_is_said(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    with pytest.raises(BadPlace, match="没有权限"):
        data_dir(str(tmp_path / "closed" / "data"), {})
