from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import BadPlace, Damaged
from storage.followed import FollowedMeeting
from storage.journal.journal import JournalStorage
from storage.meeting_file import MeetingFile
from tests.storage.examples import MEETING, entry


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    archive = Archive(tmp_path)
    archive.create(MEETING).close()
    return archive.folder(MEETING.id)


def test_it_reads_on_what_another_session_records_and_says_whether_that_was_anything(folder: Path) -> None:
    with MeetingFile(folder) as file:
        followed = FollowedMeeting(folder)
        assert followed.is_held
        assert not followed.read_on()
        file.append([entry(1)])
        assert followed.read_on()
        assert followed.meeting.entries == (entry(1),)
        assert not followed.read_on()
    assert not followed.is_held


def test_damage_is_said_as_long_as_it_is_there(folder: Path) -> None:
    followed = FollowedMeeting(folder)
    storage = JournalStorage(folder / "meeting.json")
    storage.commit({"put": {"entries": {"1": {"number": 7}}}})
    for _ in range(3):
        with pytest.raises(Damaged, match="缺第 1 条"):
            followed.read_on()
    storage.close()


def test_a_folder_that_was_moved_away_is_told(folder: Path) -> None:
    followed = FollowedMeeting(folder)
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(BadPlace, match="不见了，可能被移走或换掉了"):
        followed.read_on()


def test_those_who_look_on_do_not_take_each_other_for_the_holder(folder: Path) -> None:
    with (folder / "meeting.json.lock").open() as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not FollowedMeeting(folder).is_held
