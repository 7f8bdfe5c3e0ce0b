"""The text that stands in the editor and is not yet an entry, kept at every change."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from meeting.model import Desk
from storage import plain_json
from storage.documents import from_document, to_document
from storage.errors import Damaged, cause
from storage.whole_file import put_in_place


class DraftFile:
    """The file that holds the desk of one meeting."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Desk, str]:
        """The desk as last saved, and a sentence for the user if it could not be read, else "".

        A file that can't be read is set aside under another name, so that no later save covers it.
        """
        try:
            content = self._path.read_bytes()
            return from_document(plain_json.load(content), Desk, self._path.name), ""
        except FileNotFoundError:
            return Desk(), ""
        except (OSError, ValueError, Damaged):
            return Desk(), self._set_aside()

    def save(self, desk: Desk) -> None:
        """Writes the desk, safe from a kill but not yet from a power cut; raises `NotSaved`."""
        text = plain_json.dump(to_document(desk))
        # Terminals can deliver halves of characters: pairs are joined, a lone half becomes U+FFFD.
        whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        put_in_place(self._path, whole.encode("utf-8"), durable=False)

    def sync(self) -> None:
        """Makes what was last saved safe from a power cut too; any thread may call it. Raises `OSError`."""
        with suppress(FileNotFoundError):
            descriptor = os.open(self._path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def _set_aside(self) -> str:
        number = 1
        while (aside := self._path.with_name(f"{self._path.name}.damaged-{number}")).exists():
            number += 1
        try:
            self._path.rename(aside)
        except OSError as error:
            return f"编辑框里未记下的文字读不出来（{self._path}），也没能另存：{cause(error)}。"
        return f"编辑框里未记下的文字读不出来，原文件已另存为 {aside}，请打开它找回文字；已记下的不受影响。"
