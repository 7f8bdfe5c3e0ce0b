"""The yardstick: a Textual app with nothing but one text area."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea()

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.border_title = "READY"
        area.focus()


if __name__ == "__main__":
    Bare().run()
