"""Which faces a PDF is set in: the office's own, or the likest that the machine has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exporters.errors import NotWritten
from exporters.profile import STANDARD
from exporters.typeset.faces import found

ALL = ["FangSong", "KaiTi", "SimHei", "SimSun", "FZXiaoBiaoSong-B05S", "DejaVu Sans"]


def test_faces_are_known_by_every_name_they_bear_and_nothing_is_told() -> None:
    for installed in (ALL, ["仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"], [one.lower() for one in ALL]):
        faces = found(STANDARD, installed)
        assert faces.told == ""
        assert faces.families["fangsong"][0] == installed[0]
        assert faces.families["title"][0] == installed[4]


def test_what_is_missing_is_told_with_what_is_used_instead() -> None:
    faces = found(STANDARD, [*ALL[1:], "FangSong_GB2312", "FandolFang R"])
    assert faces.told == "缺少的字体用别的代替了：“仿宋”用了“仿宋_GB2312”。"
    assert faces.families["fangsong"][:2] == ("FangSong_GB2312", "FandolFang R")


def test_a_character_that_a_face_lacks_is_looked_for_in_all_the_others() -> None:
    faces = found(STANDARD, [*ALL, "Noto Serif CJK SC"])
    for row in faces.families.values():
        assert {*ALL[:4], "Noto Serif CJK SC"} <= set(row)


def test_an_office_s_own_faces_come_first() -> None:
    office = replace(STANDARD, fangsong="方正仿宋_GBK", title="某某体")
    faces = found(office, [*ALL, "FZFangSong-Z02", "某某体"])
    assert (faces.families["fangsong"][0], faces.families["title"][0]) == ("FZFangSong-Z02", "某某体")
    assert faces.told == ""


def test_the_face_of_digits_is_told_where_it_is_missing() -> None:
    office = replace(STANDARD, digits="Times New Roman")
    assert found(office, [*ALL, "Times New Roman"]).told == ""
    assert "“Times New Roman”" in found(office, ALL).told


def test_one_chinese_face_is_enough() -> None:
    faces = found(STANDARD, ["WenQuanYi Zen Hei"])
    assert set(faces.families.values()) == {("WenQuanYi Zen Hei",)}
    assert all(f"“{face}”用了“文泉驿正黑”" in faces.told for face in ("仿宋", "楷体", "黑体", "宋体"))


def test_without_any_it_is_told_what_to_install() -> None:
    with pytest.raises(NotWritten, match="fonts-noto-cjk"):
        found(STANDARD, ["DejaVu Sans", "Noto Serif CJK JP"])
