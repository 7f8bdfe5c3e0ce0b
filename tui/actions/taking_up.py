"""列入整改: what somebody said becomes a problem on the list, in the words that the recorder picks."""

from __future__ import annotations

import re
from dataclasses import replace

from meeting.dossier.model import Problem
from meeting.dossier.rectification import Year, from_entry, rows
from meeting.record import last_spoken
from meeting.refused import Refused
from tui.actions.problem_form import ask_problem
from tui.dialogs import asks
from tui.lines.problem_lines import whose
from tui.opened import Opened
from tui.place import Place

_SENTENCE = re.compile("[^。！？；]+[。！？；]*[”’」』）]*")


def take_up_last(screen: Place, opened: Opened) -> None:
    """Takes a problem from what was recorded last."""
    last = last_spoken(opened.meeting)
    if last is None:
        screen.state.warn(screen.why_not("rectify"))
    else:
        take_up(screen, opened, last.entry.number)


def take_up(screen: Place, opened: Opened, number: int) -> None:
    """Takes a problem from an entry: asks for the sentence, then for the fields."""
    try:
        problem = from_entry(opened.meeting, number)
    except Refused as refused:
        screen.state.warn(str(refused))
        return
    pieces = [piece.strip() for piece in _SENTENCE.findall(problem.text)]
    texts = [problem.text, *(pieces if len(pieces) > 1 else ())]
    # One sentence alone is asked for as well: the same keys then always do the same.
    asks.ask(
        screen,
        "哪一句点出了问题（下一步还能改字）",
        [f"全文（{len(problem.text)} 字）  {problem.text}", *texts[1:]],
        lambda index: _ask(screen, opened, replace(problem, text=texts[index])),
        at=min(1, len(texts) - 1),
    )


def _ask(screen: Place, opened: Opened, problem: Problem) -> None:
    def done(taken: Problem) -> None:
        meeting = opened.meeting
        count = sum(1 for one in rows(meeting, Year.THIS) if one.person == taken.person)
        screen.state.say(
            f"已列入整改清单：{whose(meeting, taken.person)}第 {count} 项。措施、时限等在“整改清单”里补。"
        )

    ask_problem(screen, opened, "列入整改清单", problem, Year.THIS, done, short=True)
