"""The folder of meetings: creating, listing, finding and opening them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from meeting.model import Meeting
from storage.errors import BadPlace, Damaged, NotFound, StorageError, Taken, cause
from storage.journal.journal import JournalStorage
from storage.journal.standing import lock_of
from storage.lock import Lock
from storage.meeting_file import FILE, MeetingFile, read_meeting, read_record, write_first
from storage.meeting_tables import tables_of

# What only listing, following and creating need is imported there: a meeting that is opened does without.
if TYPE_CHECKING:
    from meeting.facts import Facts
    from meeting.find.query import Query
    from storage.catalogue import Kept
    from storage.find.search import Searched
    from storage.followed import FollowedMeeting

_ID = re.compile(r"([0-9]{8})(?:-([0-9]+))?")


def is_id(text: str) -> bool:
    """Whether this can be the id of a meeting."""
    return bool(_ID.fullmatch(text))


@dataclass(frozen=True, slots=True)
class Listed:
    """One folder of the archive: the meeting in it, or the sentence that says why it can't be read."""

    id: str
    facts: Facts | None
    problem: str = ""
    is_damaged: bool = False

    @property
    def state(self) -> str:
        """How far the meeting has come, or why there is nothing to be seen of it, in a word."""
        if self.facts:
            return "已定稿" if self.facts.sealed else self.facts.phase.label
        return "已损坏" if self.is_damaged else "打不开"


class Archive:
    """All meetings under one data folder, each in a folder named by its id."""

    def __init__(self, data_dir: Path) -> None:
        self._data = data_dir
        self._folder = data_dir / "meetings"

    @property
    def place_of_meetings(self) -> Path:
        """The folder in which every meeting has its own."""
        return self._folder

    def new_id(self, day: date) -> str:
        """The first free id for a meeting of that day: 20220128, 20220128-2, 20220128-3 …."""
        first = day.isoformat().replace("-", "")
        free, count = first, 1
        while (self._folder / free).exists():
            count += 1
            free = f"{first}-{count}"
        return free

    def create(self, meeting: Meeting) -> MeetingFile:
        """Saves a new meeting under its id and opens it; raises `Taken`, `BadPlace` or `NotSaved`."""
        if meeting.id in self._names():
            raise Taken(f"会议 {meeting.id} 已经有了，请换一个编号。")
        with self.place(meeting.id) as fresh:
            write_first(fresh, tables_of(meeting))
        return MeetingFile(self._folder / meeting.id)

    @contextmanager
    def place(self, id: str, aside: Path | None = None) -> Iterator[Path]:
        """An empty folder that becomes the meeting of this id, all at once, when the block has ended well.

        A meeting of this id that is there, be it damaged, moves to `aside` in that moment, if that is given.
        Raises what `new_folder` does, `InUse` while somebody records that meeting, and `BadPlace` where a
        meeting could not be locked.
        """
        from storage.new_folder import make_folder, new_folder

        if not is_id(id):
            raise ValueError("an id comes from new_id")
        make_folder(self._folder)
        with ExitStack() as held:
            if aside:
                make_folder(aside.parent)
                held.callback(Lock(lock_of(self._folder / id / FILE)).release)
            with new_folder(self._folder / id, aside) as fresh:
                yield fresh
                JournalStorage(fresh / FILE).let_go()

    def aside(self, id: str, now: datetime) -> Path:
        """A free place outside the list for a meeting that makes way for another."""
        from storage.new_folder import stamped

        return stamped(self._data / "replaced", id, now)

    def list(self) -> tuple[Listed, ...]:
        """Every folder of the archive, the latest meeting first and what can't be read last.

        One bad folder never hides the others. Raises `BadPlace` when the archive itself can't be read.
        """
        from storage import catalogue

        path = self._data / "catalogue.json"
        known = catalogue.load(path)
        kept: dict[str, Kept] = {}
        listed = [self._listed(name, known.get(name), kept) for name in self._names()]
        if kept != known:
            catalogue.save(path, kept)
        return tuple(sorted(listed, key=_place, reverse=True))

    def open(self, id: str) -> MeetingFile:
        """Opens a meeting, named by its id or the beginning of it, for writing.

        Raises `NotFound`, `InUse`, `Damaged` or `BadPlace`.
        """
        return MeetingFile(self.folder(id))

    def follow(self, id: str) -> FollowedMeeting:
        """The meeting for reading on while somebody writes it; raises `NotFound`, `Damaged` or `BadPlace`."""
        from storage.followed import FollowedMeeting

        return FollowedMeeting(self.folder(id))

    def read(self, id: str) -> Meeting:
        """The meeting as last saved, also while somebody writes it.

        Raises `NotFound`, `Damaged` or `BadPlace`.
        """
        return read_meeting(self.folder(id))

    def read_record(self, id: str) -> Meeting:
        """As `read`, without those rows of the dossier that are damaged: the record stands without them.

        Raises `NotFound`, `Damaged` or `BadPlace`.
        """
        return read_record(self.folder(id))

    def folder(self, id: str) -> Path:
        """The folder with this id, or the only one whose id begins so; raises `NotFound`."""
        names = self._names()
        found = [id] if id in names else [name for name in names if id and name.startswith(id)]
        if not found:
            raise NotFound(f"没有编号为“{id}”的会议，请用 shilu list 查看全部会议。")
        if len(found) > 1:
            raise NotFound(f"“{id}”对应多场会议：{'、'.join(found)}，请把编号写全。")
        return self._folder / found[0]

    def folders(self) -> tuple[Path, ...]:
        """Every folder of the archive; raises `BadPlace`."""
        return tuple(self._folder / name for name in self._names())

    def search(self, query: Query, limit: int) -> Iterator[Searched]:
        """What each meeting holds of the query, the latest first; see `storage.find.search`.

        Raises `BadPlace` when the archive itself can't be read.
        """
        from storage.find.search import search

        return search(
            sorted(self.folders(), key=lambda folder: _day(folder.name), reverse=True), query, limit
        )

    def _names(self) -> tuple[str, ...]:
        try:
            folders = [item for item in self._folder.iterdir() if item.is_dir()]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise BadPlace(f"{self._folder} 读不了：{cause(error)}。") from error
        return tuple(sorted(item.name for item in folders if not item.name.startswith(".")))

    def _listed(self, name: str, known: Kept | None, kept: dict[str, Kept]) -> Listed:
        """The meeting in the folder, as known if it did not change since; what may be known next is kept."""
        from meeting.facts import facts_of
        from storage import catalogue
        from storage.catalogue import Kept

        folder = self._folder / name
        now = time.time_ns()
        signature = catalogue.signature(folder / FILE)
        if known is None or known.signature != signature:
            try:
                known = Kept(signature, facts_of(read_record(folder)))
            except StorageError as error:
                return Listed(name, None, str(error), isinstance(error, Damaged))
        if catalogue.is_settled(signature, now):
            kept[name] = known
        return Listed(name, known.facts)


def _place(listed: Listed) -> tuple[bool, str, int]:
    """Sorts by the planned day, or else that of the id, and then by the running number of the id."""
    in_id, number = _day(listed.id)
    planned = listed.facts.date if listed.facts else None
    day = planned.isoformat().replace("-", "") if planned else in_id
    return listed.facts is not None, day, number


def _day(id: str) -> tuple[str, int]:
    """Day and running number of an id, whose 10 comes after its 2."""
    parts = _ID.fullmatch(id)
    return (parts[1], int(parts[2] or 1)) if parts else ("", 0)
