"""What papers to the superior bodies have in common: title, number, addressees, signature and day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from exporters.blanks import Blanks
from exporters.blocks import Addressee, Block, Issued, Letterhead, Notice, Paper, Prose, Title
from exporters.chinese import DATE_BLANK
from exporters.original_record.head import SAMPLE, meeting_lines
from exporters.titles import title_lines
from meeting.model import Meeting
from meeting.timing import in_zone


def paper(
    meeting: Meeting,
    printed_at: datetime,
    title: str,
    blocks: Iterable[Block],
    blanks: Blanks,
    counted: Iterable[str] = (),
) -> Paper:
    """A paper of the office, with what was counted for it and what was left blank."""
    made = in_zone(printed_at, meeting.head.zone)
    # The blocks come first: it is by them that the blanks are found.
    told = tuple(blocks)
    return Paper(
        title=title,
        author=meeting.head.group,
        made=made,
        blocks=told,
        mark=meeting.head.mark,
        footer=SAMPLE if meeting.sample else "",
        counted=tuple(counted),
        blanks=blanks.named,
    )


def listed(
    meeting: Meeting,
    printed_at: datetime,
    name: str,
    blocks: Iterable[Block],
    blanks: Blanks,
    counted: Iterable[str],
    of: str = "",
) -> Paper:
    """A paper that is a list, with wide tables on pages that lie on their side; `of` another meeting."""
    whole = (*titled(meeting, "", name, of), *blocks)
    made = paper(meeting, printed_at, f"{of or meeting_name(meeting)}{name}", whole, blanks, counted)
    return replace(made, landscape=True)


def opening(meeting: Meeting, before: str, after: str, number: str, blanks: Blanks) -> Iterator[Block]:
    """Number and signer, title and addressees of a letter upwards."""
    letter = meeting.dossier.letter
    told = blanks.fill(number, "发文字号", "＿＿＿〔＿＿〕＿＿号")
    yield Letterhead(told, blanks.fill(letter.signer, "签发人"))
    yield from titled(meeting, before, after)
    yield Addressee(blanks.fill("、".join(letter.addressees), "主送机关") + "：")


def titled(meeting: Meeting, before: str, after: str, of: str = "") -> Iterator[Block]:
    """Group and meeting, or what it is `of`, and these words around it; 示例 under an invented one."""
    yield Title(title_lines(_group(meeting), of or meeting_name(meeting), after, before))
    if meeting.sample:
        yield Notice(f"（{SAMPLE}：人员和发言均为虚构）")


def title_with(meeting: Meeting, after: str, of: str = "") -> str:
    """The title of a paper in one line, as `titled` sets it with these words after the meeting's name."""
    return "".join(title_lines(_group(meeting), of or meeting_name(meeting), after))


def _group(meeting: Meeting) -> str:
    return meeting.head.group.strip()


def ending(meeting: Meeting, blanks: Blanks) -> Iterator[Block]:
    """署名, 成文日期 and whom to ask."""
    letter = meeting.dossier.letter
    yield Issued(blanks.fill(meeting.head.group, "署名"), blanks.fill("", "成文日期", DATE_BLANK))
    contact, phone = blanks.fill(letter.contact, "联系人"), blanks.fill(letter.phone, "联系电话")
    yield Prose(f"（联系人：{contact}，电话：{phone}）")


def meeting_name(meeting: Meeting) -> str:
    """2021年度党史学习教育专题民主生活会."""
    return meeting_lines(meeting.head)[1]
