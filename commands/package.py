"""`shilu package`: all papers that are due before or after the meeting, in a folder or a .zip."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from commands.exit_codes import INCOMPLETE, OK
from exporters import package
from exporters.package import Enclosed, Finished
from exporters.profile import profile_of
from exporters.target import free_place, put
from meeting.deadlines import When
from meeting.dossier import SpeechPaper
from meeting.due_papers import state_of
from meeting.model import DuePaper, Meeting
from meeting.read_out import paper_of
from meeting.timing import in_zone
from storage.archive import Archive
from storage.errors import BadPlace
from storage.handed_in import verified
from storage.paths import config_dir
from storage.settings import settings_in
from storage.whole_file import content_of


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Writes the package; INCOMPLETE where a paper has no file or leaves blanks."""
    meeting = archive.read(options.id)
    settings = settings_in(config_dir(os.environ))
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    folder, output = archive.folder(meeting.id), options.output or Path()
    when = When(options.when)
    place, told = export_package(settings.page, meeting, folder, when, output, options.zip)
    print(f"已写出：{place}", *told, sep="\n")
    return INCOMPLETE if told else OK


def export_package(
    page: Mapping[str, str | bool],
    meeting: Meeting,
    folder: Path,
    when: When,
    output: Path,
    as_zip: bool,
) -> tuple[Path, tuple[str, ...]]:
    """Writes the package into the folder `output`; where it is, and what it still lacks or was counted.

    `page` tells in what the office's page differs from the standard's; `folder` is the meeting's own. Raises
    `NotWritten`, `BadPlace` for a finished file that can't be read, or `Damaged` for a changed one.
    """
    now = datetime.now(UTC)
    row = package.parts(meeting, when, now, profile_of(page), _finished(meeting, folder))
    files = package.enclosed(meeting, when, now, row)
    place = output.expanduser() / package.package_name(meeting, when)
    if as_zip:
        place = free_place(place.with_name(f"{place.name}.zip"))
        put(place, package.zipped(files, in_zone(now, meeting.head.zone)))
    else:
        place = package.write_folder(files, place)
    return place, tuple(package.names_open(row))


def _finished(meeting: Meeting, folder: Path) -> Finished:
    def of(due: DuePaper) -> Enclosed | None:
        file = state_of(meeting.dossier, due.id).file
        if not file:
            paper = _handed_in(meeting, due.id)
            return Enclosed(paper.file, verified(folder, paper)) if paper else None
        path = Path(file)
        content = content_of(path)
        if content is None:
            raise BadPlace(f"{due.title}的文件不见了：{path}。请在“材料”里重新指定，或清空它。")
        return Enclosed(path.name, content)

    return of


def _handed_in(meeting: Meeting, due: str) -> SpeechPaper | None:
    """The paper of the group, or the secretary's own, that goes with the record (plan, section 四(二))."""
    if due == "group_examination":
        return paper_of(meeting, "")
    return paper_of(meeting, meeting.secretary) if due == "secretary_speech" and meeting.secretary else None
