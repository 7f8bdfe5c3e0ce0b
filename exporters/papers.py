"""Which papers can be printed and in which formats, and the way from a meeting to a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from exporters import record
from exporters.blocks import Paper
from exporters.door import cleaned
from exporters.target import free_name, put, sha256
from meeting.model import Meeting

LONGEST_NAME = 200
"""Bytes of a file name; some encrypted and network folders hold little more than that."""

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f\ud800-\udfff/\\:*?"<>|]+')


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that can be printed: its Chinese name, and what stands on it at a given moment."""

    label: str
    blocks: Callable[[Meeting, datetime], Paper]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its Chinese name, and how a paper becomes its bytes."""

    label: str
    render: Callable[[Paper], bytes]


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


def _docx(paper: Paper) -> bytes:
    # Imported only when needed: a .txt does without python-docx.
    from exporters import docx

    return docx.render(paper)


def _txt(paper: Paper) -> bytes:
    from exporters import text

    return text.render(paper)


PAPERS: Mapping[str, PaperKind] = MappingProxyType({"record": PaperKind("会议原始记录", record.blocks)})
FORMATS: Mapping[str, Format] = MappingProxyType(
    {"docx": Format("Word 文档", _docx), "txt": Format("纯文本", _txt)}
)


def default_name(meeting: Meeting, paper: str, format: str) -> str:
    """A file name such as “2022-01-28 党史学习教育专题民主生活会 会议原始记录.docx”, safe on every system."""
    day = meeting.head.date.isoformat() if meeting.head.date else "日期待定"
    title = _FORBIDDEN.sub(" ", meeting.head.title).strip()
    end = f" {PAPERS[paper].label}.{format}"
    room = LONGEST_NAME - len(f"{day} {end}".encode())
    # Cutting bytes may split a character; what is left of it is dropped.
    title = title.encode()[:room].decode(errors="ignore").strip()
    return f"{day} {title}{end}" if title else f"{day}{end}"


def write_paper(paper: Paper, path: Path, format: str, known: Mapping[str, str]) -> Exported:
    """Writes the paper to the path, or beside a file there that is not our own untouched export.

    `known` holds the SHA-256 of our last exports by absolute path (see `Exported`). Raises `NotWritten`.
    """
    paper, dropped = cleaned(paper)
    free, renamed = free_name(path, known)
    content = FORMATS[format].render(paper)
    put(free, content)
    return Exported(free, sha256(content), dropped, renamed)
