"""What was exported from a meeting: so that a file edited by hand since then is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from storage import plain_json
from storage.errors import BadPlace, NotSaved
from storage.whole_file import content_of, put_in_place

FILE = "exports.json"


class ExportsFile:
    """The list of exported files of one meeting, each with its SHA-256."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def load(self) -> dict[str, str]:
        """SHA-256 by absolute path, the last export last; empty for a folder that was written as a whole.

        Nothing when nothing is known, and then no file is overwritten.
        """
        try:
            found = plain_json.load(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(path): str(digest) for path, digest in found.items()} if isinstance(found, dict) else {}

    def remember(self, files: Mapping[str, str]) -> None:
        """Notes exported files.

        A list that can't be saved costs nothing but another name at the next export, so that is no error.
        """
        others = {path: digest for path, digest in self.load().items() if path not in files}
        try:
            put_in_place(self._path, plain_json.dump({**others, **files}).encode(), durable=False)
        except NotSaved:
            return


def is_untouched(path: str, known: Mapping[str, str]) -> bool:
    """Whether the file is as we exported it, by what `load` gave; not so where it can't be read."""
    try:
        content = content_of(Path(path))
    except BadPlace:
        return False
    return content is not None and known.get(path) == sha256(content).hexdigest()


def folder_for_next(folder: Path) -> Path | None:
    """Where the meeting in this folder was exported to last, else where another beside it was.

    None where no such folder is there any more.
    """
    beside = sorted(folder.parent.glob(f"*/{FILE}"), key=_written, reverse=True)
    for one in (folder, *(path.parent for path in beside)):
        for path in reversed(ExportsFile(one).load()):
            if _is_folder(parent := Path(path).parent):
                return parent
    return None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # One that may not be looked into.
        return False


def _written(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
