from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from meeting.desk import written
from meeting.draft import Desk, Draft
from meeting.model import Kind
from storage.draft.draft import DraftFile
from storage.errors import NotSaved
from tests.storage.drafts import DESK, DRAFT, failing, loaded, log_of, no_room, reopened, typed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft"


@pytest.fixture
def file(path: Path) -> Iterator[DraftFile]:
    with closing(DraftFile(path)) as file:
        yield file


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each write wrote."""
    sizes: list[int] = []

    def counted(real: Callable[..., int]) -> Callable[..., int]:
        def write(*arguments: Any) -> int:
            sizes.append(real(*arguments))
            return sizes[-1]

        return write

    monkeypatch.setattr(os, "write", counted(os.write))
    monkeypatch.setattr(os, "pwrite", counted(os.pwrite))
    return sizes


def test_a_save_is_one_write_and_an_unchanged_desk_none(file: DraftFile, writes: list[int]) -> None:
    file.save(typed("前"))
    writes.clear()
    file.save(typed("前面"))
    assert len(writes) == 1
    file.save(typed("前面"))
    assert len(writes) == 1


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_a_keystroke_writes_no_more_for_a_long_text(place: float, path: Path, writes: list[int]) -> None:
    sizes = []
    for length in (10, 20_000):
        desk = DESK
        for number in range(5):
            desk = replace(
                desk,
                drafts={**desk.drafts, str(number): Draft(str(number), Kind.RESPONSE, text="多" * length)},
            )
        text, at = "批" * length, int(length * place)
        with closing(DraftFile(path.with_name(str(length)))) as file:
            file.save(written(desk, replace(DRAFT, text=text)))
            writes.clear()
            file.save(written(desk, replace(DRAFT, text=text[:at] + "评" + text[at:])))
            sizes += writes
    assert len(sizes) == 2
    assert sizes[1] <= sizes[0] + 4
    assert sizes[0] < 200


def test_hours_of_typing_do_not_fill_the_disk(file: DraftFile, path: Path) -> None:
    text = ""
    for number in range(3_000):
        text = text[: number % 500] + str(number)
        file.save(typed(text))
    assert path.stat().st_size < 300 * 1024
    assert loaded(path) == typed(text)
    assert [one.name for one in path.parent.iterdir()] == ["draft"]


def test_the_log_is_renewed_between_two_drafts_and_not_while_one_is_typed(
    file: DraftFile, path: Path
) -> None:
    file.save(DESK)
    text = ""
    for turn in "abcd":
        desk = Desk(turn, {turn: Draft(turn, Kind.RESPONSE)})
        file.save(desk)
        begun = path.stat().st_ino
        for number in range(400):
            text = text[: number % 300] + str(number)
            file.save(written(desk, replace(desk.drafts[turn], text=text)))
            assert path.stat().st_ino == begun
    file.save(Desk("e"))
    assert path.stat().st_ino != begun
    assert loaded(path) == Desk("e")


# What can go wrong


def test_a_draft_that_cannot_be_saved_leaves_the_one_before_and_is_saved_later(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(DESK)
    with monkeypatch.context() as full:
        no_room(full)
        for text in ("存不上", "还是存不上"):
            with pytest.raises(NotSaved, match="磁盘已满"):
                file.save(typed(text))
        assert file.is_behind
        assert file.desk == typed("还是存不上")
    assert reopened(path) == DESK
    assert list(path.parent.iterdir()) == [path]
    file.save(file.desk)
    assert reopened(path) == typed("还是存不上")


def test_room_set_aside_takes_many_keystrokes_after_the_disk_has_filled(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(DESK)
    allotted = path.stat().st_blocks
    no_room(monkeypatch, "posix_fallocate", "write")
    text = ""
    for number in range(1_300):
        text = text[: number % 500] + str(number)
        file.save(typed(text))
    assert path.stat().st_blocks == allotted
    assert reopened(path) == typed(text)


def test_a_log_that_takes_no_more_is_written_anew(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(DESK)
    before = path.stat().st_ino
    with monkeypatch.context() as broken:
        no_room(broken, "pwrite")
        file.save(typed("写"))
    assert path.stat().st_ino != before
    file.save(typed("写下"))
    assert reopened(path) == typed("写下")


def test_half_a_line_is_never_left_in_front_of_the_next(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(typed(""))
    real = os.pwrite

    def half(descriptor: int, data: bytes, at: int) -> int:
        if len(data) < 100:
            raise OSError(errno.ENOSPC, "full")
        return real(descriptor, data[:100], at)

    with monkeypatch.context() as broken:
        no_room(broken)
        broken.setattr(os, "pwrite", half)
        with pytest.raises(NotSaved):
            file.save(typed("长" * 50))
    assert reopened(path) == typed("")
    with monkeypatch.context() as broken:
        no_room(broken, "write", "posix_fallocate")
        file.save(typed("短"))
    assert reopened(path) == typed("短")


def test_a_short_write_is_completed(file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.save(typed(""))
    real = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda descriptor, data, at: real(descriptor, data[:60], at))
    file.save(typed("长" * 50))
    assert reopened(path) == typed("长" * 50)


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EINVAL])
def test_a_file_system_that_can_set_no_room_aside_keeps_drafts_all_the_same(
    file: DraftFile, number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", failing(number))
    for text in ("一", "一二", "一二三"):
        file.save(typed(text))
    assert reopened(path) == typed("一二三")


def test_a_folder_that_is_gone_is_told(path: Path) -> None:
    folder = path.with_name("meeting")
    folder.mkdir()
    file = DraftFile(folder / "draft")
    file.save(typed("一"))
    shutil.rmtree(folder)
    assert file.is_behind
    with pytest.raises(NotSaved, match="文件夹不见了"):
        file.save(typed("一二"))
    folder.mkdir()
    file.save(typed("一二三"))
    assert reopened(folder / "draft") == typed("一二三")


def test_a_file_that_the_server_has_forgotten_is_written_anew(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(typed("一"))
    with monkeypatch.context() as stale:
        stale.setattr(os, "fstat", failing(errno.ESTALE))
        assert file.is_behind
        file.save(typed("一二"))
    assert loaded(path) == typed("一二")


def test_a_disk_that_fails_on_closing_keeps_nobody_from_leaving(
    file: DraftFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(typed("一"))
    real = os.close

    def close(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "close", close)
    file.close()


def test_a_new_file_whose_name_is_not_safe_yet_is_the_one_that_counts(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(typed("一"))
    with monkeypatch.context() as broken:
        no_room(broken, "pwrite")
        real = os.fsync

        def fsync(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(errno.EIO, "broken")
            real(descriptor)

        broken.setattr(os, "fsync", fsync)
        with pytest.raises(NotSaved, match="磁盘读写出错"):
            file.save(typed("一二"))
    file.save(typed("一二三"))
    assert reopened(path) == typed("一二三")


# On its way to disk


class Disk:
    """Stands between the program and `os.fdatasync`."""

    def __init__(self, real: Callable[[int], None]) -> None:
        self.real = real
        self.synced: list[tuple[int, int]] = []
        """Inode of the file and the thread at each sync."""
        self.reached = threading.Event()
        self.answers = threading.Event()
        self.answers.set()
        self.error = 0

    def fdatasync(self, descriptor: int) -> None:
        self.synced.append((os.fstat(descriptor).st_ino, threading.get_ident()))
        self.reached.set()
        assert self.answers.wait(30)
        if self.error:
            raise OSError(self.error, os.strerror(self.error))
        self.real(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk(os.fdatasync)
    monkeypatch.setattr(os, "fdatasync", disk.fdatasync)
    yield disk
    disk.answers.set()


def sync_thread() -> threading.Thread:
    """The thread that syncs drafts."""
    (thread,) = [one for one in threading.enumerate() if one.name == "draft sync"]
    return thread


def wait_until(true: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(1000):
        if true():
            return
        waiting.wait(0.01)
    raise AssertionError("it did not come true")


def test_what_is_typed_is_synced_soon_though_nothing_else_happens(
    file: DraftFile, path: Path, disk: Disk
) -> None:
    for text in ("一", "一二", "一二三"):
        file.save(typed(text))
    assert not disk.synced
    assert disk.reached.wait(10)
    assert disk.synced == [(path.stat().st_ino, sync_thread().ident)]
    disk.reached.clear()
    file.save(typed("一二三四"))
    assert disk.reached.wait(10)


def test_a_disk_that_does_not_answer_holds_up_no_keystroke(file: DraftFile, path: Path, disk: Disk) -> None:
    file.save(typed("一"))
    file.save(typed("一二"))
    disk.answers.clear()
    assert disk.reached.wait(10)
    file.save(typed("一二三"))
    assert loaded(path) == typed("一二三")
    disk.reached.clear()
    disk.answers.set()
    assert disk.reached.wait(10), "what came while the disk worked is synced as well"


def test_after_a_sync_that_failed_the_desk_goes_into_another_file(
    file: DraftFile, path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.error = errno.EIO
    file.save(typed("一"))
    file.save(typed("一二"))
    failed = path.stat().st_ino
    wait_until(lambda: file.is_behind)
    with monkeypatch.context() as full:
        no_room(full)
        for _ in range(2):
            with pytest.raises(NotSaved):
                file.save(typed("一二"))
    file.sync()
    assert [inode for inode, _ in disk.synced] == [failed], "never again on the same file"
    disk.error = 0
    file.save(typed("一二"))
    assert not file.is_behind
    assert path.stat().st_ino != failed
    assert reopened(path) == typed("一二")


def test_constant_typing_does_not_put_the_sync_off(file: DraftFile, disk: Disk) -> None:
    number, begin = 0, time.monotonic()
    while not disk.reached.wait(0.01):
        number += 1
        file.save(typed(str(number)))
        assert time.monotonic() < begin + 10
    assert number > 1


def test_another_thread_may_sync_at_any_time(file: DraftFile, path: Path) -> None:
    file.sync()
    ended = threading.Event()
    errors: list[BaseException] = []

    def keep_syncing() -> None:
        try:
            while not ended.is_set():
                file.sync()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=keep_syncing)
    thread.start()
    for number in range(300):
        # At this length the log is written anew every few dozen times.
        file.save(typed(f"{number}" * 1_000))
    file.close()
    file.sync()
    ended.set()
    thread.join()
    assert not errors
    assert loaded(path) == typed("299" * 1_000)


def test_what_a_killed_program_left_to_the_system_is_synced_on_opening(path: Path, disk: Disk) -> None:
    log_of(path, [typed("一"), typed("一二")])
    disk.synced.clear()
    DraftFile(path)
    assert disk.synced


def test_closing_syncs_ends_the_thread_and_is_final(file: DraftFile, path: Path, disk: Disk) -> None:
    file.save(typed("一"))
    file.save(typed("一二"))
    thread = sync_thread()
    file.close()
    file.close()
    assert disk.synced
    assert not thread.is_alive()
    assert not file.is_behind
    with pytest.raises(NotSaved, match="会议已经关闭"):
        file.save(typed("一二三"))
    assert reopened(path) == typed("一二")
