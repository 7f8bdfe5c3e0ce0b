"""One paper on which every kind of block stands, in every manner in which a paper has it."""

from __future__ import annotations

from exporters.blocks import Column, Heading, Letterhead, Paper, Speech, Table
from exporters.papers import PAPERS
from tests.exporters.meetings import PRINTED, eventful, held

_PRINTED_FROM_A_MEETING = ("record", "check", "record_annexed", "request", "plan", "report")


def everything() -> Paper:
    """The papers of a meeting one behind another; further a list, and headings that no paper has yet."""
    meetings = (eventful().meeting, eventful(1).meeting, held(1).meeting)
    papers = [PAPERS[kind].blocks(one, PRINTED) for one in meetings for kind in _PRINTED_FROM_A_MEETING]
    table = Table((Column("序号", 1, centred=True), Column("措施", 4)), (("1", "每季度检查。\n再查。"),))
    letter = Letterhead("XX〔2022〕3号", "张三")
    read_out = Speech(
        1, "09:00", "通报", "张三", (), "照稿宣读《材料》（校验码 0123456789abcdef），与附件一致。"
    )
    more = (letter, read_out, Heading(3, "1.三级标题"), Heading(4, "（1）四级标题"), table)
    blocks = [block for paper in papers for block in paper.blocks]
    return Paper("全部", "XX局党组", PRINTED, (*blocks, *more), mark="内部", footer="示例")
