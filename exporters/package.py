"""报送包: all papers that are due before the meeting or after it, in order, with a list of contents."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

from exporters.blanks import Blanks
from exporters.blocks import Column, Paper, Prose, Table
from exporters.door import cleaned
from exporters.letters import request
from exporters.letters.letter import meeting_name, paper, titled
from exporters.package_parts import Enclosed, Finished, Part, files_of, part_of
from exporters.papers import FORMATS, Told, day_named, dropped_told, safe_name
from exporters.profile import Profile
from exporters.target import folder_of, place_of, put, put_folder, sha256
from meeting.calendar.deadlines import When
from meeting.dossier.due_papers import RECORDS
from meeting.dossier.read_out import DIGITS
from meeting.model import Meeting
from meeting.timing import in_zone

CONTENTS = "00 目录.docx"
DIGESTS = "00 校验码.sha256"
"""In the form that `sha256sum -c` reads."""

_COLUMNS = (
    Column("序号", 7, centred=True),
    Column("材料", 24),
    Column("文件", 31),
    Column("说明", 8, centred=True),
    Column("校验码", 30),
)


@dataclass(frozen=True, slots=True)
class Packed:
    """A package that was written."""

    path: Path
    """Absolute, with links followed."""
    notes: Told
    """Sentences on what has to be known of it beside where it is."""
    papers: Mapping[str, tuple[Path, str]]
    """In which file each paper lies that the program made, by its id, and that file's SHA-256."""


Stage = Callable[[str], None]
"""Is told in Chinese what is done next."""


@dataclass(frozen=True, slots=True)
class Package:
    """All papers of a meeting that are due then, before any is set."""

    meeting: Meeting
    when: When
    printed_at: datetime
    profile: Profile
    parts: tuple[Part, ...]

    @property
    def lacking(self) -> Told:
        """What is still missing, a sentence for each paper."""
        return tuple(filter(None, (part.lacking for part in self.parts)))

    @property
    def finished(self) -> Told:
        """Which papers are enclosed as somebody finished them, each with the place and time of its file."""
        return tuple(filter(None, (part.enclosing for part in self.parts)))

    @property
    def counted(self) -> Told:
        """Every figure that the program counted, as a sentence, to be confirmed before the papers go out."""
        return tuple(f"{part.due.title}：{told}" for part in self.parts for told in part.counted)

    def write(self, output: Path, as_zip: bool, stage: Stage = lambda _: None) -> Packed:
        """Writes the package: a new folder or .zip in the folder `output`, or the .zip that it names itself.

        Raises `NotWritten`; nothing new is then left behind.
        """
        # Before the papers are set, which may take a while.
        place = place_for(self.meeting, self.when, output, as_zip)
        files, notes = enclosed(self, stage)
        stage("写到磁盘")
        names = {part.due.id: next(iter(part.drafts.values())) for part in self.parts if part.made}
        if as_zip:
            whole = zipped(files, in_zone(self.printed_at, self.meeting.head.zone))
            place, _ = put(place, whole, {})
            digest = sha256(whole)
            return Packed(place, notes, dict.fromkeys(names, (place, digest)))
        place = put_folder(place, ((file.name, file.content) for file in files))
        digests = {file.name: sha256(file.content) for file in files}
        return Packed(place, notes, {paper: (place / name, digests[name]) for paper, name in names.items()})


def package_of(
    meeting: Meeting,
    when: When,
    printed_at: datetime,
    profile: Profile,
    finished: Finished,
    read_out: Sequence[Enclosed] = (),
    *,
    annexed: bool = False,
) -> Package:
    """Every paper that is due then, in the template's order: as finished, else as the program makes it.

    `read_out` goes with the record: what was read out in the meeting, under the number that the record says.
    With `annexed` the record has its annexes too, which the plan does not ask for (section 四(二)).
    """
    before = when is When.BEFORE
    due = meeting.template.due_before if before else meeting.template.due_after
    parts = [
        part_of(
            meeting,
            f"{place:02} {safe_name(one.title)}",
            one,
            printed_at,
            finished(one),
            annexed=annexed,
        )
        for place, one in enumerate(due, start=1)
    ]
    row = (replace(one, annexes=tuple(read_out)) if one.due.id in RECORDS else one for one in parts)
    return Package(meeting, when, printed_at, profile, tuple(_named_in_request(meeting, tuple(row))))


def _named_in_request(meeting: Meeting, parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, of which those that are missing tell where the request may name them all the same."""
    letter = next((one for one in parts if one.due.id == request.ITSELF and not one.missing), None)
    for part in parts:
        told = ""
        if part.missing and letter and letter.finished:
            told = "请示是改好的，请核对附件里有没有列它"
        elif part.missing and letter and request.is_named(meeting, part.due):
            told = "请示的附件里列着它，请补上或改请示"
        yield replace(part, notice="；".join(filter(None, (part.notice, told)))) if told else part


def enclosed(package: Package, stage: Stage = lambda _: None) -> tuple[tuple[Enclosed, ...], Told]:
    """Every file of the package: the contents, the papers in order, and the digests of them all.

    With them sentences on what is not in a file as it should be.
    """
    row: list[tuple[Part, list[Enclosed]]] = []
    notes: list[str] = []
    dropped = 0
    for part in package.parts:
        stage(f"排版（{part.due.title}）")
        files, gone, lacking = files_of(part, package.profile)
        row.append((part, files))
        dropped += gone
        notes += (f"{part.due.title}：{told}" for told in lacking)
    stage("排版（目录）")
    whole, gone = cleaned(_contents(package, row))
    first = Enclosed(CONTENTS, FORMATS["docx"].render(whole, package.profile)[0])
    files = [first, *(file for _, made in row for file in made)]
    digests = "".join(f"{sha256(file.content)}  {file.name}\n" for file in files)
    told = (*dropped_told(dropped + gone), *notes)
    return (*files, Enclosed(DIGESTS, digests.encode())), told


def _contents(package: Package, row: Sequence[tuple[Part, Sequence[Enclosed]]]) -> Paper:
    """目录: every paper with its files, how they came to be, and their digests."""
    rows = []
    for place, (part, files) in enumerate(row, start=1):
        for file in files or (None,):
            # For those who get it: how the file came to be is told to the office alone.
            named = (file.name, "", sha256(file.content)[:DIGITS]) if file else ("", "未附", "")
            rows.append((str(place), part.due.title, *named))
    meeting, name = package.meeting, f"{package.when.label}报送材料目录"
    count = sum(len(files) for _, files in row)
    digests = f"校验码是文件 SHA-256 的前{DIGITS}位，全文在“{DIGESTS}”里。"
    listed = (Prose(f"共{len(row)}种材料，{count}个文件。{digests}"), Table(_COLUMNS, tuple(rows)))
    blocks = (*titled(meeting, "", name), *listed)
    return paper(meeting, package.printed_at, meeting_name(meeting) + name, blocks, Blanks())


def zipped(files: Sequence[Enclosed], made: datetime) -> bytes:
    """The files as one .zip."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            entry = zipfile.ZipInfo(file.name, made.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            package.writestr(entry, file.content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def place_for(meeting: Meeting, when: When, output: Path, as_zip: bool) -> Path:
    """Where a package would be written; raises `NotWritten` for a folder that is not there."""
    name = package_name(meeting, when)
    return place_of(output, f"{name}.zip") if as_zip else folder_of(output) / name


def package_name(meeting: Meeting, when: When) -> str:
    """A name such as “2022-01-28 党史学习教育专题民主生活会 会后材料”."""
    return " ".join(filter(None, (day_named(meeting), safe_name(meeting.head.title), f"{when.label}材料")))
