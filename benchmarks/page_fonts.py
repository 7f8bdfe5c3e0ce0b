"""The standard's faces for a machine that has none of them: free ones of the same widths, by fontconfig."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

STAND_INS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "仿宋": ("FandolFang R", "FandolFang-Regular.otf"),
        "楷体": ("FandolKai", "FandolKai-Regular.otf"),
        "黑体": ("FandolHei", "FandolHei-Regular.otf"),
        "宋体": ("FandolSong", "FandolSong-Regular.otf"),
        "方正小标宋简体": ("Noto Serif CJK SC", "NotoSerifCJK-Bold.ttc"),
    }
)
FOLDERS = (
    Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"),
    Path("/usr/share/fonts/opentype/noto"),
)
"""Where Debian's texlive-lang-chinese and fonts-noto-cjk put them."""

_TO_ANOTHER = """<match target="pattern">
  <test name="family" qual="any"><string>{name}</string></test>
  <edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>
  <edit name="weight" mode="assign" binding="strong"><const>{weight}</const></edit>
</match>"""


def missing(folders: tuple[Path, ...]) -> list[str]:
    """The font files that are in none of the folders."""
    files = (file for _, file in STAND_INS.values())
    return [file for file in files if not any((folder / file).is_file() for folder in folders)]


def environment(place: Path, folders: tuple[Path, ...]) -> dict[str, str]:
    """The environment of a program that finds every face of the standard; writes its settings into `place`.

    Raises `RuntimeError` where fontconfig still answers with another face.
    """
    rules = (
        _TO_ANOTHER.format(name=name, family=family, weight="bold" if "Bold" in file else "regular")
        for name, (family, file) in STAND_INS.items()
    )
    dirs = (f"<dir>{escape(str(folder))}</dir>" for folder in (*folders, Path("/usr/share/fonts")))
    cache = f"<cachedir>{escape(str(place / 'font-cache'))}</cachedir>"
    settings = place / "fonts.conf"
    settings.write_text("\n".join(("<fontconfig>", *dirs, cache, *rules, "</fontconfig>")), encoding="utf-8")
    found = dict(os.environ) | {"FONTCONFIG_FILE": str(settings)}
    for name, (_, file) in STAND_INS.items():
        asked = ["fc-match", "--format", "%{file}", name]
        answer = subprocess.run(asked, env=found, capture_output=True, text=True, check=True).stdout
        if Path(answer).name != file:
            raise RuntimeError(f"{name} would be set in {answer}")
    return found
