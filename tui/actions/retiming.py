"""到会离会 put right: at what time somebody came or went, why, and that they did at all."""

from __future__ import annotations

from collections.abc import Callable

from meeting import amend
from meeting.attendance import strike
from meeting.draft import Draft
from meeting.model import Act, Kind
from meeting.record import Passage
from meeting.roster import name_of
from meeting.seal import is_sealed, sealed_as
from tui.dialogs import asks
from tui.dialogs.after_seal import AfterSeal
from tui.dialogs.form import Form
from tui.dialogs.retiming import moment_typed, time_field
from tui.opened import Opened
from tui.place import Place
from tui.widgets.fields import Field


def put_right(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    """Asks what is wrong with a coming or going: its time or reason, or that it is there at all."""
    if is_sealed(opened.meeting):
        _ask_coming(screen, opened, passage, done)
        return

    def take(index: int) -> None:
        if index == 0:
            _ask_coming(screen, opened, passage, done)
        elif index == 1:
            _strike(screen, opened, passage, done)

    has_reason = passage.entry.act is Act.LEFT
    labels = ["更正时刻或理由" if has_reason else "更正时刻", "撤销这一条，不再印出", "先不"]
    asks.ask(screen, "到会离会记错了", labels, take, at=2)


def _strike(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    recorder, now = opened.recorder, opened.now()
    if screen.attempt(lambda: recorder.record(strike(recorder.meeting, passage.entry.number, now))):
        done("已撤销，文件里留着；重记请到会议进行一屏，F9 选“到会离会”。")


def _ask_coming(screen: Place, opened: Opened, passage: Passage, done: Callable[[str], None]) -> None:
    """Asks for time and reason as they should be, and after the seal also for who wants it so and why."""
    valid, number = passage.valid, passage.entry.number
    leaves, version = valid.act is Act.LEFT, sealed_as(opened.meeting)
    after_seal = AfterSeal(opened, number, valid.by) if version else None

    def take(values: tuple[str, ...]) -> None:
        moment = moment_typed(opened.meeting, passage, values[0])
        revised = Draft("", Kind.PROCEDURE, valid.by, at=moment, text=values[1] if leaves else "")
        entries = amend.correct(opened.meeting, number, revised, opened.now())
        if after_seal:
            after_seal.record(revised, *values[-2:])
        else:
            opened.recorder.record(entries)

    def saved(yes: bool | None) -> None:
        if yes:
            now = f"；现在是{sealed_as(opened.meeting)}" if after_seal else ""
            done(f"已更正，原来的时刻和理由留存{now}。")

    fields = [
        time_field(opened.meeting, valid.at),
        *([Field("理由", valid.text, "例如：因公；可以不写")] if leaves else []),
        *(after_seal.fields if after_seal else []),
    ]
    what = f"更正：{name_of(opened.meeting, valid.by)}{'离会' if leaves else '到会'}"
    title = f"{what}（{version}，更正后另成新的一版）" if version else what
    screen.app.push_screen(Form(title, fields, take), saved)
