"""Every character that was recorded arrives in every format, once and in its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from inspect import signature
from io import BytesIO
from typing import get_args

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import markdown, text
from exporters.blocks import (
    Attachments,
    Block,
    Colophon,
    Column,
    Event,
    Paper,
    RevisedEvent,
    Signatures,
    Speech,
    Table,
    Title,
    paragraphs,
)
from exporters.door import cleaned
from exporters.original_record import record
from exporters.word import docx
from meeting.model import Meeting
from meeting.text import clean
from tests.exporters.meetings import PRINTED, eventful, held, opened
from tests.exporters.word_file import Word
from tests.thorough import examples

RARE = "喆堃玥珺镕昇赟祎𠮷𬱖·（“”——……‘’）１２３ 123,456.78 👩‍👩‍👧 é"

anything = st.text(st.characters(exclude_categories=()), max_size=60)
awkward = st.text(st.sampled_from("批评\n\r\t 　\x00\x0b\x1b\ud800\ufffe\u2028𠮷&<>]\"'"), max_size=12)
texts = st.lists(anything | awkward, max_size=6)


def paper_of(said: list[str]) -> Paper:
    speeches = (Speech(n, "09:00", "插话", f"第{n}人", (), one) for n, one in enumerate(said, start=1))
    return Paper("题", "", PRINTED, (Title(("题",)), *speeches))


def expected(said: list[str]) -> list[str]:
    lines = ["题"]
    for number, one in enumerate(said, start=1):
        lines += [f"{number}　09:00　插话　第{number}人", *paragraphs(clean(one))]
    return lines


@settings(max_examples=examples(25))
@given(texts)
def test_word_holds_every_text_once_and_unchanged(said: list[str]) -> None:
    paper, _ = cleaned(paper_of(said))
    assert Word(docx.render(paper)).texts() == expected(said)


@settings(max_examples=examples(25))
@given(texts)
def test_python_docx_reads_the_same(said: list[str]) -> None:
    paper, _ = cleaned(paper_of(said))
    document = Document(BytesIO(docx.render(paper)))
    assert [paragraph.text for paragraph in document.paragraphs] == expected(said)


@settings(max_examples=examples(25))
@given(texts)
def test_plain_text_holds_every_text_once_and_unchanged(said: list[str]) -> None:
    paper, _ = cleaned(paper_of(said))
    lines = text.render(paper).decode().split("\n")
    assert [line.strip() for line in lines if line.strip()] == [line.strip() for line in expected(said)]


@settings(max_examples=examples(25))
@given(texts)
def test_what_is_dropped_is_counted_and_nothing_else_is(said: list[str]) -> None:
    paper, dropped = cleaned(paper_of(said))
    kept = [block.text for block in paper.blocks if isinstance(block, Speech)]
    assert kept == [clean(one) for one in said]
    line_ends = sum(one.count("\r\n") for one in said)
    assert dropped == sum(map(len, said)) - sum(map(len, kept)) - line_ends


def legible(words: str) -> str:
    return "".join(clean(words).split())


@pytest.fixture(scope="module")
def spoken() -> Meeting:
    return eventful().meeting


@given(st.lists(anything | awkward, min_size=6, max_size=6))
def test_names_posts_titles_and_reasons_arrive_and_both_formats_have_the_same_words(
    spoken: Meeting, said: list[str]
) -> None:
    name, post, group, title, place, reason = (f"甲{one}乙" for one in said)
    people = (replace(spoken.people[0], name=name, post=post), *spoken.people[1:])
    entries = tuple(replace(one, reason=reason) if one.reason else one for one in spoken.entries)
    head = replace(spoken.head, group=group, title=title, place=place)
    meeting = replace(spoken, people=people, head=head, entries=entries)
    paper, dropped = cleaned(record.blocks(meeting, PRINTED))
    in_word = legible("".join(Word(docx.render(paper)).texts()))
    in_text = legible(text.render(paper).decode())
    for words in (f"{name}（{post}）", group, title, f"地点：{place}", f"理由：{reason}"):
        assert legible(words) in in_word
        assert legible(words) in in_text
    # The plain text says in brackets what lines say in Word, and has blanks to write on.
    assert sorted(in_word) == sorted(re.sub("〔(原文|更正为)：(.*?)〕", r"\2", in_text).replace("＿", ""))
    assert (dropped > 0) == any(len(clean(one)) < len(one.replace("\r\n", "\n")) for one in said)


def test_control_characters_are_dropped_and_counted_wherever_they_stand() -> None:
    paper, dropped = cleaned(Paper("题\x00", "局\x1b", PRINTED, (Title(("\x07题",)),), mark="内\ufffe部"))
    assert dropped == 4
    assert (paper.title, paper.author, paper.mark, paper.blocks) == ("题", "局", "内部", (Title(("题",)),))


def test_a_windows_line_end_is_no_loss() -> None:
    assert cleaned(paper_of(["一\r\n二"]))[1] == 0


@pytest.mark.parametrize("members", [1, 2, 7])
def test_a_whole_meeting_is_found_again_in_the_file_once_and_in_order(members: int) -> None:
    room = held(members)
    paper = record.blocks(room.meeting, PRINTED)
    assert Word(docx.render(paper)).texts("BodyText") == room.texts
    plain = text.render(paper).decode()
    assert re.findall(r"这是第\d+段发言，环节是.*?。", plain) == room.texts


def test_names_and_remarks_with_rare_characters_arrive() -> None:
    room = opened(7)
    room.say(RARE)
    room.interject("p6", RARE)
    paper = record.blocks(room.meeting, PRINTED)
    word = Word(docx.render(paper))
    assert word.texts("BodyText") == [RARE, RARE]
    assert "插话　买买提·𠮷喆（党组成员、总工程师）" in "".join(word.texts("SpeechLabel"))
    assert RARE in text.render(paper).decode()


def test_a_remark_of_20000_characters_arrives_whole() -> None:
    room = opened(1)
    room.say("批" * 20_000)
    assert Word(docx.render(record.blocks(room.meeting, PRINTED))).texts("BodyText") == ["批" * 20_000]


def of_kind(kind: Callable[..., Block], *, filled: bool) -> Block:
    """A block of this kind with 字 in it, or one whose lists are empty."""
    values = {"level": 1, "number": 1, "lines": ("字",), "notes": (), "titles": ("字",)}
    of = Event("09:00", "记事", "字", ()) if kind is RevisedEvent else Speech(1, "", "", "", (), "字")
    values |= {"before": of, "after": of, "new_page": True}
    values |= {"columns": (Column("字", 1),), "rows": (("字",),)}
    if not filled:
        values |= {"lines": (), "titles": (), "rows": ()}
    return kind(**{name: values.get(name, "字") for name in signature(kind).parameters})


def in_pdf(paper: Paper) -> bytes:
    pages = pytest.importorskip("tests.exporters.pages", reason="no typst or no Chinese face")
    return str(pages.text_of(pages.printed(paper))).encode()


@pytest.mark.parametrize("render", [docx.render, text.render, markdown.render, in_pdf])
def test_every_format_knows_every_block(render: Callable[[Paper], bytes]) -> None:
    for kind in get_args(Block):
        plain = render(Paper("题", "", PRINTED, (of_kind(kind, filled=True),)))
        content = Word(plain).parts["word/document.xml"] if plain.startswith(b"PK") else plain
        assert "字".encode() in content, kind


@pytest.mark.parametrize("render", [docx.render, text.render, markdown.render, in_pdf])
def test_a_block_without_a_line_is_no_fault(render: Callable[[Paper], bytes]) -> None:
    empty = tuple(of_kind(kind, filled=False) for kind in (Attachments, Colophon, Signatures, Title, Table))
    assert render(Paper("题", "", PRINTED, (Title(("题",)), *empty)))
