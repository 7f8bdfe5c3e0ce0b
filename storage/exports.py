"""What was last exported from a meeting, so that a file edited by hand since then is never overwritten."""

from __future__ import annotations

from pathlib import Path

from storage import plain_json
from storage.errors import NotSaved
from storage.whole_file import put_in_place


class ExportsFile:
    """The list of exported files of one meeting, each with its SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "exports.json"

    def load(self) -> dict[str, str]:
        """SHA-256 by absolute path; empty when nothing is known, and then no file is overwritten."""
        try:
            found = plain_json.load(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(path): str(digest) for path, digest in found.items()} if isinstance(found, dict) else {}

    def remember(self, path: Path, digest: str) -> None:
        """Notes an exported file.

        A list that can't be saved costs nothing but another name at the next export, so that is no error.
        """
        known = {**self.load(), str(path): digest}
        try:
            put_in_place(self._path, plain_json.dump(known).encode(), durable=False)
        except NotSaved:
            return
