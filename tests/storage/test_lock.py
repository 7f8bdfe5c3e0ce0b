from __future__ import annotations

import fcntl
import os
import pwd
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from storage.errors import BadPlace, InUse
from storage.lock import Lock, end_holder, is_held, is_marked, noted_holder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "20220128"
    folder.mkdir()
    return folder / "meeting.json.lock"


def test_the_second_is_told_who_holds_the_pen_where_and_since_when(path: Path) -> None:
    lock = Lock(path)
    with pytest.raises(InUse) as refused:
        Lock(path)
    holder = refused.value.holder
    assert holder
    assert (holder.user, holder.host) == (pwd.getpwuid(os.getuid()).pw_name, socket.gethostname())
    assert (holder.process, noted_holder(path)) == (os.getpid(), holder)
    assert is_held(path)
    assert abs(datetime.now(UTC) - holder.since) < timedelta(minutes=1)
    assert str(refused.value).startswith(f"会议 20220128 正由 {holder.user}（{holder.host}，")
    since = holder.since.astimezone(ZoneInfo("Asia/Shanghai"))
    assert str(refused.value).endswith(f"写着（自北京时间 {since:%Y-%m-%d %H:%M} 起），请先在那边退出。")
    lock.release()
    assert not is_held(path)
    assert noted_holder(path) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"user": 3}'])
def test_a_lock_whose_note_cannot_be_read_still_holds(content: bytes, path: Path) -> None:
    lock = Lock(path)
    path.write_bytes(bytes(16) + content)
    with pytest.raises(InUse, match="正由另一个程序写着") as refused:
        Lock(path)
    assert refused.value.holder is None
    lock.release()


def test_a_mark_stays_when_the_lock_is_released_and_taken_again(path: Path) -> None:
    lock = Lock(path)
    assert not is_marked(path)
    lock.mark()
    lock.release()
    assert is_marked(path)
    lock = Lock(path)
    assert is_marked(path)
    lock.release()


def test_one_who_asks_for_the_holder_keeps_nobody_from_the_lock(path: Path) -> None:
    stop = threading.Event()

    def ask() -> None:
        while not stop.wait(0.002):
            is_held(path)

    asking = threading.Thread(target=ask)
    Lock(path).release()
    asking.start()
    try:
        for _ in range(200):
            Lock(path).release()
    finally:
        stop.set()
        asking.join()


def test_a_released_lock_can_be_taken_again(path: Path) -> None:
    lock = Lock(path)
    lock.release()
    lock.release()
    Lock(path).release()
    assert path.exists()


def test_a_refused_session_does_not_take_the_lock_from_its_holder(path: Path) -> None:
    lock = Lock(path)
    for _ in range(2):
        with pytest.raises(InUse):
            Lock(path)
    lock.release()


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the lock."""
    code = (
        "import sys, time; from pathlib import Path; from storage.lock import Lock\n"
        "lock = Lock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_the_lock_of_a_killed_session_is_free(path: Path) -> None:
    with held_elsewhere(path) as holder:
        with pytest.raises(InUse, match=f"进程 {holder.pid}|终端 "):
            Lock(path)
        holder.kill()
        holder.wait()
        Lock(path).release()


def test_a_holder_on_this_computer_can_be_asked_to_end(path: Path) -> None:
    with held_elsewhere(path) as holder:
        end_holder(path)
        assert holder.wait(10) == -signal.SIGTERM
        assert not is_held(path)


def test_a_holder_on_another_computer_cannot_be_asked(path: Path) -> None:
    with held_elsewhere(path) as holder:
        note = path.read_bytes().replace(socket.gethostname().encode(), b"elsewhere")
        path.write_bytes(note)
        with pytest.raises(InUse, match="不在这台电脑上，请到那边退出"):
            end_holder(path)
        assert holder.poll() is None


def test_a_process_that_only_got_the_number_of_one_long_gone_is_left_alone(path: Path) -> None:
    with held_elsewhere(path) as holder, subprocess.Popen(["sleep", "60"]) as innocent:
        note = path.read_bytes().replace(str(holder.pid).encode(), str(innocent.pid).encode())
        path.write_bytes(note)
        with pytest.raises(InUse, match="没有找到占着会议的程序"):
            end_holder(path)
        with pytest.raises(subprocess.TimeoutExpired):
            innocent.wait(0.3)
        innocent.kill()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadPlace, match="不能用来记录：文件夹不见了"):
        Lock(tmp_path / "gone" / "meeting.json.lock")


def test_a_lock_whose_folder_was_exchanged_while_it_was_taken_is_not_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fcntl.flock

    def exchanged(descriptor: int, operation: int) -> None:
        path.parent.rename(path.parent.with_name("replaced"))
        path.parent.mkdir()
        path.touch()
        real(descriptor, operation)

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", exchanged)
        with pytest.raises(InUse, match="刚被移走或换掉，请再打开一次"):
            Lock(path)
    Lock(path).release()
