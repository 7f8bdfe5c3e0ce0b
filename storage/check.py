"""What is right and what is wrong with the files of a meeting, part by part; nothing is changed on disk."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from meeting.desk import unrecorded
from meeting.dossier.faults import faults
from meeting.dossier.model import NO_DOSSIER
from meeting.dossier.read_out import without_paper
from meeting.model import Meeting
from meeting.roster import name_of
from meeting.seal import broken_seal, is_sealed, seals
from storage.dossier_tables import sound_part
from storage.draft.draft import read_draft
from storage.errors import Damaged
from storage.handed_in import ASIDE, FOLDER, left_behind, troubles
from storage.journal.chained_lines import read_lines
from storage.journal.changes import Tables
from storage.journal.standing import Standing, journal_of, lock_of, read_journal, replay, tables_in
from storage.lock import is_held
from storage.meeting_file import DRAFT, FILE, name_trouble, standing_in
from storage.meeting_tables import chain_trouble, record_in
from storage.whole_file import content_of


class Grade(Enum):
    """How a part stands."""

    SOUND = auto()
    OPEN = auto()
    """Something is left to do, and nothing that was recorded is in question."""
    DAMAGED = auto()
    """It is not what was written, or nobody can tell."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part of a meeting stands, in a sentence."""

    part: str
    grade: Grade
    sentence: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and the meeting, with what of its dossier is sound, when its record is not damaged."""

    findings: tuple[Finding, ...]
    meeting: Meeting | None


def check(folder: Path) -> Checked:
    """Checks the meeting in the folder, which may be written meanwhile; raises `BadPlace`."""
    try:
        standing = standing_in(folder)
    except Damaged as error:
        return Checked((*_apart(folder / FILE, str(error)), _draft(folder)), None)
    file = str(folder / FILE)
    journal = _journal(folder / FILE, standing)
    try:
        meeting = record_in(standing.tables, file)
    except Damaged as error:
        chain = Finding("记录链", Grade.DAMAGED, "无法核对，会议的内容读不出来。")
        return Checked((Finding("文件", Grade.DAMAGED, str(error)), journal, chain, _draft(folder)), None)
    trouble = name_trouble(meeting, folder)
    content = Finding("文件", Grade.DAMAGED if trouble else Grade.SOUND, trouble or "完好。")
    findings = (content, journal, _chain(meeting, file), *_seal(meeting), _draft(folder))
    is_damaged = any(finding.grade is Grade.DAMAGED for finding in findings)
    # Of these the record is independent: it can be checked and printed all the same.
    beside = (*_dossier(standing.tables or {}, meeting), *_handed_in(meeting, folder))
    return Checked((*findings, *beside), None if is_damaged else meeting)


def _journal(path: Path, standing: Standing) -> Finding:
    """A journal that fits its snapshot."""
    lines = standing.lines
    if lines is None:
        return Finding("日志", Grade.SOUND, "还没有，下次打开时建立。")
    sentence = "完好。"
    if standing.replayed:
        sentence = f"完好，其中 {standing.replayed} 处改动还没有并入文件，下次正常关闭时并入。"
    if lines.rest and not is_held(lock_of(path)):
        sentence += f"末尾 {len(lines.rest)} 字节上次没有写完，下次打开时另存；前面的都在，请核对最后一条。"
    return Finding("日志", Grade.SOUND, sentence)


def _chain(meeting: Meeting, file: str, proviso: str = "完好，") -> Finding:
    if trouble := chain_trouble(meeting, file):
        return Finding("记录链", Grade.DAMAGED, trouble)
    return Finding("记录链", Grade.SOUND, f"{proviso}{len(meeting.entries)} 条记录前后相连。")


def _seal(meeting: Meeting) -> tuple[Finding, ...]:
    """That the sealed record is what was sealed; nothing is said of one that is not sealed."""
    if not is_sealed(meeting):
        return ()
    if version := broken_seal(meeting):
        trouble = f"第 {version} 版定稿以后，会议信息、名单、议程或记录被改动过。文件没有动，请用备份恢复。"
        return (Finding("定稿", Grade.DAMAGED, trouble),)
    last = seals(meeting)[-1]
    by = name_of(meeting, last.by) or "（未登记记录人）"
    told = f"第 {last.version} 版，{by}于 {last.at:%Y-%m-%d %H:%M} 定稿，校验码 {last.digest}。"
    return (Finding("定稿", Grade.SOUND, told),)


def _dossier(tables: Tables, meeting: Meeting) -> tuple[Finding, ...]:
    """That the dossier can be read and be true, each trouble for itself; nothing is said of an empty one."""
    troubles = sound_part(tables)[1]
    cure = "文件没有动，会议记录不受影响。改正以前打不开、不能再记；请用备份恢复，或请懂的人改正。"
    found = [f"{trouble}。{cure}" for trouble in troubles]
    if not troubles:
        # Rows that could not be read would make others seem untrue that refer to them.
        found = [f"{fault}，请核对后改正，或用备份恢复。" for fault in faults(meeting)]
    if not found and meeting.dossier != NO_DOSSIER:
        return (Finding("案卷", Grade.SOUND, "完好。"),)
    return tuple(Finding("案卷", Grade.DAMAGED, sentence) for sentence in found)


def _handed_in(meeting: Meeting, folder: Path) -> tuple[Finding, ...]:
    """That what was handed in is there as it was, and as the record says; nothing where there is none."""
    damaged = [Finding("发言材料", Grade.DAMAGED, trouble) for trouble in troubles(folder, meeting)]
    left = [Finding("发言材料", Grade.OPEN, sentence) for sentence in _known_by_title(meeting)]
    if names := left_behind(folder, meeting):
        listed = f"{folder / FOLDER} 里有 {len(names)} 个文件不属于哪一份材料：{'、'.join(names)}"
        told = (
            f"{listed}。可能是交来或拿掉时中断留下的，不影响会议。请看过，要用的重新交来，再移开："
            f"执行 shilu attach {meeting.id} --tidy，或在“发言材料”按 F9 选“移开多余的文件”。"
            f"移到旁边的 {ASIDE}，不删。"
        )
        left.append(Finding("发言材料", Grade.OPEN, told))
    if (count := len(meeting.dossier.speech_papers)) and not damaged:
        sound = Finding("发言材料", Grade.SOUND, f"完好，{count} 份的原文件都与交来时一致。")
        return (sound, *left)
    return (*damaged, *left)


def _known_by_title(meeting: Meeting) -> tuple[str, ...]:
    """What entries without a digest say was read out, and is not there: nobody can tell what it was."""
    told = (
        f"记录第 {passage.number} 条写着照稿宣读{read.named}，会议里没有他的这份材料，请核对纸质附件。"
        for passage, read in without_paper(meeting)
        if not read.digest and read.person is not None
    )
    return tuple(dict.fromkeys(told))


def _draft(folder: Path) -> Finding:
    desk, trouble = read_draft(folder / DRAFT)
    if trouble:
        return Finding("未记下的文字", Grade.OPEN, trouble)
    if waiting := len(unrecorded(desk)):
        return Finding("未记下的文字", Grade.OPEN, f"编辑区里有 {waiting} 处文字还没有记下。")
    return Finding("未记下的文字", Grade.SOUND, "没有。")


def _apart(path: Path, trouble: str) -> tuple[Finding, ...]:
    """File, journal and chain each for itself, where reading them together ended with this trouble."""
    snapshot, data = content_of(path), content_of(journal_of(path))
    journal = _journal_apart(path, data, trouble)
    if snapshot is None:
        gone = trouble if data is not None else f"{path} 不见了。请找回它，或用备份恢复。"
        chain = Finding("记录链", Grade.DAMAGED, "无法核对。")
        return Finding("文件", Grade.DAMAGED, gone), journal, chain
    try:
        tables, _ = replay(snapshot, read_lines(data or b""), path)
        file = Finding("文件", Grade.SOUND, "完好。")
    except Damaged:
        unsure = f"{path} 没有可以核对的校验值，因为日志坏了。文件没有动，请用备份恢复。"
        file = Finding("文件", Grade.DAMAGED, trouble if journal.grade is Grade.SOUND else unsure)
    try:
        if file.grade is Grade.DAMAGED:
            tables = tables_in(snapshot, path)
        chain = _chain(record_in(tables, str(path)), str(path), "只核对了读得出的部分：")
    except Damaged as error:
        chain = Finding("记录链", Grade.DAMAGED, f"无法核对：{error}")
    return file, journal, chain


def _journal_apart(path: Path, data: bytes | None, trouble: str) -> Finding:
    if data is None:
        return Finding("日志", Grade.DAMAGED, trouble)
    try:
        read_journal(journal_of(path), data)
    except Damaged as error:
        return Finding("日志", Grade.DAMAGED, str(error))
    return Finding("日志", Grade.SOUND, "完好。")
