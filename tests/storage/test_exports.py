"""Where the last export went: proposed for the next one, as long as it is there."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from storage.exports import FILE, ExportsFile, folder_for_next, is_untouched


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    folder = tmp_path / "meetings" / "20220128"
    folder.mkdir(parents=True)
    return folder


def into(tmp_path: Path, name: str) -> str:
    (tmp_path / name).mkdir(exist_ok=True)
    return str(tmp_path / name / "记录.docx")


def test_what_was_exported_last_stands_last(meeting: Path) -> None:
    exports = ExportsFile(meeting)
    for path in ("/a/1", "/a/2", "/a/1"):
        exports.remember({path: "0"})
    assert list(exports.load()) == ["/a/2", "/a/1"]


def test_the_folder_of_the_last_export_is_proposed_and_an_earlier_one_once_it_is_gone(
    meeting: Path, tmp_path: Path
) -> None:
    assert folder_for_next(meeting) is None
    for name in ("一", "二"):
        ExportsFile(meeting).remember({into(tmp_path, name): "0"})
    assert folder_for_next(meeting) == tmp_path / "二"
    (tmp_path / "二").rmdir()
    assert folder_for_next(meeting) == tmp_path / "一"
    (tmp_path / "一").rmdir()
    assert folder_for_next(meeting) is None


def test_a_meeting_that_nothing_was_exported_from_begins_where_another_went_last(
    meeting: Path, tmp_path: Path
) -> None:
    for moment, name in enumerate(("20210101", "20210303", "20210202")):
        other = meeting.with_name(name)
        other.mkdir()
        ExportsFile(other).remember({into(tmp_path, name): "0"})
        os.utime(other / FILE, (moment, moment))
    assert folder_for_next(meeting) == tmp_path / "20210202"
    ExportsFile(meeting).remember({into(tmp_path, "自己的"): "0"})
    assert folder_for_next(meeting) == tmp_path / "自己的"


def test_a_file_is_untouched_as_long_as_it_is_what_was_exported(tmp_path: Path) -> None:
    path = tmp_path / "请示.docx"
    known = {str(path): sha256(b"ours").hexdigest(), str(tmp_path): ""}
    assert not is_untouched(str(path), known)
    path.write_bytes(b"ours")
    assert is_untouched(str(path), known) and not is_untouched(str(path), {})
    path.write_bytes(b"edited")
    assert not is_untouched(str(path), known)
    assert not is_untouched(str(tmp_path), known)
