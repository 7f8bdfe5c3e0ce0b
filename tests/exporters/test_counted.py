"""Every figure in the program's own sentences is told for confirmation before a paper goes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.blocks import Block, Caption, Field, Heading, Paper, Prose
from exporters.papers import PAPERS
from meeting.dossier.last_year import likely_report
from meeting.dossier.model import Channel, Dossier, Opinion, Problem, SpeechPaper, Study, Talk, TalkKind
from meeting.model import Meeting
from meeting.template import Aspect
from tests.exporters.dossiers import DOSSIER, with_dossier
from tests.exporters.meetings import PRINTED, held, planned

# Nothing that is typed into these meetings has a figure in it, so that every one is the program's.
NOT_COUNTED = re.compile(
    r"\d+年度|(\d+年)?\d+月\d+日|\d+-\d+-\d+|\d+时\d+分|\d\d:\d\d"  # dates and times
    r"|第\d+条|^\d+\."  # ordinals
    r"|会期\d+天|会前\d+个工作日|会后\d+天内"  # as typed or as the template says
)
FIGURE = re.compile(r"\D?\d+(?:\.\d+)?%?\D?")
PRINTED_WITH_FIGURES = ("request", "plan", "report", "opinions", "talks", "last_year", "rectification")
PEOPLE = ("", "p1", "p2", "p99")

anybody = st.sampled_from(PEOPLE)
member = st.sampled_from(PEOPLE[1:])
problems = st.lists(st.tuples(anybody, st.booleans(), st.booleans()), min_size=1, max_size=14)


@cache
def meeting_of(size: int, was_held: bool) -> Meeting:
    return with_dossier(held(size).meeting if was_held else planned(size))


def problems_of(meeting: Meeting, rows: list[tuple[str, bool, bool]]) -> tuple[Problem, ...]:
    reports = {person: likely_report(meeting, person) for person in PEOPLE}
    return tuple(
        Problem(place, "问题。", person, done=done, reported_in=reports[person] if reported else 0)
        for place, (person, done, reported) in enumerate(rows, start=1)
    )


@st.composite
def dossiers(draw: st.DrawFn, meeting: Meeting) -> Dossier:
    """Something in every list, and as much in each as it happens."""
    opinions = draw(st.lists(st.tuples(st.sampled_from(Channel), st.booleans()), min_size=1, max_size=9))
    talks = draw(st.lists(st.tuples(st.sampled_from(TalkKind), member, member), min_size=1, max_size=9))
    papers = draw(st.lists(st.tuples(anybody, st.sampled_from("甲乙")), max_size=9))
    return Dossier(
        forms_sent=draw(st.integers(0, 99)),
        forms_returned=draw(st.integers(0, 99)),
        studies=tuple(Study(n, "学习", date(2022, 1, n)) for n in range(1, 1 + draw(st.integers(0, 9)))),
        opinions=tuple(
            Opinion(n, "意见。", channel=channel, merged_into=1 if merged and n > 1 else 0)
            for n, (channel, merged) in enumerate(opinions, start=1)
        ),
        talks=tuple(Talk(n, kind, by, to) for n, (kind, by, to) in enumerate(talks, start=1)),
        speech_papers=tuple(
            SpeechPaper(n, title, "稿", "稿", "", PRINTED, person)
            for n, (person, title) in enumerate(papers, start=1)
        ),
        problems=problems_of(meeting, draw(problems)),
        last_year=problems_of(meeting, draw(problems)),
    )


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """A meeting of some members and aspects, before or after it was held."""
    meeting = meeting_of(draw(st.integers(2, 5)), draw(st.booleans()))
    aspects = tuple(Aspect(f"a{n}", "方面", "方面") for n in range(draw(st.integers(0, 9))))
    template = replace(meeting.template, aspects=aspects)
    return replace(meeting, template=template, dossier=draw(dossiers(meeting)))


def sentences(block: Block) -> Iterator[str]:
    match block:
        case Prose(text) | Caption(text) | Heading(_, text):
            yield text
        case Field(_, lines):
            yield from lines


def uncounted(paper: Paper) -> list[str]:
    """The figures of a paper, with the characters beside them, that are in no sentence to be confirmed."""
    told = "".join(paper.counted)
    texts = (NOT_COUNTED.sub("", text) for block in paper.blocks for text in sentences(block))
    return [found for text in texts for found in FIGURE.findall(text) if found.strip("，；。") not in told]


@settings(max_examples=30)
@given(meetings())
def test_every_figure_of_every_paper_is_told_for_confirmation(meeting: Meeting) -> None:
    for paper in PRINTED_WITH_FIGURES:
        assert uncounted(PAPERS[paper].blocks(meeting, PRINTED)) == [], paper


def test_a_figure_that_is_not_told_is_found_out() -> None:
    letter = replace(DOSSIER.letter, phone="")
    meeting = with_dossier(held(2).meeting, letter=letter)
    for paper in PRINTED_WITH_FIGURES:
        made = PAPERS[paper].blocks(meeting, PRINTED)
        for sentence in made.counted:
            others = tuple(one for one in made.counted if one != sentence)
            found = uncounted(replace(made, counted=others))
            assert found, (paper, sentence)
