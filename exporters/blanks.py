"""What a paper leaves open: every blank is counted, so that nobody overlooks one."""

from __future__ import annotations

from exporters.chinese import BLANK


class Blanks:
    """Collects the names of the blanks of one paper as it is put together."""

    def __init__(self) -> None:
        self._named: dict[str, None] = {}

    def fill(self, known: str, what: str, blank: str = BLANK) -> str:
        """What is known, else a visible blank that is noted under this name."""
        if known.strip():
            return known.strip()
        self._named[what] = None
        return blank

    @property
    def named(self) -> tuple[str, ...]:
        """The blanks in the order of the paper, each once."""
        return tuple(self._named)
