"""Writes the key table into the READMEs anew: `make screenshots` runs it too."""

from __future__ import annotations

from pathlib import Path

from tui.keymap import STANDARD

if __name__ == "__main__":
    for readme in ("README.md", "README.zh-CN.md"):
        path = Path(__file__).parents[1] / readme
        before, _, rest = path.read_text(encoding="utf-8").partition("<!-- keys -->\n")
        after = rest.partition("<!-- /keys -->")[2]
        table = STANDARD.markdown(("live", "record"))
        path.write_text(f"{before}<!-- keys -->\n{table}\n<!-- /keys -->{after}", encoding="utf-8")
