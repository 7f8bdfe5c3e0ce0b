"""The version of Textual whose inside is known here."""

from __future__ import annotations

import textual

KNOWN = textual.__version__ == "8.2.8"
"""Whether frames can be taken apart; otherwise Textual paints them itself, slower."""
