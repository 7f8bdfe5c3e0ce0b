from __future__ import annotations

import pytest

from storage.config.toml_lines import line_of
from storage.documents import At

SOURCE = '''\
title = "a"  # { not a table
theme = """
title = "inside a long string"
[agenda]
"""
# comment with """ in it
[[agenda]]
id = "one {x}"
steps = [
  # a note
  { kind = "a", by = "b" }, { kind = "c" },
  { kind = "d" },
]

[[agenda]]
"id" = "two"
  [[agenda.steps]]
  kind = "e"
  [[agenda.steps]]
  kind = "f"
[place]  # where
room.number = 7
pairs = [
  [1, 2],
]
steps = [{ a = 1 }]
'''


@pytest.mark.parametrize(
    ("at", "line"),
    [
        ((), 1),
        (("title",), 1),
        (("theme",), 2),
        (("nowhere",), 1),
        (("agenda", 0), 7),
        (("agenda", 0, "id"), 8),
        (("agenda", 0, "title"), 7),
        (("agenda", 0, "steps"), 9),
        (("agenda", 0, "steps", 0, "by"), 11),
        (("agenda", 0, "steps", 1, "kind"), 11),
        (("agenda", 0, "steps", 2, "kind"), 12),
        (("agenda", 1, "id"), 16),
        (("agenda", 1, "steps", 0, "kind"), 18),
        (("agenda", 1, "steps", 1), 19),
        (("agenda", 1, "steps", 1, "kind"), 20),
        (("place", "room", "number"), 22),
        (("place", "steps", 0, "a"), 26),
    ],
    ids=str,
)
def test_a_place_is_found_on_its_line(at: At, line: int) -> None:
    assert line_of(SOURCE, at) == line
