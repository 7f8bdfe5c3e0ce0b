"""从上年度带入: last year's meeting is chosen; its people, rectification list and letterhead come along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from meeting.calendar.deadlines import first_sitting
from meeting.dossier.carry_over import (
    carry_letter,
    carry_people,
    carry_problems,
    known_people,
    left_off,
    strangers,
)
from meeting.model import Meeting
from storage.archive import Listed
from storage.errors import StorageError
from tui.dialogs.choose import Choose, Option
from tui.dialogs.reading import Reading
from tui.opened import Opened
from tui.place import Place

Done = Callable[[str], None]
Take = Callable[[Meeting], None]


def choose_earlier(screen: Place, opened: Opened, take: Take) -> None:
    """Asks for an earlier meeting and hands it over as it was saved last."""
    try:
        listed = earlier(screen.shilu.archive.list(), opened.meeting)
    except StorageError as error:
        screen.state.fail(str(error))
        return
    if not listed:
        screen.state.warn("没有更早的会议可以带入：名单请逐行写，上年度的整改项在“整改清单”里逐项写。")
        return

    def chosen(index: int | None) -> None:
        if index is None:
            return
        try:
            last = screen.shilu.archive.read(listed[index].id)
        except StorageError as error:
            screen.app.push_screen(Reading(f"会议 {listed[index].id} 打不开", str(error)))
        else:
            take(last)

    screen.app.push_screen(Choose("从哪一次会议带入", [_option(one) for one in listed]), chosen)


def ask_what(screen: Place, opened: Opened, last: Meeting, done: Done) -> None:
    """Asks whether people, list or both come along."""
    people, problems = f"{len(last.people)} 人", f"{len(last.dossier.problems)} 项"
    options = [
        Option("名单、整改清单和函头", f"{people}，{problems}"),
        Option("只带名单", people),
        Option("只带整改清单", problems),
    ]

    def chosen(index: int | None) -> None:
        told = bring_people(screen, opened, last) if index in (0, 1) else ""
        told += bring_list(screen, opened, last) if index in (0, 2) else ""
        told += bring_letter(screen, opened, last) if index == 0 else ""
        if told:
            done(f"已带入：{told}已有的没有重复。")

    screen.app.push_screen(Choose("带入什么（缺席不带）", options), chosen)


def bring_people(screen: Place, opened: Opened, last: Meeting) -> str:
    """Brings the people in; how many, or "" when they could not be kept."""
    recorder, before = opened.recorder, len(opened.meeting.people)

    def bring() -> Meeting:
        recorder.set_up(carry_people(recorder.meeting, last))
        return recorder.file(known_people(recorder.meeting, last))

    if not screen.attempt(bring):
        return ""
    gone = left_off(opened.meeting, last)[0]
    stays = f"删去过的 {gone} 人没有再带入。" if gone else ""
    return f"名单 {len(opened.meeting.people) - before} 人。{stays}"


def bring_list(screen: Place, opened: Opened, last: Meeting) -> str:
    """Brings the rectification list in; what came of it and who is no member any more, or ""."""
    recorder = opened.recorder
    before = {problem.id: problem for problem in opened.meeting.dossier.last_year}
    if not screen.attempt(lambda: recorder.file(carry_problems(recorder.meeting, last))):
        return ""
    row = opened.meeting.dossier.last_year
    old = [(before[one.id], one) for one in row if one.id in before]
    grown = sum((was.progress, was.done) != (one.progress, one.done) for was, one in old)
    more = f"进展更新 {grown} 项。" if grown else ""
    if off := left_off(opened.meeting, last)[1]:
        more += f"删去过的 {off} 项没有再带入。"
    names = "、".join(strangers(opened.meeting, last))
    gone = f"今年的成员里没有{names}，原来是谁的写在备注里。" if names else ""
    return f"上年度整改 {len(row) - len(old)} 项。{more}{gone}"


def bring_letter(screen: Place, opened: Opened, last: Meeting) -> str:
    """Brings in what letters say every year; a sentence where there is any of it."""
    recorder, before = opened.recorder, opened.meeting.dossier
    if not screen.attempt(lambda: recorder.file(carry_letter(recorder.meeting, last))):
        return ""
    return "" if opened.meeting.dossier == before else "函头和会前几个工作日，请在“材料”里核对。"


def earlier(listed: Sequence[Listed], meeting: Meeting) -> list[Listed]:
    """The other meetings that can be read and were not held on this one's day or later, the latest first."""
    own = first_sitting(meeting) or date.max
    return [one for one in listed if one.facts and one.id != meeting.id and (_day(one) or date.min) < own]


def _day(listed: Listed) -> date | None:
    facts = listed.facts
    return (facts.begun or facts.date) if facts else None


def _option(listed: Listed) -> Option:
    facts = listed.facts
    assert facts
    title = ("示例 " if facts.sample else "") + facts.group + facts.title
    return Option(f"{_day(listed) or '日期待定'}  {title}", f"成员 {facts.members} 人")
