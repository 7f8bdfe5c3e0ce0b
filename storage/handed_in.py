"""对照检查材料 and 发言提纲 as they were handed in: the untouched files beside the meeting."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from meeting import speech_papers
from meeting.dossier import SpeechPaper
from meeting.model import PersonId
from meeting.recorder import Recorder
from meeting.text import clean
from storage.errors import Damaged, NotSaved, cause
from storage.new_folder import make_folder
from storage.paper_files import content_in, text_of
from storage.whole_file import content_of, put_in_place

FOLDER = "handed-in"

_LONGEST = 50
"""Characters of a name that are kept; with four bytes each they leave room for a number and an ending."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A paper that was filed, and what of its file is not in its text, in a few words each."""

    paper: SpeechPaper
    left_out: tuple[str, ...]


def file_of(folder: Path, name: str) -> Path:
    """Where the file of this name lies, in the meeting's folder; raises `Damaged` for one that leads out."""
    if name != Path(name).name or name in ("", "..") or "\0" in name:
        raise Damaged(f"{folder} 的案卷里，发言材料的文件名不对，被改动过。请用备份恢复。")
    return folder / FOLDER / name


def take_in(
    folder: Path, recorder: Recorder, path: Path, whose: PersonId, title: str, now: datetime
) -> TakenIn:
    """Keeps the file at the path and files its text, of a member or with "" of the group.

    Without a title the file's name is one. Raises `NotReadable`, `BadPlace`, `NotSaved` or `Refused`; nothing
    is then kept.
    """
    content = content_in(path)
    read = text_of(content, path.name)
    name = _free_name(folder, path)
    sha256 = hashlib.sha256(content).hexdigest()
    title = title.strip() or path.stem[: speech_papers.LONGEST_TITLE]
    dossier = speech_papers.handed_in(recorder.meeting, whose, title, read.text, name, sha256, now)
    keep(folder, name, content)
    try:
        recorder.file(dossier)
    except Exception:
        with suppress(OSError):
            file_of(folder, name).unlink()
        raise
    return TakenIn(dossier.speech_papers[-1], read.left_out)


def take_out(folder: Path, recorder: Recorder, paper: SpeechPaper) -> None:
    """Takes a paper out of the dossier, and then its file away; raises `NotSaved`, and says what is left."""
    recorder.file(speech_papers.taken_out(recorder.meeting.dossier, paper.id))
    path = file_of(folder, paper.file)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(f"材料已从会议里拿掉，但文件删不了：{cause(error)}。（{path}）") from error


def keep(folder: Path, name: str, content: bytes) -> None:
    """Keeps a file under this name (mode 0600); raises `BadPlace` or `NotSaved`."""
    make_folder(folder / FOLDER)
    put_in_place(file_of(folder, name), content, durable=True)


def digest_of(folder: Path, paper: SpeechPaper) -> str:
    """The SHA-256 of the paper's file as it lies there, "" where there is none; raises `BadPlace`."""
    content = content_of(file_of(folder, paper.file))
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _free_name(folder: Path, path: Path) -> str:
    """The name that the file came with, or one like it that no file bears yet."""
    stem = "".join(clean(path.stem).split("\n"))[:_LONGEST] or "材料"
    suffix = path.suffix.lower()
    name, number = f"{stem}{suffix}", 1
    while os.path.lexists(folder / FOLDER / name):
        number += 1
        name = f"{stem}（{number}）{suffix}"
    return name
