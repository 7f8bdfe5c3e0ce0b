"""A folder for what is not to last."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from storage.errors import BadPlace, cause
from storage.new_folder import clear_away, in_use

_NAME = "shilu-practice-"

_LEFT = re.compile(_NAME + r"[a-z0-9_]{8}")


class ThrowAway:
    """A folder of its own among the temporary ones, readable by its owner only, until `remove`.

    What a kill leaves of one is cleared away when another is made an hour later or more.
    """

    def __init__(self) -> None:
        """Makes the folder; raises `BadPlace`."""
        self._held = ExitStack()
        try:
            parent = Path(tempfile.gettempdir())
            clear_away(parent, _LEFT)
            self.folder = Path(tempfile.mkdtemp(prefix=_NAME, dir=parent))
            self._held.enter_context(in_use(self.folder))
        except OSError as error:
            raise BadPlace(f"临时文件夹建不了：{cause(error)}。可用环境变量 TMPDIR 另外指定。") from error

    def remove(self) -> None:
        """Removes the folder with all that is in it; any thread may call it, and more than once."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._held.close()
