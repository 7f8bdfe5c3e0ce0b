"""A start without what this program never uses: parts of what Textual imports, and methods nobody calls.

Each of the two saves about a tenth of the time until a key can be typed.
"""

from __future__ import annotations

import dataclasses
import importlib
import sys
from collections.abc import Callable
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


def delay_methods() -> None:
    """Has the methods of dataclasses defined from now on compiled when they are first called.

    Python writes six of them for each of the hundred classes of a start, of which few are ever called. From
    3.13 on it is quicker at that, and what is replaced here is not there any more: nothing happens then.
    """
    create: Callable[..., Any] | None = getattr(dataclasses, "_create_fn", None)
    if create is None or create.__module__ != "dataclasses":
        return

    def delayed(name: str, *source: Any, **about: Any) -> Any:
        compiled: list[Callable[..., Any]] = []

        def method(self: Any, /, *given: Any, **named: Any) -> Any:
            if not compiled:
                compiled.append(create(name, *source, **about))
                compiled[0].__qualname__ = method.__qualname__
                for owner in type(self).__mro__:
                    if vars(owner).get(name) is method:
                        setattr(owner, name, compiled[0])
            return compiled[0](self, *given, **named)

        method.__name__ = name
        return method

    dataclasses._create_fn = delayed  # type: ignore[attr-defined]
