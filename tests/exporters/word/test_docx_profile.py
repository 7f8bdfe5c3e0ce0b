"""An office's own page: what holds for each style in Word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from exporters.blocks import Heading, Paper, Speech, Title
from exporters.profile import STANDARD, Profile
from exporters.word import docx
from tests.exporters.meetings import PRINTED
from tests.exporters.word.test_docx import FACES
from tests.exporters.word_file import W, Word, style_of

BLOCKS = (
    Title(("题",)),
    Heading(1, "一、甲"),
    Heading(2, "（一）乙"),
    Heading(3, "1.丙"),
    Heading(4, "（1）丁"),
    Speech(1, "09:00", "点评", "周九", (), "说“好”——2021……"),
)
OWN = Profile("仿宋_GB2312", "楷体_GB2312", "方正黑体_GBK", "方正小标宋_GBK", "华文宋体", "Times New Roman")
ROLES = ("fangsong", "kaiti", "heiti", "title", "songti")


def printed(profile: Profile) -> Word:
    return Word(docx.render(Paper("题", "", PRINTED, BLOCKS), profile))


def fonts_of(word: Word) -> dict[str, Mapping[str, str]]:
    return {style: word.effective(style, "rPr", "rFonts") for style in FACES}


def own_face(profile: Profile, standard: str) -> str:
    (role,) = (role for role in ROLES if getattr(STANDARD, role) == standard)
    return str(getattr(profile, role))


@pytest.mark.parametrize(
    "profile",
    [
        STANDARD,
        OWN,
        replace(OWN, digits=""),
        Profile(digits="Arial"),
        Profile(fangsong="黑体", heiti="仿宋"),
        Profile(kaiti="奇<\"&'>体"),
    ],
    ids=["standard", "own", "own without digits", "digits alone", "two exchanged", "awkward name"],
)
def test_every_style_has_the_office_s_face_and_digits_have_theirs(profile: Profile) -> None:
    for style, fonts in fonts_of(printed(profile)).items():
        face = own_face(profile, FACES[style])
        latin = face if style in ("Footer", "FooterOdd") else profile.digits or face
        latins = {"ascii": latin, "hAnsi": latin, "cs": latin}
        assert fonts == {"val": "true", "hint": "eastAsia", "eastAsia": face} | latins


def test_the_defaults_of_the_document_have_the_office_s_face_too() -> None:
    defaults = printed(OWN).xml("word/styles.xml").find(f"{W}docDefaults//{W}rFonts")
    assert defaults is not None
    assert defaults.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_only_what_was_asked_for_is_bold() -> None:
    for profile, bold in (
        (STANDARD, set()),
        (Profile(bold_level_3=True), {"Heading3"}),
        (Profile(bold_labels=True), {"SpeechLabel"}),
    ):
        word = printed(profile)
        assert {style for style in FACES if word.effective(style, "rPr", "b")} == bold
        assert {style for style in FACES if word.effective(style, "rPr", "bCs")} == bold


def test_headings_have_the_styles_of_their_levels() -> None:
    word = printed(STANDARD)
    styles = {text: style_of(one) for one, text in zip(word.paragraphs(), word.texts(), strict=True)}
    assert [styles[text] for text in ("一、甲", "（一）乙", "1.丙", "（1）丁")] == [
        f"Heading{level}" for level in (1, 2, 3, 4)
    ]


def test_a_face_that_a_computer_lacks_is_replaced_by_the_standard_s() -> None:
    table = printed(OWN).xml("word/fontTable.xml")
    instead = {
        str(font.get(f"{W}name")): str(name.get(f"{W}val"))
        for font in table
        for name in font.iterfind(f"{W}altName")
    }
    for role in ROLES:
        assert instead[getattr(OWN, role)] == getattr(STANDARD, role)


def test_the_standard_s_page_is_the_base_as_it_is() -> None:
    word = printed(STANDARD)
    names = {str(font.get(f"{W}name")) for font in word.xml("word/fontTable.xml")}
    assert names == {getattr(STANDARD, role) for role in ROLES}


def test_a_face_with_several_parts_stands_in_for_that_of_the_text() -> None:
    word = printed(Profile(fangsong="某体", kaiti="某体", songti="某体"))
    fonts = [one for one in word.xml("word/fontTable.xml") if one.get(f"{W}name") == "某体"]
    assert [[alt.get(f"{W}val") for alt in one.iter(f"{W}altName")] for one in fonts] == [["仿宋"]]
