"""A row of a list as the words of its columns, and back; forms and tables are read by the same rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from meeting.calendar.day import day_of
from meeting.calendar.deadlines import first_sitting
from meeting.dossier.model import Channel, Opinion, Study, Talk, TalkKind
from meeting.dossier.talks import PAIRED, kind_of
from meeting.model import Meeting, PersonId, Role
from meeting.refused import Refused, filling_in
from meeting.roster import find, name_of
from meeting.tables.aspects import aspect_of

Words = Mapping[str, str]
"""What stands in each column, by the column's name; a column that is missing is empty."""

_GROUP = frozenset({"", "班子", "领导班子", "党组", "党委", "党组班子", "党委班子", "集体"})
_ROLES = {
    "": Role.MEMBER,
    "成员": Role.MEMBER,
    "列席": Role.OBSERVER,
    "列席人": Role.OBSERVER,
    "记录": Role.RECORDER,
    "记录人员": Role.RECORDER,
}
_SECRETARIES = frozenset({"书记", "党组书记", "党委书记"})
_CHANNELS = {
    "座谈": Channel.SYMPOSIUM,
    "座谈会议": Channel.SYMPOSIUM,
    "意见表": Channel.FORM,
    "问卷": Channel.FORM,
    "发放征求意见表": Channel.FORM,
    "信箱": Channel.BOX,
    "访谈": Channel.INTERVIEW,
    "走访": Channel.INTERVIEW,
    "个别谈话": Channel.INTERVIEW,
    "谈心谈话": Channel.INTERVIEW,
    "上级": Channel.SUPERIOR,
    "上级点": Channel.SUPERIOR,
    "督导组": Channel.SUPERIOR,
    "其他": Channel.OTHER,
    "其它": Channel.OTHER,
    "": Channel.OTHER,
}
_TALK_KINDS = {
    "书记与班子成员": TalkKind.SECRETARY,
    "主要负责同志与班子成员": TalkKind.SECRETARY,
    "成员与成员": TalkKind.MEMBERS,
    "班子成员之间": TalkKind.MEMBERS,
    "班子成员相互之间": TalkKind.MEMBERS,
    "分管部门负责人": TalkKind.HEADS,
    "部门负责人": TalkKind.HEADS,
    "班子成员与分管部门负责人": TalkKind.HEADS,
    "党员群众代表": TalkKind.REPRESENTATIVES,
    "党员代表": TalkKind.REPRESENTATIVES,
    "群众代表": TalkKind.REPRESENTATIVES,
    "与党员代表": TalkKind.REPRESENTATIVES,
    "班子成员与党员群众代表": TalkKind.REPRESENTATIVES,
}


def plain(word: str) -> str:
    """A word without what people put around it: brackets and what stands in them, blanks, marks."""
    word = re.sub(r"\(.*?\)|【.*?】|\[.*?\]", "", unicodedata.normalize("NFKC", word))
    return re.sub(r"[\s*:、。.]", "", word)


def role_of(word: str) -> Role:
    """The role of this name; a member for an empty one. Raises `Refused`."""
    if is_secretary(word):
        return Role.MEMBER
    named = {role.label: role for role in Role} | _ROLES
    if (role := named.get(plain(word))) is None:
        raise Refused(f"身份“{word[:20]}”看不懂，请写 班子成员、列席人员 或 记录人。", "身份")
    return role


def is_secretary(word: str) -> bool:
    """Whether what stands for a role names the one member who leads the group."""
    return plain(word) in _SECRETARIES


def study_of(meeting: Meeting, words: Words) -> Study:
    """The session of study that the words tell, without an id; raises `Refused`."""
    return Study(0, words.get("主题", ""), day_before(meeting, words.get("日期", "")), words.get("形式", ""))


def opinion_of(meeting: Meeting, words: Words) -> Opinion:
    """The opinion that the words tell, without an id; raises `Refused`."""
    about = words.get("对象", "")
    with filling_in("方面"):
        aspect = aspect_of(meeting.template.aspects, words.get("方面", ""))
    return Opinion(
        0,
        words.get("意见", ""),
        "" if plain(about) in _GROUP or about == meeting.head.group else _person(meeting, about, "对象"),
        aspect,
        _channel(words.get("方式", "")),
        handling=words.get("处理", ""),
    )


def talk_of(meeting: Meeting, words: Words) -> Talk:
    """The talk that the words tell, without an id; raises `Refused`.

    Without a kind it is one of two members, as only they are known by name.
    """
    by, with_whom = _person(meeting, words.get("谈话人", ""), "谈话人"), words.get("谈话对象", "").strip()
    kind = _talk_kind(words.get("类别", ""))
    day = day_before(meeting, words.get("日期", ""))
    place, points = words.get("地点", ""), words.get("内容", "")
    if kind and kind not in PAIRED:
        return Talk(0, kind, by, "", with_whom, day, place, points)
    try:
        to = _person(meeting, with_whom, "谈话对象")
    except Refused as refused:
        if kind or not with_whom:
            raise
        raise Refused(
            f"{refused}若不是班子成员，类别请写 {TalkKind.HEADS.label} 或 {TalkKind.REPRESENTATIVES.label}。",
            "谈话对象",
        ) from None
    return Talk(0, kind or TalkKind.MEMBERS, by, to, "", day, place, points)


def day_before(meeting: Meeting, text: str) -> date | None:
    """The day that a text tells, without its year the last such day up to the meeting; raises `Refused`."""
    with filling_in("日期"):
        return day_of(text, first_sitting(meeting))


def words_of(meeting: Meeting, row: Study | Opinion | Talk) -> Words:
    """The words of a filed row; reading them again gives the same row."""
    match row:
        case Study():
            return {"主题": row.topic, "日期": _written(row.day), "形式": row.form}
        case Opinion():
            labels = {aspect.id: aspect.label for aspect in meeting.template.aspects}
            return {
                "意见": row.text,
                "对象": name_of(meeting, row.about),
                "方面": labels.get(row.aspect, ""),
                "方式": row.channel.label,
                "处理": row.handling,
            }
        case Talk():
            return {
                "谈话人": name_of(meeting, row.by),
                "谈话对象": name_of(meeting, row.to) or row.with_whom,
                "类别": kind_of(meeting, row).label,
                "日期": _written(row.day),
                "地点": row.place,
                "内容": row.points,
            }


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _person(meeting: Meeting, name: str, what: str) -> PersonId:
    """The person of this name, also with 同志 behind it or blanks within; raises `Refused`."""
    name = name.strip()
    with filling_in(what):
        if not name:
            raise Refused(f"请写{what}的姓名。")
        if any(mark in name for mark in "、,，;；/"):
            raise Refused(f"“{name[:20]}”不止一位，请每位写一行。")
        return _find(meeting, name)


def _find(meeting: Meeting, name: str) -> PersonId:
    whole = unicodedata.normalize("NFKC", name).removesuffix("同志")
    named = (name, whole, "".join(whole.split()))
    for one in named:
        if any(one in (person.name, name_of(meeting, person.id)) for person in meeting.people):
            return find(meeting, one)
    return find(meeting, name)


def _channel(word: str) -> Channel:
    named = {channel.label: channel for channel in Channel} | _CHANNELS
    if (channel := named.get(plain(word))) is None:
        labels = "、".join(channel.label for channel in Channel)
        raise Refused(f"方式“{word[:20]}”看不懂，请写 {labels} 之一。", "方式")
    return channel


def _talk_kind(word: str) -> TalkKind | None:
    named = {kind.label: kind for kind in TalkKind} | _TALK_KINDS
    if plain(word) and plain(word) not in named:
        labels = "、".join(kind.label for kind in TalkKind)
        raise Refused(f"类别“{word[:20]}”看不懂，请写 {labels} 之一；两位成员之间可空着。", "类别")
    return named.get(plain(word))
