"""Which keys at the foot of the live screen stand for something at this point of the meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from meeting.draft import Draft
from meeting.floor import Phase, next_turn, phase, recorded_turns
from meeting.in_break import why_wait
from meeting.model import Kind, Meeting
from meeting.refused import Refused
from meeting.seal import is_sealed

READ_OUT = "照稿宣读"
"""What the key of 未提意见 does where a paper is read out."""

RECORD = "记下"
"""What the key of 记下转下位 does after the closing."""


def out_of_place(meeting: Meeting, draft: Draft | None, *, is_aside: bool) -> Mapping[str, str]:
    """The actions that can't be done whatever is typed, each with "" or with what its key does instead."""
    if is_sealed(meeting):
        return dict.fromkeys(("confirm", "stay", "stamp", "aside", "no_opinion"), "")
    is_running = phase(meeting) is Phase.RUNNING
    can = {
        "confirm": draft is not None and not why_wait(meeting, draft),
        "stay": draft is not None,
        "stamp": is_running and next_turn(meeting) is not None,
        "aside": is_running and draft is not None and not is_aside,
        "no_opinion": draft is not None and _is_silence_possible(meeting, draft),
    }
    absent = {action: "" for action, possible in can.items() if not possible}
    if draft and _is_paper_waiting(meeting, draft):
        absent["no_opinion"] = READ_OUT
    if draft and phase(meeting) is Phase.CLOSED:
        # No floor is left to pass on or to keep.
        absent |= {"confirm": RECORD, "stay": ""}
    return absent


def _is_silence_possible(meeting: Meeting, draft: Draft) -> bool:
    return draft.kind is Kind.CRITICISM and draft.turn not in recorded_turns(meeting.entries)


def _is_paper_waiting(meeting: Meeting, draft: Draft) -> bool:
    if not meeting.dossier.speech_papers:
        return False
    # Most meetings have no papers, and then start without the rules of reading them out.
    from meeting.dossier.speech_papers import words_read_out

    try:
        return bool(words_read_out(meeting, replace(draft, text="")))
    except Refused:
        return False
