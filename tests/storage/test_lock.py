from __future__ import annotations

import os
import pwd
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from storage.errors import BadPlace, InUse
from storage.lock import Lock

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
    lock.release()
    user, host = pwd.getpwuid(os.getuid()).pw_name, socket.gethostname()
    told = str(refused.value)
    assert told.startswith(f"会议 20220128 正由 {user} 在 {host} 上记录（自 ")
    assert re.search(r"自 \d\d:\d\d 起", told)
    assert told.endswith("请先在那边退出，或用 shilu export 导出副本查看。")


def test_a_holder_since_another_day_is_told_with_the_date(path: Path) -> None:
    lock = Lock(path)
    path.write_text(
        '{"user":"wang","host":"host1","terminal":"pts/3","process":7,"since":"2022-01-27T01:02:00+00:00"}',
        encoding="utf-8",
    )
    with pytest.raises(InUse, match=r"正由 wang 在 host1 上记录（自 1月27日 09:02 起，终端 pts/3）"):
        Lock(path)
    lock.release()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"user": 3}'])
def test_a_lock_whose_note_cannot_be_read_still_holds(content: str, path: Path) -> None:
    lock = Lock(path)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InUse, match="会议 20220128 正在别处记录"):
        Lock(path)
    lock.release()


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


def test_the_lock_of_a_killed_session_is_free(path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from storage.lock import Lock\n"
        "lock = Lock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InUse, match=f"进程 {holder.pid}|终端 "):
            Lock(path)
        holder.send_signal(signal.SIGKILL)
    Lock(path).release()


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadPlace, match="不能用来记录：文件夹不见了"):
        Lock(tmp_path / "gone" / "meeting.json.lock")
