"""学习研讨: the sessions of study before the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from meeting.dossier.model import Dossier, Study
from meeting.dossier.rows import with_added, with_changed, without, words
from meeting.model import Meeting
from meeting.refused import Refused


def checked(study: Study) -> Study:
    """The session as it can be filed; raises `Refused` where it can't."""
    topic = words(study.topic, "主题")
    if not topic:
        raise Refused("请写学习研讨的主题，例如：学习党的十九届六中全会精神。", "主题")
    return replace(study, topic=topic, form=words(study.form, "形式"))


def add(meeting: Meeting, studies: Sequence[Study]) -> Dossier:
    """The dossier with these as well; their ids are given here."""
    fresh = [checked(study) for study in studies]
    return replace(meeting.dossier, studies=with_added(meeting.dossier.studies, fresh))


def change(meeting: Meeting, study: Study) -> Dossier:
    """The dossier with new particulars of the session of this id."""
    return replace(meeting.dossier, studies=with_changed(meeting.dossier.studies, checked(study)))


def remove(meeting: Meeting, study_id: int) -> Dossier:
    """The dossier without a session."""
    return replace(meeting.dossier, studies=without(meeting.dossier.studies, study_id))


def days(dossier: Dossier) -> tuple[date, ...]:
    """The days on which there was study, in their order."""
    return tuple(sorted({study.day for study in dossier.studies if study.day}))
