"""A disk that keeps, at a power cut, no more than it has to.

A `Recorder` notes what a program does to the files of one folder; `Recording.images` are the folders that a
power cut may leave at a point of it. Sure are only the content of a file up to its last sync, and the names
up to the last sync of the folder. Everything since is there or not, in any combination: a write wholly, not
at all, up to some byte, or without some of its sectors; a change of size; a new name, a renaming, a removal.
"""

from __future__ import annotations

import errno
import itertools
import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any

import pytest

Image = dict[str, bytes]
"""Contents by name of file."""


@dataclass(frozen=True)
class Write:
    file: int
    position: int
    data: bytes


@dataclass(frozen=True)
class Resize:
    file: int
    size: int
    only_grow: bool


@dataclass(frozen=True)
class Sync:
    file: int
    with_size: bool
    has_failed: bool = False
    """What was pending may then never be written, and a later sync says nothing of it."""


@dataclass(frozen=True)
class Name:
    """A name for a file, or the end of one when there is no file."""

    name: str
    file: int | None
    instead_of: str | None = None


@dataclass(frozen=True)
class SyncFolder:
    pass


@dataclass(frozen=True)
class Mark:
    """What the program says of itself at this moment."""

    content: object


Event = Write | Resize | Sync | Name | SyncFolder | Mark


_CALLS = ["open", "fdopen", "close", "pwrite", "write", "fsync", "fdatasync", "ftruncate", "posix_fallocate"]
_CALLS += ["replace", "rename", "unlink", "mkdir"]


class Killed(BaseException):
    """The end of the recorded program: nothing that it still tries to do happens."""


@dataclass
class Recording:
    events: list[Event] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    """Every call that changes or syncs something, and the name of the file it was opened by."""
    before: dict[int, bytes] = field(default_factory=dict)
    """Contents that were durable from the start."""
    names: dict[str, int] = field(default_factory=dict)
    """Names that were."""

    def images(self, end: int, *, most: int, chance: random.Random) -> Iterator[Image]:
        """What a power cut after so many events may leave: all of it, or a sample of the given size."""
        contents = dict(self.before)
        names = dict(self.names)
        since: dict[int, list[_Change]] = {}
        renamings: list[Name] = []
        for event in self.events[:end]:
            match event:
                case Write() | Resize():
                    since.setdefault(event.file, []).append(_Change(event))
                case Sync():
                    changes = [_synced(change, event) for change in since.pop(event.file, [])]
                    if all(change.fate is Fate.SURE for change in changes):
                        outcomes = [_whole(change.what) for change in changes]
                        contents[event.file] = _applied(contents.get(event.file, b""), outcomes)
                    else:
                        since[event.file] = changes
                case Name():
                    renamings.append(event)
                case SyncFolder():
                    names = _renamed(names, renamings)
                    renamings = []
        can_be_seen = {*names.values(), *(one.file for one in renamings)}
        folders = [
            list(some)
            for count in range(len(renamings) + 1)
            for some in itertools.combinations(renamings, count)
        ]
        open_ends = [
            (file, _outcomes(change, chance))
            for file, changes in since.items()
            if file in can_be_seen
            for change in changes
        ]
        files, choices = [file for file, _ in open_ends], [outcomes for _, outcomes in open_ends]
        count = len(folders)
        for outcomes in choices:
            count *= len(outcomes)
        picks: Any
        if count <= most:
            picks = itertools.product(folders, *choices)
        else:
            # The two ends, nothing and everything of what was pending, are always in the sample.
            sample = (
                (chance.choice(folders), *(chance.choice(outcomes) for outcomes in choices))
                for _ in range(most - 2)
            )
            ends = [(folders[at], *(outcomes[at] for outcomes in choices)) for at in (0, -1)]
            picks = itertools.chain(ends, sample)
        for renaming, *outcomes in picks:
            image = {}
            for name, file in _renamed(names, renaming).items():
                mine = [outcome for owner, outcome in zip(files, outcomes, strict=True) if owner == file]
                image[name] = _applied(contents.get(file, b""), mine)
            yield image


class Fate(Enum):
    PENDING = auto()
    SURE = auto()
    DOUBTFUL = auto()


@dataclass(frozen=True)
class _Change:
    what: Write | Resize
    fate: Fate = Fate.PENDING


def _synced(change: _Change, sync: Sync) -> _Change:
    if change.fate is not Fate.PENDING:
        return change
    if sync.has_failed:
        return replace(change, fate=Fate.DOUBTFUL)
    is_shorter = isinstance(change.what, Resize) and not change.what.only_grow
    assert sync.with_size or not is_shorter, "fdatasync does not make a shorter file durable"
    return replace(change, fate=Fate.SURE)


@dataclass(frozen=True)
class _Outcome:
    """What came of one change of a file: pieces that were written, and a size it got."""

    pieces: tuple[tuple[int, bytes], ...] = ()
    at_least: int = 0
    exactly: int | None = None


_NOTHING = _Outcome()


def _whole(change: Write | Resize) -> _Outcome:
    if isinstance(change, Write):
        return _Outcome(((change.position, change.data),))
    return _Outcome(at_least=change.size) if change.only_grow else _Outcome(exactly=change.size)


def _outcomes(change: _Change, chance: random.Random) -> list[_Outcome]:
    """From nothing at all, the first, to everything, the last."""
    what = change.what
    if change.fate is Fate.SURE:
        return [_whole(what)]
    if isinstance(what, Resize):
        return [_NOTHING, _whole(what)]
    start, data = what.position, what.data
    end = start + len(data)
    lengths = {0, 1, 63, 64, 65, len(data) // 2, len(data) - 1, *chance.sample(range(len(data) + 1), 1)}
    found = [_Outcome(((start, data[:length]),)) for length in sorted(lengths) if 0 < length < len(data)]
    for size in (512, 4096):
        borders = [start, *range((start // size + 1) * size, end, size), end]
        sectors = [
            (one, data[one - start : next_one - start]) for one, next_one in itertools.pairwise(borders)
        ]
        if len(sectors) <= 3:
            kept = [some for count in range(len(sectors)) for some in itertools.combinations(sectors, count)]
        else:
            kept = [tuple(one for one in sectors if chance.random() < 0.5) for _ in range(6)]
            kept += [tuple(sectors[1:]), tuple(sectors[:-1]), tuple(sectors[1:-1])]
        found += [_Outcome(some, at_least=size) for some in kept for size in (0, end)]
    return [_NOTHING, *found, _whole(what)]


def _applied(content: bytes, outcomes: Any) -> bytes:
    for outcome in outcomes:
        for position, data in outcome.pieces:
            content = content.ljust(position, b"\0")
            content = content[:position] + data + content[position + len(data) :]
        content = content.ljust(outcome.at_least, b"\0")
        if outcome.exactly is not None:
            content = content[: outcome.exactly].ljust(outcome.exactly, b"\0")
    return content


def _renamed(names: dict[str, int], renamings: list[Name]) -> dict[str, int]:
    names = dict(names)
    for one in renamings:
        if one.instead_of is not None and names.get(one.instead_of) == one.file:
            del names[one.instead_of]
        if one.file is None:
            names.pop(one.name, None)
        else:
            names[one.name] = one.file
    return names


class Recorder:
    """Stands between a program and `os`, and notes what happens in one folder."""

    def __init__(
        self, folder: Path, patch: pytest.MonkeyPatch, *, is_durable: bool = True, is_syncing: bool = False
    ) -> None:
        """What lies in the folder already is taken to be durable, or else to be written but never synced.

        Only on demand anything is really synced: the model is not about this disk.
        """
        self._is_syncing = is_syncing
        self.recording = Recording()
        self.killed_at: int | None = None
        """After so many calls the program is killed."""
        self.failing: set[int] = set()
        """Which calls, counted from 0, fail if they sync something."""
        self.unheard: set[str] = set()
        """Calls that never reach the disk, to see whether anybody notices."""
        self._folder = folder
        self._names: dict[str, int] = {}
        self._open: dict[int, tuple[int, str]] = {}
        self._folders: set[int] = set()
        self._next = itertools.count()
        self._real: dict[str, Callable[..., Any]] = {}
        for path in sorted(folder.iterdir()):
            file = self._names[path.name] = next(self._next)
            if is_durable:
                self.recording.names[path.name] = file
                self.recording.before[file] = path.read_bytes()
            else:
                self.recording.events += [Name(path.name, file), Write(file, 0, path.read_bytes())]
        for name in _CALLS:
            self._real[name] = getattr(os, name)
            patch.setattr(os, name, self._standing_for(name))

    def mark(self, content: object) -> None:
        self.recording.events.append(Mark(content))

    def revive(self) -> None:
        """A new program starts where the killed one ended; the kernel has closed what that had open."""
        for descriptor in [*self._open, *self._folders]:
            self._real["close"](descriptor)
        self._open.clear()
        self._folders.clear()
        self.killed_at = None

    def _standing_for(self, name: str) -> Callable[..., Any]:
        own = getattr(self, "_open_" if name == "open" else f"_{name}")

        def call(*args: Any, **options: Any) -> Any:
            if self.killed_at is not None and len(self.recording.calls) >= self.killed_at:
                raise Killed
            return own(*args, **options)

        return call

    def _note(self, call: str, name: str, *events: Event) -> None:
        self.recording.calls.append((call, name))
        self.recording.events += events

    def _is_ours(self, path: Any) -> bool:
        return Path(path).parent == self._folder

    def _open_(self, path: Any, flags: int, *args: Any, **options: Any) -> int:
        descriptor: int = self._real["open"](path, flags, *args, **options)
        if Path(path) == self._folder:
            self._folders.add(descriptor)
        elif self._is_ours(path):
            name = Path(path).name
            events: list[Event] = []
            if name not in self._names:
                self._names[name] = next(self._next)
                events = [Name(name, self._names[name])]
            elif flags & os.O_TRUNC:
                events = [Resize(self._names[name], 0, only_grow=False)]
            self._open[descriptor] = self._names[name], name
            if flags & (os.O_CREAT | os.O_TRUNC):
                self._note("open", name, *events)
        return descriptor

    def _fdopen(self, descriptor: int, mode: str) -> Any:
        assert mode == "rb", "what is written through a file object is not seen here"
        self._open.pop(descriptor, None)
        return self._real["fdopen"](descriptor, mode)

    def _close(self, descriptor: int) -> None:
        self._open.pop(descriptor, None)
        self._folders.discard(descriptor)
        self._real["close"](descriptor)

    def _pwrite(self, descriptor: int, data: Any, position: int) -> int:
        written: int = self._real["pwrite"](descriptor, data, position)
        if descriptor in self._open:
            file, name = self._open[descriptor]
            self._note("pwrite", name, Write(file, position, bytes(data[:written])))
        return written

    def _write(self, descriptor: int, data: Any) -> int:
        position = os.lseek(descriptor, 0, os.SEEK_CUR) if descriptor in self._open else 0
        written: int = self._real["write"](descriptor, data)
        if descriptor in self._open:
            file, name = self._open[descriptor]
            self._note("write", name, Write(file, position, bytes(data[:written])))
        return written

    def _fsync(self, descriptor: int) -> None:
        self._sync("fsync", descriptor)

    def _fdatasync(self, descriptor: int) -> None:
        self._sync("fdatasync", descriptor)

    def _sync(self, call: str, descriptor: int) -> None:
        if descriptor not in self._open and descriptor not in self._folders:
            return
        has_failed = len(self.recording.calls) in self.failing
        file, name = self._open.get(descriptor, (-1, "."))
        if call in self.unheard or (name in self.unheard):
            events: list[Event] = []
        elif descriptor in self._folders:
            events = [] if has_failed else [SyncFolder()]
        else:
            events = [Sync(file, call == "fsync", has_failed)]
        self._note(call, name, *events)
        if self._is_syncing:
            self._real[call](descriptor)
        if has_failed:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def _ftruncate(self, descriptor: int, size: int) -> None:
        if descriptor in self._open:
            file, name = self._open[descriptor]
            # What does not change the size has nothing to lose.
            is_change = os.fstat(descriptor).st_size != size
            self._note("ftruncate", name, *[Resize(file, size, only_grow=False)] * is_change)
        self._real["ftruncate"](descriptor, size)

    def _posix_fallocate(self, descriptor: int, position: int, length: int) -> None:
        self._real["posix_fallocate"](descriptor, position, length)
        if descriptor in self._open:
            file, name = self._open[descriptor]
            self._note("posix_fallocate", name, Resize(file, position + length, only_grow=True))

    def _replace(self, source: Any, target: Any, **options: Any) -> None:
        self._real["replace"](source, target, **options)
        if self._is_ours(target):
            old, new = Path(source).name, Path(target).name
            file = self._names[new] = self._names.pop(old)
            self._note("rename", new, Name(new, file, instead_of=old))

    _rename = _replace

    def _unlink(self, path: Any, **options: Any) -> None:
        self._real["unlink"](path, **options)
        if self._is_ours(path):
            name = Path(path).name
            self._names.pop(name, None)
            self._note("unlink", name, Name(name, None))

    def _mkdir(self, path: Any, *args: Any, **options: Any) -> None:
        assert not self._is_ours(path), "the model knows no folders in folders"
        self._real["mkdir"](path, *args, **options)
