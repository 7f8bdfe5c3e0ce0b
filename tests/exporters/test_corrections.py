"""A sealed record that was corrected: every wording is legible in every format, once and in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from exporters import text
from exporters.original_record import record
from exporters.profile import STANDARD
from exporters.word import docx
from meeting.record import passages
from meeting.seal import seals
from meeting.text import clean
from tests.exporters.meetings import NINE, PRINTED, Room, opened, sealed
from tests.exporters.word_file import Word, runs_of, style_of
from tests.thorough import examples

Readings = list[tuple[str, str]]
"""For one entry, every correction as it reads without the new words and without the old."""

SPEECHES = 8
pieces = st.sampled_from(["批评。", "拖了半年，", "“原话。”", "\n", "　", "𠮷！", "&<；"])
# The brackets in which the plain text tells a correction would be read as its own.
anything = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="〔〕"), max_size=5)
wordings = st.lists(pieces | anything, min_size=1, max_size=7).map("".join)
amendments = st.lists(st.tuples(st.integers(0, SPEECHES - 1), wordings), max_size=6)


def corrected(wanted: Sequence[tuple[int, str]]) -> Room:
    """A meeting of two that was sealed and then corrected so, where anything changed by it."""
    room = sealed(2)
    numbers = [passage.entry.number for passage in passages(room.meeting) if passage.number]
    for place, wording in wanted:
        valid = next(one.valid for one in passages(room.meeting) if one.entry.number == numbers[place])
        if clean(wording).strip() and clean(wording).strip("\n") != valid.text:
            room.correct_sealed(numbers[place], "p2", "核对后提出", text=clean(wording))
    return room


def legible(wording: str) -> str:
    return "".join(wording.split())


def expected(room: Room) -> list[Readings]:
    found = []
    for passage in passages(room.meeting):
        if passage.number:
            words = [legible(version.text) for version in passage.versions]
            found.append(list(pairwise(words)) or [(words[0], words[0])])
    return found


def in_word(content: bytes) -> list[Readings]:
    """What the file says of each speech; a label with the same number goes on with the same speech."""
    found: dict[str, Readings] = {}
    here: Readings = []
    for paragraph in Word(content).paragraphs("SpeechLabel", "BodyText", "RevisedText"):
        runs = runs_of(paragraph)
        if style_of(paragraph) == "SpeechLabel":
            here = found.setdefault(runs[0][1].partition("　")[0], [])
            here.append(("", ""))
            continue
        old, new = here[-1]
        old += "".join(words for style, words in runs if style != "Added")
        new += "".join(words for style, words in runs if style != "Struck")
        here[-1] = legible(old), legible(new)
    return list(found.values())


def in_plain_text(content: bytes) -> list[Readings]:
    """The same of the plain text."""
    found: dict[str, Readings] = {}
    label = r"^(\d+)　\d\d:\d\d　.*\n((?:　　.*\n)*)"
    for number, said in re.findall(label, content.decode(), re.MULTILINE):
        words = re.sub(r"　　定稿后更正（(?s:.*)", "", said)
        old = re.sub(r"〔(?:原文|删去)：([^〕]*)〕", r"\1", re.sub(r"〔(?:更正为|增加)：[^〕]*〕", "", words))
        new = re.sub(r"〔(?:更正为|增加)：([^〕]*)〕", r"\1", re.sub(r"〔(?:原文|删去)：[^〕]*〕", "", words))
        found.setdefault(number, []).append((legible(old), legible(new)))
    return list(found.values())


@settings(max_examples=examples(12))
@given(amendments)
def test_every_old_and_new_wording_is_legible_once_and_in_order(wanted: list[tuple[int, str]]) -> None:
    room = corrected(wanted)
    paper = record.blocks(room.meeting, PRINTED)
    assert in_word(docx.render(paper)) == expected(room)
    assert in_plain_text(text.render(paper)) == expected(room)


@settings(max_examples=examples(12))
@given(amendments)
def test_each_correction_is_told_with_its_version_and_has_a_place_to_sign(
    wanted: list[tuple[int, str]],
) -> None:
    room = corrected(wanted)
    versions = len(seals(room.meeting))
    word = Word(docx.render(record.blocks(room.meeting, PRINTED)))
    told = [re.findall(r"见第(\d+)版", line)[0] for line in word.texts("Correction")]
    assert sorted(map(int, told)) == list(range(2, versions + 1))
    assert len(word.texts("CorrectionSigned")) == versions - 1
    assert all("核对后提出" in line and "李四" in line for line in word.texts("Correction"))


def test_what_is_struck_has_a_line_through_it_and_what_replaced_it_a_line_below_and_no_colour() -> None:
    room = sealed()
    room.correct_sealed(3, "p1", "笔误", text="改过的话。")
    word = Word(docx.render(record.blocks(room.meeting, PRINTED)))
    (paragraph,) = word.paragraphs("RevisedText")
    assert runs_of(paragraph) == [("Struck", room.texts[0]), ("Added", "改过的话。")]
    assert word.effective("Struck", "rPr", "strike") == {"val": "true"}
    assert word.effective("Added", "rPr", "u") == {"val": "single"}
    for style in ("Struck", "Added", "RevisedText", "Correction"):
        assert not word.effective(style, "rPr", "color")
        assert not word.effective(style, "rPr", "vanish")
    assert not word.effective("Added", "rPr", "strike")
    assert not word.effective("RevisedText", "rPr", "strike")


def test_a_correction_never_parts_from_its_reason_and_its_signature() -> None:
    word = Word(docx.render(record.blocks(sealed().meeting, PRINTED)))
    for style in ("RevisedText", "RevisedEvent", "Correction"):
        assert word.effective(style, "pPr", "keepNext")["val"] == "true"
    assert word.effective("CorrectionSigned", "pPr", "keepNext") == {"val": "0"}
    for style in ("Correction", "CorrectionSigned"):
        assert word.effective(style, "pPr", "keepLines")
        indent = word.effective(style, "pPr", "ind")
        assert (indent["leftChars"], indent["left"]) == ("200", "640")


def test_only_the_sentences_that_differ_are_struck() -> None:
    room = sealed()
    number = next(one.number for one in room.meeting.entries if one.text == room.texts[3])
    room.correct_sealed(number, "p1", "补一句", text=f"{room.texts[3]}又说一句。")
    plain = text.render(record.blocks(room.meeting, PRINTED)).decode()
    assert f"　　{room.texts[3]}〔增加：又说一句。〕\n" in plain
    room.correct_sealed(number, "p1", "重了", text="又说一句。")
    plain = text.render(record.blocks(room.meeting, PRINTED)).decode()
    assert f"　　〔删去：{room.texts[3]}〕又说一句。\n" in plain


def test_a_corrected_line_of_the_procedure_keeps_both_wordings() -> None:
    room = opened(2)
    room.note("王五到会。")
    room.close()
    room.seal()
    number = next(one.number for one in room.meeting.entries if one.text == "王五到会。")
    room.correct_sealed(number, "p1", "笔误", text="赵六到会。")
    paper = record.blocks(room.meeting, PRINTED)
    (paragraph,) = Word(docx.render(paper)).paragraphs("RevisedEvent")
    assert "".join(words for _, words in runs_of(paragraph)) == "09:01　程序记事　王五到会。赵六到会。"
    assert runs_of(paragraph)[-2:] == [("Struck", "王五到会。"), ("Added", "赵六到会。")]
    assert "\n09:01　程序记事　〔原文：王五到会。〕〔更正为：赵六到会。〕\n" in text.render(paper).decode()


def test_who_asked_for_it_may_stand_on_no_list() -> None:
    room = sealed()
    room.correct_sealed_for(3, "市委督导组王明", "听录音核对", text="改过的话。")
    plain = text.render(record.blocks(room.meeting, PRINTED)).decode()
    assert "市委督导组王明提出。理由：听录音核对" in plain


def test_a_time_corrected_before_the_seal_is_told_with_the_old_one_in_the_new_place() -> None:
    room = opened(2)
    room.tick(9)
    room.say("通报。")
    room.tick(29)
    room.say("班子。")
    number = room.say("个人。")
    room.retime(number, NINE + timedelta(minutes=4))
    plain = text.render(record.blocks(room.meeting, PRINTED)).decode()
    assert "\n2　09:04　个人对照检查　张三　〔更正 09:42〕〔时间原记 09:40〕\n　　个人。\n" in plain
    assert "\n3　09:10　班子对照检查　张三\n" in plain


def test_a_time_corrected_after_the_seal_is_struck_beside_the_new_one_in_the_old_place() -> None:
    room = opened(2)
    room.tick(9)
    room.say_the_rest()
    room.leave("p2")
    room.close()
    room.seal()
    numbers = [one.number for one in room.meeting.entries if one.text == room.texts[2] or one.act == "left"]
    for number, minute in zip(numbers, (3, 5), strict=True):
        room.retime(number, NINE + timedelta(minutes=minute), reason="核对录音")
    paper = record.blocks(room.meeting, PRINTED)
    plain = text.render(paper).decode()
    assert "\n3　〔原文：09:11〕〔更正为：09:03〕　个人对照检查　张三\n" in plain
    assert "〔原文：09:18〕〔更正为：09:05〕　离会　李四" in plain
    assert plain.count("提出。理由：核对录音") == 2
    word = Word(docx.render(paper))
    label = next(one for one in word.paragraphs("SpeechLabel") if ("Struck", "09:11") in runs_of(one))
    assert ("Added", "09:03") in runs_of(label)
    (event,) = word.paragraphs("RevisedEvent")
    assert runs_of(event)[:2] == [("Struck", "09:18"), ("Added", "09:05")]
    table = Word(docx.render(paper, replace(STANDARD, record_as_table=True)))
    assert "09:1809:05" in "".join(table.texts())
