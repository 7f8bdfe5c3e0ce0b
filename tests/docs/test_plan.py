"""The table of the plan's clauses names every part of the built-in template."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAN = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
TEMPLATE = tomllib.loads(
    (ROOT / "storage" / "templates" / "2021-dangshi-xuexi.toml").read_text(encoding="utf-8")
)
OF_THE_FILE = ("title",)
"""What no clause asks for."""


def parts() -> list[str]:
    fields = {field: told for field, told in TEMPLATE.items() if field not in OF_THE_FILE}
    rows = [told for told in fields.values() if isinstance(told, list)]
    return [*fields, *(one["id"] for row in rows for one in row if isinstance(one, dict))]


@pytest.mark.parametrize("part", parts())
def test_every_part_of_the_template_stands_in_the_table(part: str) -> None:
    assert f"`{part}`" in PLAN


def test_the_plan_says_其它_where_it_is_quoted_and_the_program_says_其他() -> None:
    folders = ("commands", "exporters", "meeting", "storage", "tui")
    files = [
        file for folder in folders for kind in ("py", "toml") for file in (ROOT / folder).rglob(f"*.{kind}")
    ]
    said = [
        (file.name, line.strip())
        for file in sorted(files)
        for line in file.read_text(encoding="utf-8").splitlines()
        if "其它" in line
    ]
    quoted = next(item["title"] for item in TEMPLATE["agenda"] if item["id"] == "others")
    assert said == [
        # What people type is taken in either spelling.
        ("wording.py", '"其它": Channel.OTHER,'),
        ("2021-dangshi-xuexi.toml", f'title = "{quoted}"'),
    ]
