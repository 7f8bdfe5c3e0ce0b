"""请示: asks the superior bodies to approve that the meeting is held (plan, section 四(一))."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from exporters.blanks import Blanks
from exporters.blocks import Attachments, Block, Heading, Paper, Prose
from exporters.letters import lists, plan, problem_lists
from exporters.letters import meeting_facts as facts
from exporters.letters.letter import ending, meeting_name, opening, paper, title_with
from meeting.dossier.due_papers import state_of
from meeting.dossier.model import Stage
from meeting.dossier.read_out import handed_in_as
from meeting.model import Meeting
from meeting.template import DuePaper

NAME = "请示"
ITSELF = "request"
"""The paper's own id in a template."""

_ALWAYS_WRITTEN = ("plan", "report", "record", "record_annexed")
"""Papers that the program writes however little is known."""

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "plan": plan.TITLE,
        "opinions": lists.OPINIONS,
        "talks": lists.TALKS,
        "last_year": problem_lists.PUT_RIGHT,
        "rectification": problem_lists.RECTIFICATION,
    }
)
"""How the titles of the drafts end, by their ids."""


def blocks(meeting: Meeting, printed_at: datetime) -> Paper:
    """The request as a draft: one matter, and the papers that are due with it as its annexes."""
    blanks = Blanks()
    title = f"关于召开{meeting_name(meeting)}的请示"
    return paper(meeting, printed_at, title, _blocks(meeting, blanks), blanks, facts.counted(meeting))


def _blocks(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    yield from opening(meeting, "关于召开", "的请示", meeting.dossier.letter.number, blanks)
    notice = blanks.fill(meeting.dossier.letter.notice, "所依据的通知")
    yield Prose(f"根据{notice}要求，拟召开{meeting_name(meeting)}。现将有关事项请示如下。")
    for heading, text in (
        ("一、会议时间", facts.held_on(meeting, blanks)),
        ("二、会议地点", facts.place(meeting, blanks)),
        ("三、会议主题", blanks.fill(meeting.template.theme, "会议主题")),
        ("四、主持人", facts.chair(meeting, blanks)),
        ("五、参加人员", facts.participants(meeting, blanks)),
        ("六、列席人员", facts.observers(meeting, blanks)),
    ):
        yield Heading(1, heading)
        yield Prose(f"{text}。")
    yield Prose("妥否，请批示。")
    yield from _annexes(meeting, blanks)
    yield from ending(meeting, blanks)


def _annexes(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    """What there is of the papers due with it; not the request itself, which the template tells by its id."""
    due = meeting.template.due_before
    others = [one for one in due if one.id != ITSELF]
    annexes = tuple(_title(meeting, one) for one in others if is_named(meeting, one))
    for one in others:
        if not is_named(meeting, one):
            blanks.fill("", f"附件“{one.title}”（还没有，请示里没有列；办好后请重印请示）")
    if annexes and len(others) == len(due):
        blanks.fill("", f"附件（会议模板里没有编号为 {ITSELF} 的材料：请核对附件里有没有请示本身）")
    if annexes:
        yield Attachments(annexes)


def is_named(meeting: Meeting, due: DuePaper) -> bool:
    """Whether it stands among the annexes: it has a file or went out, or the program can write it."""
    dossier = meeting.dossier
    if state_of(dossier, due.id).stage is not Stage.OPEN or handed_in_as(meeting, due.id):
        return True
    lists = {
        "opinions": dossier.opinions,
        "talks": dossier.talks,
        "last_year": dossier.last_year,
        "rectification": dossier.problems,
    }
    return bool(lists[due.id]) if due.id in lists else due.id in _ALWAYS_WRITTEN


def _title(meeting: Meeting, due: DuePaper) -> str:
    """As the annex itself is titled (GB/T 9704-2012, 7.3.7), in the template's words where we print none."""
    of = problem_lists.LAST_MEETING if due.id == "last_year" else ""
    return title_with(meeting, _TITLES[due.id], of) if due.id in _TITLES else due.title
