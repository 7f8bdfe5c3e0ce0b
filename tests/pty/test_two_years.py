"""Two years in a real terminal: from an empty folder to the report on what the year before had found."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exporters.package import DIGESTS
from meeting.calendar.deadlines import last_sitting
from meeting.dossier.model import Source, Stage, Term
from meeting.model import Account, Meeting
from meeting.special import accounts
from meeting.year import fitting_year
from storage.archive import Archive
from tests.exporters.word_file import Word
from tests.pty.menu import choose
from tests.pty.terminal import SHILU, Terminal, environment

pytestmark = pytest.mark.pty

BUILT_IN = Path(__file__).parents[2] / "storage" / "templates" / "2021-dangshi-xuexi.toml"
GROUP = "示例市某某局党组"
ROSTER = """姓名,职务,身份
张示例,党组书记、局长,班子成员
李示例,党组成员、副局长,班子成员
王示例,党组成员,班子成员
赵督导,市委第一督导组组长,列席人员
周记录,办公室主任,记录人
"""
OPINIONS = "窗口排队时间长\t领导班子\t为民服务\t征求意见表\n办事窗口排队久\t领导班子\n下基层少\t李示例\n"
NOTICE = "市纪委、市委组织部《关于认真开好专题民主生活会的通知（示例）》"
FAULT = "去年三次调研都没有形成报告。"
TITLE = "专题民主生活会（示例）"
"""Of the second year."""
TURNS = 14


def test_what_one_year_finds_the_next_year_reports_on(tmp_path: Path) -> None:
    env = environment(tmp_path / "data") | {"HOME": str(tmp_path)}
    # As tables come out of older programs.
    (tmp_path / "名单.csv").write_bytes(ROSTER.encode("gbk"))
    with Terminal(SHILU, env) as terminal:
        terminal.wait_for("按 F3 新建会议")
        terminal.key("f3")
        terminal.wait_for("单位（班子全称）")
        terminal.send(GROUP)
        the_head_is_dated(terminal, "2022-02-08")
        the_roster_comes_from_a_table(terminal)
        the_preparation_is_filed(terminal)
        the_request_goes_out(terminal)
        the_meeting_is_held(terminal)
        a_criticism_has_become_a_task(terminal)
        it_is_sealed(terminal)
        the_package_is_written_and_goes_out(terminal)
    first = only_meeting(tmp_path)
    what_was_written_before_tells_what_was_filed(tmp_path)
    the_package_holds_what_is_due(tmp_path, first)
    what_was_filed_and_sent_is_kept(first, env)
    next_years_rules_are_given(tmp_path)
    with Terminal(SHILU, env) as terminal:
        terminal.wait_for("已定稿")
        the_next_meeting_is_made_from_it(terminal)
        last_years_list_is_printed(terminal)
        last_years_list_is_reported_on(terminal)
    (second,) = [one for one in meetings(tmp_path) if one.id != first.id]
    what_was_reported_is_kept(second)
    (paper,) = tmp_path.glob("*上年度整改落实情况.docx")
    assert "上年度整改清单共1项，已完成0项，未完成1项：张示例1项（已完成0项）。" in word(paper)
    assert any(FAULT in text for text in word(paper))


def the_head_is_dated(terminal: Terminal, day: str) -> None:
    """Goes from the group to the date, and on to the roster."""
    terminal.key("enter", "enter", "enter")
    terminal.send(day)
    terminal.key("f2")
    terminal.wait_for("加入班子成员")


def the_roster_comes_from_a_table(terminal: Terminal) -> None:
    choose(terminal, "drmd", "写表格文件的路径")
    terminal.send("~/名单.csv")
    terminal.key("enter")
    terminal.wait_for("能收 5 行，不能收 0 行")
    terminal.key("f2")
    terminal.wait_for("应到 3 人，实到 3 人")


def the_preparation_is_filed(terminal: Terminal) -> None:
    choose(terminal, "hqzb", "[学习研讨 0]")
    terminal.key("f3")
    terminal.wait_for("新增：学习研讨")
    terminal.send("学习党的十九届六中全会精神")
    terminal.key("enter")
    terminal.send("2022-01-10")
    terminal.key("f2")
    terminal.wait_for("[学习研讨 1]")
    terminal.key("tab", "f7")
    terminal.wait_for("导入征求意见")
    terminal.paste(OPINIONS)
    terminal.wait_for("能收 3 行，不能收 0 行")
    terminal.key("f2")
    terminal.wait_for("原始 3 条，归并后 3 条")
    terminal.key("f5", "down", "f5", "f6")
    terminal.wait_for("原始 3 条，归并后 2 条")
    terminal.key("tab")
    terminal.wait_for("[谈心谈话 0]")
    choose(terminal, "txth", "还欠 9 次")
    terminal.key("enter")
    terminal.wait_for("新增：谈心谈话")
    terminal.send("2022-01-11")
    terminal.key("f2")
    terminal.wait_for("还欠 8 次")
    terminal.key("esc")
    terminal.wait_for("[谈心谈话 1]")


def the_request_goes_out(terminal: Terminal) -> None:
    choose(terminal, "cl", "会前几个工作日报送，还没有写明")
    terminal.key("f8")
    terminal.wait_for("报送期限和函头")
    for value in ("5", NOTICE, "市纪委", "", "张示例", "周记录"):
        terminal.send(value)
        terminal.key("enter")
    terminal.send("0000-1234567")
    terminal.key("f2")
    # 29 and 30 January were worked.
    terminal.wait_for("会前报送  2022-01-27  已过")
    terminal.key("f2")
    terminal.wait_for("以下各处不知道")
    assert "发文字号" in terminal.text and "成文日期" in terminal.text
    terminal.key("f2")
    terminal.wait_for("处数字核对过了吗")
    terminal.send("1")
    terminal.wait_for("已导出：")
    terminal.key("esc")
    terminal.wait_for("请示  已起草")
    terminal.key("down", "f2")
    terminal.wait_for("以下数字由程序数出，写出前请核对：")
    terminal.wait_for("归并整理为2")
    terminal.key("f2")
    terminal.wait_for("处数字核对过了吗")
    terminal.send("1")
    terminal.wait_for("已导出：")
    terminal.key("esc")
    terminal.wait_for("会议方案                              已起草")
    choose(terminal, "zyt", "会前有文件、还没有报送的 2 份")
    send_on(terminal, "2022-01-26")
    terminal.wait_for("未报送 7/9 份")
    terminal.key("esc")
    terminal.wait_for("[谈心谈话 1]")
    terminal.key("esc")
    terminal.wait_for("加入班子成员")


def send_on(terminal: Terminal, day: str) -> None:
    """Writes another day over the one that is proposed."""
    terminal.send("\x7f" * 10 + day)
    terminal.key("f2")


def the_meeting_is_held(terminal: Terminal) -> None:
    open_it(terminal)
    for number in range(1, TURNS + 1):
        terminal.send(FAULT if number == 4 else f"第{number}轮的发言。")
        terminal.key("f2")
        terminal.wait_for(f"第{number}条" if number == TURNS else f"第 {number + 1}/{TURNS} 轮")
        if number == 4:
            choose(terminal, "lrzg", "哪一句点出了问题")
            terminal.key("f2")
            terminal.wait_for("F2 确定")
            terminal.key("f2")
            terminal.wait_for("已列入整改清单：张示例第 1 项")
    choose(terminal, "sh", "现在散会")
    terminal.send("1")
    terminal.wait_for("已散会")


def open_it(terminal: Terminal) -> None:
    """From the roster to the first turn."""
    terminal.key("f2")
    terminal.wait_for(f"{TURNS} 轮")
    terminal.key("f2")
    terminal.wait_for("现在开会")
    terminal.send("1")
    terminal.wait_for(f"第 1/{TURNS} 轮")


def a_criticism_has_become_a_task(terminal: Terminal) -> None:
    choose(terminal, "zgqd", "来源：批评（第 4 条 李示例）")
    terminal.key("enter")
    terminal.wait_for("修改整改清单的一项")
    terminal.key("down", "down", "down", "down")
    terminal.send("立行立改")
    terminal.key("down", "down")
    terminal.send("调研后十日内形成报告")
    terminal.key("f2")
    terminal.wait_for("措施：调研后十日内形成报告")
    terminal.key("esc")
    terminal.wait_for("共 14 轮")


def it_is_sealed(terminal: Terminal) -> None:
    choose(terminal, "qxhdg", "还有 12 项")
    terminal.key("f5")
    terminal.wait_for("仍然定稿")
    terminal.send("2")
    terminal.wait_for("定稿 第1版")
    terminal.send("1")
    terminal.wait_for("校验码  ")
    terminal.key("esc")
    terminal.wait_for("共 14 轮")
    choose(terminal, "hhylb", "会后材料最迟 ")


def the_package_is_written_and_goes_out(terminal: Terminal) -> None:
    choose(terminal, "cl", "未报送 7/9 份")
    assert "还剩 15 天" in terminal.text
    terminal.key("end", "f6")
    terminal.wait_for("报送包：哪一套")
    terminal.key("enter")
    terminal.wait_for("以下数字由程序数出，写出前请核对：")
    terminal.key("f2")
    terminal.wait_for("处数字核对过了吗")
    terminal.send("1")
    terminal.wait_for("已导出：")
    terminal.wait_for("班子对照检查材料：没有文件")
    terminal.key("esc")
    terminal.wait_for("未报送 7/9 份")
    choose(terminal, "zyt", "会后有文件、还没有报送的 3 份")
    terminal.key("f2")
    terminal.wait_for("未报送 4/9 份")
    terminal.key("esc")
    terminal.wait_for("会议列表")
    terminal.key("f12")
    assert terminal.wait() == 0


def meetings(home: Path) -> list[Meeting]:
    archive = Archive(home / "data")
    return [archive.read(listed.id) for listed in archive.list()]


def only_meeting(home: Path) -> Meeting:
    (meeting,) = meetings(home)
    return meeting


def word(path: Path) -> list[str]:
    return Word(path.read_bytes()).texts()


def what_was_written_before_tells_what_was_filed(home: Path) -> None:
    (request,), (plan,) = home.glob("2022-02-08*请示.docx"), home.glob("2022-02-08*会议方案.docx")
    said = "\n".join(word(request))
    assert f"根据{NOTICE}要求，拟召开2021年度党史学习教育专题民主生活会。" in said
    assert "张示例（党组书记、局长）" in said
    assert "联系人：周记录，电话：0000-1234567" in said
    said = "\n".join(word(plan))
    assert "组织学习研讨1次（2022年1月10日），内容：学习党的十九届六中全会精神。" in said
    assert "归并整理为2条。" in said
    assert "开展谈心谈话1次，其中书记与成员1次。" in said
    assert "会前5个工作日报送：" in said


def the_package_holds_what_is_due(home: Path, meeting: Meeting) -> None:
    (folder,) = home.glob("*会后材料")
    checked = subprocess.run(["sha256sum", "-c", "--quiet", DIGESTS], cwd=folder, check=False)
    assert checked.returncode == 0
    assert sorted(one.name for one in folder.iterdir()) == [
        "00 校验码.sha256",
        "00 目录.docx",
        "01 会议原始记录.docx",
        "02 综合报告.docx",
        "03 整改清单.docx",
        "03 整改清单.xlsx",
    ]
    assert any(FAULT in text for text in word(folder / "01 会议原始记录.docx"))
    report = "\n".join(word(folder / "02 综合报告.docx"))
    assert (
        "会议记录共有发言14条，其中班子对照检查1条、个人对照检查3人、相互批评意见6条、表态回应3人。" in report
    )
    assert f"{FAULT.rstrip('。')}。整改措施：调研后十日内形成报告。" in report
    assert any("立行立改" in text for text in word(folder / "03 整改清单.docx"))


def what_was_filed_and_sent_is_kept(meeting: Meeting, env: dict[str, str]) -> None:
    (problem,) = meeting.dossier.problems
    assert (problem.source, problem.term, problem.entry > 0) == (Source.CRITICISM, Term.AT_ONCE, True)
    told = subprocess.run(
        [*SHILU, "deadlines", meeting.id, "--json"], env=env, capture_output=True, check=True, text=True
    )
    papers = json.loads(told.stdout)
    sent = [paper["paper"] for paper in papers if paper["stage"] == Stage.SENT]
    # What has no file did not go out with the rest.
    assert len(papers) == 9 and sent == ["request", "plan", "record", "report", "rectification"]
    assert [paper["sent_on"] for paper in papers[:2]] == ["2022-01-26"] * 2
    held = last_sitting(meeting)
    assert held and papers[-1]["due"] == (held + timedelta(days=15)).isoformat()


def next_years_rules_are_given(home: Path) -> None:
    folder = home / "data" / "config" / "templates"
    folder.mkdir(parents=True)
    text = BUILT_IN.read_text(encoding="utf-8").replace(
        "党史学习教育专题民主生活会", "专题民主生活会（示例）"
    )
    (folder / "2022-shili.toml").write_text(text, encoding="utf-8")


def the_next_meeting_is_made_from_it(terminal: Terminal) -> None:
    terminal.key("f3")
    terminal.wait_for("用哪个会议模板")
    terminal.send("1")
    # The template's id says 2022; proposed is the year that fits today.
    terminal.wait_for(f"{fitting_year(datetime.now(UTC).date())}年度{TITLE}")
    assert GROUP in terminal.text
    # Later than the meeting before, which was held just now.
    the_head_is_dated(terminal, (datetime.now(UTC) + timedelta(days=365)).date().isoformat())
    choose(terminal, "csndd", "从哪一次会议带入")
    terminal.send("1")
    terminal.wait_for("名单、整改清单和函头")
    terminal.send("1")
    terminal.wait_for("已带入：名单 5 人。上年度整改 1 项。函头和会前几个工作日")
    terminal.wait_for("应到 3 人，实到 3 人")


def last_years_list_is_printed(terminal: Terminal) -> None:
    choose(terminal, "cl", "未报送 9/9 份")
    terminal.key("down", "down", "down", "f2")
    terminal.wait_for("上年度整改清单共1项，已完成0项，未完成1项")
    terminal.key("f2")
    terminal.wait_for("处数字核对过了吗")
    terminal.send("1")
    terminal.wait_for("已导出：")
    terminal.key("esc")
    terminal.wait_for("未报送 9/9 份")
    terminal.key("esc")
    terminal.wait_for("加入班子成员")


def last_years_list_is_reported_on(terminal: Terminal) -> None:
    open_it(terminal)
    for number in range(1, 4):
        terminal.send(f"第{number}轮的发言，上年度的都已整改。")
        terminal.key("f2")
        terminal.wait_for(f"第 {number + 1}/{TURNS} 轮")
    choose(terminal, "sndzg", "张示例：上年度整改 1 项")
    terminal.send("1")
    terminal.wait_for("“四项说明”也这样记吗")
    terminal.send("1")
    terminal.wait_for("已记：张示例上年度整改已说明（第 3 条）。")
    choose(terminal, "hhylb", "会议列表")
    terminal.key("f12")
    assert terminal.wait() == 0


def what_was_reported_is_kept(meeting: Meeting) -> None:
    (problem,) = meeting.dossier.last_year
    assert (problem.text, problem.measures) == (FAULT, "调研后十日内形成报告")
    entry = next(one for one in meeting.entries if one.number == problem.reported_in)
    assert entry.by == problem.person == meeting.secretary
    assert accounts(meeting)[meeting.secretary, "last_year"].state is Account.STATED
    letter = meeting.dossier.letter
    assert (letter.addressees, letter.signer, letter.notice) == (("市纪委",), "张示例", "")
    assert meeting.dossier.working_days_before == 5
