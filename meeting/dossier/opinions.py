"""征求到的意见: as they came in, and which of them say the same and count as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from meeting.dossier.model import Channel, Dossier, Opinion
from meeting.dossier.rows import row_of, with_added, with_changed, without, words
from meeting.ids import PersonId
from meeting.model import Meeting, Role
from meeting.refused import Refused
from meeting.roster import person_of

MOST_FORMS = 99_999

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Count:
    """原始 → 归并: how many came in, and how many are left once those that say the same count as one."""

    raw: int
    merged: int


@dataclass(frozen=True, slots=True)
class Counts:
    """All opinions, and those of each person ("" for the group), aspect ("" for none) and channel."""

    all: Count
    about: Mapping[PersonId, Count]
    aspect: Mapping[str, Count]
    channel: Mapping[Channel, Count]


def counts(dossier: Dossier) -> Counts:
    """What the papers tell of the opinions; each one came in by its own channel, merged or not."""
    opinions = dossier.opinions
    standing = sum(1 for opinion in opinions if not opinion.merged_into)
    return Counts(
        Count(len(opinions), standing),
        _by(opinions, lambda opinion: opinion.about),
        _by(opinions, lambda opinion: opinion.aspect),
        _by(opinions, lambda opinion: opinion.channel),
    )


def checked(meeting: Meeting, opinion: Opinion) -> Opinion:
    """The opinion as it can be filed; raises `Refused` where it can't."""
    text = words(opinion.text, "意见")
    if not text:
        raise Refused("请写意见的原话，例如：到基层调研不够。", "意见")
    if opinion.about and person_of(meeting, opinion.about).role is not Role.MEMBER:
        raise Refused("意见的对象要是班子成员；对领导班子的意见，对象写“班子”或空着。", "对象")
    if opinion.aspect and opinion.aspect not in {aspect.id for aspect in meeting.template.aspects}:
        raise Refused("会议模板里没有这个对照检查方面，请从模板的各方面里选。", "方面")
    return replace(opinion, text=text, handling=words(opinion.handling, "处理"))


def add(meeting: Meeting, opinions: Sequence[Opinion]) -> Dossier:
    """The dossier with these as well, each standing for itself; their ids are given here."""
    fresh = [replace(checked(meeting, opinion), merged_into=0) for opinion in opinions]
    return replace(meeting.dossier, opinions=with_added(meeting.dossier.opinions, fresh))


def change(meeting: Meeting, opinion: Opinion) -> Dossier:
    """The dossier with new particulars of the opinion of this id; what it is merged with stays."""
    old = row_of(meeting.dossier.opinions, opinion.id)
    if opinion.about != old.about and _is_merged(meeting.dossier, old):
        raise Refused("这一条和别的意见合并着，对象不能单改；请先拆开，再改对象。", "对象")
    opinion = replace(checked(meeting, opinion), merged_into=old.merged_into)
    return replace(meeting.dossier, opinions=with_changed(meeting.dossier.opinions, opinion))


def remove(meeting: Meeting, opinion_id: int) -> Dossier:
    """The dossier without an opinion; those that it stood for stand for themselves again."""
    left = without(meeting.dossier.opinions, opinion_id)
    return replace(meeting.dossier, opinions=_freed(left, opinion_id))


def merge(meeting: Meeting, ids: Sequence[int]) -> Dossier:
    """The dossier with these opinions as one: the first stands for the others, and for what they stood for.

    Raises `Refused` for fewer than two, or for opinions about different persons, which are counted apart.
    """
    opinions = meeting.dossier.opinions
    chosen = [row_of(opinions, one) for one in ids]
    heads = list(dict.fromkeys(opinion.merged_into or opinion.id for opinion in chosen))
    if len(heads) < 2:
        raise Refused("请标记两条以上还没有合并在一起的意见，再合并。")
    if len({opinion.about for opinion in chosen}) > 1:
        raise Refused("标记的意见对象不同，不能合并成一条；请只标记对同一位（或都对班子）的。")
    under = set(heads[1:])
    merged = tuple(
        replace(opinion, merged_into=heads[0]) if {opinion.id, opinion.merged_into} & under else opinion
        for opinion in opinions
    )
    return replace(meeting.dossier, opinions=merged)


def separate(meeting: Meeting, opinion_id: int) -> Dossier:
    """The dossier with an opinion on its own again; for one that stands for others, with all of them."""
    opinions = meeting.dossier.opinions
    opinion = row_of(opinions, opinion_id)
    if not _is_merged(meeting.dossier, opinion):
        raise Refused("这一条没有和别的意见合并。")
    if opinion.merged_into:
        alone = with_changed(opinions, replace(opinion, merged_into=0))
        return replace(meeting.dossier, opinions=alone)
    return replace(meeting.dossier, opinions=_freed(opinions, opinion_id))


def set_forms(meeting: Meeting, sent: int, returned: int) -> Dossier:
    """The dossier with how many 征求意见表 went out and came back."""
    if not 0 <= sent <= MOST_FORMS or returned < 0:
        raise Refused(f"份数要在 0 到 {MOST_FORMS} 之间。")
    if returned > sent:
        raise Refused(f"收回 {returned} 份，比发出的 {sent} 份还多，请核对。", "收回份数")
    return replace(meeting.dossier, forms_sent=sent, forms_returned=returned)


def _is_merged(dossier: Dossier, opinion: Opinion) -> bool:
    return bool(opinion.merged_into) or any(other.merged_into == opinion.id for other in dossier.opinions)


def _freed(opinions: Sequence[Opinion], head: int) -> tuple[Opinion, ...]:
    return tuple(replace(one, merged_into=0) if one.merged_into == head else one for one in opinions)


def _by(opinions: Sequence[Opinion], key: Callable[[Opinion], Key]) -> Mapping[Key, Count]:
    raw = Counter(key(opinion) for opinion in opinions)
    merged = Counter(key(opinion) for opinion in opinions if not opinion.merged_into)
    return {one: Count(raw[one], merged[one]) for one in raw}
