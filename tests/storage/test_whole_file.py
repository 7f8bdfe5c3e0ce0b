from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from storage.errors import BadPlace, Damaged, NotSaved
from storage.whole_file import WholeFileStorage, put_in_place

OLD: dict[str, dict[str, Any]] = {"t": {"1": {"text": "旧"}}}
NEW: dict[str, dict[str, Any]] = {"t": {"1": {"text": "新"}, "2": {"text": "新"}}}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "meeting.json"
    WholeFileStorage(path).write(OLD)
    return path


def failing(number: int) -> Callable[..., Any]:
    def call(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return call


def test_what_is_written_is_read(file: Path) -> None:
    assert WholeFileStorage(file).read() == OLD


def test_a_file_that_is_not_there_reads_as_none(tmp_path: Path) -> None:
    assert WholeFileStorage(tmp_path / "none.json").read() is None


def test_stock_tinydb_opens_the_file(file: Path) -> None:
    with TinyDB(file) as db:
        assert db.table("t").all() == [{"text": "旧"}]


def test_a_lone_surrogate_comes_back(file: Path) -> None:
    odd: dict[str, dict[str, Any]] = {"t": {"1": {"text": "半\udc80个"}}}
    WholeFileStorage(file).write(odd)
    assert WholeFileStorage(file).read() == odd


@pytest.mark.parametrize("call", ["open", "fchmod", "write", "fsync", "replace"])
def test_a_full_disk_at_any_step_leaves_the_old_file_whole(
    call: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    storage = WholeFileStorage(file)
    with monkeypatch.context() as broken:
        broken.setattr(os, call, failing(errno.ENOSPC))
        with pytest.raises(NotSaved, match="磁盘已满，请腾出空间后再试"):
            storage.write(NEW)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
    assert storage.read() == OLD
    storage.write(NEW)
    assert WholeFileStorage(file).read() == NEW


def test_a_disk_that_fills_in_the_middle_of_the_text_leaves_the_old_file_whole(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    real = os.write
    with monkeypatch.context() as broken:
        answers = iter([lambda fd, data: real(fd, data[:7]), failing(errno.ENOSPC)])
        broken.setattr(os, "write", lambda fd, data: next(answers)(fd, data))
        with pytest.raises(NotSaved):
            WholeFileStorage(file).write(NEW)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_short_writes_are_carried_on(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as slow:
        slow.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
        WholeFileStorage(file).write(NEW)
    assert WholeFileStorage(file).read() == NEW


def test_when_only_the_new_name_is_unsafe_the_write_counts_as_failed_and_can_be_retried(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    storage = WholeFileStorage(file)
    storage.read()
    with monkeypatch.context() as broken:
        answers = iter([real, failing(errno.EIO)])
        broken.setattr(os, "fsync", lambda fd: next(answers)(fd))
        with pytest.raises(NotSaved, match="磁盘读写出错"):
            storage.write(NEW)
    assert storage.read() == OLD
    storage.write(NEW)
    assert WholeFileStorage(file).read() == NEW


def test_a_file_system_that_cannot_sync_folders_is_no_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync
    with monkeypatch.context() as odd:
        answers = iter([real, failing(errno.EINVAL)])
        odd.setattr(os, "fsync", lambda fd: next(answers)(fd))
        WholeFileStorage(file).write(NEW)
    assert WholeFileStorage(file).read() == NEW


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
    WholeFileStorage(file).write(NEW)
    assert done == ["write", "fsync", "replace", "fsync"]


def test_what_a_kill_left_behind_does_no_harm(file: Path) -> None:
    (file.parent / "meeting.json.new").write_text('{"t": {"1": ', encoding="utf-8")
    storage = WholeFileStorage(file)
    assert storage.read() == OLD
    storage.write(NEW)
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b'{"t": {"1": {"te',
        b'{"t": {}} {"t": {}}',
        b'{"t": {"1": {"text": "\xce\xb1\xff"}}}',
        b'{"t": {"1": {"minutes": NaN}}}',
        b"[" * 100_000,
    ],
    ids=["empty", "cut", "extra", "not utf-8", "nan", "deep"],
)
def test_damage_is_said_and_the_file_left_alone(damage: bytes, file: Path) -> None:
    file.write_bytes(damage)
    with pytest.raises(Damaged, match=r"meeting\.json 已损坏，读不出内容"):
        WholeFileStorage(file).read()
    assert file.read_bytes() == damage


@pytest.mark.parametrize("strange", [b"[]", b'{"t": []}', b'{"t": {"x": {}}}', b'{"t": {"1": 2}}'])
def test_json_that_holds_no_tables_is_not_ours(strange: bytes, file: Path) -> None:
    file.write_bytes(strange)
    with pytest.raises(Damaged, match="不是实录的会议文件"):
        WholeFileStorage(file).read()


def test_a_file_that_cannot_be_read_is_no_damage(tmp_path: Path) -> None:
    (tmp_path / "meeting.json").mkdir()
    with pytest.raises(BadPlace, match="读不了"):
        WholeFileStorage(tmp_path / "meeting.json").read()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write to a read-only folder")
def test_a_read_only_folder_is_said(file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        with pytest.raises(NotSaved, match="没有权限，请检查文件夹的所有者和权限"):
            WholeFileStorage(file).write(NEW)
    finally:
        file.parent.chmod(0o700)
    assert WholeFileStorage(file).read() == OLD


def test_a_read_only_disk_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(os, "open", failing(errno.EROFS))
        with pytest.raises(NotSaved, match="磁盘是只读的，请换一个可写的数据文件夹"):
            put_in_place(file, b"", durable=True)


def test_nothing_is_written_after_closing(file: Path) -> None:
    storage = WholeFileStorage(file)
    storage.close()
    with pytest.raises(ValueError, match="closed"):
        storage.write(NEW)
