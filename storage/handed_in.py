"""对照检查材料 and 发言提纲 as they were handed in: the untouched files beside the meeting."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from meeting.dossier import speech_papers
from meeting.dossier.model import SpeechPaper
from meeting.dossier.read_out import without_paper
from meeting.dossier.speech_papers import whose
from meeting.model import Meeting, PersonId
from meeting.recorder import Recorder
from meeting.text import clean
from storage.errors import BadPlace, Damaged, NotSaved, StorageError, cause
from storage.given.paper_files import content_in, text_of
from storage.new_folder import make_folder
from storage.whole_file import content_of, free_name, put_in_place

FOLDER = "handed-in"
ASIDE = "handed-in-aside"
"""Where files are moved that are no paper's; nothing reads there, and nothing is deleted."""

_REMEDY = "请用完好的备份恢复；记录里没有照它宣读的，也可以拿掉以后重新交来。"

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


def heading_of(path: Path) -> str:
    """The first line of the paper's text; raises `NotReadable` or `BadPlace`."""
    lines = text_of(content_in(path), path.name).text.split("\n")
    return next((line.strip() for line in lines if line.strip()), "")


def take_out(folder: Path, recorder: Recorder, paper: SpeechPaper) -> None:
    """Takes a paper out of the dossier, and then its file away.

    Raises `Refused` for one that the record relies on, or `NotSaved`, and says what is left.
    """
    recorder.file(speech_papers.taken_out(recorder.meeting, paper))
    path = file_of(folder, paper.file)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise NotSaved(f"材料已从会议里拿掉，但文件删不了：{cause(error)}。（{path}）") from error


def keep(folder: Path, name: str, content: bytes) -> None:
    """Keeps a file under this name (mode 0600); raises `BadPlace` or `NotSaved`."""
    make_folder(folder / FOLDER)
    put_in_place(file_of(folder, name), content, durable=True)


def verified(folder: Path, paper: SpeechPaper) -> bytes:
    """The paper's file as it was handed in; raises `BadPlace`, or `Damaged` if it is gone or was changed."""
    path = file_of(folder, paper.file)
    content = content_of(path)
    if content is None:
        raise Damaged(f"《{paper.title}》的原文件不见了（{path}）。{_REMEDY}")
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise Damaged(f"《{paper.title}》的原文件与交来时不一样，被改动过（{path}）。{_REMEDY}")
    return content


def troubles(folder: Path, meeting: Meeting) -> tuple[str, ...]:
    """What is not as it was handed in, or as the record says that it was read out, in a sentence each."""
    found = []
    for paper in meeting.dossier.speech_papers:
        try:
            verified(folder, paper)
        except StorageError as error:
            found.append(f"{whose(meeting, paper)}：{error}")
    for passage, read in without_paper(meeting):
        if read.digest:
            said = f"记录第 {passage.number} 条写着照稿宣读{read.named}"
            found.append(f"{said}，会议里没有校验码相符的材料：不见了，或被换过。请用完好的备份恢复。")
    return tuple(dict.fromkeys(found))


def left_behind(folder: Path, meeting: Meeting) -> tuple[str, ...]:
    """Names of the files there that are no paper's, as a kill leaves them; raises `BadPlace`."""
    place = folder / FOLDER
    try:
        names = {path.name for path in place.iterdir()}
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise BadPlace(f"{place} 读不了：{cause(error)}。") from error
    return tuple(sorted(names - {paper.file for paper in meeting.dossier.speech_papers}))


def move_aside(folder: Path, meeting: Meeting) -> tuple[str, ...]:
    """Moves the files that are no paper's into a folder beside; their names there.

    For who holds the pen: in between, what another session is taking in is no paper's either. Raises
    `BadPlace` or `NotSaved`; what was moved by then stays moved.
    """
    moved = []
    for name in left_behind(folder, meeting):
        make_folder(folder / ASIDE)
        place = folder / ASIDE / name
        if os.path.lexists(place):
            place = free_name(place, "again")
        try:
            (folder / FOLDER / name).rename(place)
        except OSError as error:
            raise NotSaved(f"{name} 移不开：{cause(error)}。（{folder / ASIDE}）") from error
        moved.append(place.name)
    return tuple(moved)


def _free_name(folder: Path, path: Path) -> str:
    """The name that the file came with, or one like it that no file bears yet."""
    stem = "".join(clean(path.stem).split("\n"))[:_LONGEST] or "材料"
    suffix = path.suffix.lower()
    name, number = f"{stem}{suffix}", 1
    while os.path.lexists(folder / FOLDER / name):
        number += 1
        name = f"{stem}（{number}）{suffix}"
    return name
