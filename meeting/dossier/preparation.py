"""The lists of 会前准备 as one: a row is filed from its words, changed by them, and taken off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from meeting.dossier import opinions, studies, talks
from meeting.dossier.model import Dossier, Opinion, Study, Talk
from meeting.model import Meeting
from meeting.tables.columns import Listing
from meeting.tables.wording import Words, opinion_of, study_of, talk_of

LISTINGS = (Listing.STUDIES, Listing.OPINIONS, Listing.TALKS)


def rows(dossier: Dossier, listing: Listing) -> Sequence[Study | Opinion | Talk]:
    """The rows of a list, in the order of filing."""
    listed: Mapping[Listing, Sequence[Study | Opinion | Talk]] = {
        Listing.STUDIES: dossier.studies,
        Listing.OPINIONS: dossier.opinions,
        Listing.TALKS: dossier.talks,
    }
    return listed[listing]


def filed(meeting: Meeting, listing: Listing, words: Words, row_id: int = 0) -> Dossier:
    """The dossier with what the words tell, as a new row or in place of the one of this id.

    Raises `Refused`, and says what to write instead.
    """
    match listing:
        case Listing.STUDIES:
            study = replace(study_of(meeting, words), id=row_id)
            return studies.change(meeting, study) if row_id else studies.add(meeting, [study])
        case Listing.OPINIONS:
            opinion = replace(opinion_of(meeting, words), id=row_id)
            return opinions.change(meeting, opinion) if row_id else opinions.add(meeting, [opinion])
        case _:
            talk = replace(talk_of(meeting, words), id=row_id)
            return talks.change(meeting, talk) if row_id else talks.add(meeting, [talk])


def removed(meeting: Meeting, listing: Listing, row_id: int) -> Dossier:
    """The dossier without the row of this id; raises `Refused`."""
    remove = {
        Listing.STUDIES: studies.remove,
        Listing.OPINIONS: opinions.remove,
        Listing.TALKS: talks.remove,
    }
    return remove[listing](meeting, row_id)
