"""The speaking order: roster and agenda expanded into turns, and what was changed in it by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace

from meeting.last import of_last
from meeting.model import Act, ExtraTurn, Kind, Meeting, Move, Person, PersonId, Role, Turn, TurnId
from meeting.recorded import Recorded
from meeting.refused import Refused
from meeting.template import AgendaItem, Scope, Speaker, Step

LONGEST_TURN = 600.0
"""Minutes; more than a sitting can last."""

_INSERTED = "extra"
_TOUCHES = (Act.SAID, Act.NO_OPINION, Act.BEGAN, Act.SKIPPED)
_OF_ONESELF = (Kind.SELF_EXAMINATION, Kind.RESPONSE)


def members(meeting: Meeting) -> tuple[Person, ...]:
    """The members of the group in its fixed order."""
    return tuple(person for person in meeting.people if person.role is Role.MEMBER)


def agenda(meeting: Meeting) -> tuple[AgendaItem, ...]:
    """The agenda items that are held: the plan's own and the optional ones that were chosen."""
    held = meeting.arrangement.items_in
    return tuple(item for item in meeting.template.agenda if not item.optional or item.id in held)


@of_last
def speaking_order(meeting: Meeting) -> tuple[Turn, ...]:
    """Every turn in the order in which it is due (plan, section 五(六)); 2 + n(n+1) for n members."""
    planned = _planned(meeting)
    strays = tuple(_recorded_elsewhere(meeting, planned))
    return _arranged_turns(meeting, strays) if strays else planned


def _arranged_turns(meeting: Meeting, strays: Sequence[Turn]) -> tuple[Turn, ...]:
    turns = _told_apart(_expand(meeting))
    for extra in meeting.arrangement.extras:
        _put_after(turns, extra.turn, extra.after)
    turns.extend(strays)
    for move in meeting.arrangement.moves:
        moved = next((turn for turn in turns if turn.id == move.turn), None)
        if moved and (not move.after or any(turn.id == move.after for turn in turns)):
            turns.remove(moved)
            _put_after(turns, moved, move.after)
    return tuple(_timed(meeting, turn) for turn in turns)


def _all_but_entries(meeting: Meeting) -> list[object]:
    return [getattr(meeting, field.name) for field in fields(meeting) if field.name != "entries"]


def _turns_of_the_plan(meeting: Meeting) -> tuple[Turn, ...]:
    return _arranged_turns(meeting, ())


# Confirming a remark changes nothing but the entries, and must not wait for the order to be laid out anew.
_planned = of_last(_turns_of_the_plan, _all_but_entries)


def turn_of(meeting: Meeting, turn_id: TurnId) -> Turn:
    """The turn with this id; raises `Refused` when the order has none."""
    for turn in speaking_order(meeting):
        if turn.id == turn_id:
            return turn
    raise Refused("发言次序里没有这一轮，请从发言次序中选一轮。")


def is_own(entry: Recorded) -> bool:
    """Whether a remark is that of its turn's speaker, and not of somebody who spoke within the turn."""
    return entry.turn.partition(":")[0] in (entry.kind, _INSERTED)


def _told_apart(turns: Iterable[Turn]) -> list[Turn]:
    """The turns with ids of their own, should a template ask for the same step twice."""
    times: Counter[TurnId] = Counter()
    row = []
    for turn in turns:
        times[turn.id] += 1
        row.append(turn if times[turn.id] == 1 else replace(turn, id=f"{turn.id}#{times[turn.id]}"))
    return row


def _expand(meeting: Meeting) -> Iterator[Turn]:
    everyone = [person.id for person in members(meeting)]
    for item in agenda(meeting):
        for subject in _subjects(item, everyone, meeting.secretary):
            for step in item.steps:
                yield from _step_turns(meeting, item, step, subject, everyone)


def _subjects(item: AgendaItem, everyone: list[PersonId], secretary: PersonId) -> list[PersonId]:
    match item.scope:
        case Scope.ONCE:
            return [""]
        case Scope.SECRETARY:
            return [person for person in everyone if person == secretary]
        case Scope.OTHERS:
            return [person for person in everyone if person != secretary]


def _step_turns(
    meeting: Meeting, item: AgendaItem, step: Step, subject: PersonId, everyone: list[PersonId]
) -> Iterator[Turn]:
    if step.by is Speaker.EACH_OTHER:
        for speaker in _secretary_first(everyone, meeting.secretary):
            if speaker != subject:
                turn_id = f"{step.kind}:{speaker}>{subject}"
                yield Turn(turn_id, step.kind, speaker, subject, subject, item.id, step.minutes)
        return
    speaker = {
        Speaker.SECRETARY: meeting.secretary,
        Speaker.CHAIR: meeting.chair,
        Speaker.SUBJECT: subject,
        Speaker.OBSERVER: "",
    }[step.by]
    turn_id = f"{step.kind}:{subject}" if subject else f"{step.kind}:{item.id}"
    yield Turn(turn_id, step.kind, speaker, "", subject, item.id, step.minutes)


def _secretary_first(everyone: Iterable[PersonId], secretary: PersonId) -> list[PersonId]:
    return sorted(everyone, key=lambda person: person != secretary)


def _recorded_elsewhere(meeting: Meeting, turns: Sequence[Turn]) -> Iterator[Turn]:
    """Turns that the record has touched although roster and agenda no longer give them."""
    known = {turn.id for turn in turns}
    for entry in meeting.entries:
        if entry.turn and entry.turn not in known and entry.act in _TOUCHES:
            known.add(entry.turn)
            subject = entry.to or (entry.by if entry.kind in _OF_ONESELF else "")
            yield Turn(entry.turn, entry.kind, entry.by, entry.to, subject, "", 0.0)


def _put_after(turns: list[Turn], turn: Turn, after: TurnId) -> None:
    if not after:
        turns.insert(0, turn)
        return
    place = next((index for index, other in enumerate(turns) if other.id == after), len(turns) - 1)
    turns.insert(place + 1, turn)


def _timed(meeting: Meeting, turn: Turn) -> Turn:
    by_hand = meeting.arrangement
    of_kind = by_hand.minutes_of_kind.get(turn.kind, turn.minutes)
    minutes = by_hand.minutes_of_turn.get(turn.id, of_kind)
    return turn if minutes == turn.minutes else replace(turn, minutes=minutes)


def move(meeting: Meeting, turn_id: TurnId, places: int) -> Meeting:
    """The turn moved down by so many places, or up for a negative number, and no further than the end."""
    order = [turn.id for turn in speaking_order(meeting)]
    here = order.index(turn_of(meeting, turn_id).id)
    order.remove(turn_id)
    there = max(0, min(here + places, len(order)))
    after = order[there - 1] if there else ""
    moves = meeting.arrangement.moves
    if moves and moves[-1].turn == turn_id:
        moves = moves[:-1]
    return _arranged(meeting, moves=(*moves, Move(turn_id, after)))


def insert(
    meeting: Meeting, kind: Kind, by: PersonId, to: PersonId, minutes: float, after: TurnId
) -> Meeting:
    """A turn of this kind put in after another one; raises `Refused` for an impossible pair or length."""
    if kind is Kind.CRITICISM and (not by or not to):
        missing = "对谁" if by else "发言人"
        raise Refused(f"批评意见要写明谁对谁，请在“{missing}”一栏写姓名。", missing)
    if by and by == to:
        raise Refused("发言人和对象不能是同一个人，请另选一位。", "对谁")
    if not {by, to} <= {"", *(person.id for person in meeting.people)}:
        raise Refused("名单里没有这个人，请从名单中选一位。")
    extras = meeting.arrangement.extras
    used = [int(extra.turn.id.partition(":")[2]) for extra in extras]
    turn_id = f"{_INSERTED}:{max(used, default=0) + 1}"
    subject = turn_of(meeting, after).subject if after else ""
    turn = Turn(turn_id, kind, by, to, to or subject, "", _checked(minutes))
    moves = (*meeting.arrangement.moves, Move(turn_id, after))
    return _arranged(meeting, extras=(*extras, ExtraTurn(turn, after)), moves=moves)


def take_out(meeting: Meeting, turn_id: TurnId) -> Meeting:
    """The order without a turn put in by hand; raises `Refused` for any other, and for a recorded one."""
    extras = meeting.arrangement.extras
    if not any(extra.turn.id == turn_id for extra in extras):
        raise Refused("这一轮不是插入的，不能撤掉；不进行时请跳过并写明理由。")
    if any(entry.turn == turn_id for entry in meeting.entries):
        raise Refused("这一轮已进入记录，不能撤掉；不进行时请跳过并写明理由。")
    return _arranged(meeting, extras=tuple(extra for extra in extras if extra.turn.id != turn_id))


def set_minutes(meeting: Meeting, turn_id: TurnId, minutes: float) -> Meeting:
    """The planned minutes of one turn; raises `Refused` unless above 0 and at most `LONGEST_TURN`."""
    turn_of(meeting, turn_id)
    by_hand = {**meeting.arrangement.minutes_of_turn, turn_id: _checked(minutes)}
    return _arranged(meeting, minutes_of_turn=by_hand)


def set_kind_minutes(meeting: Meeting, kind: Kind, minutes: float) -> Meeting:
    """The planned minutes of every turn of a kind; single turns changed before follow it too."""
    of_kind = {turn.id for turn in speaking_order(meeting) if turn.kind is kind}
    singles = {key: value for key, value in meeting.arrangement.minutes_of_turn.items() if key not in of_kind}
    by_kind = {**meeting.arrangement.minutes_of_kind, kind: _checked(minutes)}
    return _arranged(meeting, minutes_of_turn=singles, minutes_of_kind=by_kind)


def hold_item(meeting: Meeting, item_id: str, held: bool) -> Meeting:
    """An optional agenda item taken in or left out; raises `Refused` for one that the plan prescribes."""
    if not any(item.id == item_id and item.optional for item in meeting.template.agenda):
        raise Refused("这项议程是方案规定的，不能取消；有几轮不进行时请逐轮跳过并写明理由。")
    others = tuple(item for item in meeting.arrangement.items_in if item != item_id)
    return _arranged(meeting, items_in=(*others, item_id) if held else others)


def _arranged(meeting: Meeting, **changes: object) -> Meeting:
    return replace(meeting, arrangement=replace(meeting.arrangement, **changes))  # type: ignore[arg-type]


def _checked(minutes: float) -> float:
    if not 0 < minutes <= LONGEST_TURN:
        raise Refused("分钟数要大于 0、不超过 600，请重新输入，例如 3 或 1.5。", "分钟")
    return minutes
