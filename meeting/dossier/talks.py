"""谈心谈话: which talks were had, and which of 四必谈 are still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from meeting.dossier.model import Dossier, Talk, TalkKind
from meeting.dossier.rows import with_added, with_changed, without, words
from meeting.ids import PersonId
from meeting.model import Meeting, Role
from meeting.order import members
from meeting.refused import Refused
from meeting.roster import person_of

PAIRED = (TalkKind.SECRETARY, TalkKind.MEMBERS)
"""The kinds of talk that two members have with each other."""

Pair = tuple[PersonId, PersonId]
"""Two members, the one first who comes first in the group."""


@dataclass(frozen=True, slots=True)
class Had:
    """The talks that were had: of each pair of members, and of each member with others."""

    pairs: Mapping[Pair, tuple[Talk, ...]]
    others: Mapping[tuple[PersonId, TalkKind], tuple[Talk, ...]]

    def between(self, one: PersonId, other: PersonId) -> tuple[Talk, ...]:
        """The talks of two members, whoever began."""
        return self.pairs.get((one, other), ()) or self.pairs.get((other, one), ())


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the talks of a kind that must be had were had, whoever had them how often."""

    done: int
    due: int

    @property
    def open(self) -> int:
        """How many are still to be had."""
        return self.due - self.done


def had(meeting: Meeting) -> Had:
    """The talks as 四必谈 asks for them, every place with none included.

    A pair is settled by a talk of either paired kind, so that it stays settled when the secretary changes.
    """
    ids = [person.id for person in members(meeting)]
    pairs: dict[Pair, list[Talk]] = {pair: [] for pair in combinations(ids, 2)}
    others: dict[tuple[PersonId, TalkKind], list[Talk]] = {
        (member, kind): [] for member in ids for kind in TalkKind if kind not in PAIRED
    }
    for talk in meeting.dossier.talks:
        if talk.kind not in PAIRED:
            if (talk.by, talk.kind) in others:
                others[talk.by, talk.kind].append(talk)
        elif (talk.by, talk.to) in pairs:
            pairs[talk.by, talk.to].append(talk)
        elif (talk.to, talk.by) in pairs:
            pairs[talk.to, talk.by].append(talk)
    return Had(
        {pair: tuple(talks) for pair, talks in pairs.items()},
        {place: tuple(talks) for place, talks in others.items()},
    )


def progress(meeting: Meeting) -> Mapping[TalkKind, Progress]:
    """How far each of the four kinds has come."""
    found = had(meeting)
    settled: dict[TalkKind, list[bool]] = {kind: [] for kind in TalkKind}
    for pair, talks in found.pairs.items():
        settled[_kind_between(meeting, pair)].append(bool(talks))
    for (_, kind), talks in found.others.items():
        settled[kind].append(bool(talks))
    return {kind: Progress(sum(places), len(places)) for kind, places in settled.items()}


def kind_of(meeting: Meeting, talk: Talk) -> TalkKind:
    """The kind as it counts now: a pair's by whether the secretary of today is of it."""
    return _kind_between(meeting, (talk.by, talk.to)) if talk.kind in PAIRED else talk.kind


def _kind_between(meeting: Meeting, pair: Pair) -> TalkKind:
    return TalkKind.SECRETARY if meeting.secretary in pair else TalkKind.MEMBERS


def checked(meeting: Meeting, talk: Talk) -> Talk:
    """The talk as it can be filed, a pair's kind told by whether the secretary is of it.

    Raises `Refused` where it can't.
    """
    by = person_of(meeting, talk.by)
    if by.role is not Role.MEMBER:
        raise Refused(f"{by.name}不是班子成员；谈话人要写班子成员，其他人写在谈话对象里。", "谈话人")
    talk = replace(
        talk,
        with_whom=words(talk.with_whom, "谈话对象"),
        place=words(talk.place, "地点"),
        points=words(talk.points, "内容"),
    )
    if talk.kind not in PAIRED:
        if not talk.with_whom:
            raise Refused(f"{talk.kind.label}谈话，请写谈话对象的姓名。", "谈话对象")
        return replace(talk, to="")
    if not talk.to:
        raise Refused("请写谈话对象：另一位班子成员的姓名。", "谈话对象")
    to = person_of(meeting, talk.to)
    if to.role is not Role.MEMBER:
        raise Refused(
            f"{to.name}不是班子成员；类别请写 {TalkKind.HEADS.label} 或 {TalkKind.REPRESENTATIVES.label}。",
            "类别",
        )
    if to.id == by.id:
        raise Refused(f"谈话人和谈话对象都是{by.name}，请改其中一个。", "谈话对象")
    return replace(talk, kind=_kind_between(meeting, (by.id, to.id)))


def add(meeting: Meeting, talks: Sequence[Talk]) -> Dossier:
    """The dossier with these as well; their ids are given here."""
    fresh = [checked(meeting, talk) for talk in talks]
    return replace(meeting.dossier, talks=with_added(meeting.dossier.talks, fresh))


def change(meeting: Meeting, talk: Talk) -> Dossier:
    """The dossier with new particulars of the talk of this id."""
    return replace(meeting.dossier, talks=with_changed(meeting.dossier.talks, checked(meeting, talk)))


def remove(meeting: Meeting, talk_id: int) -> Dossier:
    """The dossier without a talk."""
    return replace(meeting.dossier, talks=without(meeting.dossier.talks, talk_id))
