"""`shilu package`: all papers that are due before or after the meeting, in a folder or a .zip."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from commands.exit_codes import INCOMPLETE, OK
from exporters.package import Enclosed, Finished, Package, package_of
from exporters.papers import safe_name, to_confirm
from exporters.profile import profile_of
from exporters.target import sha256
from meeting.calendar.deadlines import When
from meeting.dossier.due_papers import state_of
from meeting.dossier.model import SpeechPaper
from meeting.dossier.read_out import attached, paper_of, paper_read_in
from meeting.model import Meeting
from meeting.roster import name_of
from meeting.template import DuePaper
from storage.archive import Archive
from storage.config.settings import settings_in
from storage.errors import BadPlace
from storage.exports import ExportsFile
from storage.handed_in import verified
from storage.paths import config_dir
from storage.whole_file import content_of


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Writes the package; INCOMPLETE where a paper has no file or leaves blanks."""
    meeting = archive.read(options.id)
    settings = settings_in(config_dir(os.environ))
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    package = package_on_page(settings.page, meeting, archive.folder(meeting.id), When(options.when))
    written = package.write(options.output or Path(), options.zip)
    print(f"已写出：{written.path}", *written.notes, *to_confirm(package.counted), *package.lacking, sep="\n")
    return INCOMPLETE if package.lacking else OK


def package_on_page(page: Mapping[str, str | bool], meeting: Meeting, folder: Path, when: When) -> Package:
    """The papers that are due before or after the meeting, ready to be written.

    `page` tells in what the office's page differs from the standard's; `folder` is the meeting's own. Raises
    `BadPlace` for a finished file that can't be read, or `Damaged` for a changed one.
    """
    read_out = tuple(_read_out(meeting, folder)) if when is When.AFTER else ()
    finished = _finished(meeting, folder)
    return package_of(meeting, when, datetime.now(UTC), profile_of(page), finished, read_out)


def _read_out(meeting: Meeting, folder: Path) -> Iterator[Enclosed]:
    """What the record says is attached, each under its number there; raises `Damaged` for a changed file."""
    for number, passage in enumerate(attached(meeting), start=1):
        if paper := paper_read_in(meeting, passage):
            whose = name_of(meeting, passage.valid.by)
            name = f"附件{number} {whose}宣读材料{Path(paper.file).suffix}"
            yield Enclosed(safe_name(name), verified(folder, paper))


def _finished(meeting: Meeting, folder: Path) -> Finished:
    ours = ExportsFile(folder).load()

    def of(due: DuePaper) -> Enclosed | None:
        file = state_of(meeting.dossier, due.id).file
        if not file:
            paper = _handed_in(meeting, due.id)
            return Enclosed(paper.file, verified(folder, paper)) if paper else None
        path = Path(file)
        content = content_of(path)
        if content is None:
            raise BadPlace(f"{due.title}的文件不见了：{path}。请在“材料”里重新指定，或清空它。")
        # A draft that nobody has touched since is made anew: more may be on record by now.
        is_ours = ours.get(str(path)) == sha256(content)
        return None if is_ours else Enclosed(path.name, content)

    return of


def _handed_in(meeting: Meeting, due: str) -> SpeechPaper | None:
    """The paper of the group, or the secretary's own, that goes with the record (plan, section 四(二))."""
    if due == "group_examination":
        return paper_of(meeting, "")
    return paper_of(meeting, meeting.secretary) if due == "secretary_speech" and meeting.secretary else None
