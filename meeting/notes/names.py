"""Names as people write them in notes: in full, or shorter where only one person can be meant."""

from __future__ import annotations

from meeting.model import Meeting, Person, PersonId
from meeting.notes.lines import half_width
from meeting.refused import Refused
from meeting.roster import name_of

_CHAIR = "主持人"


def in_full(meeting: Meeting, written: str) -> PersonId:
    """The one person whose full name this is, be it with the post or 同志 behind it; "" for nobody."""
    word = _plain(written)
    if word == _CHAIR:
        return meeting.chair
    found = [
        person.id
        for person in meeting.people
        if word in (person.name, _plain(name_of(meeting, person.id)))
        or (word.startswith(person.name) and _has_post(person, word.removeprefix(person.name)))
    ]
    return found[0] if len(found) == 1 else ""


def named(meeting: Meeting, written: str) -> PersonId:
    """The person meant by a full name, a part of it, or a surname with the post; raises `Refused`."""
    word = _plain(written)
    if not word:
        raise Refused("没有写姓名")
    if whole := in_full(meeting, word):
        return whole
    namesakes = [person for person in meeting.people if person.name == word]
    found = namesakes or [person for person in meeting.people if _may_be(person, word)]
    if not found:
        raise Refused(f"名单里没有“{word[:20]}”，请写全名")
    if len(found) > 1:
        labels = "、".join(name_of(meeting, person.id) for person in found)
        raise Refused(f"“{word}”可以是{labels}，请写明是哪一位")
    return found[0].id


def looks_like_name(meeting: Meeting, written: str) -> bool:
    """Whether this may be somebody's name, mistyped: as short as one, with a surname of this meeting."""
    word = _plain(written)
    return 2 <= len(word) <= 4 and any(word[0] == person.name[:1] for person in meeting.people)


def _plain(written: str) -> str:
    return half_width(written).strip().removesuffix("同志").strip()


def _has_post(person: Person, rest: str) -> bool:
    told = rest.strip(" ()")
    return bool(told) and told in half_width(f"{person.post} {person.unit}")


def _may_be(person: Person, word: str) -> bool:
    if person.name.startswith(word) or (len(word) > 1 and person.name.endswith(word)):
        return True
    return any(
        person.name.startswith(word[:length]) and _has_post(person, word[length:]) for length in (1, 2)
    )
