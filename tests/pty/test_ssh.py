"""Over a line: a real ssh client on a real sshd; what becomes of a remark when it is cut or stands."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest
from wcwidth import wcswidth

from storage.archive import Archive
from storage.holder import Holder
from storage.lock import noted_holder
from tests.pty.kill_trial import MEETING, edited, running_sample
from tests.pty.sshd import Line, is_running, needs_sshd, serve
from tests.pty.terminal import SHILU, Terminal
from tests.pty.test_terminals import said
from tests.pty.test_two_sessions import RECORDS

pytestmark = [pytest.mark.pty, needs_sshd]


class Dial(Protocol):
    """Opens the meeting over a line of its own, in a window of so many columns."""

    def __call__(self, *, columns: int = 80) -> Line: ...


@pytest.fixture
def dial(tmp_path: Path) -> Iterator[Dial]:
    running_sample(tmp_path)
    with serve(tmp_path) as ssh:
        yield partial(Line, ssh, [*SHILU, "open", MEETING], tmp_path)


def type_in(terminal: Terminal, text: str) -> None:
    terminal.wait_for(RECORDS)
    terminal.send(text)
    terminal.wait_for(text)


def wait_for_caret_behind(terminal: Terminal, text: str) -> None:
    """Waits until the caret is shown in the cell behind the text, which stands in one row of the editor."""
    end = time.monotonic() + 20
    while True:
        rows = terminal.text.splitlines()
        wanted = [(1 + wcswidth(text), y) for y, row in enumerate(rows) if row.startswith(f" {text}")]
        caret = terminal.screen.cursor
        if wanted == [(caret.x, caret.y)] and not caret.hidden:
            return
        assert time.monotonic() < end, f"the caret is at {caret.x}, {caret.y} of\n{terminal.text}"
        terminal.read(0.05)


def holder(data: Path) -> Holder:
    """Who records, as the meeting's lock names them."""
    found = noted_holder(Archive(data).folder(MEETING) / "meeting.json.lock")
    assert found
    return found


def wait_for_end(process: int) -> None:
    """Waits until a program on the server is gone."""
    end = time.monotonic() + 20
    while is_running(process):
        assert time.monotonic() < end, "the program on the server did not end"
        time.sleep(0.02)


def turn(terminal: Terminal) -> str:
    (line,) = (line for line in terminal.text.splitlines() if line.startswith(" 正在记："))
    return line


def test_chinese_typed_over_the_line_stands_before_the_caret_and_f2_records_it(
    dial: Dial, tmp_path: Path
) -> None:
    with dial() as line:
        type_in(line, "去年“三次”调研")
        wait_for_caret_behind(line, "去年“三次”调研")
        for character in "，没有报告":
            line.send(character)
        wait_for_caret_behind(line, "去年“三次”调研，没有报告")
        line.key("f2")
        line.wait_for("已记下")
        assert said(tmp_path)[-1] == "去年“三次”调研，没有报告"


def test_a_client_killed_in_mid_remark_leaves_turn_and_draft_for_the_next_line(
    dial: Dial, tmp_path: Path
) -> None:
    with dial() as cut:
        type_in(cut, "调研没有形成报告")
        cut.key("f2")
        cut.wait_for("已记下")
        type_in(cut, "写到一半")
        for character in "线就断了":
            cut.send(character)
        process, before = holder(tmp_path).process, turn(cut)
        cut.kill()
        # What had come over the line by then reaches the terminal all the same.
        while cut.read(0.05):
            pass
        painted = edited(cut)
        wait_for_end(process)
    with dial() as again:
        again.wait_for("接着写：编辑区里是没记下的")
        again.wait_for(painted)
        again.settle()
        assert turn(again) == before
        assert "写到一半线就断了".startswith(edited(again))
        assert said(tmp_path)[-1] == "调研没有形成报告"


def test_a_program_left_behind_on_a_line_that_stands_is_made_to_end_and_the_next_goes_on_with_its_draft(
    dial: Dial, tmp_path: Path
) -> None:
    with dial() as frozen:
        type_in(frozen, "断线前写到一半")
        left_behind = holder(tmp_path)
        frozen.freeze(Path("/dev") / left_behind.terminal)
        # Wide, so that the sentence stands in one row whatever the computer is called.
        with dial(columns=160) as second:
            second.wait_for(f"{left_behind}正在记录")
            second.wait_for("断线前写到一半")
            second.send("旁观时打的字")
            second.key("f2")
            second.wait_for("两处不能同时记")
            assert holder(tmp_path) == left_behind
            second.key("f5")
            second.wait_for("让那边退出，由这里接着记")
            second.send("2")
            second.wait_for(RECORDS)
            assert holder(tmp_path).process != left_behind.process
            type_in(second, "，换了线接着写")
            wait_for_caret_behind(second, "断线前写到一半，换了线接着写")
            second.key("f2")
            second.wait_for("已记下")
            assert said(tmp_path)[-1] == "断线前写到一半，换了线接着写"
        frozen.thaw()
        assert os.waitstatus_to_exitcode(frozen.wait()) == 143


def test_who_looks_on_takes_over_with_f2_when_the_first_has_left(dial: Dial, tmp_path: Path) -> None:
    with dial() as first:
        type_in(first, "留给下一位写完")
        with dial() as second:
            second.wait_for("只看")
            first.key("f9")
            first.wait_for("更多操作")
            first.send("hhylb")
            first.key("enter")
            first.wait_for("会议列表")
            first.key("f12")
            assert os.waitstatus_to_exitcode(first.wait()) == 0
            second.wait_for("那边已退出")
            second.key("f2")
            type_in(second, "，接着写")
            second.key("f2")
            second.wait_for("已记下")
            assert said(tmp_path)[-1] == "留给下一位写完，接着写"


def test_a_client_that_goes_on_after_a_standstill_shows_all_that_was_typed(
    dial: Dial, tmp_path: Path
) -> None:
    with dial() as line:
        type_in(line, "停住之前，")
        line.freeze(Path("/dev") / holder(tmp_path).terminal)
        line.send("停住之时，")
        line.thaw()
        line.send("之后")
        wait_for_caret_behind(line, "停住之前，停住之时，之后")
        line.key("f2")
        line.wait_for("已记下")
        assert said(tmp_path)[-1] == "停住之前，停住之时，之后"
