"""Only cells that changed are sent, and the terminal then shows what it shall."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.thorough import examples
from tui.terminal.picture import Picture

PENS = ["\x1b[0m", "\x1b[0;1m", "\x1b[0;31m"]
COLUMNS, ROWS = 20, 4

texts = st.text(st.sampled_from("ab 1中文，。“—…𠮷é"), max_size=14)
puts = st.lists(
    st.tuples(
        st.integers(0, ROWS - 1),
        st.integers(0, COLUMNS - 1),
        st.lists(st.tuples(texts, st.sampled_from(PENS)), max_size=3),
    ),
    max_size=12,
)


class Shown:
    """An emulated terminal."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)

    def feed(self, codes: str) -> None:
        self._stream.feed(codes)

    def row(self, y: int) -> str:
        return "".join(self.screen.buffer[y][x].data for x in range(COLUMNS)).rstrip()

    @property
    def caret(self) -> tuple[int, int]:
        return self.screen.cursor.y, self.screen.cursor.x


def blank() -> tuple[Picture, Shown]:
    picture, shown = Picture(COLUMNS, ROWS), Shown()
    shown.screen.reset_mode(7)
    for y in range(ROWS):
        picture.put(y, 0, [(" " * COLUMNS, PENS[0])])
    shown.feed(picture.take((0, 0)))
    return picture, shown


@settings(max_examples=examples(100))
@given(puts)
def test_changes_one_after_the_other_show_the_same_as_all_sent_anew(
    changes: list[tuple[int, int, list[tuple[str, str]]]],
) -> None:
    picture, shown = blank()
    for y, x, pieces in changes:
        picture.put(y, x, pieces)
        shown.feed(picture.take((y, 0)))
        assert shown.caret == (y, 0)
    # The second picture has never seen the first one's terminal and sends each row from what it was told.
    for y in range(ROWS):
        cells = picture._cells[y]
        for x, cell in enumerate(cells):
            if cell is None or not cell[0]:
                continue
            there = shown.screen.buffer[y][x]
            assert there.data == cell[0]
            assert there.bold is (cell[1] == PENS[1])
            assert there.fg == ("red" if cell[1] == PENS[2] else "default")


def test_what_stands_there_already_is_not_sent() -> None:
    picture, _ = blank()
    picture.put(1, 0, [("会议开始", PENS[0])])
    picture.take((1, 8))
    picture.put(1, 0, [("会议开始", PENS[0])])
    assert picture.take((1, 8)) == ""


def test_one_more_character_costs_that_character() -> None:
    picture, _ = blank()
    picture.put(1, 0, [("会议", PENS[0])])
    picture.take((1, 4))
    picture.put(1, 0, [("会议开", PENS[0])])
    assert picture.take((1, 6)) == "开"


def test_a_clock_costs_its_last_digit() -> None:
    picture, _ = blank()
    picture.put(0, 5, [("00:41 / 03:00", PENS[0])])
    picture.take((2, 0))
    picture.put(0, 5, [("00:42 / 03:00", PENS[0])])
    assert picture.take((2, 0)) == "\x1b[1;10H2\x1b[3;1H"


def test_no_half_of_a_full_width_character_is_left() -> None:
    picture, shown = blank()
    picture.put(0, 0, [("一二三四", PENS[0])])
    shown.feed(picture.take((0, 0)))
    picture.put(0, 0, [("a一二三b", PENS[0])])
    shown.feed(picture.take((0, 0)))
    assert shown.row(0).replace("\x00", "") == "a一二三b"


def test_behind_a_character_of_doubtful_width_the_column_is_told() -> None:
    picture, _ = blank()
    picture.put(0, 0, [("“三”次", PENS[0])])
    codes = picture.take((0, 6))
    assert codes.endswith("“\x1b[2G三”\x1b[5G次")
    picture.put(1, 0, [("三”", PENS[0])])
    assert picture.take((1, 3)).endswith("三”\x1b[2;4H")


def test_behind_the_last_column_the_caret_is_nowhere_for_sure() -> None:
    picture, _ = blank()
    picture.put(0, COLUMNS - 1, [("a", PENS[0])])
    assert picture.take((0, COLUMNS - 1)).endswith(f"a\x1b[1;{COLUMNS}H")


def test_within_a_row_the_caret_is_moved_by_the_shorter_code() -> None:
    picture, _ = blank()
    picture.put(0, 0, [("ab", PENS[0])])
    assert picture.take((0, 10)) == "ab\x1b[8C"
    assert picture.take((0, 1)) == "\x1b[9D"
    assert picture.take((0, 0)) == "\x1b[D"
    assert picture.take((0, 0)) == ""


def test_characters_that_join_are_sent_with_all_that_follows() -> None:
    picture, shown = blank()
    picture.put(0, 0, [("e\u0301a", PENS[0])])
    shown.feed(picture.take((0, 2)))
    picture.put(0, 0, [("e\u0301b", PENS[0])])
    assert "e\u0301b" in picture.take((0, 2))


def test_behind_characters_that_join_nothing_of_the_row_is_sure_nor_where_the_caret_is() -> None:
    picture, _ = blank()
    picture.put(0, 0, [("abcdef", PENS[0])])
    picture.take((0, 0))
    picture.put(0, 0, [("e\u0301b", PENS[0])])
    picture.put(0, 2, [("cd", PENS[0])])
    assert picture.take((1, 0)).endswith("e\u0301b\x1b[1;3Hcd\x1b[2;1H")


def test_behind_a_full_width_character_in_place_of_another_the_caret_is_two_cells_on() -> None:
    picture, shown = blank()
    for character in "会中":
        picture.put(0, 0, [(character, PENS[0])])
        shown.feed(picture.take((0, 0)))
        assert shown.caret == (0, 0)


def test_what_lies_beside_the_screen_is_not_sent() -> None:
    picture, _ = blank()
    for y, x in ((-1, 0), (ROWS, 0), (0, COLUMNS), (0, COLUMNS + 3)):
        picture.put(y, x, [("会议开始", PENS[0])])
    assert picture.take((0, 0)) == ""


def test_half_of_a_full_width_character_that_was_written_over_is_sent_again() -> None:
    picture, _ = blank()
    for x in (0, 1):
        picture.put(0, 0, [("会议", PENS[0])])
        picture.take((0, 0))
        picture.put(0, x, [("a", PENS[0])])
        picture.take((0, 0))
        picture.put(0, 0, [("会议", PENS[0])])
        assert "会" in picture.take((0, 0))


def test_what_does_not_fit_is_cut_between_characters() -> None:
    picture, shown = blank()
    picture.put(0, COLUMNS - 3, [("中文字", PENS[0])])
    shown.feed(picture.take((0, 0)))
    assert shown.row(0).strip() == "中"
    assert shown.row(1) == ""


def test_nothing_is_known_after_forgetting() -> None:
    picture, _ = blank()
    picture.put(0, 0, [("会议", PENS[0])])
    picture.take((0, 0))
    picture.forget()
    picture.put(0, 0, [("会议", PENS[0])])
    assert "会议" in picture.take((0, 0))
