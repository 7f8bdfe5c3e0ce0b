"""A meeting as TinyDB tables and back: the setup is one document, every entry another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from meeting.chain import broken_link
from meeting.dossier.model import NO_DOSSIER
from meeting.fitting import misfit
from meeting.model import Entry, Meeting, Number
from meeting.refused import Refused
from meeting.timing import zone
from storage.documents import from_document, to_document
from storage.dossier_tables import NAMES, dossier_in, dossier_tables_of, sound_part
from storage.errors import Damaged
from storage.journal.changes import Tables

FORMAT = 3
"""Version of the document format; raised when an older program could no longer read it."""

SETUP = "meeting"
ENTRIES = "entries"
SETUP_ID = 1


def tables_of(meeting: Meeting) -> Tables:
    """The tables that hold the meeting."""
    entries = {str(entry.number): to_document(entry) for entry in meeting.entries}
    dossier = dossier_tables_of(meeting.dossier)
    return {SETUP: {str(SETUP_ID): setup_of(meeting)}, ENTRIES: entries, **dossier}


def setup_of(meeting: Meeting) -> dict[str, Any]:
    """The document of everything about the meeting but its entries and its dossier."""
    document = to_document(replace(meeting, entries=(), dossier=NO_DOSSIER))
    del document["entries"], document["dossier"]
    return {"format": FORMAT, **document}


def record_in(tables: Tables | None, file: str) -> Meeting:
    """The meeting with what of its dossier is sound, its chain not yet checked; raises `Damaged`.

    Of the dossier the record is independent: what is wrong with that never keeps this from being read.
    """
    setup = _setup_in(tables or {})
    version = setup.pop("format", None)
    if tables is None or set(setup) & {"entries", "dossier"} or type(version) is not int or version < 1:
        raise Damaged(
            f"{file} 不是实录的会议文件，或已损坏。文件没有动，请检查是否放错了地方，或用备份恢复。"
        )
    if version > FORMAT:
        raise Damaged(f"{file} 是由较新的程序写的，请升级本程序后再打开。")
    entries = _in_order(tables.get(ENTRIES, {}), file)
    meeting = from_document({**setup, "entries": entries}, Meeting, file)
    _refuse_nonsense(meeting, file)
    return replace(meeting, dossier=sound_part(tables)[0])


def chained_record_in(tables: Tables | None, file: str) -> Meeting:
    """The meeting with what of its dossier is sound, every entry linked to the one before.

    Raises `Damaged`.
    """
    meeting = record_in(tables, file)
    if trouble := chain_trouble(meeting, file):
        raise Damaged(trouble)
    return meeting


def chained_meeting_in(tables: Tables | None, file: str) -> Meeting:
    """The whole meeting that the tables hold, its dossier too; raises `Damaged`."""
    meeting = chained_record_in(tables, file)
    return replace(meeting, dossier=dossier_in(tables or {}, file))


def chain_trouble(meeting: Meeting, file: str) -> str:
    """Where the chain of the record breaks, as a sentence; empty when it holds."""
    stray = broken_link(meeting)
    if not stray:
        return ""
    return f"{file} 的记录从第 {stray} 条起与前文的校验值对不上，被改动过。文件没有动，请用备份恢复。"


def _setup_in(tables: Tables) -> dict[str, Any]:
    """The one document of the setup; {} for tables that are not those of a meeting."""
    in_shape = all(
        isinstance(table, dict)
        and all(id.isdecimal() and isinstance(document, dict) for id, document in table.items())
        for table in (tables.get(SETUP), tables.get(ENTRIES, {}))
    )
    strange = set(tables) - {SETUP, ENTRIES, *NAMES}
    if not in_shape or strange or list(tables.get(SETUP, ())) != [str(SETUP_ID)]:
        return {}
    return dict(tables[SETUP][str(SETUP_ID)])


def _refuse_nonsense(meeting: Meeting, file: str) -> None:
    """Raises `Damaged` for values that fit their types and still can't be true."""
    try:
        zone(meeting.head.zone)
    except Refused as refused:
        raise Damaged(f"{file} 的会议信息不对：{refused}文件没有动，请改正或用备份恢复。") from refused
    if number := misfit(meeting.entries) or _out_of_time(meeting.entries):
        raise Damaged(
            f"{file} 的记录第 {number} 条和前面的对不上（时间、更正或撤回的不对），被改动过。"
            "文件没有动，请用备份恢复。"
        )


def _out_of_time(entries: Sequence[Entry]) -> Number:
    """The first entry of a moment that may have no day in some zone of the world; 0 for none."""
    moments = ((entry.number, entry.at.year, entry.written.year) for entry in entries)
    return next((number for number, *years in moments if not {1, 9999}.isdisjoint(years)), 0)


def _in_order(table: Mapping[str, Any], file: str) -> list[dict[str, Any]]:
    """The entries 1, 2, 3 …; raises `Damaged` when one is missing or bears another's number."""
    entries = [table[name] for name in sorted(table, key=int)]
    for number, entry in enumerate(entries, start=1):
        if str(number) not in table or entry.get("number") != number:
            raise Damaged(f"{file} 的记录里缺第 {number} 条。文件没有动，请用备份恢复。")
    return entries
