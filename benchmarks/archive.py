"""How long it takes to list, search, open, check and back up meetings: `python -m benchmarks.archive`.

Two hundred meetings of 2,500 entries in a temporary folder. The catalogue is warm once the files are two
seconds old, as they are for everybody but the one who records.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from meeting.chain import broken_link, linked
from meeting.find.query import query_of
from meeting.invented.sample import Stage, sample
from meeting.model import Meeting
from storage.archive import Archive
from storage.backup import back_up
from storage.check import check
from storage.documents import from_document, to_document
from storage.find.search import SHOWN
from storage.journal.standing import read_standing
from storage.meeting_file import write_first
from storage.meeting_tables import tables_of
from storage.templates import load

MEETINGS = 200
ENTRIES = 2500
SOUGHT = ("无处可寻", "2021", "书面 @张", "张建国", "的")
"""In no meeting, in none but with forms to look for, in some entries of all, a name, in nearly all."""


def main() -> None:
    # Not in /tmp, which often is no disk.
    build = Path("build")
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as place:
        archive = Archive(Path(place) / "data")
        filled(archive)
        time.sleep(2.1)
        id = archive.folders()[0].name
        folder = archive.folder(id)
        meeting = archive.read(id)
        document = to_document(meeting)

        reading = best(lambda: archive.read(id))
        print(f"{MEETINGS} meetings of {len(meeting.entries)} entries, {size(folder) / 1e6:.1f} MB each")
        told("read one", reading, reading)
        told("  of it the files", best(lambda: read_standing(folder / "meeting.json")), reading)
        told("  of it from_document", best(lambda: from_document(document, Meeting, "")), reading)
        told("  of it the chain", best(lambda: broken_link(meeting)), reading)
        told("list, no catalogue", once(archive.list), reading)
        told("list, catalogue", best(archive.list), reading)
        archive.open(id).close()
        told("list, one just written", best(archive.list), reading)
        told("all files, raw", best(lambda: [file.read_bytes() for file in files(archive)]), reading)
        for words in SOUGHT:
            told(f"search {words}", best(lambda: found(archive, words)), reading)  # noqa: B023 - called at once
        told("open one and close it", best(lambda: archive.open(id).close()), reading)
        told("check one", best(lambda: check(folder)), reading)
        told("back one up", once(lambda: list(back_up([folder], Path(place) / "to", now()))), reading)


def filled(archive: Archive) -> None:
    """One meeting under many ids, each with a chain of its own."""
    template = load("2021-dangshi-xuexi", Path())
    made = sample(template, members=7, entries=ENTRIES, stage=Stage.FINISHED, now=now(), meeting_id="0")
    for count in range(MEETINGS):
        meeting = replace(made, id=archive.new_id((now() - timedelta(days=count)).date()), entries=())
        with archive.place(meeting.id) as folder:
            write_first(folder, tables_of(replace(meeting, entries=linked(meeting, made.entries))))


def now() -> datetime:
    return datetime.now(UTC)


def files(archive: Archive) -> list[Path]:
    return [folder / "meeting.json" for folder in archive.folders()]


def found(archive: Archive, words: str) -> int:
    """How many entries are found; a word that stands nowhere shows in the bytes, one with digits does not."""
    return sum(searched.count for searched in archive.search(query_of(words), SHOWN))


def size(folder: Path) -> int:
    return sum(item.stat().st_size for item in folder.iterdir())


def once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Callable[[], object]) -> float:
    return min(once(work) for _ in range(7))


def told(what: str, seconds: float, reading: float) -> None:
    print(f"{what:24} {seconds * 1000:9.1f} ms {seconds / reading:8.2f} × reading one")


if __name__ == "__main__":
    main()
