"""The same meeting opened twice: one records, the other looks on and takes the pen when it is free."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pty.kill_trial import MEETING, running_sample
from tests.pty.terminal import SHILU, Terminal, environment

pytestmark = pytest.mark.pty

RECORDS = "F2 记下转下位"
"""Stands at the foot of the screen of who has the pen, and not of who looks on."""


def test_the_session_that_looks_on_follows_and_takes_over_when_the_other_was_killed(tmp_path: Path) -> None:
    running_sample(tmp_path)
    env = environment(tmp_path)
    with Terminal([*SHILU, "open", MEETING], env) as first:
        first.wait_for("正在记：")
        with Terminal([*SHILU, "open", MEETING], env) as second:
            second.wait_for("只看")
            first.send("去年三次调研没有形成报告")
            first.key("f2")
            first.wait_for("已记下")
            second.wait_for("去年三次调研没有形成报告")
            first.send("写到一半")
            first.wait_for("写到一半")
            first.kill()
            second.wait_for("那边已退出")
            second.key("f2")
            second.wait_for(RECORDS)
            second.wait_for("写到一半")


def test_a_session_whose_line_is_dead_can_be_made_to_save_and_end(tmp_path: Path) -> None:
    running_sample(tmp_path)
    env = environment(tmp_path)
    with Terminal([*SHILU, "open", MEETING], env) as dead:
        dead.wait_for("正在记：")
        dead.send("断线前写到一半")
        dead.wait_for("断线前写到一半")
        # From here on nobody reads what it sends, as on a line that is cut without a word.
        with Terminal([*SHILU, "open", MEETING], env) as second:
            second.wait_for("只看")
            second.key("f5")
            second.wait_for("让那边退出，由这里接着记")
            second.send("2")
            second.wait_for(RECORDS)
            second.wait_for("断线前写到一半")
            assert os.waitstatus_to_exitcode(dead.wait()) == 143
