"""请示, 方案 and 综合报告: what is known stands there, what is not is a blank that is named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from exporters import text
from exporters.blocks import Attachments, Heading, Paper, Title
from exporters.letters import plan, report, request
from exporters.papers import PAPERS
from exporters.word import docx
from meeting import roster
from meeting.dossier.model import NO_DOSSIER, PaperState, SpeechPaper, Stage
from meeting.model import Kind, Role
from meeting.refused import Refused
from meeting.template import DuePaper, Speaker
from tests.exporters.dossiers import BEFORE, DOSSIER, with_dossier
from tests.exporters.meetings import PRINTED, held, planned
from tests.exporters.word_file import Word


def lines(paper: Paper) -> list[str]:
    return [line.strip() for line in text.render(paper).decode().splitlines() if line.strip()]


def one_with(found: Iterable[str], words: str) -> str:
    (line,) = (line for line in found if words in line)
    return line


def test_the_request_asks_one_thing_and_names_its_annexes() -> None:
    found = lines(request.blocks(with_dossier(planned(2)), PRINTED))
    assert found[1:4] == [
        "XX局党组关于召开2021年度",
        "党史学习教育专题民主生活会的请示",
        "XX纪委、XX组织部：",
    ]
    assert "2022年1月28日9时00分，会期1天。" in found
    assert "张三（党组书记、局长）、李四（党组成员、副局长），共2人。" in found
    assert "周九（XX纪委副书记）。" in found
    at = found.index("妥否，请批示。")
    meeting = "XX局党组2021年度党史学习教育专题民主生活会"
    assert found[at + 1 : at + 4] == [
        f"附件：1.{meeting}方案",
        f"2.{meeting}征求意见情况",
        "3.XX局党组上年度民主生活会整改落实情况",
    ]
    assert found[-3:] == ["XX局党组", "＿＿＿＿年＿＿月＿＿日", "（联系人：吴十，电话：0000-0000000）"]


@pytest.mark.parametrize("due", [one for one in PAPERS if one not in ("request", "record_annexed", "check")])
def test_an_annex_is_named_as_it_is_titled_itself_and_in_the_template_s_words_where_that_can_not_be(
    due: str,
) -> None:
    meeting = with_dossier(held(2).meeting)
    rows = (DuePaper("request", "请示"), DuePaper(due, "一份"), DuePaper("own", "自己的材料"))
    dossier = replace(meeting.dossier, papers=(PaperState("own", Stage.DRAFTED, file="/a/自己的.docx"),))
    meeting = replace(meeting, template=replace(meeting.template, due_before=rows), dossier=dossier)
    (annexes,) = (one for one in request.blocks(meeting, PRINTED).blocks if isinstance(one, Attachments))
    (title,) = (one for one in PAPERS[due].blocks(meeting, PRINTED).blocks if isinstance(one, Title))
    own = "一份" if due in ("record", "report") else "".join(title.lines)
    assert annexes.titles == (own, "自己的材料")


@pytest.mark.parametrize("due", [one for one in PAPERS if one != "request"])
def test_an_annex_that_can_not_be_written_and_has_no_file_is_told_and_not_named(due: str) -> None:
    meeting = planned(2)
    rows = (
        DuePaper("request", "请示"),
        DuePaper("plan", "方案"),
        DuePaper(due, "一份"),
        DuePaper("own", "自己的"),
    )
    meeting = replace(meeting, template=replace(meeting.template, due_before=rows))
    paper = request.blocks(meeting, PRINTED)
    (annexes,) = (one for one in paper.blocks if isinstance(one, Attachments))
    try:
        PAPERS[due].blocks(meeting, PRINTED)
    except Refused:
        assert len(annexes.titles) == 1
        assert "附件“一份”（还没有，请示里没有列；办好后请重印请示）" in paper.blanks
    else:
        assert len(annexes.titles) == 2
    assert "附件“自己的”（还没有，请示里没有列；办好后请重印请示）" in paper.blanks


def test_what_is_not_known_is_left_blank_and_named() -> None:
    paper = request.blocks(planned(0, date=None, starts=None, place="", group=""), PRINTED)
    assert paper.blanks == (
        "发文字号",
        "签发人",
        "主送机关",
        "所依据的通知",
        "会议日期",
        "会议地点",
        "参加人员",
        "署名",
        "成文日期",
        "联系人",
        "联系电话",
    )
    assert paper.counted == ()


def test_the_plan_carries_the_template_and_the_preparation() -> None:
    paper = plan.blocks(with_dossier(planned(2)), PRINTED)
    found = lines(paper)
    assert one_with(found, "会议主题：").startswith("会议主题：大力弘扬伟大建党精神")
    assert "一是在坚定信仰方面。" in found and "二是在履职尽责方面。" in found
    assert "组织学习研讨2次（2022年1月5日、2022年1月6日），内容：学习条例、专题研讨。" in found
    assert "征求到意见建议3条（征求意见表2条、意见箱1条），归并整理为2条。" in found
    assert "1.通报筹备情况。" in found
    assert one_with(found, "个工作日报送").startswith("会前5个工作日报送：召开民主生活会的请示、会议方案")
    assert "基本要求" in paper.blanks and "学习研讨的安排" in paper.blanks
    assert "重点从以下2个方面进行对照检查。" in paper.counted
    assert set(paper.counted) - set(found) == {"参加人员共2人。"}


def test_the_plan_says_nothing_that_nobody_said_and_numbers_what_there_is() -> None:
    meeting = with_dossier(planned(7))
    assert not [line for line in lines(plan.blocks(meeting, PRINTED)) if "先由党组书记" in line]
    bare = replace(meeting, template=replace(meeting.template, aspects=()))
    paper = plan.blocks(bare, PRINTED)
    headings = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["一、会议主题和基本要求", "二、各环节工作安排", "三、会议安排", "四、材料报送"]


def test_a_request_whose_own_id_the_template_lacks_names_all_papers_and_says_so() -> None:
    meeting = with_dossier(planned(2))
    assert not [one for one in request.blocks(meeting, PRINTED).blanks if one.startswith("附件")]
    other = tuple(replace(one, id=f"x-{one.id}") for one in BEFORE)
    ready = tuple(PaperState(one.id, Stage.DRAFTED, file="/a/x.docx") for one in other)
    meeting = replace(meeting, template=replace(meeting.template, due_before=other))
    meeting = replace(meeting, dossier=replace(meeting.dossier, papers=ready))
    paper = request.blocks(meeting, PRINTED)
    (annexes,) = (block for block in paper.blocks if isinstance(block, Attachments))
    assert annexes.titles == tuple(one.title for one in BEFORE)
    assert one_with(paper.blanks, "附件").startswith("附件（会议模板里没有编号为 request 的材料")


def test_several_versions_of_a_paper_count_as_one() -> None:
    first = SpeechPaper(1, "个人对照检查材料", "初稿", "a.docx", "0" * 64, PRINTED, "p1")
    row = (
        first,
        replace(first, id=2, text="二稿", file="b.docx"),
        replace(first, id=3, person="p2"),
        replace(first, id=4, title="发言提纲"),
    )
    paper = report.blocks(with_dossier(planned(2), speech_papers=row), PRINTED)
    assert "收到对照检查材料和发言提纲3份。" in paper.counted


def test_until_recorders_are_named_the_plan_tells_which_office_sees_to_it() -> None:
    meeting = planned(2)
    others = tuple(one for one in meeting.people if one.role is not Role.RECORDER)
    assert "由局办公室安排相关同志负责。" in lines(plan.blocks(replace(meeting, people=others), PRINTED))
    named = roster.add(replace(meeting, people=others), "周记录", "主任", role=Role.RECORDER)
    assert "周记录（主任）。" in lines(plan.blocks(named, PRINTED))


def test_until_there_is_a_list_the_plan_tells_which_office_chairs() -> None:
    empty = planned(0)
    assert "党组书记。" in lines(plan.blocks(empty, PRINTED))
    committee = replace(empty, head=replace(empty.head, group="XX局党委"))
    assert "党委书记。" in lines(request.blocks(committee, PRINTED))
    left_open = replace(empty, template=replace(empty.template, chaired_by=Speaker.CHAIR))
    assert "主持人" in plan.blocks(left_open, PRINTED).blanks
    assert "张三（党组书记、局长）。" in lines(plan.blocks(planned(2), PRINTED))


def test_the_report_counts_what_was_recorded() -> None:
    room = held(3)
    found = lines(report.blocks(with_dossier(room.meeting), PRINTED))
    said = [entry for entry in room.meeting.entries if entry.text]
    kinds = {kind: sum(1 for entry in said if entry.kind is kind) for kind in Kind}
    assert (
        f"会议记录共有发言{len(room.texts)}条，其中班子对照检查1条、个人对照检查{kinds[Kind.SELF_EXAMINATION]}人、"
        f"相互批评意见{kinds[Kind.CRITICISM]}条、表态回应{kinds[Kind.RESPONSE]}人。"
    ) in found
    assert "到会：应到3人，实到3人，到会比例100%。" in found
    assert "整改清单共2项，其中领导班子1项、班子成员1项。" in found
    assert "1.张三：拖了两个月才办。整改措施：一月办结。" in found
    assert "1.领导班子：下基层少。整改措施：＿＿＿＿。" in found


def test_who_examined_themselves_in_several_entries_is_one_person() -> None:
    room = held(2)
    at = next(one.number for one in room.meeting.entries if one.kind is Kind.SELF_EXAMINATION and one.text)
    room.add_later("再补一段。", at)
    found = lines(report.blocks(with_dossier(room.meeting), PRINTED))
    assert "个人对照检查2人（3条）、相互批评意见2条、表态回应2人。" in one_with(found, "会议记录共有发言")


def test_nothing_is_said_of_a_preparation_that_was_not_filed() -> None:
    meeting = with_dossier(held(2).meeting, **{name: getattr(NO_DOSSIER, name) for name in ROWS})
    paper = report.blocks(meeting, PRINTED)
    found = lines(paper)
    assert not [line for line in found if "学习研讨" in line or "谈心谈话" in line or "意见建议" in line]
    assert {"会前准备情况", "主要问题和整改措施", "上级督导点评"} <= set(paper.blanks)


ROWS = ("studies", "opinions", "talks", "problems", "speech_papers", "forms_sent", "forms_returned")


def test_a_letter_in_word_has_its_parts_in_place() -> None:
    word = Word(docx.render(request.blocks(with_dossier(planned(2)), PRINTED)))
    # The blanks are underlined spaces.
    assert [one.replace("　", "＿") for one in word.texts("Letterhead")] == [
        "＿＿＿〔＿＿〕＿＿号\t签发人：＿＿＿＿"
    ]
    assert word.texts("Addressee") == ["XX纪委、XX组织部："]
    assert not word.effective("Addressee", "pPr", "ind")
    assert word.effective("SignerName", "rPr", "rFonts")["eastAsia"] == "楷体"
    (by,), (on,) = word.paragraphs("IssuedBy"), word.paragraphs("IssuedOn")
    day = "　　　　年　　月　　日"
    assert word.texts("IssuedOn") == [day]
    assert _from_right(on) == 400
    # The office stands above the middle of the day: XX局党组 is 4 characters wide, the day 11.
    assert _from_right(by) == 400 + (1100 - 400) // 2


def _from_right(paragraph: object) -> int:
    from tests.exporters.word_file import W

    (indent,) = paragraph.iter(f"{W}ind")  # type: ignore[attr-defined]
    return int(indent.get(f"{W}rightChars"))


def test_the_dossier_of_these_tests_is_an_invented_one() -> None:
    assert DOSSIER.letter.phone == "0000-0000000"


def test_the_request_tells_the_plan_also_once_the_meeting_was_held_on_another_day() -> None:
    meeting = with_dossier(held(2).meeting)
    planned_for = replace(meeting, head=replace(meeting.head, date=date(2022, 2, 8)))
    assert "2022年2月8日9时00分，会期1天。" in lines(request.blocks(planned_for, PRINTED))


def test_the_report_never_bears_the_number_of_the_request() -> None:
    letter = replace(DOSSIER.letter, number="X党〔2022〕3号")
    meeting = with_dossier(held(2).meeting, letter=letter)
    assert "X党〔2022〕3号" in "".join(lines(request.blocks(meeting, PRINTED)))
    paper = report.blocks(meeting, PRINTED)
    assert "X党〔2022〕3号" not in "".join(lines(paper)) and "发文字号" in paper.blanks
