"""休会: what waits until the meeting is reconvened."""

from __future__ import annotations

from meeting.draft import Draft
from meeting.floor import Phase, floor, phase
from meeting.model import Meeting

_WAITS = "正在休会，先复会（F9 选“休会或复会”）；文字留着。休会以前说的话，按 F3 记下。"


def why_wait(meeting: Meeting, draft: Draft) -> str:
    """Why a draft can't be recorded now so that the next turn takes the floor; "" where it can.

    The floor passes in no break. What is missing of earlier turns, or was said within one, passes none.
    """
    is_on = draft.at is None and draft.turn == floor(meeting)
    return _WAITS if is_on and phase(meeting) is Phase.ADJOURNED else ""
