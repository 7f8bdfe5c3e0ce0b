"""Sessions of study, and the days they were on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meeting.dossier import studies
from meeting.dossier.model import Study
from meeting.refused import Refused
from tests.meeting.plan import planned


def test_sessions_are_added_changed_and_removed_and_their_days_told_in_order() -> None:
    meeting = planned(2)
    late, early = Study(0, "专题研讨", date(2022, 1, 12), "专题研讨"), Study(0, "学习", date(2022, 1, 5))
    meeting = replace(meeting, dossier=studies.add(meeting, [late, early, Study(0, " 自学 ")]))
    assert [study.id for study in meeting.dossier.studies] == [1, 2, 3]
    assert meeting.dossier.studies[2].topic == "自学"
    assert studies.days(meeting.dossier) == (date(2022, 1, 5), date(2022, 1, 12))
    assert studies.change(meeting, Study(2, "改题")).studies[1] == Study(2, "改题")
    assert [study.id for study in studies.remove(meeting, 2).studies] == [1, 3]


def test_a_session_needs_a_topic() -> None:
    with pytest.raises(Refused, match="请写学习研讨的主题"):
        studies.add(planned(2), [Study(0, "")])
