"""Which papers can be printed and in which formats, and the way from a meeting to a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from exporters import check_sheet
from exporters.blocks import Paper
from exporters.door import cleaned
from exporters.letters import lists, plan, problem_lists, report, request
from exporters.original_record import annexes, head, record
from exporters.profile import STANDARD, Profile
from exporters.target import put, sha256
from meeting.calendar.deadlines import first_sitting
from meeting.model import Meeting, PersonId
from meeting.refused import Refused
from meeting.roster import name_of

LONGEST_NAME = 200
"""Bytes of a file name; some encrypted and network folders hold little more than that."""

_LONGEST_PERSON = 120
"""Bytes of that which are left to a person's name."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff/\\:*?"<>|]+')


Told: TypeAlias = tuple[str, ...]
"""Sentences on what is not in a file as it should be."""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that can be printed: its Chinese name, and what stands on it at a given moment."""

    label: str
    blocks: Callable[[Meeting, datetime], Paper]
    of_person: Callable[[Meeting, datetime, PersonId], Paper] | None = None
    """The part of one person; None for a paper that is not divided by persons."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its Chinese name, and how a paper becomes its bytes."""

    label: str
    render: Callable[[Paper, Profile], tuple[bytes, Told]]


@dataclass(frozen=True, slots=True)
class Exported:
    """A paper that was written; the caller keeps `{str(path): sha256}` as `known` for the next time."""

    path: Path
    """Absolute, with links followed."""
    sha256: str
    dropped: int
    """Characters that no file can hold, left out."""
    renamed: bool
    """Whether the wanted place held a file that is not our own untouched one, so another name was taken."""
    lacking: Told = ()
    """What the format had to do without."""
    blanks: Told = ()
    """What was not known and is left blank."""
    counted: Told = ()
    """What was counted, to be confirmed before the paper goes out."""

    @property
    def notes(self) -> Told:
        """Sentences on what has to be known of the file beside where it is."""
        # True as well where what we last exported could not be noted.
        renamed = "原处已有文件，认不出是上次导出的原样，没有覆盖，换了名字。" if self.renamed else ""
        blank = f"有留空，请补上：{'、'.join(self.blanks)}。" if self.blanks else ""
        told = (*dropped_told(self.dropped), *self.lacking, *to_confirm(self.counted))
        return tuple(filter(None, (renamed, *told, blank)))


def dropped_told(count: int) -> Told:
    """That so many characters are not in a file, if any."""
    return (f"有 {count} 个印不出的控制字符没有写入。",) if count else ()


def to_confirm(counted: Told) -> Told:
    """The figures that were counted, each with the request to look at it."""
    return tuple(f"请核对：{sentence}" for sentence in counted)


# Each is imported only when needed: a .txt does without python-docx, and nobody has to have typst.
def _docx(paper: Paper, profile: Profile) -> tuple[bytes, Told]:
    from exporters.word import docx

    return docx.render(paper, profile), ()


def _txt(paper: Paper, _: Profile) -> tuple[bytes, Told]:
    from exporters import text

    return text.render(paper), ()


def _md(paper: Paper, _: Profile) -> tuple[bytes, Told]:
    from exporters import markdown

    return markdown.render(paper), ()


def _pdf(paper: Paper, profile: Profile) -> tuple[bytes, Told]:
    from exporters.typeset import pdf

    return pdf.render(paper, profile)


def _xlsx(paper: Paper, _: Profile) -> tuple[bytes, Told]:
    from exporters import xlsx

    return xlsx.render(paper), ()


PAPERS: Mapping[str, PaperKind] = MappingProxyType(
    {
        "record": PaperKind(head.NAME, record.blocks),
        "check": PaperKind(check_sheet.NAME, check_sheet.blocks, check_sheet.of_person),
        "record_annexed": PaperKind(annexes.NAME, annexes.blocks),
        "request": PaperKind(request.NAME, request.blocks),
        "plan": PaperKind(plan.NAME, plan.blocks),
        "opinions": PaperKind(lists.OPINIONS, lists.opinions),
        "talks": PaperKind(lists.TALKS, lists.talks),
        "last_year": PaperKind(problem_lists.LAST_YEAR, problem_lists.last_year),
        "report": PaperKind(report.NAME, report.blocks),
        "rectification": PaperKind(
            problem_lists.RECTIFICATION, problem_lists.rectification, problem_lists.rectification_of
        ),
    }
)
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "docx": Format("Word 文档", _docx),
        "txt": Format("纯文本", _txt),
        "md": Format("Markdown", _md),
        "pdf": Format("PDF", _pdf),
        "xlsx": Format("Excel 表格", _xlsx),
    }
)


def paper_of(meeting: Meeting, paper: str, printed_at: datetime, person: PersonId = "") -> Paper:
    """The paper, or the part of it that is one person's; raises `Refused` where it has none."""
    kind = PAPERS[paper]
    if not person:
        return kind.blocks(meeting, printed_at)
    if kind.of_person is None:
        raise Refused(f"{kind.label}不分人印；要印一个人的，请改印发言核对单（--paper check）。")
    return kind.of_person(meeting, printed_at, person)


def default_name(meeting: Meeting, paper: str, format: str, person: PersonId = "") -> str:
    """A file name such as “2022-01-28 党史学习教育专题民主生活会 会议原始记录.docx”, safe on every system.

    What is one person's has the name in brackets behind the paper's.
    """
    day = day_named(meeting)
    whose = f"（{safe_name(name_of(meeting, person), _LONGEST_PERSON)}）" if person else ""
    end = f" {PAPERS[paper].label}{whose}.{format}"
    title = safe_name(meeting.head.title, LONGEST_NAME - len(f"{day} {end}".encode()))
    return f"{day} {title}{end}" if title else f"{day}{end}"


def day_named(meeting: Meeting) -> str:
    """The day on which the meeting was opened, else is planned to be."""
    day = first_sitting(meeting)
    return day.isoformat() if day else "日期待定"


def safe_name(text: str, room: int = LONGEST_NAME // 2) -> str:
    """The text as a part of a file name, at most so many bytes long, safe on every system."""
    # Cutting bytes may split a character; what is left of it is dropped.
    return _FORBIDDEN.sub(" ", text).strip().encode()[:room].decode(errors="ignore").strip()


def write_paper(
    paper: Paper,
    path: Path,
    format: str,
    known: Mapping[str, str],
    profile: Profile = STANDARD,
    stage: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Writes the paper to the path, or beside a file there that is not our own untouched export.

    `known` holds the SHA-256 of our last exports by absolute path (see `Exported`), and `stage` is told in
    Chinese what is done next. Raises `NotWritten`.
    """
    paper, dropped = cleaned(paper)
    stage(f"排版（{FORMATS[format].label}，{len(paper.blocks)} 段）")
    content, lacking = FORMATS[format].render(paper, profile)
    stage("写到磁盘")
    place, renamed = put(path, content, known)
    return Exported(place, sha256(content), dropped, renamed, lacking, paper.blanks, paper.counted)
