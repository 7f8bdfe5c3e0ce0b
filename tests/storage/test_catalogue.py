from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meeting.facts import facts_of
from meeting.model import Head, Meeting
from storage import catalogue as catalogue_module
from storage.archive import Archive, Listed
from storage.catalogue import Signature
from storage.meeting_file import read_record, write_first
from storage.meeting_tables import tables_of
from tests.storage.examples import MEETING, entry

OTHER = replace(MEETING, id="20220208", head=Head(title="另一场"))
LISTED = (Listed(MEETING.id, facts_of(MEETING)), Listed(OTHER.id, facts_of(OTHER)))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    found = Archive(tmp_path)
    for meeting in (MEETING, OTHER):
        found.create(meeting).close()
    return found


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.json"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock has gone on so far that no file is young."""
    real = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: real() + 3_000_000_000)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The meetings that are read from their folders."""
    names: list[str] = []

    def noting(folder: Path) -> Meeting:
        names.append(folder.name)
        return read_record(folder)

    monkeypatch.setattr("storage.archive.read_record", noting)
    return names


def listed(archive: Archive) -> tuple[Listed, ...]:
    return tuple(sorted(archive.list(), key=lambda one: one.id))


@pytest.mark.usefixtures("later")
def test_what_did_not_change_is_read_once(archive: Archive, read: list[str]) -> None:
    assert listed(archive) == LISTED
    assert read == ["20220128", "20220208"]
    read.clear()
    assert listed(archive) == LISTED
    assert read == []


@pytest.mark.usefixtures("later")
def test_what_changed_is_read_anew_and_nothing_else(archive: Archive, read: list[str]) -> None:
    archive.list()
    read.clear()
    with archive.open(MEETING.id) as file:
        file.append([entry(1)])
        assert listed(archive)[0].facts == facts_of(replace(MEETING, entries=(entry(1),)))
    assert listed(archive)[0].facts == facts_of(replace(MEETING, entries=(entry(1),)))
    assert set(read) == {MEETING.id}


def test_a_file_younger_than_two_seconds_is_not_taken_as_known(
    archive: Archive, catalogue: Path, read: list[str]
) -> None:
    archive.list()
    archive.list()
    assert len(read) == 4
    assert not catalogue.exists()


def test_a_change_within_the_same_tick_of_the_clock_is_seen(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk with a coarse clock a change may leave the signature as it was."""
    now = time.time_ns()
    same = Signature((1, 1, now, now), (1, 1, now, now))
    monkeypatch.setattr(catalogue_module, "signature", lambda path: same)
    archive.list()
    write_first(archive.folder(OTHER.id), tables_of(replace(OTHER, head=Head(title="换过"))))
    assert listed(archive)[1].facts == facts_of(replace(OTHER, head=Head(title="换过")))


@pytest.mark.usefixtures("later")
def test_a_change_whose_traces_were_wiped_is_seen_by_the_moment_that_nobody_can_set(
    archive: Archive,
) -> None:
    file = archive.folder(OTHER.id) / "meeting.json"
    archive.list()
    before = file.stat()
    time.sleep(0.02)
    with file.open("r+b") as same_inode:
        same_inode.write(file.read_bytes().replace("另一场".encode(), "换一场".encode()))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert listed(archive)[1].is_damaged


@pytest.mark.usefixtures("later")
def test_a_damaged_meeting_is_never_kept(archive: Archive, catalogue: Path, read: list[str]) -> None:
    (archive.folder(OTHER.id) / "meeting.json").write_text("{", encoding="utf-8")
    first, second = archive.list(), archive.list()
    assert first == second
    assert read.count(OTHER.id) == 2
    assert OTHER.id not in catalogue.read_text(encoding="utf-8")


@pytest.mark.usefixtures("later")
def test_a_meeting_that_was_taken_away_is_forgotten(archive: Archive, catalogue: Path) -> None:
    archive.list()
    archive.folder(OTHER.id).rename(catalogue.parent / "elsewhere")
    assert listed(archive) == LISTED[:1]
    assert OTHER.id not in catalogue.read_text(encoding="utf-8")


@pytest.mark.usefixtures("later")
def test_a_folder_that_took_the_place_of_another_is_read(archive: Archive, tmp_path: Path) -> None:
    archive.list()
    place = archive.folder(OTHER.id)
    other = Archive(tmp_path / "other")
    moved = replace(OTHER, head=Head(title="换一场"))
    other.create(moved).close()
    for name in ("meeting.json", "meeting.json.journal"):
        before, file = (place / name).stat(), other.folder(OTHER.id) / name
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert file.stat().st_size == before.st_size
    place.rename(tmp_path / "away")
    other.folder(OTHER.id).rename(place)
    assert listed(archive)[1].facts == facts_of(moved)


def nothing(content: bytes) -> bytes:
    return b""


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def another_title(content: bytes) -> bytes:
    return content.replace("另一场".encode(), "假一场".encode())


def another_type(content: bytes) -> bytes:
    return content.replace(b'"members":2', b'"members":"2"')


def another_version(content: bytes) -> bytes:
    return json.dumps({**json.loads(content), "version": 99}).encode()


def another_form(content: bytes) -> bytes:
    return b'[{"version":1}]'


def not_text(content: bytes) -> bytes:
    return b"\xff\xfe" + content


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(
    "tamper", [nothing, half, another_title, another_type, another_version, another_form, not_text]
)
def test_a_catalogue_that_is_strange_in_any_way_is_made_anew(
    tamper: Callable[[bytes], bytes], archive: Archive, catalogue: Path, read: list[str]
) -> None:
    archive.list()
    sound = catalogue.read_bytes()
    assert tamper(sound) != sound
    catalogue.write_bytes(tamper(sound))
    read.clear()
    assert listed(archive) == LISTED
    assert len(read) == 2
    assert catalogue.read_bytes() == sound


@pytest.mark.usefixtures("later")
def test_a_catalogue_that_is_missing_is_made_anew(archive: Archive, catalogue: Path) -> None:
    archive.list()
    catalogue.unlink()
    assert listed(archive) == LISTED
    assert catalogue.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("later")
def test_a_folder_in_the_place_of_the_catalogue_costs_only_time(archive: Archive, catalogue: Path) -> None:
    catalogue.mkdir()
    assert listed(archive) == LISTED
    assert [item.name for item in catalogue.parent.iterdir() if "catalogue" in item.name] == [
        "catalogue.json"
    ]


@pytest.mark.usefixtures("later")
def test_a_disk_on_which_nothing_can_be_written_costs_only_time(
    archive: Archive, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def read_only(path: Any, flags: int, *more: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(30, "Read-only file system")
        return real(path, flags, *more, **options)

    monkeypatch.setattr(os, "open", read_only)
    assert listed(archive) == LISTED
    assert not catalogue.exists()


@pytest.mark.usefixtures("later")
def test_the_catalogue_tells_the_same_as_the_folders_after_any_of_them_was_written_anew(
    archive: Archive,
) -> None:
    for title in ("甲", "乙"):
        write_first(archive.folder(OTHER.id), tables_of(replace(OTHER, head=Head(title=title))))
        assert listed(archive)[1].facts == facts_of(replace(OTHER, head=Head(title=title)))
