"""What can go wrong in printing; the error's text is a Chinese sentence that says what to do."""

from __future__ import annotations


class NotWritten(Exception):
    """A paper did not become a file; whatever stood at that place before is untouched."""
