"""`shilu deadlines`: which papers are due when, and what makes a date uncertain."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from commands.exit_codes import INCOMPLETE, OK
from meeting.calendar.deadlines import Due, deadlines
from meeting.timing import in_zone
from storage.archive import Archive
from storage.config.days_off import known_days
from storage.paths import config_dir


def run(archive: Archive, options: argparse.Namespace) -> int:
    """Prints a line for each paper; INCOMPLETE where a date can't be told yet."""
    meeting = archive.read(options.id)
    known = known_days(config_dir(os.environ))
    today = in_zone(datetime.now(UTC), meeting.head.zone).date()
    found = deadlines(meeting, known.calendar)
    addressees = meeting.dossier.letter.addressees
    if options.json:
        print(json.dumps([_document(due, today, addressees) for due in found], ensure_ascii=False, indent=2))
    else:
        to = f"主送 {'、'.join(addressees)}" if addressees else "主送未写"
        for due in found:
            fields = (due.when.label, due.paper.title, due.last.told, _left(due, today), _state(due), to)
            print("\t".join(fields))
        if not found:
            print(f"会议模板 {meeting.template.id} 没有列出要报送的材料。", file=sys.stderr)
    for problem in known.problems:
        print(problem, file=sys.stderr)
    return OK if all(due.last.day for due in found) else INCOMPLETE


def _left(due: Due, today: date) -> str:
    left = due.last.days_left(today)
    if left is None or due.is_sent:
        return ""
    return f"还剩 {left} 天" if left >= 0 else f"已过 {-left} 天"


def _state(due: Due) -> str:
    sent_on = due.state.sent_on
    return f"已报送 {sent_on}" if due.is_sent and sent_on else due.stage_told


def _document(due: Due, today: date, addressees: Sequence[str]) -> dict[str, object]:
    return {
        "paper": due.paper.id,
        "title": due.paper.title,
        "when": due.when.value,
        "addressees": list(addressees),
        "due": due.last.day.isoformat() if due.last.day else None,
        "open": due.last.open,
        "unsure": due.last.is_unsure,
        "better": due.last.better.isoformat() if due.last.better else None,
        "told": due.last.told,
        "days_left": due.last.days_left(today),
        "stage": due.state.stage.value,
        "sent_on": due.state.sent_on.isoformat() if due.state.sent_on else None,
        "file": due.state.file,
        "handed_in": due.handed_in,
    }
