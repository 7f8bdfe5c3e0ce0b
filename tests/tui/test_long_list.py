"""A long list: the cursor is always seen, nothing is left blank, and only what is seen is set."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui.widgets.long_list import LongList


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield LongList()


def places(rows: LongList) -> list[int]:
    return [place for place, _ in rows._seen]


async def test_the_part_around_the_cursor_is_shown_and_nothing_else_is_set() -> None:
    asked: set[int] = set()

    def told(place: int, width: int) -> str:
        asked.add(place)
        return f"{place}\nzwei" if place % 10 == 5 else f"{place}"

    app = Shown()
    async with app.run_test(size=(20, 5)) as pilot:
        rows = app.query_one(LongList)
        rows.show(10_000, told, 0)
        await pilot.pause()
        assert places(rows) == [0, 1, 2, 3, 4]
        rows.action_move(5)
        assert places(rows) == [2, 3, 4, 5, 5]
        rows.action_move(-2)
        assert places(rows) == [2, 3, 4, 5, 5]
        rows.action_move(-2)
        assert places(rows) == [1, 2, 3, 4, 5, 5]
        rows.action_go_to(-1)
        assert (rows.at, places(rows)) == (9_999, [9_996, 9_997, 9_998, 9_999])
        rows.action_page(-1)
        assert (rows.at, places(rows)) == (9_996, [9_996, 9_997, 9_998, 9_999])
        rows.action_page(-1)
        assert (rows.at, places(rows)) == (9_993, [9_993, 9_994, 9_995, 9_995, 9_996])
        assert len(asked) < 60
        rows.show(3, told, 9_995)
        assert (rows.at, places(rows)) == (2, [0, 1, 2])
        rows.show(0, told, 2)
        assert (rows.at, places(rows)) == (None, [])
        rows.show(10_000, told, 100)
        await pilot.resize_terminal(20, 3)
        await pilot.pause()
        assert places(rows) == [98, 99, 100]
