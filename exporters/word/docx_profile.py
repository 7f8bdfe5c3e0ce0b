"""An office's own page in Word: its faces and habits put into the styles and fonts of `base/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import quoteattr

from lxml import etree

from exporters.profile import STANDARD, Profile

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FACES = ("fangsong", "kaiti", "heiti", "title", "songti")


def adapted(part: str, xml: str, profile: Profile) -> str:
    """The part of the document as the profile has it; in most parts nothing differs from the standard."""
    adapt = _ADAPTED.get(part)
    return adapt(xml, profile) if adapt and profile != STANDARD else xml


def _styles(xml: str, profile: Profile) -> str:
    root = etree.fromstring(xml.encode())
    own = _own_faces(profile)
    for fonts in root.iter(f"{_W}rFonts"):
        standard = str(fonts.get(f"{_W}eastAsia"))
        # Page numbers stay in their own face (GB/T 9704-2012, 7.5).
        latin = "" if standard == STANDARD.songti else profile.digits
        # The base's hint keeps “ ” … — in the face for eastAsia, whatever the Latin one is.
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(f"{_W}{script}", latin or own[standard])
        fonts.set(f"{_W}eastAsia", own[standard])
    for style, wanted in (("Heading3", profile.bold_level_3), ("SpeechLabel", profile.bold_labels)):
        if wanted:
            (fonts,) = root.iterfind(f"{_W}style[@{_W}styleId='{style}']/{_W}rPr/{_W}rFonts")
            for bold in ("bCs", "b"):
                fonts.addnext(etree.Element(f"{_W}{bold}"))
    return etree.tostring(root, encoding="unicode")


def _fonts(xml: str, profile: Profile) -> str:
    """Names the profile's faces; where a computer lacks one, Word takes the standard's."""
    instead: dict[str, str] = {}
    for standard, own in _own_faces(profile).items():
        # A face with several parts to play stands for that of the first, as that has most of the text.
        instead.setdefault(own, standard)
    more = "".join(
        f'<w:font w:name={quoteattr(own)}><w:altName w:val="{standard}"/><w:charset w:val="86"/></w:font>'
        for own, standard in instead.items()
        if own not in _own_faces(STANDARD)
    )
    return xml.replace("</w:fonts>", f"{more}</w:fonts>")


def _own_faces(profile: Profile) -> Mapping[str, str]:
    """The profile's face for each of the standard's."""
    return {getattr(STANDARD, role): getattr(profile, role) for role in _FACES}


_ADAPTED: Mapping[str, Callable[[str, Profile], str]] = MappingProxyType(
    {"word/styles.xml": _styles, "word/fontTable.xml": _fonts}
)
