"""The lists that are kept before a meeting, and the columns in which people write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Listing(StrEnum):
    """A list that can be written by hand or taken in from a table."""

    ROSTER = "roster"
    STUDIES = "studies"
    OPINIONS = "opinions"
    TALKS = "talks"

    @property
    def label(self) -> str:
        """The Chinese name of the list."""
        return _LABELS[self]


_LABELS: Mapping[Listing, str] = MappingProxyType(
    {
        Listing.ROSTER: "名单",
        Listing.STUDIES: "学习研讨",
        Listing.OPINIONS: "征求意见",
        Listing.TALKS: "谈心谈话",
    }
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what else heads it in people's tables, and an example of what stands in it."""

    name: str
    also: tuple[str, ...] = ()
    example: str = ""
    is_needed: bool = False


COLUMNS: Mapping[Listing, tuple[Column, ...]] = MappingProxyType(
    {
        Listing.ROSTER: (
            Column("姓名", ("名字", "人员", "参会人员", "参加人员", "出席人员"), "张三", is_needed=True),
            Column("职务", ("职位", "现任职务", "党内职务", "职务职级"), "党组成员、副局长"),
            Column("单位", ("工作单位", "所在单位", "部门", "单位名称"), "市委组织部"),
            Column("身份", ("类别", "参会身份", "人员类别"), "班子成员、列席人员 或 记录人；空着是班子成员"),
        ),
        Listing.STUDIES: (
            Column("主题", ("学习主题", "学习内容", "研讨主题", "专题", "内容", "题目"), "学习……精神", True),
            Column("日期", ("时间", "学习时间", "学习日期", "研讨时间"), "1月10日 或 2022-01-10"),
            Column("形式", ("学习形式", "研讨形式", "方式", "学习方式"), "集中学习、专题研讨、个人自学"),
        ),
        Listing.OPINIONS: (
            Column(
                "意见",
                ("意见建议", "意见和建议", "意见内容", "具体意见", "原始意见", "内容", "问题"),
                "到基层调研不够",
                is_needed=True,
            ),
            Column("对象", ("意见对象", "针对对象", "涉及对象", "被提意见人"), "姓名；对领导班子的空着"),
            Column("方面", ("对照方面", "对照检查方面", "问题类别", "类别"), "简称，或一、二……；可空着"),
            Column(
                "方式", ("征求方式", "征集方式", "来源", "意见来源", "渠道", "来源渠道"), "座谈会、意见箱……"
            ),
            Column("处理", ("处理情况", "办理情况", "处理意见", "采纳情况"), "已采纳"),
        ),
        Listing.TALKS: (
            Column("谈话人", ("主谈人", "谈话人姓名", "发起人"), "班子成员姓名", is_needed=True),
            Column("谈话对象", ("对象", "被谈话人", "谈话对象姓名"), "姓名", is_needed=True),
            Column("类别", ("谈话类别", "类型", "谈话类型"), "两位成员之间可空着"),
            Column("日期", ("时间", "谈话时间", "谈话日期"), "1月10日 或 2022-01-10"),
            Column("地点", ("谈话地点",), "办公室"),
            Column("内容", ("谈话内容", "主要内容", "谈话要点", "要点", "意见"), "谈到的主要问题"),
        ),
    }
)
