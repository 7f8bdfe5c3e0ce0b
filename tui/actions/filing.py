"""The form in which a row of 会前准备 is filled in, new or filed already."""

from __future__ import annotations

from collections.abc import Callable

from meeting.dossier.preparation import filed
from meeting.tables.aspects import listed
from meeting.tables.columns import COLUMNS, Listing
from meeting.tables.wording import Words, day_before
from tui.dialogs.form import Form
from tui.opened import Opened
from tui.place import Place
from tui.widgets.fields import Field


def fill_in(
    screen: Place,
    opened: Opened,
    listing: Listing,
    words: Words,
    done: Callable[[], None],
    row_id: int = 0,
) -> None:
    """Asks for the columns of a list, and files what is written; `row_id` is that of the row to change."""
    columns = COLUMNS[listing]

    def take(values: tuple[str, ...]) -> None:
        told = dict(zip((column.name for column in columns), values, strict=True))
        recorder = opened.recorder
        recorder.file(filed(recorder.meeting, listing, told, row_id))

    def closed(saved: bool | None) -> None:
        if saved:
            done()

    def day_in_full(text: str) -> str:
        return str(day_before(opened.meeting, text) or "")

    aspects = listed(opened.meeting.template.aspects)
    fields = [
        Field(
            column.name,
            words.get(column.name, ""),
            f"写序号：{aspects}；可空着" if aspects and column.name == "方面" else column.example,
            day_in_full if column.name == "日期" else None,
        )
        for column in columns
    ]
    title = f"{'修改' if row_id else '新增'}：{listing.label}"
    # What a new row is given beforehand is settled; writing begins behind it.
    begun = next((index for index, field in enumerate(fields) if not field.value), 0)
    screen.app.push_screen(Form(title, fields, take, at=0 if row_id else begun), closed)
