"""`shilu package`: all papers that are due before or after the meeting, in a folder or a .zip."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from commands.exit_codes import INCOMPLETE, OK
from exporters.package import Package, package_of
from exporters.package_parts import Enclosed, Finished
from exporters.papers import safe_name, to_confirm
from exporters.profile import profile_of
from meeting.calendar.deadlines import When
from meeting.dossier.due_papers import state_of
from meeting.dossier.read_out import attached, handed_in_as, paper_read_in
from meeting.model import Meeting
from meeting.roster import name_of
from meeting.template import DuePaper
from storage.archive import Archive
from storage.config.settings import settings_in
from storage.errors import BadPlace
from storage.exports import ExportsFile, is_untouched
from storage.handed_in import verified
from storage.noting import Written, note_apart
from storage.paths import config_dir
from storage.whole_file import content_of


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Writes the package; INCOMPLETE where a paper has no file or leaves blanks."""
    meeting = archive.read(options.id)
    settings = settings_in(config_dir(os.environ))
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    folder = archive.folder(meeting.id)
    package = package_on_page(settings.page, meeting, folder, When(options.when), annexed=options.annexed)
    written = package.write(options.output or Path(), options.zip)
    noted = note_apart(folder, Written(written.path, written.papers))
    told = (*written.notes, *to_confirm(package.counted), *package.lacking, *noted)
    print(f"已写出：{written.path}", *told, sep="\n")
    return INCOMPLETE if package.lacking else OK


def package_on_page(
    page: Mapping[str, str | bool], meeting: Meeting, folder: Path, when: When, *, annexed: bool = False
) -> Package:
    """The papers that are due before or after the meeting, ready to be written.

    `page` tells in what the office's page differs from the standard's; `folder` is the meeting's own;
    `annexed` has the record printed with its annexes. Raises `BadPlace` for a finished file that can't be
    read, or `Damaged` for a changed one.
    """
    read_out = tuple(_read_out(meeting, folder)) if when is When.AFTER else ()
    finished, profile = _finished(meeting, folder), profile_of(page)
    return package_of(meeting, when, datetime.now(UTC), profile, finished, read_out, annexed=annexed)


def _read_out(meeting: Meeting, folder: Path) -> Iterator[Enclosed]:
    """What the record says is attached, each under its number there; raises `Damaged` for a changed file."""
    for number, passage in enumerate(attached(meeting), start=1):
        if paper := paper_read_in(meeting, passage):
            whose = name_of(meeting, passage.valid.by)
            name = f"附件{number} {whose}宣读材料{Path(paper.file).suffix}"
            yield Enclosed(safe_name(name), verified(folder, paper))


def _finished(meeting: Meeting, folder: Path) -> Finished:
    ours = ExportsFile(folder).load()

    def of(due: DuePaper) -> Enclosed | Path | None:
        file = state_of(meeting.dossier, due.id).file
        path = Path(file)
        # A draft that nobody has touched since is made anew: more may be on record by now.
        if not file or is_untouched(file, ours) or (path.suffix == ".zip" and file in ours):
            paper = handed_in_as(meeting, due.id)
            return Enclosed(paper.file, verified(folder, paper)) if paper else None
        content = content_of(path)
        if content is not None:
            return Enclosed(path.name, content)
        if file in ours:
            return path
        raise BadPlace(f"{due.title}的文件不见了：{path}。请在“材料”里重新指定，或清空它。")

    return of
