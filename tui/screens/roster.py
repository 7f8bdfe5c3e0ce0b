"""名单: who belongs to the meeting, in which order, who leads it, and who is away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option as Line

from meeting import roster
from meeting.desk import unrecorded
from meeting.model import Meeting, Person, Role
from meeting.order import members, speaking_order
from meeting.seal import SETUP_FIXED, is_sealed
from meeting.tables.columns import Listing
from meeting.template import Speaker
from tui import keys
from tui.actions.person_form import ask_absence, ask_person
from tui.lines.person_lines import ROLES, group_line, person_line
from tui.opened import Opened
from tui.place import Place, title_of
from tui.widgets.entry_line import EntryLine

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

    def on_resize(self) -> None:
        option = self.query_one(OptionList).highlighted_option
        self._draw((option.id or "") if option else "")

    def _draw(self, at: str) -> None:
        """Draws the list with the person of this id highlighted."""
        meeting = self._opened.meeting
        row = self.query_one(OptionList)
        width = self.app.size.width - 3
        row.clear_options()
        for role in ROLES:
            people = [person for person in meeting.people if person.role is role]
            row.add_option(Line(group_line(meeting, role, len(people)), disabled=True))
            for number, person in enumerate(people, 1):
                row.add_option(Line(person_line(meeting, number, person, width), id=person.id))
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
            if person := self._chosen():
                ask_person(self, self._opened, person, lambda _: self._draw(person.id))
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

    def action_role(self) -> None:
        """Changes whom the input line adds."""
        self._role = ROLES[(ROLES.index(self._role) + 1) % len(ROLES)]
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
        else:
            ask_absence(self, self._opened, person, lambda _: self._draw(person.id))

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
        if not self.can("take_table"):
            return
        from tui.screens.take_table import TakeTableScreen

        def done(sentence: str) -> None:
            self._draw(self._opened.meeting.people[-1].id)
            self.state.say(sentence)

        self.app.push_screen(TakeTableScreen(self._opened, Listing.ROSTER, done))

    def action_carry(self) -> None:
        """Carries people and rectification list over from last year's meeting."""
        from tui.actions.carrying import ask_what, choose_earlier

        if not self.can("carry"):
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


def _chair_told(meeting: Meeting, before: str, name: str) -> str:
    is_other = meeting.template.chaired_by is Speaker.SECRETARY and meeting.chair != meeting.secretary
    rule = "会议模板定的是书记主持，请核对。" if is_other else ""
    return f"主持人只能有一位：已由{before or '空缺'}改为{name}。{rule}"
