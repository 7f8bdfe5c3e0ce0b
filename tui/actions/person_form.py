"""A person of the roster as a form, and a member's absence as another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from meeting import roster
from meeting.model import Absence, Person, Role
from meeting.refused import Refused, filling_in
from tui.dialogs.form import Form
from tui.lines.person_lines import ROLES
from tui.opened import Opened
from tui.place import Place
from tui.widgets.fields import Field

Done = Callable[[bool | None], None]
"""Is told whether the form was saved."""


def ask_person(screen: Place, opened: Opened, person: Person, done: Done) -> None:
    """Asks for name, post, unit and role of somebody who is on the list."""

    def take(values: tuple[str, ...]) -> None:
        name, post, unit, role = values
        changed = replace(person, name=name, post=post, unit=unit, role=_role(role))
        recorder = opened.recorder
        recorder.set_up(roster.change(recorder.meeting, changed))

    fields = [
        Field("姓名", person.name),
        Field("职务", person.post),
        Field("单位", person.unit, "列席人员写单位，例如：市委组织部"),
        Field("身份", person.role.label, "班子成员、列席人员 或 记录人"),
    ]
    screen.app.push_screen(Form(f"修改{person.role.label}", fields, take), done)


def ask_absence(screen: Place, opened: Opened, person: Person, done: Done) -> None:
    """Asks why a member is away, and who reads what was handed in."""

    def take(values: tuple[str, ...]) -> None:
        reason, written, reader = values
        recorder = opened.recorder
        with filling_in("由谁宣读"):
            read_by = roster.find(recorder.meeting, reader) if reader else ""
        absence = Absence(reason, _yes(written), read_by)
        recorder.set_up(roster.set_absence(recorder.meeting, person.id, absence))

    fields = [
        Field("缺席理由", "", "例如：因公出差"),
        Field("有书面发言", "否", "是 或 否"),
        Field("由谁宣读", "", "姓名；不宣读就空着"),
    ]
    screen.app.push_screen(Form(f"{person.name}缺席", fields, take), done)


def _yes(word: str) -> bool:
    if word not in ("是", "否", ""):
        raise Refused("“有书面发言”一栏请写 是 或 否。", "有书面发言")
    return word == "是"


def _role(word: str) -> Role:
    for role in ROLES:
        if word == role.label:
            return role
    raise Refused("“身份”一栏请写 班子成员、列席人员 或 记录人。", "身份")
