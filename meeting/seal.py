"""定稿: what it fixes, who sealed when, and what is still allowed after it."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import date, datetime, time
from enum import Enum

from meeting import amend
from meeting.attendance import recorder_now
from meeting.blank import event
from meeting.chain import chained, digest
from meeting.dossier.model import NO_DOSSIER
from meeting.draft import Draft
from meeting.floor import Phase, phase
from meeting.last import of_last
from meeting.model import Act, Entry, Meeting, Number, PersonId
from meeting.refused import Refused
from meeting.text import clean

Entries = tuple[Entry, ...]

AFTER_SEAL = "已定稿，只能更正：到会议记录中选一条，写明谁要求、为什么。"
SETUP_FIXED = "已定稿，会议信息、名单和议程不能再改。"

BEFORE_CLOSING = "还没有散会，散会以后才能定稿。"

LONGEST_ASKER = 60
"""Characters that tell who asked for a correction."""

SHORTEST_DIGEST = 16
"""Characters of a printed digest that tell it from every other."""


@dataclass(frozen=True, slots=True)
class Seal:
    """One version of the sealed record; its digest covers everything before it, older seals included."""

    version: int
    by: PersonId
    at: datetime
    digest: str


@of_last
def seals(meeting: Meeting) -> tuple[Seal, ...]:
    """Every seal in order; a later one follows corrections made after the one before."""
    sealed = [entry for entry in meeting.entries if entry.act is Act.SEALED]
    return tuple(
        Seal(version, entry.by, entry.at, digest(entry)) for version, entry in enumerate(sealed, start=1)
    )


def is_sealed(meeting: Meeting) -> bool:
    """Whether the record is sealed."""
    return any(entry.act is Act.SEALED for entry in meeting.entries)


def sealed_as(meeting: Meeting) -> str:
    """The version that stands, in words: 已定稿 第2版; empty before the seal."""
    versions = seals(meeting)
    return f"已定稿 第{versions[-1].version}版" if versions else ""


def seal(meeting: Meeting, now: datetime) -> Entries:
    """定稿: fixes the record by whoever records now; raises `Refused` before 散会 and after a seal."""
    if is_sealed(meeting):
        raise Refused(AFTER_SEAL)
    if phase(meeting) is not Phase.CLOSED:
        raise Refused(BEFORE_CLOSING)
    return chained(meeting, now, _seal_entry(meeting))


def correct_sealed(
    meeting: Meeting,
    number: Number,
    revised: Draft,
    asked_by: PersonId,
    reason: str,
    now: datetime,
    *,
    other: str = "",
) -> Entries:
    """A correction after the seal with who asked for it and why, and the seal of the new version over it.

    `other` tells in words who asked where they are not on the list; `asked_by` is then empty. Raises
    `Refused` where it is not told who or why.
    """
    if not is_sealed(meeting):
        raise Refused("还没有定稿，直接更正即可。")
    why, who = clean(reason).strip(), " ".join(clean(other).split())
    if bool(asked_by) == bool(who):
        raise Refused("定稿以后更正，要写明由谁提出、为什么。", "由谁提出")
    if not why:
        raise Refused("定稿以后更正，要写明由谁提出、为什么。", "为什么")
    if len(who) > LONGEST_ASKER:
        raise Refused(f"由谁提出最多 {LONGEST_ASKER} 字，请只写单位、职务和姓名。", "由谁提出")
    people = {person.id for person in meeting.people}
    if asked_by not in {*people, ""} or revised.by not in {*people, ""} or revised.to not in {*people, ""}:
        raise Refused("发言人和对象要是名单里的；由谁提出不在名单里，就写他的单位、职务和姓名。")
    (correction,) = amend.correct(meeting, number, revised, now)
    told = replace(correction, asked_by=asked_by, asked_by_other=who, reason=why)
    return chained(meeting, now, told, _seal_entry(meeting))


def refuse_if_sealed(meeting: Meeting, entries: Sequence[Entry]) -> None:
    """Raises `Refused` for what a sealed record does not take: all but corrections under a new seal."""
    if not is_sealed(meeting):
        return
    *corrections, last = entries or (None,)
    is_correction = bool(corrections) and all(entry is not None and is_told(entry) for entry in corrections)
    is_seal = last is not None and last.act is Act.SEALED and last.setup == setup_digest(meeting)
    if not (is_correction and is_seal):
        raise Refused(AFTER_SEAL)


def _seal_entry(meeting: Meeting) -> Entry:
    return replace(event(Act.SEALED), by=recorder_now(meeting), setup=setup_digest(meeting))


def setup_digest(meeting: Meeting) -> str:
    """SHA-256 over all of the meeting but entries and dossier, in canonical JSON (see `plain`)."""
    told = plain(replace(meeting, entries=(), dossier=NO_DOSSIER))
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def plain(value: object) -> object:
    """A value in JSON's own types: dataclasses and mappings as objects, dates and times in ISO 8601.

    A field that holds its default is left out, so that one added in a later version breaks no old seal.
    """
    match value:
        case Enum():
            return value.value
        case datetime() | date() | time():
            return value.isoformat()
        case tuple() | list():
            return [plain(item) for item in value]
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            given = {field.name: (field, getattr(value, field.name)) for field in fields(value)}
            return {
                name: plain(held) for name, (field, held) in given.items() if not _is_default(field, held)
            }
        case _:
            return value


def _is_default(field: Field[object], held: object) -> bool:
    if field.default_factory is not MISSING:
        return held == field.default_factory()
    return field.default is not MISSING and held == field.default


def broken_seal(meeting: Meeting) -> int:
    """The version of the first seal that does not hold; 0 when all hold.

    A seal bears the digest of the setup, which nothing changes after it, and only corrections with a reason
    stand between it and the next; the last entry of a sealed record is a seal.
    """
    fixed, version = setup_digest(meeting), 0
    before: Entry | None = None
    for entry in meeting.entries:
        is_due = version == 0 or (before is not None and before.act is Act.CORRECTED)
        if entry.act is Act.SEALED:
            version += 1
            if entry.setup != fixed or not is_due:
                return version
        elif version and not is_told(entry):
            return version
        before = entry
    return version if version and before and before.act is not Act.SEALED else 0


def is_told(entry: Entry) -> bool:
    """Whether an entry is a correction that says who asked for it and why."""
    return entry.act is Act.CORRECTED and bool(entry.asked_by or entry.asked_by_other) and bool(entry.reason)


def printed_at(meeting: Meeting, digest_on_paper: str) -> tuple[Number, int] | None:
    """Which state of the record a printed digest stands for: its last entry, and the seal's version or 0.

    The digest may be cut short to `SHORTEST_DIGEST` characters. None where no state has it.
    """
    wanted = "".join(unicodedata.normalize("NFKC", digest_on_paper).split()).lower()
    if len(wanted) < SHORTEST_DIGEST:
        return None
    version = 0
    for entry in meeting.entries:
        version += entry.act is Act.SEALED
        if digest(entry).startswith(wanted):
            return entry.number, version if entry.act is Act.SEALED else 0
    return None
