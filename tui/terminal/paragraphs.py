"""Textual's wrapped document, broken into rows as Chinese is, at a cost that does not grow with the text."""

from __future__ import annotations

from bisect import bisect_right

from textual.document._document import Location
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset

from tui.lines.wrapping import breaks, cells, rebroken


class Paragraphs(WrappedDocument):
    """Each line of the document is a paragraph; it fills one or more rows."""

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        self._width = width
        self._wrap_offsets = [self._breaks(line) for line in self.document.lines]
        self._count_rows()

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        first, last = sorted((start[0], old_end[0]))
        lines = self.document.lines[first : max(start[0], new_end[0]) + 1]
        self._wrap_offsets[first : last + 1] = [self._breaks(line) for line in lines]
        self._count_rows()

    def rewrap(self, top: Location, bottom: Location, end: Location) -> tuple[int, int | None]:
        """Breaks anew after one edit, which put what stood from top to bottom in as top to end.

        Gives the first row that may look different, and the one behind the last; None for all below.
        """
        row = top[0]
        before = self._wrap_offsets[row]
        first = self._line_index_to_offsets[row][0] + bisect_right(before, top[1])
        first = max(self._line_index_to_offsets[row][0], first - 1)
        if not top[0] == bottom[0] == end[0] or not self._width:
            self.wrap_range(top, bottom, end)
            return first, None
        shift = end[1] - bottom[1]
        after = rebroken(self.document[row], self._width, before, (top[1], end[1]), shift)
        self._wrap_offsets[row] = after
        if len(after) != len(before):
            self._count_rows()
            return first, None
        same = next((n for n, at in enumerate(before) if at >= bottom[1] and after[n] == at + shift), None)
        top_row = self._line_index_to_offsets[row][0]
        return first, top_row + (len(after) if same is None else same) + 1

    @property
    def height(self) -> int:
        return len(self._offset_to_line_info)

    def row(self, number: int) -> tuple[int, int, str] | None:
        """The paragraph, the index of the row's first character in it, and the row's text."""
        if number >= len(self._offset_to_line_info):
            return None
        paragraph, section = self._offset_to_line_info[number]
        first, last = self._bounds(paragraph, section)
        return paragraph, first, self.document[paragraph][first:last]

    def get_sections(self, line_index: int) -> list[str]:
        line, offsets = self.document[line_index], self._wrap_offsets[line_index]
        return [line[a:b] for a, b in zip([0, *offsets], [*offsets, len(line)], strict=True)]

    def get_tab_widths(self, line_index: int) -> list[int]:
        return [1] * self.document[line_index].count("\t")

    def location_to_offset(self, location: Location) -> Offset:
        paragraph, column = location
        section = bisect_right(self._wrap_offsets[paragraph], column)
        first, _ = self._bounds(paragraph, section)
        y = self._line_index_to_offsets[paragraph][section]
        return Offset(cells(self.document[paragraph][first:column]), y)

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        offsets = self._wrap_offsets[line_index]
        section = y_offset % (len(offsets) + 1)
        first, last = self._bounds(line_index, section)
        line, used = self.document[line_index], 0
        for column in range(first, last):
            used += cells(line[column])
            if used > x_offset:
                return column
        return last if section == len(offsets) else last - 1

    def _breaks(self, line: str) -> list[int]:
        return breaks(line, self._width) if self._width else []

    def _bounds(self, paragraph: int, section: int) -> tuple[int, int]:
        offsets = self._wrap_offsets[paragraph]
        first = offsets[section - 1] if section else 0
        return first, offsets[section] if section < len(offsets) else len(self.document[paragraph])

    def _count_rows(self) -> None:
        self._offset_to_line_info = [
            (paragraph, section)
            for paragraph, offsets in enumerate(self._wrap_offsets)
            for section in range(len(offsets) + 1)
        ]
        self._line_index_to_offsets = []
        at = 0
        for offsets in self._wrap_offsets:
            self._line_index_to_offsets.append(list(range(at, at + len(offsets) + 1)))
            at += len(offsets) + 1
        self._tab_width_cache = [[] for _ in self._wrap_offsets]
