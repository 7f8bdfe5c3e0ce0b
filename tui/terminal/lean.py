"""Imports Textual without what it imports on starting and this program never uses, a tenth of it all."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

from tui.terminal import inside

_UNUSED = {
    # What the palette, which is switched off, takes along: half of Textual's other widgets.
    "textual.command": (
        "CommandListItem",
        "CommandPalette",
        "DiscoveryHit",
        "Hit",
        "Hits",
        "Provider",
        "SimpleProvider",
    ),
    # Where downloads go; none are offered.
    "platformdirs": ("user_downloads_path",),
}
"""Modules, and of each the names that Textual imports from it on starting."""


def _stand_in(name: str, members: tuple[str, ...]) -> ModuleType:
    module = ModuleType(name)
    for member in members:
        setattr(module, member, type(member, (), {}))
    return module


def import_textual() -> None:
    """Imports Textual with blanks in those places; whoever asks for one later gets the real module."""
    if "textual" in sys.modules:
        return
    unused = _UNUSED if inside.KNOWN else {}
    blanks: dict[str, Any] = {name: _stand_in(name, members) for name, members in unused.items()}
    # asyncio does without it where Python was built so, and nothing here goes over a network.
    blanks["ssl"] = None
    blanks = {name: blank for name, blank in blanks.items() if name not in sys.modules}
    sys.modules.update(blanks)
    try:
        importlib.import_module("textual.app")
    finally:
        for name in blanks:
            del sys.modules[name]
