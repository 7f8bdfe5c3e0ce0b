"""People as the record names them: always in full, never 李书记."""

from __future__ import annotations

from meeting.model import Meeting, Person, PersonId
from meeting.roster import name_of

GROUP = "领导班子"
OUTSIDE = "名单外"
"""Who is named in the dossier but on the roster no more."""


def with_post(person: Person, more: str = "") -> str:
    """张三（党组书记、局长）, with what more is told of them; somebody's unit stands before the post."""
    post = person.post if person.post.startswith(person.unit) else person.unit + person.post
    told = "，".join(filter(None, (post, more)))
    return f"{person.name}（{told}）" if told else person.name


def whose(meeting: Meeting, person: PersonId) -> str:
    """Whose a row of the dossier is: the group's, somebody's, or 名单外 for one who is not on the roster."""
    return (name_of(meeting, person) or OUTSIDE) if person else GROUP


class Mentions:
    """Names one person after another, with the post at the first mention and by the full name after it."""

    def __init__(self, meeting: Meeting) -> None:
        self._first = {person.id: with_post(person) for person in meeting.people}
        self._later = {person.id: name_of(meeting, person.id) for person in meeting.people}

    def of(self, person: PersonId) -> str:
        """The next mention; empty for nobody."""
        return self._first.pop(person, "") or self._later.get(person, "")
