"""Where the dossier names a person."""

from __future__ import annotations

from meeting.dossier.model import Dossier
from meeting.ids import PersonId


def named_in(dossier: Dossier, person: PersonId) -> tuple[str, ...]:
    """The parts of the dossier that name this person, each with how many rows do; empty for none."""
    found = {
        "征求意见": sum(opinion.about == person for opinion in dossier.opinions),
        "谈心谈话": sum(person in (talk.by, talk.to) for talk in dossier.talks),
        "发言材料": sum(paper.person == person for paper in dossier.speech_papers),
        "整改清单": sum(problem.person == person for problem in dossier.problems),
        "上年度整改清单": sum(problem.person == person for problem in dossier.last_year),
    }
    return tuple(f"{part}（{count} 条）" for part, count in found.items() if count)
