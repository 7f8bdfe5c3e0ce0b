"""The recorder's desk: the drafts of several turns at once, one of them in the editor."""

from __future__ import annotations

from dataclasses import replace

from meeting.draft import Desk, Draft
from meeting.floor import begun_after, begun_turns, floor, last_turn, recorded_turns
from meeting.model import Act, Meeting, Mode, Number, TurnId
from meeting.order import speaking_order, turn_of
from meeting.presence import away
from meeting.spoken import spoken
from meeting.text import clean

ASIDE = "aside"
"""Key of the draft for somebody who speaks within another's turn; the other keys are ids of turns."""


_CORRECTION, _ADDITION = "correct:", "add:"


def correction_key(number: Number) -> str:
    """Key of the draft for a correction of the entry of this number."""
    return f"{_CORRECTION}{number}"


def addition_key(number: Number) -> str:
    """Key of the draft for what is added behind the entry of this number."""
    return f"{_ADDITION}{number}"


def _is_correction(key: str) -> bool:
    return key.startswith(_CORRECTION)


def is_addition(key: str) -> bool:
    """Whether the key is that of something added in the record view."""
    return key.startswith(_ADDITION)


def unrecorded(desk: Desk) -> tuple[Draft, ...]:
    """The drafts with text."""
    return tuple(draft for draft in desk.drafts.values() if draft.text.strip())


def answers(desk: Desk, number: Number) -> tuple[Draft, ...]:
    """The drafts that refer to the entry of this number; a correction's words are on record already."""
    drafts = desk.drafts.items()
    return tuple(draft for key, draft in drafts if number in draft.refers and not _is_correction(key))


def draft_on(meeting: Meeting, desk: Desk) -> Draft | None:
    """The draft in the editor, a blank one where nothing is typed yet; None when there is no turn for it."""
    found = desk.drafts.get(desk.current)
    if found and (found.text or found.at):
        return found
    if not any(turn.id == desk.current for turn in speaking_order(meeting)):
        return None
    blank = draft_for(meeting, desk.current)
    return replace(blank, mode=found.mode, aspects=found.aspects, refers=found.refers) if found else blank


def draft_for(meeting: Meeting, turn_id: TurnId) -> Draft:
    """An empty draft for a turn; what an absent member wrote is read out, not what one who left had said."""
    turn = turn_of(meeting, turn_id)
    absent = any(person.id == turn.by and person.absence for person in meeting.people)
    mode = Mode.READ_OUT if absent and turn.by in away(meeting) else Mode.VERBATIM
    return Draft(turn.id, turn.kind, turn.by, turn.to, mode=mode)


def written(desk: Desk, draft: Draft) -> Desk:
    """The desk with this draft in the editor in place of the one that was there."""
    return replace(desk, drafts={**desk.drafts, desk.current: draft})


def turned_to(desk: Desk, key: str) -> Desk:
    """The desk with another draft in the editor; drafts without text are cleared away, but not a new time."""
    kept = {
        name: draft
        for name, draft in desk.drafts.items()
        if draft.text or name == key or (draft.at and _is_correction(name))
    }
    return Desk(key, kept)


def cleared(desk: Desk, key: str) -> Desk:
    """The desk without the draft of this key, which has been recorded."""
    return replace(desk, drafts={name: draft for name, draft in desk.drafts.items() if name != key})


def writing_after(meeting: Meeting, draft: Draft) -> TurnId:
    """The turn that the editor turns to once the draft is recorded; `meeting` is the one with it."""
    if draft.at is not None:
        return draft.turn
    return begun_after(meeting, draft.turn)


def taken_up(meeting: Meeting, desk: Desk) -> Desk:
    """The desk as it is found on opening: with the draft that was being typed, else the floor's.

    A draft whose text is the last thing on record was confirmed just before the program ended: it goes.
    """
    said = [entry for entry in spoken(meeting.entries) if entry.act is Act.SAID]
    if said:
        last = said[-1]
        same = {
            key: draft
            for key, draft in desk.drafts.items()
            if (draft.turn, draft.by) == (last.turn, last.by)
            and clean(draft.text).strip("\n") == last.text
            # A correction with the old words may be one of the time.
            and not _is_correction(key)
        }
        for key, draft in same.items():
            desk = cleared(desk, key)
            if key == desk.current:
                return turned_to(desk, writing_after(meeting, draft) or draft.turn)
    if desk.current in desk.drafts and desk.drafts[desk.current].text:
        return desk
    if desk.current in begun_turns(meeting) - recorded_turns(meeting.entries):
        return desk
    return turned_to(desk, floor(meeting) or last_turn(meeting))
