"""The version of Textual whose inside is known here."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

VERSION = "8.2.8"


def _is_known() -> bool:
    # Asking Python's package metadata for the version would take as long as reading a meeting.
    spec = find_spec("textual")
    return bool(
        spec and spec.origin and (Path(spec.origin).parent.parent / f"textual-{VERSION}.dist-info").is_dir()
    )


KNOWN = _is_known()
"""Whether frames can be taken apart; otherwise Textual paints them itself, slower."""
