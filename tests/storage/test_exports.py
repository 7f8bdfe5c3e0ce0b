"""Where the last export went: proposed for the next one, as long as it is there."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from meeting.dossier.model import PaperState, Stage
from storage.exports import FILE, ExportsFile, PaperFile, folder_for_next, paper_file


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


def test_the_oldest_of_too_many_are_forgotten(meeting: Path) -> None:
    exports = ExportsFile(meeting)
    exports.remember({f"/a/{number}": "0" for number in range(500)})
    exports.remember({"/a/new": "0"})
    known = list(exports.load())
    assert known[-2:] == ["/a/499", "/a/new"] and len(known) == 200


def test_a_paper_is_untouched_as_long_as_its_file_is_what_was_written(tmp_path: Path) -> None:
    path = tmp_path / "请示.docx"
    digest = sha256(b"ours").hexdigest()

    def found(file: Path, digest: str = "", **known: str) -> PaperFile | None:
        state = PaperState("request", Stage.DRAFTED, file=str(file), sha256=digest)
        return paper_file(state, {str(file): sha for sha in known.values()})

    def is_untouched(digest: str = "", **known: str) -> bool:
        file = found(path, digest, **known)
        return file is not None and file.is_untouched

    assert found(path, digest) is None
    path.write_bytes(b"ours")
    os.utime(path, (0, 0))
    assert found(path, digest) == PaperFile(path, b"ours", datetime(1970, 1, 1, tzinfo=UTC), True)
    # The dossier alone says so after a restore, the list alone where the dossier could not be written.
    assert is_untouched(digest, list="") and is_untouched(list=digest) and is_untouched("0a", list=digest)
    assert not is_untouched()
    path.write_bytes(b"edited")
    assert not is_untouched(digest, list=digest)
    assert found(tmp_path, digest) is None and found(Path("/a\0b"), digest) is None
