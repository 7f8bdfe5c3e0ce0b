"""The 年度 that a meeting belongs to, and the name that it bears for it."""

from __future__ import annotations

from datetime import date

from meeting.model import Head
from meeting.template import Template

_SECOND_HALF = 7
"""The month from which a meeting is more likely that year's than a late one of the year before."""


def fitting_year(day: date) -> int:
    """The year that a meeting of this day is held for: mostly from December to February of the next."""
    return day.year if day.month >= _SECOND_HALF else day.year - 1


def template_year(template: Template) -> int:
    """The year whose rules the template holds, by its id; 0 for one that is named otherwise."""
    return int(template.id[:4]) if template.id[:4].isdecimal() else 0


def yearly_name(template: Template, year: int) -> str:
    """会议名称 as nobody has to type it: 2021年度党史学习教育专题民主生活会; without a year for 0."""
    return f"{year}年度{template.title}" if year else template.title


def proposed_head(template: Template, group: str, day: date) -> Head:
    """What a meeting that is set up on this day starts from."""
    year = fitting_year(day)
    return Head(group=group, title=yearly_name(template, year), year=year, place=template.place)
