"""PDF: blocks become paragraphs of the styles in `paper.typ`, which typst sets.

The only module that knows typst. Nothing is fetched: the template needs no packages, and the faces are those
of the machine.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from exporters.blocks import Paper
from exporters.errors import NotWritten
from exporters.profile import STANDARD, Profile
from exporters.typeset import faces
from exporters.typeset.items import items

if TYPE_CHECKING:
    import typst

_TEMPLATE = Path(__file__).with_name("paper.typ")
_STANDARD: typst.PDFStandard = "a-2u"
"""PDF/A-2 with Unicode, made to be kept for decades; it admits no character that no face has."""

_NAMED = 10
"""How many characters that no face has are named."""

_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What chooses between the forms of the character before it, and is nothing to look at itself."""

_NO_FACE = re.compile(r"the text `\"(.*?)\"` could not be displayed")


def render(paper: Paper, profile: Profile = STANDARD) -> tuple[bytes, tuple[str, ...]]:
    """The paper as PDF/A, and sentences on the faces and characters that this machine lacks.

    Where a character has no face it can be no PDF/A, which is then told as well. Texts must hold no control
    characters. Raises `NotWritten` without typst or any Chinese face, or where typst fails.
    """
    fonts = installed_fonts()
    chosen = faces.found(profile, fonts.families())
    content, refused = _set(_data(paper, profile, chosen), paper, fonts)
    told = [chosen.told] if chosen.told else []
    if lacking := tuple(filter(_is_seen, refused)):
        told.append(f"有 {len(lacking)} 个字所有的字体都没有，印成了空框：{'、'.join(lacking[:_NAMED])}。")
    if refused:
        told.append("有的字符没有字体，所以这份 PDF 不合存档用的 PDF/A。")
    if told:
        told.append("要和规定的一样，请装上这些字体再导出，或用 Word 文档（.docx）。")
    return content, tuple(told)


def installed_fonts() -> typst.Fonts:
    """The faces of this machine and of this user; raises `NotWritten` without typst."""
    try:
        import typst
    except ImportError as error:
        raise NotWritten(
            "没有导出：写 PDF 要用 typst，这里没有装。请执行 pip install 'shilu[pdf]'，"
            "或改用 Word 文档（.docx）。"
        ) from error
    return typst.Fonts(include_embedded_fonts=False)


def _set(data: str, paper: Paper, fonts: typst.Fonts) -> tuple[bytes, tuple[str, ...]]:
    """The pages, and the characters that no face has; only where there are none it is PDF/A."""
    import typst

    made = paper.made.astimezone(timezone(paper.made.utcoffset() or timedelta()))

    def compiled(standards: list[typst.PDFStandard]) -> bytes:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            font_paths=fonts,
            sys_inputs={"paper": data},
            pdf_standards=standards,
            timestamp=made,
        )

    try:
        try:
            return compiled([_STANDARD]), ()
        except typst.TypstError as error:
            refused = _NO_FACE.findall(error.diagnostic)
            if not refused:
                raise
            return compiled([]), tuple(dict.fromkeys(map(_unescaped, refused)))
    except typst.TypstError as error:
        raise NotWritten(f"没有导出：PDF 排不出来（{error.message}）。请改用 Word 文档（.docx）。") from error


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{(\w+)\}", lambda code: chr(int(code[1], 16)), text)


def _is_seen(text: str) -> bool:
    return unicodedata.category(text[0]) != "Cf" and not _SELECTORS.fullmatch(text)


def _data(paper: Paper, profile: Profile, chosen: faces.Faces) -> str:
    """All that the template sets, as JSON."""
    return json.dumps(
        {
            "title": paper.title,
            "author": paper.author,
            "footer": paper.footer,
            "landscape": paper.landscape,
            "items": list(items(paper, profile)),
            "faces": dict(chosen.families),
            "digits": [profile.digits] if profile.digits else [],
            "bold-level-3": profile.bold_level_3,
            "bold-labels": profile.bold_labels,
        },
        ensure_ascii=False,
    )
