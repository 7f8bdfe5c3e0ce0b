from __future__ import annotations

import errno
import os
import signal
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from meeting.facts import facts_of
from meeting.model import Head
from storage.archive import Archive, Listed
from storage.errors import BadPlace, NotFound, NotSaved, Taken
from tests.storage.examples import MEETING, entry
from tests.storage.mixed_load import children

DAY = date(2022, 1, 28)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "shilu")


def made(archive: Archive, *ids: str) -> None:
    for meeting_id in ids:
        archive.create(replace(MEETING, id=meeting_id, head=Head(title=meeting_id))).close()


@pytest.fixture
def lax_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_new_meeting_is_kept_and_open(archive: Archive) -> None:
    with archive.create(replace(MEETING, entries=(entry(1),))) as file:
        file.append([entry(2)])
    assert archive.read("20220128") == replace(MEETING, entries=(entry(1), entry(2)))


def test_ids_are_the_day_and_a_running_number(archive: Archive) -> None:
    assert archive.new_id(DAY) == "20220128"
    made(archive, "20220128")
    assert archive.new_id(DAY) == "20220128-2"
    made(archive, "20220128-2")
    assert archive.new_id(DAY) == "20220128-3"


def test_an_id_that_is_taken_is_refused_and_the_meeting_there_untouched(archive: Archive) -> None:
    made(archive, "20220128")
    with pytest.raises(Taken, match="会议 20220128 已经有了"):
        archive.create(MEETING)
    assert archive.read("20220128").head.title == "20220128"


@pytest.mark.parametrize("odd", ["", "../20220128", "会议"])
def test_an_id_that_new_id_did_not_give_is_a_mistake_in_the_program(odd: str, archive: Archive) -> None:
    with pytest.raises(ValueError, match="new_id"):
        archive.create(replace(MEETING, id=odd))


def test_only_the_user_can_read_a_meeting_even_with_a_lax_umask(
    archive: Archive, tmp_path: Path, lax_umask: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with archive.create(MEETING) as file:
        file.append([entry(1)])
    monkeypatch.setattr(time, "time_ns", lambda: 1 << 62)
    archive.list()
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path / "shilu", *(tmp_path / "shilu").rglob("*"))
    }
    assert modes == {
        "shilu": 0o700,
        "meetings": 0o700,
        "20220128": 0o700,
        "meeting.json": 0o600,
        "meeting.json.journal": 0o600,
        "meeting.json.lock": 0o600,
        "catalogue.json": 0o600,
    }


def test_a_meeting_that_could_not_be_written_leaves_no_folder(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        with pytest.raises(NotSaved, match="磁盘已满"):
            archive.create(MEETING)
    assert archive.list() == ()
    assert archive.new_id(DAY) == "20220128"
    assert list((tmp_path / "shilu" / "meetings").iterdir()) == []


@pytest.mark.parametrize("call", ["write", "fsync", "mkdir", "rename", "replace"])
def test_a_kill_at_any_step_of_creating_leaves_no_half_meeting(
    call: str, archive: Archive, tmp_path: Path
) -> None:
    """Each further call of this kind is the last that the process makes, until it gets through."""
    for steps in count():
        child = children.Process(target=_create_and_die, args=(tmp_path / "shilu", call, steps))
        child.start()
        child.join()
        for listed in archive.list():
            assert not listed.problem
            assert archive.read(listed.id) == replace(MEETING, entries=(entry(1),))
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        if archive.list():
            archive.folder("20220128").rename(tmp_path / str(steps))
    assert steps
    assert len(archive.list()) == 1


def _create_and_die(data: Path, call: str, steps: int) -> None:
    left, real = steps, getattr(os, call)

    def dying(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return real(*arguments, **options)

    setattr(os, call, dying)
    Archive(data).create(replace(MEETING, entries=(entry(1),))).close()


def test_a_data_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BadPlace, match="路径中有一段是文件而不是文件夹"):
        Archive(tmp_path / "file" / "shilu").create(MEETING)


def test_an_archive_that_does_not_exist_lists_nothing(archive: Archive) -> None:
    assert archive.list() == ()


def test_the_latest_meeting_is_listed_first(archive: Archive) -> None:
    made(archive, "20211230", *(f"20220128-{number}" for number in (2, 10)), "20220128")
    archive.create(
        replace(MEETING, id="20210101", head=Head(title="改到下月", date=date(2022, 2, 8)))
    ).close()
    assert [listed.id for listed in archive.list()] == [
        "20210101",
        "20220128-10",
        "20220128-2",
        "20220128",
        "20211230",
    ]


def test_a_listed_meeting_comes_with_its_facts(archive: Archive) -> None:
    archive.create(MEETING).close()
    assert archive.list() == (Listed("20220128", facts_of(MEETING)),)


def test_folders_that_are_not_ours_are_listed_with_a_sentence_and_hide_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    made(archive, "20220128")
    meetings = tmp_path / "shilu" / "meetings"
    (meetings / "照片").mkdir()
    (meetings / "20230101").mkdir()
    (meetings / "20230101" / "meeting.json").write_text("{", encoding="utf-8")
    (meetings / "20220128").rename(meetings / "20220128 副本")
    made(archive, "20220128")
    (meetings / ".Trash").mkdir()
    (meetings / "说明.txt").touch()
    problems = {listed.id: listed.problem for listed in archive.list()}
    assert next(iter(problems)) == "20220128"
    assert problems.pop("20220128") == ""
    assert set(problems) == {"照片", "20230101", "20220128 副本"}
    assert "照片 里没有 meeting.json，不是会议文件夹" in problems["照片"]
    assert "已损坏，读不出内容" in problems["20230101"]
    assert "与文件夹名不符" in problems["20220128 副本"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_may_not_be_looked_into_hides_no_other(archive: Archive, tmp_path: Path) -> None:
    made(archive, "20211230", "20220128")
    closed = tmp_path / "shilu" / "meetings" / "20220128"
    closed.chmod(0o000)
    listed = archive.list()
    closed.chmod(0o700)
    assert [(item.id, item.problem) for item in listed] == [
        ("20211230", ""),
        ("20220128", f"{closed / 'meeting.json'} 读不了：没有权限，请检查文件夹的所有者和权限。"),
    ]


def test_opening_a_strange_folder_leaves_nothing_in_it(archive: Archive, tmp_path: Path) -> None:
    strange = tmp_path / "shilu" / "meetings" / "照片"
    strange.mkdir(parents=True)
    with pytest.raises(Exception, match="不是会议文件夹"):
        archive.open("照片")
    assert list(strange.iterdir()) == []


def test_the_beginning_of_an_id_is_enough(archive: Archive) -> None:
    made(archive, "20211230", "20220128")
    assert archive.read("2022").id == "20220128"
    assert archive.folder("2021").name == "20211230"
    with archive.open("2022") as file:
        assert file.meeting.id == "20220128"


def test_a_whole_id_wins_over_a_longer_one(archive: Archive) -> None:
    made(archive, "20220128", "20220128-2")
    assert archive.folder("20220128").name == "20220128"


def test_a_beginning_of_several_ids_names_them(archive: Archive) -> None:
    made(archive, "20220128", "20220128-2")
    with pytest.raises(NotFound, match="“2022”对应多场会议：20220128、20220128-2，请把编号写全"):
        archive.folder("2022")


@pytest.mark.parametrize("wanted", ["2023", "", "../meetings/20220128", "."])
def test_an_unknown_id_is_not_found(wanted: str, archive: Archive) -> None:
    made(archive, "20220128")
    with pytest.raises(NotFound, match="请用 shilu list 查看全部会议"):
        archive.folder(wanted)
