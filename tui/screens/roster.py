"""名单: who belongs to the meeting, in which order, who leads it, and who is away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from meeting import roster
from meeting.attendance import quorum
from meeting.desk import unrecorded
from meeting.model import Absence, Meeting, Person, Role, Speaker
from meeting.order import members, speaking_order
from meeting.refused import Refused, filling_in
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.tables.columns import Listing
from tui import keys
from tui.lines.columns import fit
from tui.opened import Opened
from tui.screens.form import Form
from tui.screens.place import Place, title_of
from tui.widgets.entry_line import EntryLine
from tui.widgets.fields import Field

_ROLES = (Role.MEMBER, Role.OBSERVER, Role.RECORDER)
_CHANGES = (
    *("enter", "move_up", "move_down", "absence", "secretary", "chair", "remove"),
    *("take_table", "carry"),
)
_EXAMPLES = {
    Role.MEMBER: "姓名 空格 职务，例如：张三 党组书记、局长（书记写在最先）",
    Role.OBSERVER: "姓名 空格 职务 空格 单位，例如：钱七 副处长 市委组织部",
    Role.RECORDER: "姓名 空格 职务，例如：周八 办公室主任",
}


class RosterScreen(Place):
    """The people in three groups; the line at the foot takes the next one."""

    place = "roster"
    BINDINGS: ClassVar[list[BindingType]] = [*keys.bindings("roster")]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._role = Role.MEMBER

    def body(self) -> Iterable[Widget]:
        yield OptionList(markup=False)
        with Horizontal(classes="prompt"):
            yield Static("", classes="label", markup=False)
            yield EntryLine(take_lines=self._add_lines)

    def on_mount(self) -> None:
        self.query_one(EntryLine).focus()
        self.query_one(OptionList).can_focus = False
        self._show_role()
        self._draw("")
        if is_sealed(self._opened.meeting):
            self.state.say(f"{SETUP_FIXED}F2 到议程，Esc 到会议信息。")
        else:
            self.state.say("写好一行按回车加入；输入行空着时按回车修改选中的人。F3 换成加列席人员、记录人。")

    def _draw(self, at: str) -> None:
        """Draws the list with the person of this id highlighted."""
        meeting = self._opened.meeting
        row = self.query_one(OptionList)
        row.clear_options()
        for role in _ROLES:
            people = [person for person in meeting.people if person.role is role]
            row.add_option(Line(_group_line(meeting, role, len(people)), disabled=True))
            for number, person in enumerate(people, 1):
                row.add_option(Line(_person_line(meeting, number, person), id=person.id))
        if at:
            row.highlighted = row.get_option_index(at)
        elif meeting.people:
            row.highlighted = 1
        turns = f"发言次序 {len(speaking_order(meeting))} 轮" if members(meeting) else ""
        self.title_bar.show(f"名单  {title_of(meeting)}", turns)

    def _show_role(self) -> None:
        self.query_one(".prompt > .label", Static).update(f"加入{self._role.label}：")
        self.query_one(EntryLine).placeholder = _EXAMPLES[self._role]

    def _chosen(self) -> Person | None:
        row = self.query_one(OptionList)
        option = row.highlighted_option
        if option is None or option.id is None:
            self.state.warn("名单还是空的，请先在下面一行写姓名和职务，回车加入。")
            return None
        return roster.person_of(self._opened.meeting, option.id)

    def _change(self, change: Callable[[Meeting], Meeting], at: str) -> bool:
        recorder = self._opened.recorder
        if not self.attempt(lambda: recorder.set_up(change(recorder.meeting))):
            return False
        self._draw(at)
        return True

    def why_not(self, action: str) -> str:
        return SETUP_FIXED if action in _CHANGES and is_sealed(self._opened.meeting) else ""

    def action_up(self) -> None:
        """Highlights the line above."""
        self.query_one(OptionList).action_cursor_up()

    def action_down(self) -> None:
        """Highlights the line below."""
        self.query_one(OptionList).action_cursor_down()

    def action_enter(self) -> None:
        """Adds the person on the input line, or opens the chosen one when the line is empty."""
        entry = self.query_one(EntryLine)
        if not entry.value.strip():
            self._edit()
            return
        name, post, unit = _parts(entry.value)
        role = self._role
        if self._change(lambda meeting: roster.add(meeting, name, post, unit, role), ""):
            added = self._opened.meeting.people[-1]
            self._draw(added.id)
            entry.value = ""
            same = [other for other in self._opened.meeting.people if other.name == added.name]
            note = "；名单里有同名的人，发言时会带上职务区分" if len(same) > 1 else ""
            self.state.say(f"已加入{added.role.label}{added.name}{note}。")

    def _add_lines(self, lines: tuple[str, ...]) -> None:
        """Adds a pasted list, one person a line, and stops at a line that is refused."""
        entry = self.query_one(EntryLine)
        if entry.value.strip():
            self.state.warn("输入行里还有没加入的人：先按回车加入，再粘贴名单。")
            return
        for number, line in enumerate(lines, 1):
            entry.value = line
            self.action_enter()
            if entry.value:
                left = len(lines) - number
                self.state.warn(f"{self.state.text}其后还有 {left} 行没有加入，请改好这一行再粘贴其余的。")
                return
        self.state.say(f"已加入 {len(lines)} 人。")

    def _edit(self) -> None:
        person = self._chosen()
        if person is None:
            return

        def take(values: tuple[str, ...]) -> None:
            name, post, unit, role = values
            changed = replace(person, name=name, post=post, unit=unit, role=_role(role))
            recorder = self._opened.recorder
            recorder.set_up(roster.change(recorder.meeting, changed))

        fields = [
            Field("姓名", person.name),
            Field("职务", person.post),
            Field("单位", person.unit, "列席人员写单位，例如：市委组织部"),
            Field("身份", person.role.label, "班子成员、列席人员 或 记录人"),
        ]
        self.app.push_screen(Form(f"修改{person.role.label}", fields, take), lambda _: self._draw(person.id))

    def action_role(self) -> None:
        """Changes whom the input line adds."""
        self._role = _ROLES[(_ROLES.index(self._role) + 1) % len(_ROLES)]
        self._show_role()

    def action_move_up(self) -> None:
        """Moves the chosen person up within the group."""
        self._move(-1)

    def action_move_down(self) -> None:
        """Moves the chosen person down within the group."""
        self._move(1)

    def _move(self, step: int) -> None:
        if person := self._chosen():
            self._change(lambda meeting: roster.move(meeting, person.id, step), person.id)

    def action_absence(self) -> None:
        """Registers why the chosen member is away, or takes it back."""
        person = self._chosen()
        if person is None:
            return
        if person.absence:
            self._change(lambda meeting: roster.set_absence(meeting, person.id, None), person.id)
            return

        def take(values: tuple[str, ...]) -> None:
            reason, written, reader = values
            recorder = self._opened.recorder
            with filling_in("由谁宣读"):
                read_by = roster.find(recorder.meeting, reader) if reader else ""
            absence = Absence(reason, _yes(written), read_by)
            recorder.set_up(roster.set_absence(recorder.meeting, person.id, absence))

        fields = [
            Field("缺席理由", "", "例如：因公出差"),
            Field("有书面发言", "否", "是 或 否"),
            Field("由谁宣读", "", "姓名；不宣读就空着"),
        ]
        self.app.push_screen(Form(f"{person.name}缺席", fields, take), lambda _: self._draw(person.id))

    def action_secretary(self) -> None:
        """Makes the chosen member the secretary."""
        if person := self._chosen():
            self._change(lambda meeting: roster.set_secretary(meeting, person.id), person.id)

    def action_chair(self) -> None:
        """Makes the chosen person the chair."""
        if person := self._chosen():
            before = roster.name_of(self._opened.meeting, self._opened.meeting.chair)
            if self._change(lambda meeting: roster.set_chair(meeting, person.id), person.id):
                self.state.say(_chair_told(self._opened.meeting, before, person.name))

    def action_remove(self) -> None:
        """Takes the chosen person off the list."""
        person = self._chosen()
        if person is None:
            return
        drafts = unrecorded(self._opened.file.draft.desk)
        if any(person.id in (draft.by, draft.to) for draft in drafts):
            self.state.warn(f"{person.name}有写到一半还没记下的文字，请先在记录一屏记下或删去，再来删人。")
            return
        if self._change(lambda meeting: roster.remove(meeting, person.id), ""):
            self.state.say(f"已从名单删去{person.name}。")

    def action_take_table(self) -> None:
        """Takes a table of people in."""
        if reason := self.why_not("take_table"):
            self.state.warn(reason)
            return
        from tui.screens.take_table import TakeTableScreen

        def done(sentence: str) -> None:
            self._draw(self._opened.meeting.people[-1].id)
            self.state.say(sentence)

        self.app.push_screen(TakeTableScreen(self._opened, Listing.ROSTER, done))

    def action_carry(self) -> None:
        """Carries people and rectification list over from last year's meeting."""
        from tui.actions.carrying import ask_what, choose_earlier

        if reason := self.why_not("carry"):
            self.state.warn(reason)
            return

        def done(sentence: str) -> None:
            self._draw("")
            self.state.say(sentence)

        choose_earlier(self, self._opened, lambda last: ask_what(self, self._opened, last, done))

    def action_forward(self) -> None:
        """Goes on to the agenda."""
        if self.query_one(EntryLine).value.strip():
            self.state.warn("输入行里还有没加入的人：按回车加入，或先删去。")
        elif not members(self._opened.meeting):
            self.state.warn("还没有班子成员：请写姓名和职务，按回车加入，书记写在最先。")
        else:
            self.shilu.go("agenda")

    def action_leave(self) -> None:
        """Goes back to the head."""
        if self.query_one(EntryLine).value.strip():
            self.state.warn("输入行里还有没加入的人：按回车加入，或先删去。")
        else:
            self.shilu.go("head")


def _parts(line: str) -> tuple[str, str, str]:
    """Name, post and unit from a line; a full-width blank inside a two-character name belongs to the name."""
    words = line.replace("\t", " ").replace("，", " ").split(" ")
    words = [word.strip() for word in words if word.strip()]
    if len(words) == 1 and "\u3000" in words[0]:
        name, _, rest = words[0].partition("\u3000")
        if len(name) > 1:
            words = [name, *rest.split("\u3000")]
    return words[0], words[1] if len(words) > 1 else "", " ".join(words[2:])


def _yes(word: str) -> bool:
    if word not in ("是", "否", ""):
        raise Refused("“有书面发言”一栏请写 是 或 否。", "有书面发言")
    return word == "是"


def _role(word: str) -> Role:
    for role in _ROLES:
        if word == role.label:
            return role
    raise Refused("“身份”一栏请写 班子成员、列席人员 或 记录人。", "身份")


def _chair_told(meeting: Meeting, before: str, name: str) -> str:
    is_other = meeting.template.chaired_by is Speaker.SECRETARY and meeting.chair != meeting.secretary
    rule = "会议模板定的是书记主持，请核对。" if is_other else ""
    return f"主持人只能有一位：已由{before or '空缺'}改为{name}。{rule}"


def _group_line(meeting: Meeting, role: Role, count: int) -> str:
    if role is not Role.MEMBER:
        return f"{role.label}  {count} 人"
    away = count - quorum(meeting).present
    short = "" if not count or quorum(meeting).reached else "  不足规定的到会比例"
    return f"{role.label}  应到 {count} 人，实到 {count - away} 人{short}"


def _person_line(meeting: Meeting, number: int, person: Person) -> str:
    marks = []
    if person.id == meeting.secretary:
        marks.append("书记")
    if person.id == meeting.chair:
        marks.append("主持人")
    if person.absence:
        paper = "，有书面发言" if person.absence.written_speech else ""
        marks.append(f"缺席：{person.absence.reason}{paper}")
    post = " ".join(part for part in (person.unit, person.post) if part)
    return f"{number:>3}  {fit(person.name, 18)}  {fit(post, 30)}  {'  '.join(marks)}"
