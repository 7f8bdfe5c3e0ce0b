"""What puts a record beyond dispute, in a real terminal of eighty columns: during the meeting and after."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from commands import exit_codes
from meeting import roster
from meeting.attendance import recorders
from meeting.checking import sheets
from meeting.model import Account, Act, Meeting, Role
from meeting.record import passages
from meeting.seal import seals
from meeting.special import account, accounts
from storage.archive import Archive
from tests.meeting.session import Session
from tests.pty.menu import choose
from tests.pty.terminal import SHILU, Terminal, environment
from tests.tui.closed import held, with_entries
from tests.tui.keyboard import NINE, meeting_of

pytestmark = pytest.mark.pty

COVERAGE = "\x1b[Z"
"""What terminals send for Shift+Tab."""
HOPE = "希望张三同志今后进一步加强学习。"
FACT = "去年三次调研没有报告。"


@contextmanager
def opened(meeting: Meeting, data: Path) -> Iterator[Terminal]:
    """This meeting as it was kept, opened at eighty columns."""
    kept = Archive(data).create(meeting)
    kept.close()
    with Terminal([*SHILU, "open", meeting.id], environment(data)) as terminal:
        yield terminal


def as_read(terminal: Terminal) -> str:
    """The screen without blanks and ends of rows, at which a sentence may break."""
    return "".join(terminal.text.split())


def test_while_it_is_taken_down_nothing_that_happens_is_missing(tmp_path: Path) -> None:
    began = datetime.now(UTC) - timedelta(minutes=10)
    meeting = meeting_of(tmp_path, "张三", "李四", "王五", "赵六")
    for name in ("记甲", "记乙"):
        meeting = roster.add(meeting, name, "", "办公室", Role.RECORDER)
    session = Session(meeting, began).open()
    for text in ("通报筹备情况。", "班子检查。", "个人检查，四项说明如下。"):
        session.wait(60).say(text)
    left = began + timedelta(minutes=8)
    with opened(session.meeting, tmp_path) as terminal:
        terminal.wait_for("正在记：李四 对 张三")
        what_is_open_is_told_and_leads_to_its_turn(terminal)
        special_items_are_accounted_for(terminal)
        a_hope_is_told_of_and_taken_back(terminal)
        what_waits_is_completed(terminal)
        members_go_and_come(terminal, left)
        the_sitting_breaks_off_and_the_recorder_changes(terminal)
    everything_was_kept(Archive(tmp_path).read(meeting.id), left)


def everything_was_kept(kept: Meeting, left: datetime) -> None:
    said = [(passage.entry.text, passage.valid.text) for passage in passages(kept) if passage.number]
    assert said[3:] == [
        (f"{HOPE}{FACT}", f"{HOPE}{FACT}"),
        ("上月没有下基层。", "上月没有下基层。"),
        ("两次例会迟到，", "两次例会迟到，都没有请假。"),
    ]
    states = [one.state for (person, _), one in accounts(kept).items() if person == "p1"]
    assert states == [Account.STATED] * 4
    events = [
        (entry.act, entry.by, entry.text)
        for entry in kept.entries
        if entry.act in (Act.LEFT, Act.ARRIVED, Act.ADJOURNED, Act.RECONVENED)
    ]
    assert events == [
        (Act.LEFT, "p2", "因公"),
        (Act.LEFT, "p3", ""),
        (Act.ARRIVED, "p3", ""),
        (Act.ADJOURNED, "", ""),
        (Act.RECONVENED, "", ""),
    ]
    at = next(entry.at for entry in kept.entries if entry.act is Act.LEFT)
    assert at == left.replace(second=0, microsecond=0)
    assert [person for person, _ in recorders(kept)] == ["p5", "p6"]


def what_is_open_is_told_and_leads_to_its_turn(terminal: Terminal) -> None:
    terminal.send(COVERAGE)
    terminal.wait_for("李四 对 张三：还没有")
    terminal.key("tab")
    terminal.wait_for("李四 对 王五：还没有")
    terminal.key("enter")
    terminal.wait_for("补写：李四 对 王五")
    terminal.send("上月没有下基层。")
    terminal.key("f2")
    terminal.wait_for("正在记：李四 对 张三")


def special_items_are_accounted_for(terminal: Terminal) -> None:
    choose(terminal, "sxsm", "张三：要说明的 4 项")
    terminal.send("1")
    terminal.wait_for("已记：张三各项都已说明")


def a_hope_is_told_of_and_taken_back(terminal: Terminal) -> None:
    terminal.send(HOPE)
    terminal.key("f2")
    terminal.wait_for("提示：未见具体事实（像是提希望）。")
    terminal.wait_for("正在记：王五 对 张三")
    terminal.key("f7")
    terminal.wait_for("已撤回")
    terminal.wait_for("正在记：李四 对 张三")
    terminal.wait_for(HOPE)
    terminal.send(FACT)
    terminal.key("f2")
    terminal.wait_for("正在记：王五 对 张三")


def what_waits_is_completed(terminal: Terminal) -> None:
    terminal.send("两次例会迟到，")
    terminal.key("ctrl+d")
    terminal.wait_for("待补 1 条")
    choose(terminal, "dbdj", "待补的 1 条")
    terminal.send("1")
    terminal.wait_for("补全第 6 条")
    terminal.send("都没有请假。")
    terminal.key("f2")
    terminal.wait_for("已补全")
    terminal.key("f12")
    terminal.wait_for("〔补记 ")
    terminal.key("f12")
    terminal.wait_for("正在记：赵六 对 张三")


def members_go_and_come(terminal: Terminal, left: datetime) -> None:
    here = f"{left.astimezone(ZoneInfo('Asia/Shanghai')):%H:%M}"
    choose(terminal, "dhlh", "到会离会：应到 4 人，在场 4 人")
    terminal.send("2")
    terminal.wait_for("李四离会")
    terminal.send(here)
    terminal.key("enter")
    terminal.send("因公")
    terminal.key("enter")
    terminal.wait_for(f"已记 {here} 李四离会（因公）")
    assert "不足" not in terminal.text
    choose(terminal, "dhlh", f"{here} 离会，不在场：因公")
    terminal.send("3")
    terminal.wait_for("王五离会")
    terminal.key("f2")
    terminal.wait_for("不足到会比例")
    terminal.wait_for("的到会比例")
    assert "应到4人，在场2人，不足规定的到会比例" in as_read(terminal)
    choose(terminal, "dhlh", "在场 2 人，不足到会比例")
    terminal.send("3")
    terminal.wait_for("王五到会")
    terminal.key("f2")
    terminal.wait_for("王五到会。")
    terminal.wait_without("不足到会比例")


def the_sitting_breaks_off_and_the_recorder_changes(terminal: Terminal) -> None:
    for step, answer in (("休会", "已记休会。"), ("复会", "已记复会。还不在场：李四（因公）")):
        choose(terminal, "xhhfh", f"现在{step}，时间写进记录")
        terminal.send("1")
        terminal.wait_for(answer)
    choose(terminal, "jlrjj", "从现在起由谁记录")
    assert "记甲" not in terminal.text
    terminal.send("1")
    terminal.wait_for("起由记乙记录")
    terminal.key("f12")
    for line in ("休会", "复会", "记录人交接  记乙"):
        terminal.wait_for(f"  {line}")


def test_after_it_the_record_is_checked_sealed_and_corrected_only_by_name_and_reason(tmp_path: Path) -> None:
    meeting = held(tmp_path, "张三", "李四", but="criticism:p1>p2")
    item = meeting.template.special_items[-1].id
    meeting = with_entries(meeting, account(meeting, "p2", item, Account.OPEN, 0, NINE))
    with opened(meeting, tmp_path) as terminal:
        terminal.wait_for("已散会")
        what_is_missing_is_filled_in(terminal)
        a_speaker_has_checked(terminal)
        what_stays_open_bears_a_reason(terminal)
        terminal.key("f5")
        terminal.wait_for("定稿 第1版  记录人 周八")
        terminal.send("1")
        terminal.wait_for("校验码  ")
        terminal.wait_for("。请导出打印签字")
        before = Archive(tmp_path).read(meeting.id)
        assert f"校验码{seals(before)[0].digest}" in as_read(terminal)
        nothing_else_changes_it(terminal)
        assert Archive(tmp_path).read(meeting.id) == before
        a_correction_bears_name_and_reason(terminal)
    kept = Archive(tmp_path).read(meeting.id)
    for version, one in enumerate(seals(kept), start=1):
        told = f"纸质件：与定稿第 {version} 版相符。"
        assert the_paper_is(told, one.digest, meeting.id, tmp_path) == exit_codes.OK
    assert the_paper_is("哪一版都对不上", "0" * 64, meeting.id, tmp_path) == exit_codes.DAMAGED
    who_and_why_were_kept(kept)


def who_and_why_were_kept(kept: Meeting) -> None:
    assert [one.version for one in seals(kept)] == [1, 2]
    (accepted,) = [entry for entry in kept.entries if entry.reason == "出差未回，会后书面说明。"]
    corrected = next(passage.valid for passage in passages(kept) if passage.number == 4)
    assert (corrected.text, corrected.asked_by, corrected.reason) == (
        "criticism:p2>p1 的话。听错的改过来。",
        "p2",
        "核对时本人提出",
    )
    assert accepted.number < corrected.number
    assert [bool(sheet.confirmed) for sheet in sheets(kept)] == [True, False]


def what_is_missing_is_filled_in(terminal: Terminal) -> None:
    choose(terminal, "qxhdg", "缺    张三 对 李四 批评意见：没有记录。")
    terminal.key("enter")
    terminal.wait_for("补写：张三 对 李四")
    terminal.send("会后补写的话。")
    terminal.key("f2")
    terminal.wait_for("已记下（")


def a_speaker_has_checked(terminal: Terminal) -> None:
    choose(terminal, "fyrhd", "已核对 0/2 人")
    terminal.key("f3")
    terminal.wait_for("张三已核对，时间写进了记录。")
    terminal.wait_for("已核对 1/2 人")
    terminal.key("esc")
    terminal.wait_without("已核对 1/2 人")


def what_stays_open_bears_a_reason(terminal: Terminal) -> None:
    choose(terminal, "qxhdg", "缺    李四：“问责四风”未说明。")
    terminal.wait_for("已核对 1/2 人；未核对：李四")
    terminal.key("f3")
    terminal.wait_for("为什么不补")
    terminal.send("出差未回，会后书面说明。")
    terminal.key("enter")
    terminal.wait_for("不补  李四：“问责四风”未说明。理由：出差未回，会后书面说明。")
    terminal.wait_for("各项都已补上或写明不补")


def nothing_else_changes_it(terminal: Terminal) -> None:
    terminal.key("f5")
    terminal.wait_for("已定稿，只能更正")
    terminal.key("esc")
    terminal.wait_without("缺项和定稿")
    terminal.key("f12")
    terminal.wait_for("会议记录")
    terminal.key("f3")
    terminal.wait_for("已定稿，不能再补记")


def a_correction_bears_name_and_reason(terminal: Terminal) -> None:
    terminal.send("4")
    terminal.key("enter")
    terminal.wait_for("更正第 4 条")
    terminal.send("听错的改过来。")
    terminal.key("f2")
    terminal.wait_for("定稿后更正：已定稿 第1版")
    terminal.key("down")
    terminal.send("核对时本人提出")
    terminal.key("f2")
    terminal.wait_for("现在是已定稿 第2版")
    terminal.wait_for("〔定稿后更正 1 次〕")
    choose(terminal, "ggbb", "定稿后更正：李四提出，核对时本人提出")


def the_paper_is(told: str, digest: str, meeting_id: str, data: Path) -> int:
    """Checks a printed digest, waits for the sentence on it, and gives the exit status."""
    with Terminal([*SHILU, "check", meeting_id, "--digest", digest], environment(data)) as terminal:
        terminal.wait_for(told)
        return os.waitstatus_to_exitcode(terminal.wait())
