"""对照检查材料 and 发言提纲 as they were handed in: the untouched files beside the meeting."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from storage.new_folder import make_folder
from storage.whole_file import content_of, put_in_place

FOLDER = "handed-in"


def file_of(folder: Path, name: str) -> Path:
    """Where the file of this name lies, in the meeting's folder."""
    return folder / FOLDER / name


def keep(folder: Path, name: str, content: bytes) -> str:
    """Keeps a file under a name of its own (mode 0600), and gives its SHA-256; raises `NotSaved`."""
    make_folder(folder / FOLDER)
    put_in_place(file_of(folder, name), content, durable=True)
    return hashlib.sha256(content).hexdigest()


def all_of(folder: Path) -> Mapping[str, bytes]:
    """Every file that was handed in, by its name; raises `BadPlace`."""
    place = folder / FOLDER
    names = sorted(path.name for path in place.iterdir() if path.is_file()) if place.is_dir() else []
    return {name: content_of(place / name) or b"" for name in names}
