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
from exporters.package_parts import Enclosed, Finished, Found
from exporters.papers import safe_name, to_confirm
from exporters.profile import profile_of
from meeting.calendar.deadlines import When
from meeting.dossier.due_papers import is_packed, state_of
from meeting.dossier.read_out import attached, handed_in_as, paper_read_in
from meeting.model import Meeting
from meeting.roster import name_of
from meeting.template import DuePaper
from meeting.timing import in_zone
from storage.archive import Archive
from storage.config.settings import settings_in
from storage.exports import ExportsFile, PaperFile, paper_file
from storage.handed_in import verified
from storage.noting import Written, note_apart
from storage.paths import config_dir


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
    told = (*written.notes, *to_confirm(package.counted), *package.finished, *package.lacking, *noted)
    print(f"已写出：{written.path}", *told, sep="\n")
    return INCOMPLETE if package.lacking else OK


def package_on_page(
    page: Mapping[str, str | bool], meeting: Meeting, folder: Path, when: When, *, annexed: bool = False
) -> Package:
    """The papers that are due before or after the meeting, ready to be written.

    `page` tells in what the office's page differs from the standard's; `folder` is the meeting's own;
    `annexed` has the record printed with its annexes. Raises `Damaged` or `BadPlace` for a file
    that was handed in and is changed or gone.
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

    def of(due: DuePaper) -> Found:
        state = state_of(meeting.dossier, due.id)
        path = "" if is_packed(state) else state.file
        file = paper_file(state, ours) if path else None
        # A draft that nobody has touched since is made anew: more may be on record by now.
        if file and not file.is_untouched:
            return _as_finished(meeting, file)
        paper = handed_in_as(meeting, due.id)
        handed_in = Enclosed(paper.file, verified(folder, paper)) if paper else None
        # A file of another machine, as it may be after a restore, keeps no paper from going out.
        return Found(handed_in, gone="" if file else path)

    return of


def _as_finished(meeting: Meeting, file: PaperFile) -> Found:
    changed = in_zone(file.changed, meeting.head.zone)
    return Found(Enclosed(file.path.name, file.content), f"{file.path}（{changed:%Y-%m-%d %H:%M} 存）")
