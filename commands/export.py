"""`shilu export`: one paper of a meeting, or one person's part of it, to a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from commands.arguments import FORMATS
from commands.exit_codes import OK

# The program is handed `export_paper` as it starts, and must not wait for what only an export needs.
if TYPE_CHECKING:
    from exporters.papers import Exported
    from meeting.model import Meeting, PersonId
    from storage.archive import Archive

_OF_THE_RECORD = ("record", "record_annexed", "check")
"""The papers on which nothing of the dossier stands."""


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Writes the paper and says where it is."""
    from meeting.roster import find
    from storage.config.settings import settings_in
    from storage.noting import Written, note_apart
    from storage.paths import config_dir

    meeting = archive.read_record(options.id)
    named = options.output.suffix[1:].lower() if options.output else ""
    form = options.format or (named if named in FORMATS else "docx")
    person = find(meeting, options.person) if options.person else ""
    settings = settings_in(config_dir(os.environ))
    for problem in settings.problems:
        print(problem, file=sys.stderr)
    folder, output = archive.folder(meeting.id), options.output or Path()
    written = export_paper(settings.page, meeting, folder, form, output, options.paper, person)
    new = Written(written.path, {"" if person else options.paper: (written.path, written.sha256)})
    print(f"已导出：{written.path}", *written.notes, *note_apart(folder, new), sep="\n")
    return OK


def export_paper(
    page: Mapping[str, str | bool],
    meeting: Meeting,
    folder: Path,
    form: str,
    output: Path,
    paper: str,
    person: PersonId,
    stage: Callable[[str], None] = lambda _: None,
) -> Exported:
    """Writes a paper to the output, a file or a folder, and says where it is.

    `page` tells in what the office's page differs from the standard's. `folder` is the meeting's own, which
    remembers what was exported before; `paper` is a key of `PAPERS`, `person` whose part of it is wanted, ""
    for the whole, and `stage` is told in Chinese what is done next. Raises `Refused`, `NotWritten` or
    `StorageError`.
    """
    from datetime import UTC, datetime

    from exporters.papers import default_name, paper_of, write_paper
    from exporters.profile import profile_of
    from exporters.target import place_of
    from storage.exports import ExportsFile
    from storage.meeting_file import read_meeting

    if paper not in _OF_THE_RECORD:
        # Whether its dossier is whole: of one that is not, rows would be missing on the paper.
        read_meeting(folder)
    target = place_of(output, default_name(meeting, paper, form, person))
    stage("排好内容")
    known = ExportsFile(folder).load()
    printed = paper_of(meeting, paper, datetime.now(UTC), person)
    return write_paper(printed, target, form, known, profile_of(page), stage=stage)
