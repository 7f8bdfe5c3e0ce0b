"""How many cells the terminal gives to characters whose width Unicode leaves open: “ ” — … · and others."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import east_asian_width

from rich import cells

SAMPLE = "“"
"""A character that terminals set for Chinese draw in two cells, and others in one."""


def take_ambiguous_as_wide() -> None:
    """Counts ambiguous characters as two cells from now on, everywhere that rich and Textual count."""
    table = cells.load_cell_table  # type: ignore[attr-defined]

    @lru_cache(1)
    def widened(version: str = "auto") -> cells.CellTable:
        known = table(version)
        told = {code: width for first, last, width in known.widths for code in range(first, last + 1)}
        for code in range(0xA0, 0x10000):
            # The surrogates and the private use area, which holds rare names, are left as they are.
            if not 0xD800 <= code < 0xF900 and east_asian_width(chr(code)) == "A":
                told.setdefault(code, 2)
        spans = tuple((code, code, width) for code, width in sorted(told.items()))
        return known._replace(widths=spans)

    cells.load_cell_table = widened  # type: ignore[attr-defined]
    cells._is_single_cell_widths = frozenset(map(chr, range(0x20, 0x7F))).issuperset
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
