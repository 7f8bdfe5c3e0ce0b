"""`shilu sample`: an invented meeting to try the program on."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime

from commands.exit_codes import OK
from meeting.invented.sample import Stage, sample
from meeting.model import Head
from meeting.timing import in_zone
from storage.archive import Archive
from storage.paths import config_dir
from storage.templates import available, load


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Makes the meeting and prints its id."""
    offer = available(config_dir(os.environ))
    template = load(offer.templates[0].id, config_dir(os.environ))
    now = datetime.now(UTC)
    meeting = sample(
        template,
        members=options.members,
        entries=options.entries,
        stage=Stage(options.stage),
        now=now,
        meeting_id=archive.new_id(in_zone(now, Head().zone).date()),
    )
    archive.create(meeting).close()
    print(meeting.id)
    return OK
