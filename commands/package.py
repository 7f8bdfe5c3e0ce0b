"""`shilu package`: all papers that are due before or after the meeting, in a folder or a .zip."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from commands.exit_codes import INCOMPLETE, OK
from exporters import package
from exporters.package import Enclosed, Finished
from exporters.profile import profile_of
from exporters.target import free_place, put
from meeting.deadlines import When
from meeting.due_papers import state_of
from meeting.model import DuePaper, Meeting
from meeting.timing import in_zone
from storage.archive import Archive
from storage.errors import BadPlace
from storage.handed_in import file_of
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
    `NotWritten`, or `BadPlace` for a finished file that can't be read.
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
    handed_in = dict(_handed_in(meeting))

    def of(due: DuePaper) -> Enclosed | None:
        path = Path(state_of(meeting.dossier, due.id).file or handed_in.get(due.id, ""))
        if path == Path():
            return None
        path = path if path.is_absolute() else file_of(folder, str(path))
        content = content_of(path)
        if content is None:
            raise BadPlace(f"{due.title}的文件不见了：{path}。请在“材料”里重新指定，或清空它。")
        return Enclosed(path.name, content)

    return of


def _handed_in(meeting: Meeting) -> Iterator[tuple[str, str]]:
    """The last paper handed in for the group, and the secretary's own (plan, section 四(二))."""
    for paper in meeting.dossier.speech_papers:
        if not paper.person:
            yield "group_examination", paper.file
        elif paper.person == meeting.secretary:
            yield "secretary_speech", paper.file
