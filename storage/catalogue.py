"""What the list shows of each meeting, kept beside the archive so that listing need not read all of it.

The folders alone are the truth: a catalogue that is missing, strange or can't be written costs only time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from meeting.facts import Facts
from storage import plain_json
from storage.documents import from_document, to_document
from storage.errors import Damaged, NotSaved
from storage.journal.standing import journal_of
from storage.whole_file import put_in_place

_VERSION = 4
"""Raised when the facts come to mean something else."""

_UNSETTLED = 2_000_000_000
"""Nanoseconds within which a file can change twice and look the same, on the coarsest of clocks."""


@dataclass(frozen=True, slots=True)
class Signature:
    """By what a change of a meeting's files shows without reading them; zeros for one that can't be seen."""

    file: tuple[int, ...]
    """Size, inode, and the moments of the last change of content and of anything, in ns since 1970."""
    journal: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts of a meeting as it was when its files bore this signature."""

    signature: Signature
    facts: Facts


Catalogue = Mapping[str, Kept]
"""By the name of the meeting's folder."""


@dataclass(frozen=True, slots=True)
class _Document:
    version: int
    digest: str
    meetings: Mapping[str, Kept]


def load(path: Path) -> Catalogue:
    """The catalogue in the file; empty when there is none that can be trusted."""
    try:
        document = from_document(plain_json.load(path.read_bytes()), _Document, path.name)
    except (OSError, ValueError, Damaged):
        return {}
    is_whole = document.version == _VERSION and document.digest == _digest(document.meetings)
    return document.meetings if is_whole else {}


def save(path: Path, catalogue: Catalogue) -> None:
    """Keeps the catalogue in the file, if that can be done."""
    document = _Document(_VERSION, _digest(catalogue), catalogue)
    with suppress(NotSaved, ValueError):
        put_in_place(path, plain_json.dump(to_document(document)).encode(), durable=False)


def signature(path: Path) -> Signature:
    """The signature of a meeting's file and its journal."""
    return Signature(_stat(path), _stat(journal_of(path)))


def is_settled(signature: Signature, now: int) -> bool:
    """Whether a further change would show in the signature; `now`, in ns, is from before it was taken."""
    return all(
        now - moment > _UNSETTLED for stat in (signature.file, signature.journal) for moment in stat[2:]
    )


def _stat(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0, 0)
    return found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _digest(catalogue: Catalogue) -> str:
    text = plain_json.dump([[id, to_document(kept)] for id, kept in catalogue.items()])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
