"""The people of a meeting: who belongs, in which order, who leads, and who is away."""

from __future__ import annotations

from dataclasses import replace

from meeting.dossier.people import named_in
from meeting.model import Absence, Meeting, Mode, Person, PersonId, Role
from meeting.order import members
from meeting.refused import Refused, filling_in
from meeting.spoken import spoken
from meeting.template import Speaker
from meeting.text import clean, fits_one_line

LONGEST_NAME = 40
"""Characters; minority names run to twenty and more."""


def add(meeting: Meeting, name: str, post: str = "", unit: str = "", role: Role = Role.MEMBER) -> Meeting:
    """The meeting with one more person; the first member becomes the secretary, and may chair."""
    number = meeting.people_added + 1
    person = _checked(Person(f"p{number}", name, post, unit, role))
    _refuse_twin(meeting, person)
    meeting = replace(meeting, people=(*meeting.people, person), people_added=number)
    if role is Role.MEMBER and not meeting.secretary:
        meeting = replace(meeting, secretary=person.id, chair=meeting.chair or _by_rule(meeting, person.id))
    return meeting


def change(meeting: Meeting, person: Person) -> Meeting:
    """The person of this id with new particulars."""
    old = person_of(meeting, person.id)
    person = _checked(person)
    _refuse_twin(meeting, person)
    if person.role is not Role.MEMBER:
        if person.id == meeting.secretary:
            raise Refused("书记是班子成员，身份不能改；请先把另一位成员设为书记。", "身份")
        person = replace(person, absence=None)
    if person.role is Role.RECORDER and person.id == meeting.chair:
        raise Refused("主持人不能兼记录人；请先另选一位主持人。", "身份")
    if old.role is not person.role and _is_recorded(meeting, person.id):
        raise Refused(f"{old.name}已有记录，身份不能再改。", "身份")
    if old.role is not person.role:
        with filling_in("身份"):
            _refuse_named(meeting, old, "身份不能改")
    people = tuple(person if other.id == person.id else other for other in meeting.people)
    return replace(meeting, people=people)


def remove(meeting: Meeting, person_id: PersonId) -> Meeting:
    """The meeting without a person of whom nothing is recorded and nothing filed yet."""
    person = person_of(meeting, person_id)
    if _is_recorded(meeting, person_id):
        raise Refused(f"{person.name}已有记录，不能删除；不能到会请登记缺席。")
    _refuse_named(meeting, person, "不能删除")
    people = tuple(_without_reader(other, person_id) for other in meeting.people if other.id != person_id)
    inserted = meeting.arrangement.extras
    extras = tuple(extra for extra in inserted if person_id not in (extra.turn.by, extra.turn.to))
    meeting = replace(meeting, people=people, arrangement=replace(meeting.arrangement, extras=extras))
    first = next((other.id for other in members(meeting)), "")
    if meeting.secretary == person_id:
        meeting = replace(meeting, secretary=first)
    if meeting.chair == person_id:
        meeting = replace(meeting, chair=_by_rule(meeting, meeting.secretary))
    return meeting


def move(meeting: Meeting, person_id: PersonId, places: int) -> Meeting:
    """The person moved down by so many places among those of the same role, or up for a negative number."""
    person = person_of(meeting, person_id)
    peers = [other for other in meeting.people if other.role is person.role]
    here = peers.index(person)
    peers.remove(person)
    peers.insert(max(0, min(here + places, len(peers))), person)
    in_turn = iter(peers)
    people = tuple(next(in_turn) if other.role is person.role else other for other in meeting.people)
    return replace(meeting, people=people)


def set_secretary(meeting: Meeting, person_id: PersonId) -> Meeting:
    """The member who leads the group, and whose round comes first; one person only."""
    person = person_of(meeting, person_id)
    if person.role is not Role.MEMBER:
        raise Refused(f"{person.name}不是班子成员，不能设为书记。")
    by_rule = _by_rule(meeting, person_id)
    chair = by_rule if by_rule and meeting.chair in ("", meeting.secretary) else meeting.chair
    return replace(meeting, secretary=person_id, chair=chair)


def set_chair(meeting: Meeting, person_id: PersonId) -> Meeting:
    """The one person who chairs the meeting, normally the secretary (plan, section 五(四))."""
    person = person_of(meeting, person_id)
    if person.role is Role.RECORDER:
        raise Refused(f"{person.name}是记录人，不能兼主持人；请选一位班子成员。")
    return replace(meeting, chair=person_id)


def set_absence(meeting: Meeting, person_id: PersonId, absence: Absence | None) -> Meeting:
    """A member's absence with its reason, or None when the member is there."""
    person = person_of(meeting, person_id)
    if absence and person.role is not Role.MEMBER:
        raise Refused(f"{person.name}不是班子成员，不用登记缺席；不来时从名单删去即可。")
    if absence and not absence.reason.strip():
        raise Refused("缺席要写明理由，例如：因公出差。", "缺席理由")
    if absence and not person.absence and _has_spoken(meeting, person_id):
        raise Refused(f"{person.name}已有发言记录，不能登记缺席；中途走了用“到会离会”记。")
    return change(meeting, replace(person, absence=absence))


def person_of(meeting: Meeting, person_id: PersonId) -> Person:
    """The person with this id; raises `Refused` when the list has none."""
    for person in meeting.people:
        if person.id == person_id:
            return person
    raise Refused("名单里没有这个人，请从名单中选一位。")


def name_of(meeting: Meeting, person_id: PersonId) -> str:
    """The full name, with the post where two people bear the same name; empty for nobody."""
    person = next((person for person in meeting.people if person.id == person_id), None)
    if person is None:
        return ""
    namesakes = [other for other in meeting.people if other.name == person.name]
    mark = person.post or person.unit
    return f"{person.name}（{mark}）" if mark and len(namesakes) > 1 else person.name


def find(meeting: Meeting, name: str) -> PersonId:
    """The person of this name, with the post in brackets where two bear it; raises `Refused` otherwise."""
    found = look_up(meeting, name)
    if not found:
        raise Refused(f"名单里没有“{name[:20]}”，请写名单里的姓名。")
    return found


def look_up(meeting: Meeting, name: str) -> PersonId:
    """The person of this name, empty for nobody; raises `Refused` where several bear it."""
    found = [p.id for p in meeting.people if name in (p.name, name_of(meeting, p.id))]
    if len(found) > 1:
        labels = "、".join(name_of(meeting, person) for person in found)
        raise Refused(f"名单里有几位“{name}”，请写成其中一位：{labels}。")
    return found[0] if found else ""


def _by_rule(meeting: Meeting, secretary: PersonId) -> PersonId:
    """Who chairs while nobody was named for it (plan, section 五(四)), or "" where somebody has to be."""
    return secretary if meeting.template.chaired_by is Speaker.SECRETARY else ""


def _without_reader(person: Person, reader: PersonId) -> Person:
    if person.absence and person.absence.read_by == reader:
        return replace(person, absence=replace(person.absence, read_by=""))
    return person


def _has_spoken(meeting: Meeting, person_id: PersonId) -> bool:
    said = (entry for entry in spoken(meeting.entries) if entry.by == person_id)
    return any(entry.mode is not Mode.READ_OUT for entry in said)


def _is_recorded(meeting: Meeting, person_id: PersonId) -> bool:
    return any(person_id in (entry.by, entry.to) for entry in meeting.entries)


def _refuse_named(meeting: Meeting, person: Person, what: str) -> None:
    if places := named_in(meeting.dossier, person.id):
        raise Refused(f"{person.name}{what}：{'、'.join(places)}里有这个人，请先在那里改掉或删去。")


def _checked(person: Person) -> Person:
    name = person.name.strip()
    if not name:
        raise Refused("请写姓名，例如：张三 党组书记、局长。", "姓名")
    if len(name) > LONGEST_NAME:
        raise Refused(f"姓名超过 {LONGEST_NAME} 个字，请检查是否把职务也写进了姓名。", "姓名")
    reason = person.absence.reason if person.absence else ""
    told = {"姓名": name, "职务": person.post, "单位": person.unit, "缺席理由": reason}
    for field, text in told.items():
        if not fits_one_line(text):
            raise Refused(f"“{clean(name)[:8]}”一行里有换行或不能印出的字符，请删去后再输入。", field)
    return replace(person, name=name, post=person.post.strip(), unit=person.unit.strip())


def _refuse_twin(meeting: Meeting, person: Person) -> None:
    for other in meeting.people:
        if other.id == person.id or other.name != person.name:
            continue
        if (other.post or other.unit) == (person.post or person.unit):
            raise Refused(f"名单里已有{person.name}；若确是同名的两位，请写明各自的职务以便区分。", "职务")
