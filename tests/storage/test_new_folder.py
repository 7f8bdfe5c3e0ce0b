from __future__ import annotations

import errno
import os
import time
from datetime import datetime
from pathlib import Path

import pytest

from storage.errors import BadPlace, NotSaved, Taken
from storage.new_folder import make_folder, new_folder, stamped


def test_a_folder_has_its_name_only_once_it_is_filled(tmp_path: Path) -> None:
    with new_folder(tmp_path / "whole") as fresh:
        (fresh / "file").touch()
        assert not (tmp_path / "whole").exists()
        assert fresh.name.startswith(".")
    assert [item.name for item in tmp_path.rglob("*")] == ["whole", "file"]


def test_what_goes_wrong_in_filling_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), new_folder(tmp_path / "whole") as fresh:
        (fresh / "file").touch()
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("is_empty", [True, False])
def test_a_name_that_somebody_took_meanwhile_is_left_to_them(is_empty: bool, tmp_path: Path) -> None:
    with pytest.raises(Taken, match="已经有了"), new_folder(tmp_path / "whole") as fresh:
        (fresh / "ours").touch()
        (tmp_path / "whole").mkdir()
        if not is_empty:
            (tmp_path / "whole" / "theirs").touch()
    assert not list(tmp_path.rglob("ours"))
    assert [item.name for item in tmp_path.iterdir()] == ["whole"]


def test_a_folder_that_is_there_but_not_safe_yet_is_not_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(NotSaved, match="已经建好，但断电后不一定还在"), new_folder(tmp_path / "whole"):
        pass
    assert (tmp_path / "whole").is_dir()


def left_by_a_kill(parent: Path, name: str, hours: float) -> Path:
    folder = parent / name
    folder.mkdir()
    (folder / "meeting.json").touch()
    moment = time.time() - hours * 3600
    os.utime(folder, (moment, moment))
    return folder


def test_what_a_kill_left_is_cleared_away_an_hour_later_and_nothing_else(tmp_path: Path) -> None:
    for name in (".20220128.abcd_123", ".20220128-2-20220201-093005.abcd1234"):
        left_by_a_kill(tmp_path, name, 1.1)
    kept = {left_by_a_kill(tmp_path, ".20220128-3.abcd1234", 0.9)}
    for name in ("20220128", ".Trash-1000", ".20220128", ".20220128.abcd1234.bak", ".notes.abcd1234"):
        kept.add(left_by_a_kill(tmp_path, name, 1000))
    (tmp_path / ".20220208.abcd1234").symlink_to(tmp_path / "20220128")
    with new_folder(tmp_path / "whole"):
        pass
    assert {item for item in tmp_path.iterdir() if not item.is_symlink()} == {*kept, tmp_path / "whole"}
    assert all((folder / "meeting.json").exists() for folder in kept)


def test_a_folder_that_is_still_being_filled_is_not_cleared_away_however_old(tmp_path: Path) -> None:
    with new_folder(tmp_path / "20220128") as fresh:
        os.utime(fresh, (0, 0))
        with new_folder(tmp_path / "whole"):
            pass
        assert fresh.is_dir()
    assert (tmp_path / "20220128").is_dir()


def test_a_place_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadPlace, match="文件夹不见了"), new_folder(tmp_path / "nowhere" / "whole"):
        pass


def test_missing_folders_are_made_for_the_user_only(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a", "a/b")] == [0o700, 0o700]


def test_a_file_in_the_way_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadPlace, match="同名的文件占了文件夹的位置"):
        make_folder(tmp_path / "file" / "b")


def test_a_folder_in_one_that_may_not_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: object, **__: object) -> os.stat_result:
        raise PermissionError(errno.EACCES, "closed")

    monkeypatch.setattr(os, "stat", closed)
    with pytest.raises(BadPlace, match="没有权限"):
        make_folder(tmp_path / "a")


def test_names_with_a_moment_never_meet_one_that_is_there(tmp_path: Path) -> None:
    now = datetime(2022, 2, 1, 9, 30, 5)  # noqa: DTZ001 - only its digits count
    names = []
    for _ in range(3):
        names.append(stamped(tmp_path, "x", now))
        names[-1].mkdir()
    assert [name.name for name in names] == [
        "x-20220201-093005",
        "x-20220201-093005-2",
        "x-20220201-093005-3",
    ]
