"""What the screens' tests share."""

from collections.abc import Iterator
from types import CodeType
from typing import Any

import pytest
from textual import _callback
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet


@pytest.fixture(autouse=True, scope="session")
def style_sheets_parsed_once() -> Iterator[None]:
    """Each app would parse the same sheets anew, which is a tenth of what a short test costs."""
    known: dict[object, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *sources: Any, **options: Any) -> list[RuleSet]:
        key = (sources, *options.items(), *sheet._variables.items())
        if key not in known:
            known[key] = parse(sheet, *sources, **options)
        return known[key]

    counts: dict[tuple[CodeType, bool], int] = {}
    count = _callback._count_parameters

    def counted_once(function: Any) -> int:
        plain = getattr(function, "__func__", function)
        if not hasattr(plain, "__code__") or hasattr(plain, "__wrapped__"):
            return count(function)
        key = plain.__code__, plain is function
        if key not in counts:
            counts[key] = count(function)
        return counts[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        # Both give what Textual's own give, which are asked some thousand times in a test.
        patch.setattr(RuleSet, "__hash__", object.__hash__)
        patch.setattr(_callback, "_count_parameters", counted_once)
        yield


@pytest.fixture(autouse=True)
def frames_drawn_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal a frame goes nowhere, so `Keyboard` draws only those that are looked at."""
    monkeypatch.setattr(Compositor, "render_update", lambda *_, **__: None)
