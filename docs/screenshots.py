"""Draws the pictures of the README anew from the running program: `make screenshots`."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key

from commands.export import export_paper
from commands.package import package_on_page
from meeting.invented.sample import Stage, sample
from storage.archive import Archive
from storage.templates import load
from tui.app import ShiluApp

HERE = Path(__file__).parent
NOW = datetime(2022, 1, 28, 2, 41, 7, tzinfo=UTC)
DRAFT = "张建国同志去年主持的党组会，有三次议题是会前半天才发材料，大家来不及看，会上只能表态。"


async def draw(folder: Path) -> None:
    """One picture per screen, from an invented meeting."""
    archive = Archive(folder)
    template = load("2021-dangshi-xuexi", folder)
    for stage, number in ((Stage.PLANNED, "20220129"), (Stage.RUNNING, "20220128")):
        made = sample(template, members=7, entries=None, stage=stage, now=NOW, meeting_id=number)
        archive.create(made).close()
    await shoot(archive, folder, "20220128", "live", (80, 24), DRAFT)
    await shoot(archive, folder, "20220128", "live-wide", (120, 34), "")
    await shoot(archive, folder, "20220129", "agenda", (80, 24), "")
    await shoot(archive, folder, "20220128", "coverage", (80, 24), "", "shift+tab")
    await shoot(archive, folder, "20220128", "record", (80, 24), "", "f12")
    await shoot(archive, folder, "", "meetings", (80, 24), "")


async def shoot(
    archive: Archive, folder: Path, meeting_id: str, name: str, size: tuple[int, int], text: str, *keys: str
) -> None:
    """Opens a meeting, types and presses, and saves the screen."""
    app = ShiluApp(
        archive,
        folder / "config",
        export_paper,
        package=package_on_page,
        meeting_id=meeting_id,
        clock=lambda _: lambda: NOW,
    )
    async with app.run_test(size=size) as pilot:
        for character in text:
            app.post_message(Key(_character_to_key(character), character))
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
        while app.has_keys_waiting:
            await pilot.pause(0.01)
        await pilot.pause(0.2)
        (HERE / f"{name}.svg").write_text(app.export_screenshot(title="shilu"), encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        asyncio.run(draw(Path(temporary)))
