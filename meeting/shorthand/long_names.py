"""Long names of institutions and documents in a meeting's papers, found by how they begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from meeting.model import Entry, Meeting

_SHORTEST = 6
_LONGEST = 60
"""Characters of a name that is worth completing, and of one that can still be shown."""

_FURTHEST = 20
"""Characters of a beginning after which a name is no longer found."""

_TITLE = re.compile("《[^《》\n]{2,60}》")
_CLAUSE = re.compile(r"[，。；、：\s]+")

# Where a name ends shows by its last word. Where it begins, text without spaces does not show: so it must
# begin with a place of two characters or one of these words. To miss the first character of a longer place
# name does no harm, as what is typed before the beginning stays; to take in a character too many would.
_BEGINS = "中共|中国|中央|国务院|国家|全国|最高人民|[一-龥]{2}(?:省|市|区|县|州|盟|旗|乡|镇)"
_ENDS = (
    "委员会|办公室|领导小组|工作组|监察组|有限责任公司|有限公司|公司|集团|研究院|研究所|大学|学院|中心|协会|联合会|"
    "法院|检察院|总队|支队|大队|(?<![布格结大])局|厅|署|(?<![干全内局])部(?!署|分|门)"
)
_INSTITUTION = re.compile(f"(?:{_BEGINS})[一-龥]{{1,16}}?(?:{_ENDS})+")


@dataclass(frozen=True, slots=True)
class LongNames:
    """The names by each of their beginnings; of several that begin alike, the one that came first."""

    by_beginning: Mapping[str, str] = field(default_factory=dict)

    def begun(self, before: str) -> tuple[int, str] | None:
        """The name that the end of the text begins, and how many characters of it stand there."""
        for length in range(min(_FURTHEST, len(before)), 1, -1):
            if name := self.by_beginning.get(before[-length:]):
                return length, name
        return None

    def together_with(self, names: Iterable[str]) -> LongNames:
        """These names and further ones."""
        found = dict(self.by_beginning)
        for name in names:
            if _SHORTEST <= len(name) <= _LONGEST:
                # A quarter of it has to be typed: a common word alone must not bring up a long title.
                for length in range(max(2, -(-len(name) // 4)), min(_FURTHEST, len(name) - 2) + 1):
                    found.setdefault(name[:length], name)
        return LongNames(found)


def names_of_papers(meeting: Meeting) -> Iterator[str]:
    """The names in the head, the roster and the template, in this order."""
    head, template = meeting.head, meeting.template
    yield from (head.group, head.title, head.place)
    for person in meeting.people:
        yield from _CLAUSE.split(person.unit)
        yield from _CLAUSE.split(person.post)
    yield template.title
    for document in template.legal_basis:
        yield document
        yield document.strip("《》")
    for sentence in (
        template.theme,
        *(aspect.title for aspect in template.aspects),
        *(item.title for item in template.special_items),
    ):
        yield from _CLAUSE.split(sentence)


def names_in(entries: Iterable[Entry]) -> Iterator[str]:
    """The names that occur in what is recorded."""
    for entry in entries:
        for title in _TITLE.findall(entry.text):
            yield title
            yield title.strip("《》")
        yield from _INSTITUTION.findall(entry.text)
