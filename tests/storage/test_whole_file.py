from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage.errors import NotSaved
from storage.whole_file import free_name, put_in_place

OLD, NEW = "旧".encode(), "新的内容".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.json"
    put_in_place(path, OLD, durable=True)
    return path


def failing(number: int) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return call


@pytest.mark.parametrize("durable", [True, False])
def test_what_is_written_is_read_by_its_owner_only(durable: bool, file: Path) -> None:
    put_in_place(file, NEW, durable=durable)
    assert file.read_bytes() == NEW
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("call", ["open", "fchmod", "write", "fsync", "replace"])
def test_a_full_disk_at_any_step_leaves_the_old_file_whole(
    call: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, call, failing(errno.ENOSPC))
        with pytest.raises(NotSaved, match="磁盘已满，请腾出空间后再试"):
            put_in_place(file, NEW, durable=True)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]
    put_in_place(file, NEW, durable=True)
    assert file.read_bytes() == NEW


def test_a_disk_that_fills_in_the_middle_of_the_text_leaves_the_old_file_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    with monkeypatch.context() as broken:
        answers = iter([lambda fd, data: real(fd, data[:7]), failing(errno.ENOSPC)])
        broken.setattr(os, "write", lambda fd, data: next(answers)(fd, data))
        with pytest.raises(NotSaved):
            put_in_place(file, NEW, durable=True)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_short_writes_are_carried_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as slow:
        slow.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
        put_in_place(file, NEW, durable=True)
    assert file.read_bytes() == NEW


def test_when_only_the_new_name_is_unsafe_the_write_counts_as_failed_and_can_be_retried(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    with monkeypatch.context() as broken:
        answers = iter([real, failing(errno.EIO)])
        broken.setattr(os, "fsync", lambda fd: next(answers)(fd))
        with pytest.raises(NotSaved, match="磁盘读写出错"):
            put_in_place(file, NEW, durable=True)
    put_in_place(file, NEW, durable=True)
    assert file.read_bytes() == NEW


def test_a_file_system_that_cannot_sync_folders_is_no_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    with monkeypatch.context() as odd:
        answers = iter([real, failing(errno.EINVAL)])
        odd.setattr(os, "fsync", lambda fd: next(answers)(fd))
        put_in_place(file, NEW, durable=True)
    assert file.read_bytes() == NEW


def test_the_text_is_safe_before_the_name_and_the_name_before_the_answer(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    for call in ("write", "fsync", "replace"):
        real = getattr(os, call)

        def noted(*args: Any, call: str = call, real: Callable[..., Any] = real) -> Any:
            done.append(call)
            return real(*args)

        monkeypatch.setattr(os, call, noted)
    put_in_place(file, NEW, durable=True)
    assert done == ["write", "fsync", "replace", "fsync"]


def test_what_a_kill_left_behind_does_no_harm(file: Path) -> None:
    (file.parent / "meeting.json.new").write_text('{"t": {"1": ', encoding="utf-8")
    put_in_place(file, NEW, durable=True)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_folder_is_said(file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        with pytest.raises(NotSaved, match="没有权限，请检查文件夹的所有者和权限"):
            put_in_place(file, NEW, durable=True)
    finally:
        file.parent.chmod(0o700)
    assert file.read_bytes() == OLD


def test_a_read_only_disk_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, "open", failing(errno.EROFS))
        with pytest.raises(NotSaved, match="磁盘是只读的，请换一个可写的数据文件夹"):
            put_in_place(file, b"", durable=True)


def test_a_free_name_is_one_that_nothing_bears_not_even_a_broken_link(file: Path) -> None:
    assert free_name(file, "torn") == file.with_name("meeting.json.torn-1")
    file.with_name("meeting.json.torn-1").touch()
    file.with_name("meeting.json.torn-2").symlink_to("nowhere")
    assert free_name(file, "torn") == file.with_name("meeting.json.torn-3")
    assert free_name(file, "damaged") == file.with_name("meeting.json.damaged-1")
