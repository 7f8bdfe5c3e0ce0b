"""The version of Textual whose inside is known here."""

from __future__ import annotations

from pathlib import Path

import textual

VERSION = "8.2.8"

# Asking Python's package metadata for the version would take as long as reading a meeting.
KNOWN = (Path(textual.__file__).parent.parent / f"textual-{VERSION}.dist-info").is_dir()
"""Whether frames can be taken apart; otherwise Textual paints them itself, slower."""
