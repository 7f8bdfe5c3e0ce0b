"""Looking for words through every meeting of the archive, one meeting after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from meeting.find.even import pattern
from meeting.find.query import Query, holds_all
from meeting.fitting import CORRECTABLE
from meeting.ids import Number, PersonId
from meeting.model import Act
from meeting.numbering import PRINTED, in_order, numbered
from meeting.versions import undone, versions
from storage.errors import Damaged, StorageError
from storage.find.rows import Offset, Rows, holding, rows_in, uncertain
from storage.find.skimmed import Siting, Skimmed, Words, entries_of, skim, skim_setup
from storage.journal.standing import Parts
from storage.meeting_file import parts_in

SHOWN = 100
"""Hits that one list of them shows at most; more can't be read through, and are only counted."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found."""

    entry: Number
    """Number of the entry as first confirmed."""
    number: int
    """Running number of the speech, as the record shows it; 0 for a step of the meeting."""
    label: str
    """Kind of the speech or step."""
    at: datetime
    """When it happened in the room, with its offset from UTC."""
    by: str
    """Name of the speaker; empty for a step."""
    to: str
    """Name of whom it was said to; empty for none."""
    text: str
    is_earlier: bool
    """Whether only an earlier version holds the words; `text` and names are then of that version."""


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found in one folder of the archive."""

    id: str
    title: str = ""
    sample: bool = False
    hits: tuple[Hit, ...] = ()
    count: int = 0
    """How many were found; not all of them need be among the hits."""
    problem: str = ""
    """Why the meeting could not be read, as a sentence; empty where it could."""
    is_damaged: bool = False


def search(folders: Iterable[Path], query: Query, limit: int) -> Iterator[Searched]:
    """What each folder's meeting holds of the query, with so many hits in all, and the others counted.

    Searched are the remarks, notes and reasons that stand in the record, in their valid version or an earlier
    one. Each file is read once when its turn comes; what can't be read gives the sentence that says why.
    """
    for folder in folders:
        try:
            searched = _search(folder, query, limit)
        except StorageError as error:
            searched = Searched(folder.name, problem=str(error), is_damaged=isinstance(error, Damaged))
        limit -= len(searched.hits)
        yield searched


def _search(folder: Path, query: Query, limit: int) -> Searched:
    parts = parts_in(folder)
    if not _may_hold(parts, query):
        return Searched(folder.name)
    counted = _counted(parts, folder, query)
    if counted and (limit <= 0 or not counted.count):
        return counted
    skimmed = skim(parts, folder)
    if query.year and query.year != skimmed.year:
        return Searched(folder.name)
    chains = versions(skimmed.entries, CORRECTABLE)
    found = list(_found(chains, skimmed.names, query))
    if any(chain[0].act is Act.SKIPPED for chain, _ in found):
        away = undone(skimmed.entries)
        found = [(chain, version) for chain, version in found if chain[0].number not in away]
    shown = found[: max(0, limit)]
    numbers = _numbers(skimmed) if shown else {}
    hits = tuple(_hit(chain, version, numbers, skimmed) for chain, version in shown)
    return Searched(folder.name, skimmed.title, skimmed.sample, hits, len(found))


def _may_hold(parts: Parts, query: Query) -> bool:
    """False only if a file that is vouched for holds nothing that is looked for."""
    return (
        not parts.lines
        or query.may_be_in(parts.snapshot)
        or bool(parts.changes and query.may_be_in(parts.journal))
    )


def _counted(parts: Parts, folder: Path, query: Query) -> Searched | None:
    """How many entries are found, without the hits; None where the meeting has to be parsed for that."""
    rows = rows_in(parts.snapshot)
    setup = skim_setup(rows.setup, parts, folder) if rows else None
    if rows is None or setup is None:
        return None
    if query.year and query.year != setup.year:
        return Searched(folder.name)
    found = holding(rows, setup.names, query)
    if found is None:
        return None
    try:
        count = _count(rows, found, setup.names, query) if found else 0
    except ValueError:
        return None
    return None if count is None else Searched(folder.name, setup.title, setup.sample, (), count)


def _count(rows: Rows, found: set[Offset], names: Mapping[PersonId, str], query: Query) -> int | None:
    """How many of these entries stand; only what was corrected or is no remark is parsed for that.

    None where that can't be told so; raises ValueError where an entry was not cut out as it stands.
    """
    apart = uncertain(rows, found)
    entries = entries_of(rows.entries([place for place in apart if rows.has_words(place)]))
    changed = list(_found(versions(entries, CORRECTABLE), names, query))
    if any(chain[0].act is Act.SKIPPED for chain, _ in changed):
        return None
    return len(found) - len(apart & found) + len(changed)


def _found(
    chains: Iterable[list[Words]], names: Mapping[PersonId, str], query: Query
) -> Iterator[tuple[list[Words], Words]]:
    """The entries that are found, each as its versions, and the last of these that the query meets."""
    meets = _asked(query, {"": "", **names})
    for chain in chains:
        if meets(chain[-1]):
            yield chain, chain[-1]
        elif earlier := [version for version in chain[:-1] if meets(version)]:
            yield chain, earlier[-1]


def _asked(query: Query, names: Mapping[PersonId, str]) -> Callable[[Words], bool]:
    """Tells of an entry whether it meets the query."""
    by = {id for id, name in names.items() if holds_all(name, query.by)}
    to = {id for id, name in names.items() if holds_all(name, query.to)}
    asks_by, asks_to = bool(query.by), bool(query.to)
    words = [
        (pattern(word).search, {id for id, name in names.items() if pattern(word).search(name)})
        for word in query.words
    ]

    # A plain loop, as this is asked of every entry of the archive.
    def meets(entry: Words) -> bool:
        if (asks_by and entry.by not in by) or (asks_to and entry.to not in to):
            return False
        for is_in, whose in words:
            if not is_in(entry.text) and entry.by not in whose and entry.to not in whose:
                return False
        return True

    return meets


def _numbers(skimmed: Skimmed) -> Mapping[Number, int]:
    """The running number of each speech, as the record shows it."""
    entries = [Siting.of(words) for words in skimmed.entries]
    stand = {chain[0].number for chain in versions(entries, PRINTED)}
    return numbered(in_order(entries, stand))


def _hit(chain: list[Words], version: Words, numbers: Mapping[Number, int], skimmed: Skimmed) -> Hit:
    first = chain[0]
    return Hit(
        entry=first.number,
        number=numbers.get(first.number, 0),
        label="跳过" if first.act is Act.SKIPPED else first.kind.label,
        at=version.at,
        by=skimmed.names.get(version.by, ""),
        to=skimmed.names.get(version.to, ""),
        text=version.text,
        is_earlier=version is not chain[-1],
    )
