"""A real sshd on loopback: the program on the server's side of a line, its terminal on the client's."""

from __future__ import annotations

import grp
import os
import select
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.pty.terminal import Terminal, environment

_SSHD = Path("/usr/sbin/sshd")
_PRIVATE = Path("/run/sshd")
"""An empty folder that an sshd run by root insists on."""


def _lacking() -> str:
    """Why no sshd can be run here; empty where one can."""
    if not _SSHD.exists() or not shutil.which("ssh"):
        return "openssh-server or openssh-client is not installed"
    if os.getuid() != 0 and not _gives_terminals():
        return "/dev/pts is mounted without the group tty, so that only root's sshd can give terminals"
    return ""


def _gives_terminals() -> bool:
    """Whether a new terminal belongs to the group to which sshd would else have to give it."""
    try:
        wanted = grp.getgrnam("tty").gr_gid
    except KeyError:
        return True
    ends = os.openpty()
    try:
        return os.fstat(ends[1]).st_gid == wanted
    finally:
        for end in ends:
            os.close(end)


needs_sshd = pytest.mark.skipif(bool(_lacking()), reason=_lacking())

_CONFIG = """
ListenAddress 127.0.0.1
HostKey "{folder}/host_key"
AuthorizedKeysFile "{folder}/login_key.pub"
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitUserRC no
StrictModes no
UsePAM no
PidFile none
# A client that has stopped answering is never taken for gone.
ClientAliveInterval 0
"""


class Line(Terminal):
    """The program on the server, and the ssh client in whose terminal it shows."""

    def __init__(self, ssh: Sequence[str], command: Sequence[str], data: Path, columns: int = 80) -> None:
        env = environment(data)
        # As in real life, the client brings TERM along and nothing else.
        there = [f"{name}={value}" for name, value in env.items() if name not in ("TERM", "COLORTERM")]
        remote = f"cd {shlex.quote(str(Path.cwd()))} && exec {shlex.join(['env', *there, *command])}"
        super().__init__([*ssh, remote], env, columns)

    def freeze(self, terminal: Path) -> None:
        """Stops the client and fills the line, which stays open, until it takes nothing more.

        Args:
            terminal: The one that sshd has given the program.
        """
        os.kill(self.pid, signal.SIGSTOP)
        descriptor = os.open(terminal, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            while select.select([], [descriptor], [], 0.5)[1]:
                with suppress(BlockingIOError):
                    # A terminal shows nothing for these.
                    os.write(descriptor, bytes(4096))
        finally:
            os.close(descriptor)

    def thaw(self) -> None:
        """Lets the client go on."""
        os.kill(self.pid, signal.SIGCONT)


@contextmanager
def serve(data: Path) -> Iterator[list[str]]:
    """Runs an sshd with keys of its own; gives the client's command line up to what is to be run there.

    Whatever was started on this data folder and is still there at the end is killed.
    """
    folder = data / "sshd"
    folder.mkdir()
    if os.getuid() == 0:
        _PRIVATE.mkdir(mode=0o755, exist_ok=True)
    for key in ("host_key", "login_key"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
    (folder / "config").write_text(_CONFIG.format(folder=folder))
    sshd, port = _listening(folder)
    try:
        (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {(folder / 'host_key.pub').read_text()}")
        yield [
            *("ssh", "-F", "none", "-tt", "-e", "none", "-p", str(port), "-i", str(folder / "login_key")),
            *("-o", f'UserKnownHostsFile="{folder}/known_hosts"', "-o", "GlobalKnownHostsFile=none"),
            *("-o", "StrictHostKeyChecking=yes", "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"),
            *("-o", "LogLevel=ERROR", "127.0.0.1"),
        ]
    finally:
        for process in _started_on(data):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        _end(sshd)


def _listening(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """An sshd that takes connections, and its port."""
    log = folder / "log"
    for _ in range(5):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        with log.open("wb") as output:
            command: list[str | Path] = [_SSHD, "-D", "-e", "-f", folder / "config", "-p", str(port)]
            sshd = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        while sshd.poll() is None:
            if "Server listening" in log.read_text():
                return sshd, port
            time.sleep(0.01)
        # Somebody else was faster to take the port, or sshd says what it lacks.
    raise AssertionError(f"no sshd:\n{log.read_text()}")


def _end(sshd: subprocess.Popen[bytes]) -> None:
    """Ends sshd when it has seen that its connections are gone, and kills what serves those that are not."""
    end = time.monotonic() + 10
    while (left := _children(sshd.pid)) and time.monotonic() < end:
        time.sleep(0.02)
    for process in left:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    sshd.terminate()
    sshd.wait()


def is_running(process: int) -> bool:
    """Whether the process has not ended; one that has may be listed until its parent asks."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return _stat(process)[0] != "Z"
    return False


def _processes() -> Iterator[int]:
    return (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def _started_on(data: Path) -> list[int]:
    """The programs and clients that work on the data folder."""
    mark, found = os.fsencode(f"SHILU_DATA={data}"), []
    for process in _processes():
        with suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            if mark in Path(f"/proc/{process}/environ").read_bytes().split(b"\0"):
                found.append(process)
    return found


def _children(parent: int) -> list[int]:
    found = []
    for process in _processes():
        with suppress(FileNotFoundError, ProcessLookupError):
            if int(_stat(process)[1]) == parent:
                found.append(process)
    return found


def _stat(process: int) -> list[str]:
    """State, parent and what follows in proc(5), without the command's name, which may hold anything."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
