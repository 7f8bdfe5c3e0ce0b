"""Questions that more than one screen asks, each a short list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from meeting.model import Meeting, Mode, Person, PersonId, Role
from meeting.presence import away
from meeting.record import Passage
from meeting.roster import name_of
from tui.lines.columns import begun, cut, one_line

if TYPE_CHECKING:
    from tui.dialogs.choose import Option

_SHIFTS = (
    (15, "前移 15 秒"),
    (30, "前移 30 秒"),
    (60, "前移 1 分钟"),
    (120, "前移 2 分钟"),
    (180, "前移 3 分钟"),
    (300, "前移 5 分钟"),
)


def ask(
    screen: Screen[Any], title: str, labels: Sequence[str], take: Callable[[int], None], at: int = 0
) -> None:
    """One of several lines; nothing happens when none is chosen."""
    from tui.dialogs.choose import Choose, Option

    def chosen(index: int | None) -> None:
        if index is not None:
            take(index)

    screen.app.push_screen(Choose(title, [Option(label) for label in labels], at=at), chosen)


def ask_sure(screen: Screen[Any], title: str, yes: str, take: Callable[[], None]) -> None:
    """Whether to do something that is not done lightly."""
    ask(screen, title, [yes, "先不"], lambda index: take() if index == 0 else None, at=1)


def ask_loss(screen: Screen[Any], count: int, leave: Callable[[], None]) -> None:
    """Whether to leave though so many characters can't be saved."""
    title = f"编辑区有 {count} 字存不上，现在离开就没有了。请先腾出磁盘空间，或另抄一份。"
    labels = ["先不离开", "还是离开，这些字不要了"]
    ask(screen, title, labels, lambda index: leave() if index else None)


def ask_person(
    screen: Screen[Any], title: str, people: Sequence[Person], take: Callable[[PersonId], None]
) -> None:
    """One of the people, members first."""
    from tui.dialogs.choose import Choose, Option

    def chosen(index: int | None) -> None:
        if index is not None:
            take(people[index].id)

    options = [
        Option(person.name, cut(" ".join(part for part in (person.unit, person.post) if part), 48))
        for person in people
    ]
    screen.app.push_screen(Choose(title, options), chosen)


def speakers(meeting: Meeting) -> list[Person]:
    """Everybody who may speak: the members in the room, then the observers."""
    gone = away(meeting)
    people = [person for person in meeting.people if person.id not in gone]
    return [p for p in people if p.role is Role.MEMBER] + [p for p in people if p.role is Role.OBSERVER]


def ask_mode(screen: Screen[Any], mode: Mode, take: Callable[[Mode], None]) -> None:
    """How the text relates to what was said."""
    modes = tuple(Mode)
    ask(screen, "记录方式", [one.label for one in modes], lambda index: take(modes[index]), modes.index(mode))


def ask_shift(screen: Screen[Any], take: Callable[[float], None]) -> None:
    """How many seconds ago the turn really began."""
    ask(
        screen,
        "把这一轮记下的开始时间往前移",
        [label for _, label in _SHIFTS],
        lambda index: take(_SHIFTS[index][0]),
    )


def next_aspect(meeting: Meeting, present: tuple[str, ...]) -> tuple[str, ...]:
    """The aspect that follows the present one, and none after the last."""
    ids = [aspect.id for aspect in meeting.template.aspects]
    place = ids.index(present[0]) + 1 if present and present[0] in ids else 0
    return (ids[place],) if place < len(ids) else ()


def passage_option(meeting: Meeting, passage: Passage) -> Option:
    """A speech as a line to choose: number, time, who to whom, kind, and how its text begins."""
    from tui.dialogs.choose import Option

    entry = passage.valid
    to = f" 对 {name_of(meeting, entry.to)}" if entry.to else ""
    label = f"第{passage.number}条 {entry.at:%H:%M} {name_of(meeting, entry.by)}{to} {entry.kind.label}"
    return Option(label, cut(one_line(entry.text), 24))


def ask_refers(
    screen: Screen[Any],
    meeting: Meeting,
    criticisms: Sequence[Passage],
    present: tuple[int, ...],
    take: Callable[[tuple[int, ...]], None],
) -> None:
    """Which criticisms a response takes up; asked again until the first line ends it."""
    labels = ["好了"]
    for passage in criticisms:
        mark = "[x]" if passage.entry.number in present else "[ ]"
        text = begun(passage.valid.text)
        labels.append(f"{mark} 第{passage.number}条 {name_of(meeting, passage.valid.by)}：{text}")

    def chosen(index: int) -> None:
        if index == 0:
            return
        number = criticisms[index - 1].entry.number
        toggled = tuple(n for n in present if n != number) if number in present else (*present, number)
        take(toggled)
        ask_refers(screen, meeting, criticisms, toggled, take)

    ask(screen, "回应哪几条意见（选一条打勾，再选去掉）", labels, chosen)
