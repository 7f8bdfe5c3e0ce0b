"""Automatic numbers stand before their paragraphs as on the page; what can't be told is named."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.errors import NotReadable
from storage.given.word_numbers import BULLETS, UNKNOWN
from storage.given.word_text import text_in_word
from tests.storage.word_files import item, kind_of_list, level, list_of, package, run, with_lists

OFFICIAL = kind_of_list(
    0,
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)
"""The four levels of an official paper (GB/T 9704, 7.3.3)."""
SECTIONS = kind_of_list(
    0, *(level(n, "decimal", ".".join(f"%{one + 1}" for one in range(n + 1))) for n in range(4))
)
NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="h{n}"><w:name w:val="heading {n}"/>{more}</w:style>'
    for n, more in (
        (1, '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
        (2, '<w:basedOn w:val="h1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>'),
        (3, '<w:basedOn w:val="h1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'),
    )
)


def lines(body: str, numbering: str, styles: str = NORMAL) -> list[str]:
    read = text_in_word(with_lists(body, numbering, styles), "稿.docx")
    assert read.left_out == ()
    return read.text.split("\n")


def items(*places: int, number: int = 1) -> str:
    return "".join(item("文", number, place) for place in places)


def styled(style: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run("文")}</w:p>'


def test_the_levels_of_an_official_paper() -> None:
    assert lines(items(0, 1, 1, 2, 2, 3, 0, 1), OFFICIAL + list_of(1, 0)) == [
        *("一、文", "（一）文", "（二）文", "1. 文", "2. 文", "（1）文", "二、文", "（一）文"),
    ]


@settings(max_examples=50)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=25))
def test_a_level_counts_since_the_last_one_above_it(wanted: list[int]) -> None:
    places: list[int] = []
    for place in wanted:
        # No level is passed over.
        places.append(min(place, places[-1] + 1) if places else 0)
    expected = []
    for at, place in enumerate(places):
        told = []
        for part in range(place + 1):
            above = max((n for n in range(at + 1) if places[n] < part), default=-1)
            told.append(str(places[above + 1 : at + 1].count(part)))
        expected.append(".".join(told) + " 文")
    assert lines(items(*places), SECTIONS + list_of(1, 0)) == expected


def test_a_level_that_is_passed_over_counts_as_begun() -> None:
    assert lines(items(1, 0, 2, 1), SECTIONS + list_of(1, 0)) == ["1.1 文", "2 文", "2.1.1 文", "2.2 文"]


def test_lists_of_one_kind_count_on_and_one_that_begins_anew_does_not() -> None:
    numbering = OFFICIAL + "".join((list_of(1, 0), list_of(2, 0), list_of(3, 0, (0, 5)), list_of(4, 9)))
    body = "".join(items(0, number=number) for number in (1, 2, 3, 3, 2))
    assert lines(body, numbering) == ["一、文", "二、文", "五、文", "六、文", "七、文"]


def test_a_level_begins_where_it_is_told_and_restarts_when_it_is_told() -> None:
    kept = '<w:lvlRestart w:val="0"/>'
    numbering = kind_of_list(0, level(0, "decimal", "%1.", 3), level(1, "decimal", "%2)", 1, kept))
    assert lines(items(0, 1, 1, 0, 1), numbering + list_of(1, 0)) == [
        "3. 文",
        "1) 文",
        "2) 文",
        "4. 文",
        "3) 文",
    ]
    first = '<w:lvlRestart w:val="1"/>'
    numbering = kind_of_list(
        0, *(level(n, "decimal", f"%{n + 1}", 1, first if n == 2 else "") for n in range(3))
    )
    told = lines(items(0, 1, 2, 1, 2, 0, 2), numbering + list_of(1, 0))
    assert [one[0] for one in told] == ["1", "1", "1", "2", "2", "2", "1"]


def test_a_style_numbers_its_paragraphs() -> None:
    body = styled("h1") + styled("h2") + styled("h2") + styled("h3") + styled("a") + styled("h1")
    expected = ["一、文", "（一）文", "（二）文", "文", "文", "二、文"]
    assert lines(body, OFFICIAL + list_of(1, 0), NORMAL + HEADINGS) == expected
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    own = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    body = styled("h1") + styled("h1", none) + styled("h1", own)
    assert lines(body, OFFICIAL + list_of(1, 0), NORMAL + HEADINGS) == ["一、文", "文", "1. 文"]


def test_a_level_names_its_style_and_a_list_its_style_of_lists() -> None:
    linked = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", 1, '<w:pStyle w:val="h2"/>')
    assert lines(styled("h1") + styled("h2"), kind_of_list(0, linked) + list_of(1, 0), HEADINGS) == [
        "1. 文",
        "a) 文",
    ]
    by_style = kind_of_list(1, begin='<w:numStyleLink w:val="l"/>')
    its_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    listing = f'<w:style w:type="numbering" w:styleId="l">{its_list}</w:style>'
    numbering = OFFICIAL + by_style + list_of(1, 0) + list_of(2, 1)
    assert lines(items(0, 1, number=2), numbering, NORMAL + listing) == ["一、文", "（一）文"]


def test_the_default_style_numbers_what_has_none() -> None:
    style = NORMAL.replace("</w:style>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>')
    assert lines(f"<w:p>{run('文')}</w:p>", OFFICIAL + list_of(1, 0), style) == ["一、文"]


@pytest.mark.parametrize(
    ("form", "start", "told"),
    [
        *(("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２")),
        *(("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 4, "iv")),
        *(("lowerLetter", 28, "bb"), ("upperLetter", 3, "C")),
        *(("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("japaneseCounting", 15, "十五")),
        *(("chineseCountingThousand", n, t) for n, t in ((99, "九十九"), (110, "一百一十"))),
        *(("chineseCountingThousand", n, t) for n, t in ((1000, "一千"), (1010, "一千零一十"))),
        *(("ideographDigital", 10, "一〇"), ("ideographDigital", 105, "一〇五")),
        *(("ideographTraditional", 3, "丙"), ("ideographZodiac", 12, "亥")),
        *(("chineseLegalSimplified", 10, "壹拾"), ("chineseLegalSimplified", 23, "贰拾叁")),
        *(("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedParen", 2, "⑵")),
        *(("decimalEnclosedFullstop", 1, "⒈"), ("ideographEnclosedCircle", 10, "㊉")),
    ],
)  # fmt: skip
def test_a_number_is_written_in_its_format(form: str, start: int, told: str) -> None:
    numbering = kind_of_list(0, level(0, form, "第%1条", start)) + list_of(1, 0)
    assert lines(items(0), numbering) == [f"第{told}条 文"]


READ = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"十": 10, "百": 100, "千": 1000}


@given(st.integers(1, 9999))
def test_a_number_in_characters_reads_as_the_number(number: int) -> None:
    numbering = kind_of_list(0, level(0, "chineseCountingThousand", "%1、", number)) + list_of(1, 0)
    (line,) = lines(items(0), numbering)
    total, digit = 0, 0
    for sign in line.removesuffix("、文"):
        value = READ[sign]
        if value >= 10:
            total, digit = total + max(digit, 1) * value, 0
        else:
            digit = value
    assert total + digit == number
    assert "零零" not in line and "零、" not in line and not line.startswith("零")


@pytest.mark.parametrize(
    ("form", "start"),
    [
        *(
            ("hebrew1", 1),
            ("chineseCounting", 100),
            ("decimalEnclosedCircle", 21),
            ("ideographTraditional", 11),
        ),
        *(("upperRoman", 0), ("lowerLetter", 0), ("lowerLetter", 32767), ("chineseCountingThousand", 10000)),
    ],
)
def test_a_format_or_number_that_is_not_known_is_told_and_not_invented(form: str, start: int) -> None:
    numbering = kind_of_list(0, level(0, form, "%1、", start), level(1, "decimal", "%1%2")) + list_of(1, 0)
    read = text_in_word(with_lists(items(0, 1), numbering), "稿.docx")
    assert (read.text, read.left_out) == ("文\n文", (UNKNOWN,))


def test_a_form_of_ones_own_is_not_its_fallback() -> None:
    custom = '<w:numFmt w:val="custom" w:format="001, 002"/>'
    own = (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{custom}</mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    numbering = kind_of_list(0, f'<w:lvl w:ilvl="0"><w:start w:val="1"/>{own}<w:lvlText w:val="%1"/></w:lvl>')
    read = text_in_word(with_lists(items(0), numbering + list_of(1, 0)), "稿.docx")
    assert (read.text, read.left_out) == ("文", (UNKNOWN,))


def test_bullets_and_lists_that_are_gone_are_told_in_the_order_of_the_paper() -> None:
    numbering = kind_of_list(0, level(0, "bullet", "\uf0b7")) + list_of(1, 0)
    read = text_in_word(with_lists(items(0) + items(0, number=7) + items(0), numbering), "稿.docx")
    assert (read.text, read.left_out) == ("文\n文\n文", (BULLETS, UNKNOWN))


def test_what_follows_a_number_is_what_is_seen() -> None:
    for follows, told in (("nothing", "1.文"), ("space", "1. 文"), ("tab", "1. 文")):
        numbering = kind_of_list(0, level(0, "decimal", "%1.", 1, f'<w:suff w:val="{follows}"/>')) + list_of(
            1, 0
        )
        assert lines(items(0), numbering) == [told]
    no_number = kind_of_list(0, level(0, "none", ""), level(1, "none", "附件")) + list_of(1, 0)
    assert lines(items(0, 1), no_number) == ["文", "附件 文"]
    legal = kind_of_list(
        0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", 1, "<w:isLgl/>")
    )
    assert lines(items(0, 1), legal + list_of(1, 0)) == ["一、文", "1.1 文"]


def test_a_paragraph_whose_end_was_deleted_in_revision_goes_on_under_one_number() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
    body = item("前", 1) + item("并", 1, 0, gone) + item("后", 1) + item("尾", 1, 0, gone)
    read = text_in_word(with_lists(body, OFFICIAL + list_of(1, 0)), "稿.docx")
    assert read.text.split("\n") == ["一、前", "二、并后", "尾"]


def test_damaged_lists_are_refused_as_the_whole_file_would_be() -> None:
    related = b'<R><R Type="x/numbering" Target="numbering.xml"/></R>'
    parts = {"word/document.xml": b'<w:document xmlns:w="w"/>', "word/_rels/document.xml.rels": related}
    for numbering in ({}, {"word/numbering.xml": b"<w:numbering"}):
        with pytest.raises(NotReadable, match="打不开"):
            text_in_word(package(parts | numbering), "稿.docx")


def test_libreoffice_shows_the_same_numbers(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    kinds = (
        OFFICIAL,
        SECTIONS.replace('w:abstractNumId="0"', 'w:abstractNumId="1"'),
        kind_of_list(
            2, level(0, "upperLetter", "%1."), level(1, "lowerRoman", "%1%2)"), level(2, "decimalZero", "%3")
        ),
        kind_of_list(3, level(0, "japaneseCounting", "第%1条 "), level(1, "decimalEnclosedCircle", "%2")),
    )
    lists = (*(list_of(n + 1, n) for n in range(4)), list_of(5, 0, (0, 5)), list_of(6, 0))
    body = "".join(
        (
            items(*(0, 1, 2, 2, 3, 1, 0), *[0] * 20),
            items(0, number=6) + items(0, 0, number=5) + items(0, 1, number=1),
            items(1, 1, 0, 1, 0, 2, 2, 1, 2, 0, 3, 2, 1, number=2),
            items(0, 1, 1, 2, 0, 1, *[0] * 26, number=3),
            items(*[0, 1, 1] * 12, number=4),
            styled("h1") + styled("h2") + styled("h3"),
        )
    )
    paper = with_lists(body, "".join((*kinds, *lists)), NORMAL + HEADINGS)
    (tmp_path / "x.docx").write_bytes(paper)
    subprocess.run(
        [
            *(office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "x.docx")),
        ],
        check=True,
        capture_output=True,
    )
    shown = (tmp_path / "x.txt").read_text(encoding="utf-8-sig").splitlines()
    read = text_in_word(paper, "x.docx")
    assert read.left_out == ()
    assert ["".join(line.split()) for line in read.text.split("\n")] == [
        "".join(line.split()) for line in shown
    ]
