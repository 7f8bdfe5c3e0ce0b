"""The section [page] of config.toml, and what is told of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from exporters.profile import STANDARD, Profile, profile_of
from storage.config.page import FACES, HABITS
from storage.config.settings import FILE, Settings, settings_in

ROOT = Path(__file__).parents[3]


def written(folder: Path, section: str) -> Settings:
    (folder / FILE).write_text(f"hint = false\n[page]\n{section}", encoding="utf-8")
    return settings_in(folder)


def test_faces_and_habits_are_taken_as_they_are_written(tmp_path: Path) -> None:
    settings = written(
        tmp_path, 'fangsong = " 仿宋_GB2312 "\ndigits = "Times New Roman"\nbold_labels = true\n'
    )
    assert settings.page == {"fangsong": "仿宋_GB2312", "digits": "Times New Roman", "bold_labels": True}
    assert settings.problems == ()


@pytest.mark.parametrize(
    ("section", "told"),
    [
        ('font = "仿宋"', "没有“font”这一项版式，可写 fangsong、"),
        ("fangsong = 5", "fangsong 要写字体的名称"),
        ("fangsong = true", "fangsong 要写字体的名称"),
        ('heiti = ""', "heiti 没有写字体的名称；不改字体就删去这一行"),
        ('heiti = "　 "', "heiti 没有写字体的名称"),
        (f'title = "{"宋" * 32}"', "title 的字体名称超过 31 个字"),
        (r'kaiti = "楷\u0001体"', "kaiti 的字体名称里有看不见的字符"),
        (r'kaiti = "楷\uFFFE体"', "kaiti 的字体名称里有看不见的字符"),
        (r'kaiti = "楷\n体"', "kaiti 的字体名称里有看不见的字符"),
        ('bold_level_3 = "true"', "bold_level_3 只能写 true（是）、false（否）"),
        ("record_as_table = 1", "record_as_table 只能写 true"),
        ('[page.fangsong]\nname = "仿宋"', "fangsong 要写字体的名称"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_the_rest_is_used(
    tmp_path: Path, section: str, told: str
) -> None:
    settings = written(tmp_path, f'songti = "宋体"\n{section}\n')
    (problem,) = settings.problems
    assert "第 4 行：" in problem and told in problem
    assert settings.page == {"songti": "宋体"}
    assert not settings.hint


def test_what_is_no_section_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('page = "仿宋"\n', encoding="utf-8")
    settings = settings_in(tmp_path)
    assert settings.page == {}
    assert [one for one in settings.problems if "第 1 行：page 要写成一节 [page]" in one]


def test_every_part_of_the_printed_page_can_be_set_and_nothing_else() -> None:
    settable = {**dict.fromkeys(FACES, "字体"), **dict.fromkeys(HABITS, True)}
    assert profile_of(settable) == Profile(**settable)  # type: ignore[arg-type]
    assert set(settable) == set(Profile.__dataclass_fields__)
    assert profile_of({}) == STANDARD


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_example_in_the_readme_sets_every_part_and_is_right(tmp_path: Path, readme: str) -> None:
    examples = re.findall(r"```toml\n(.*?)```", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL)
    (example,) = [one for one in examples if "[page]" in one]
    (tmp_path / FILE).write_text(example, encoding="utf-8")
    settings = settings_in(tmp_path)
    assert settings.problems == ()
    assert dict(settings.page) == tomllib.loads(example)["page"]
    assert set(settings.page) == {*FACES, *HABITS}
