"""What was exported from a meeting: so that a file edited by hand since then is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from meeting.dossier.model import PaperState
from storage import plain_json
from storage.errors import NotSaved
from storage.whole_file import put_in_place

FILE = "exports.json"
_MOST = 200
"""How many files are remembered: more than are due, in every form, several times over."""


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
        """Notes exported files, and forgets the oldest of too many.

        A line that is lost, also to another export at the same moment, costs nothing but another name at the
        next one: which drafts nobody has touched, the dossier knows. So neither is that an error.
        """
        others = {path: digest for path, digest in self.load().items() if path not in files}
        last = dict(list({**others, **files}.items())[-_MOST:])
        try:
            put_in_place(self._path, plain_json.dump(last).encode(), durable=False)
        except NotSaved:
            return


@dataclass(frozen=True, slots=True)
class PaperFile:
    """The file of a due paper, as it lies there now."""

    path: Path
    content: bytes
    changed: datetime
    """When it was saved last, in UTC."""
    is_untouched: bool
    """Whether the program wrote it so, by the dossier or by what `load` gave."""


def paper_file(state: PaperState, known: Mapping[str, str]) -> PaperFile | None:
    """The file in which the dossier says that the paper lies; None where it is gone or can't be read.

    `known` is what `load` gave: it knows of an export that the dossier could not be told of, as another
    session was recording.
    """
    path = Path(state.file)
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        content = path.read_bytes()
    except (OSError, ValueError, OverflowError):
        # Also what can't be a path, or a time.
        return None
    digest = sha256(content).hexdigest()
    return PaperFile(path, content, changed, digest in (state.sha256, known.get(state.file)))


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
