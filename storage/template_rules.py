"""What a template must keep to beyond the types of its fields."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from meeting.calendar.deadlines import LONGEST_AFTER, LONGEST_LEAD
from meeting.template import AgendaItem, Scope, Speaker, Template
from storage.documents import At, Misfit

_ONLY_IN_A_ROUND = (Speaker.SUBJECT, Speaker.EACH_OTHER)
_TABLES = ("aspects", "agenda", "special_items", "due_before", "due_after")


def quorum_of(written: object) -> object:
    """A quorum written as a fraction ("2/3") as a number; everything else as it is; raises `Misfit`."""
    if not isinstance(written, str):
        return written
    try:
        return float(Fraction(written))
    except (ValueError, ZeroDivisionError):
        raise Misfit(("quorum",), f'看不懂“{written}”，请写成 "2/3" 这样的分数或 0.9 这样的小数') from None


def check(template: Template) -> None:
    """Raises `Misfit` for the first rule that the template breaks."""
    for at, reason in _breaches(template):
        raise Misfit(at, reason)


def _breaches(template: Template) -> Iterator[tuple[At, str]]:
    for name in ("title", "theme"):
        if not getattr(template, name).strip():
            yield (name,), "不能为空"
    if template.chaired_by not in (Speaker.SECRETARY, Speaker.CHAIR):
        yield ("chaired_by",), "主持人写 secretary（书记），或 chair（另行指定，在名单里选）"
    # Written so that NaN, which TOML allows, is refused too.
    if not 0 < template.quorum <= 1:
        yield ("quorum",), "应大于 0、不超过 1"
    if not 1 <= template.days_after <= LONGEST_AFTER:
        yield ("days_after",), f"应为 1 到 {LONGEST_AFTER} 的整数"
    if template.working_days_before is not None and not 1 <= template.working_days_before <= LONGEST_LEAD:
        yield ("working_days_before",), f"应为 1 到 {LONGEST_LEAD} 的整数"
    if not template.agenda:
        yield ("agenda",), "至少要有一项议程"
    for name in _TABLES:
        yield from _table_breaches(name, template)
    for index, item in enumerate(template.agenda):
        yield from _step_breaches(("agenda", index), item)
    yield from _repeated_kinds(template)


def _table_breaches(name: str, template: Template) -> Iterator[tuple[At, str]]:
    seen: set[str] = set()
    for index, row in enumerate(getattr(template, name)):
        for field in ("id", "title", "label"):
            if not getattr(row, field, "-").strip():
                yield (name, index, field), "不能为空"
        if row.id in seen:
            yield (name, index, "id"), f"编号“{row.id}”重复了，请换一个"
        seen.add(row.id)


def _step_breaches(at: At, item: AgendaItem) -> Iterator[tuple[At, str]]:
    if not item.steps:
        yield (*at, "steps"), "至少要有一步"
    for index, step in enumerate(item.steps):
        if not (step.minutes > 0 and math.isfinite(step.minutes)):
            yield (*at, "steps", index, "minutes"), "预计分钟数应大于 0"
        if item.scope is Scope.ONCE and step.by in _ONLY_IN_A_ROUND:
            yield (*at, "steps", index, "by"), f"{step.by} 只能用在 scope 为 secretary 或 others 的议程里"


def _repeated_kinds(template: Template) -> Iterator[tuple[At, str]]:
    """A turn is known by its kind and the member it is about, so each kind comes once in a member's round."""
    for scope in (Scope.SECRETARY, Scope.OTHERS):
        seen: Counter[str] = Counter()
        for index, item in enumerate(template.agenda):
            for place, step in enumerate(item.steps if item.scope is scope else ()):
                seen[step.kind] += 1
                if seen[step.kind] > 1:
                    yield ("agenda", index, "steps", place, "kind"), f"同一人的轮次里 {step.kind} 只能有一次"
