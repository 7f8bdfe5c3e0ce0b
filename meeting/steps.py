"""What the recorder can do while the meeting goes on; each step gives the entries that it adds.

Nothing here changes a meeting: `Recorder.record` stores the entries and only then hands out the new value.
Every step raises `Refused` when the meeting does not allow it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from meeting.blank import checked, event, floor_to
from meeting.chain import chained
from meeting.draft import Draft
from meeting.floor import (
    Phase,
    floor,
    is_paused,
    next_turn,
    phase,
    recorded_turns,
    skipped_turns,
    turn_before,
)
from meeting.in_break import why_wait
from meeting.model import Act, Entry, Kind, Meeting, Mode, Number, TurnId
from meeting.order import members, turn_of
from meeting.presence import first_recorder
from meeting.record import NO_OPINION, TO_COMPLETE, place_of, speech
from meeting.refused import Refused
from meeting.said_at import began, within_turn
from meeting.spoken import spoken, standing
from meeting.text import clean
from meeting.timing import (
    opened_with,
    present,
    room_to_shift,
    sittings,
    still_to_begin,
    stretches,
)

Entries = tuple[Entry, ...]


def open_meeting(meeting: Meeting, now: datetime) -> Entries:
    """开会: the first turn takes the floor."""
    if phase(meeting) is not Phase.PLANNED:
        raise Refused("会议已经开始。")
    if not members(meeting):
        raise Refused("名单里还没有班子成员，请先在“名单”一屏加入。")
    first = next_turn(meeting)
    opened = replace(event(Act.OPENED), by=first_recorder(meeting))
    return chained(meeting, now, opened, *([floor_to(first)] if first else []))


def confirm(
    meeting: Meeting, draft: Draft, now: datetime, *, pass_on: bool, unfinished: bool = False
) -> Entries:
    """记下: the draft becomes an entry; with `pass_on` the floor goes from its turn to the next.

    What is `unfinished` is to be completed later (待补), and may be without a word for now. In a break the
    floor does not pass, see `meeting.in_break`.
    """
    text = TO_COMPLETE if unfinished and not draft.text.strip() else checked(draft.text)
    _refuse_before_opening(meeting)
    if pass_on and (waits := why_wait(meeting, draft)):
        raise Refused(waits)
    at = began(meeting, draft.turn, now) if draft.at is None else within_turn(meeting, draft, draft.at, now)
    said = replace(
        event(Act.SAID),
        kind=draft.kind,
        turn=draft.turn,
        by=draft.by,
        to=draft.to,
        text=text,
        mode=draft.mode,
        aspects=draft.aspects,
        refers=standing(draft.refers, meeting.entries),
        at=at,
        after=_late(meeting, draft.turn, at),
        unfinished=unfinished,
    )
    if draft.kind is Kind.CRITICISM and draft.at is None:
        _refuse_if_silent(meeting, draft.turn)
    goes_on = pass_on and draft.at is None and draft.turn == floor(meeting)
    return chained(meeting, now, said, *(_passing(meeting, draft.turn) if goes_on else ()))


def no_opinion(meeting: Meeting, turn_id: TurnId, now: datetime) -> Entries:
    """未提意见: the speaker had no criticism to make; the next turn takes the floor, but not in a break."""
    turn = turn_of(meeting, turn_id)
    if turn.kind is not Kind.CRITICISM:
        raise Refused(f"“未提意见”只用于批评意见；现在是{turn.kind.label}。")
    _refuse_before_opening(meeting)
    if turn_id in recorded_turns(meeting.entries):
        raise Refused("这一轮已记下意见，不能再记“未提意见”；要改请到会议记录中更正。")
    at = began(meeting, turn_id, now)
    entry = replace(
        event(Act.NO_OPINION),
        kind=turn.kind,
        turn=turn.id,
        by=turn.by,
        to=turn.to,
        text=NO_OPINION,
        mode=Mode.SUMMARY,
        at=at,
        after=_late(meeting, turn_id, at),
    )
    goes_on = turn_id == floor(meeting) and phase(meeting) is Phase.RUNNING
    return chained(meeting, now, entry, *(_passing(meeting, turn_id) if goes_on else ()))


def pass_on(meeting: Meeting, now: datetime) -> Entries:
    """The next turn takes the floor now; what is still being typed belongs to the turn before."""
    _refuse_unless_running(meeting)
    following = next_turn(meeting)
    if following is None:
        raise Refused("后面没有待发言的轮次了；会开完了就记“散会”（F9 更多）。")
    return chained(meeting, now, floor_to(following))


def go_to(meeting: Meeting, turn_id: TurnId, now: datetime) -> Entries:
    """A turn chosen by hand takes the floor."""
    _refuse_unless_running(meeting)
    turn = turn_of(meeting, turn_id)
    if turn.id == floor(meeting):
        raise Refused("这一轮正在发言。")
    return chained(meeting, now, floor_to(turn))


def go_back(meeting: Meeting, now: datetime) -> Entries:
    """The turn before takes the floor again; a turn in which nothing was recorded counts as not begun."""
    _refuse_unless_running(meeting)
    before = turn_before(meeting)
    if not before:
        raise Refused("前面没有发过言的轮次。")
    return chained(meeting, now, replace(event(Act.RETURNED), turn=before))


def shift_start(meeting: Meeting, seconds: float, now: datetime) -> Entries:
    """The turn on the floor began so many seconds earlier than its clock says."""
    _refuse_unless_running(meeting)
    here = floor(meeting)
    if not here:
        raise Refused("现在没有人发言，没有可以改的开始时间。")
    shifted = stretches(meeting.entries)[-1].start - timedelta(seconds=seconds)
    earliest, latest = room_to_shift(meeting, now)
    if not earliest <= shifted <= latest:
        raise Refused(f"开始时间要在 {earliest:%H:%M:%S} 和 {latest:%H:%M:%S} 之间。")
    opening = []
    if opened_with(meeting.entries):
        before = next(entry for entry in reversed(meeting.entries) if entry.act is Act.OPENED)
        opening = [replace(event(Act.OPENED), at=shifted, by=before.by)]
    return chained(meeting, now, *opening, replace(floor_to(turn_of(meeting, here)), at=shifted))


def skip(meeting: Meeting, turn_id: TurnId, reason: str, now: datetime) -> Entries:
    """跳过: the turn does not take place, with a reason that the record shows."""
    turn = turn_of(meeting, turn_id)
    if not clean(reason).strip():
        raise Refused("跳过要写明理由，例如：临时离会。")
    if turn_id in recorded_turns(meeting.entries):
        raise Refused("这一轮已有记录，不能跳过；按 F2 转下一位即可。")
    about = replace(event(Act.SKIPPED), kind=turn.kind, turn=turn.id, by=turn.by, to=turn.to)
    after = _late(meeting, turn_id, present(meeting, now))
    entry = replace(about, text=clean(reason).strip(), after=after)
    return chained(meeting, now, entry, *(_passing(meeting, turn_id) if _may_pass(meeting, turn_id) else ()))


def restore(meeting: Meeting, turn_id: TurnId, now: datetime) -> Entries:
    """A skipping taken back: the turn is to come again."""
    turn = turn_of(meeting, turn_id)
    if turn_id not in skipped_turns(meeting.entries):
        raise Refused("这一轮没有跳过，不用恢复。")
    return chained(meeting, now, replace(event(Act.RESTORED), turn=turn.id))


def pause(meeting: Meeting, now: datetime) -> Entries:
    """The clock stands still, or goes on when it stood still."""
    _refuse_unless_running(meeting)
    return chained(meeting, now, event(Act.RESUMED if is_paused(meeting) else Act.PAUSED))


def adjourn(meeting: Meeting, now: datetime) -> Entries:
    """休会: the sitting ends, and the meeting goes on in another."""
    _refuse_unless_running(meeting)
    return chained(meeting, now, event(Act.ADJOURNED))


def reconvene(meeting: Meeting, now: datetime) -> Entries:
    """复会: the next sitting begins, and with it the turn that was to come; after 散会 the last one again."""
    stood = phase(meeting)
    if stood not in (Phase.ADJOURNED, Phase.CLOSED):
        raise Refused("会议正在进行，不用复会。")
    run = stretches(meeting.entries)
    begins = run and (stood is Phase.CLOSED or still_to_begin(meeting.entries))
    follows = [floor_to(turn_of(meeting, run[-1].turn))] if begins else []
    return chained(meeting, now, event(Act.RECONVENED), *follows)


def close(meeting: Meeting, now: datetime) -> Entries:
    """散会: the last sitting ends."""
    if phase(meeting) not in (Phase.RUNNING, Phase.ADJOURNED):
        raise Refused("会议没有在进行，不能记散会。")
    return chained(meeting, now, event(Act.CLOSED))


def _may_pass(meeting: Meeting, turn_id: TurnId) -> bool:
    """Whether the floor goes on from a skipped turn; in a break only to whom the next sitting begins with."""
    if turn_id != floor(meeting):
        return False
    return phase(meeting) is Phase.RUNNING or stretches(meeting.entries)[-1].start < _last_end(meeting)


def _last_end(meeting: Meeting) -> datetime:
    last = sittings(meeting.entries)[-1]
    return last.end or last.start


def _refuse_if_silent(meeting: Meeting, turn_id: TurnId) -> None:
    """Raises `Refused` where the turn is on record as 未提意见, which a remark would contradict."""
    for entry in spoken(meeting.entries):
        is_silence = entry.turn == turn_id and entry.act is Act.NO_OPINION
        if is_silence and speech(meeting, entry.number).valid.act is Act.NO_OPINION:
            raise Refused("这一轮已记“未提意见”。确实提了意见，请到会议记录（F12）里把那一条更正成意见。")


def _passing(meeting: Meeting, turn_id: TurnId) -> list[Entry]:
    following = next_turn(meeting, turn_id)
    return [floor_to(following)] if following and following.id != turn_id else []


def _late(meeting: Meeting, turn_id: TurnId, at: datetime) -> Number:
    """What an entry of the turn follows when it is written down after the closing; -1 before that."""
    return place_of(meeting, turn_id, at) if phase(meeting) is Phase.CLOSED else -1


def _refuse_before_opening(meeting: Meeting) -> None:
    if phase(meeting) is Phase.PLANNED:
        raise Refused("会议还没有开始，请先开会。")


def _refuse_unless_running(meeting: Meeting) -> None:
    _refuse_before_opening(meeting)
    match phase(meeting):
        case Phase.ADJOURNED:
            raise Refused("正在休会，请先复会（F9 更多）。")
        case Phase.CLOSED:
            raise Refused("已经散会；要接着开请先复会（F9 更多）。")
