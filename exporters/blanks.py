"""What a paper leaves open: every blank is counted, so that nobody overlooks one."""

from __future__ import annotations

from exporters.chinese import BLANK, CELL_BLANK

_ROWS_NAMED = 3
"""So many rows with the same blank are named one by one; of more only the count is told."""


class Blanks:
    """Collects the names of the blanks of one paper as it is put together."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], list[int]] = {}

    def fill(self, known: str, what: str, blank: str = BLANK) -> str:
        """What is known, else a visible blank that is noted under this name."""
        if known.strip():
            return known.strip()
        self._rows.setdefault((what, ""), [])
        return blank

    def cell(self, known: str, column: str, place: int, whose: str = "") -> str:
        """What is known, else a visible blank in this row of a list; a column's are noted as one."""
        if known.strip():
            return known
        self._rows.setdefault((column, whose), []).append(place)
        return CELL_BLANK

    @property
    def named(self) -> tuple[str, ...]:
        """The blanks in the order of the paper, each once: 签发人, 整改措施（张三第2项）."""
        return tuple(what + _told(whose, rows) for (what, whose), rows in self._rows.items())


def _told(whose: str, rows: list[int]) -> str:
    if not rows:
        return ""
    if len(rows) > _ROWS_NAMED:
        return f"（{whose}共{len(rows)}项）"
    return f"（{whose}第{'、'.join(map(str, rows))}项）"
