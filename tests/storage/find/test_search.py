"""Searching the archive finds what the record view shows, and says what it could not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from meeting import steps
from meeting.chain import linked
from meeting.find.even import even
from meeting.find.query import query_of
from meeting.fitting import CORRECTABLE
from meeting.model import Act, Head, Meeting
from meeting.record import passages
from meeting.roster import name_of
from meeting.take_back import take_back
from storage.archive import Archive
from storage.find import search as search_module
from storage.find import skimmed
from storage.find.search import Searched, search
from storage.meeting_file import read_record, write_first
from storage.meeting_tables import tables_of
from tests.meeting.session import Session
from tests.meeting.test_any_meeting import AnyMeeting
from tests.storage.examples import MEETING, entry
from tests.thorough import examples


def kept(archive: Archive, meeting: Meeting) -> Path:
    bare = replace(meeting, entries=())
    archive.create(replace(meeting, entries=linked(bare, meeting.entries))).close()
    return archive.folder(meeting.id)


def found(archive: Archive, typed: str, limit: int = 100) -> list[Searched]:
    return [one for one in archive.search(query_of(typed), limit) if one.count or one.problem]


def texts(archive: Archive, typed: str) -> list[str]:
    return [hit.text for one in found(archive, typed) for hit in one.hits]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture
def read_in_full(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The meetings that were not only skimmed."""
    names: list[str] = []

    def noting(folder: Path) -> Meeting:
        names.append(folder.name)
        return read_record(folder)

    monkeypatch.setattr(skimmed, "read_record", noting)
    return names


class SearchedAnyMeeting(AnyMeeting):
    """Whatever the recorder did, the search knows the record as the record view does."""

    def teardown(self) -> None:
        meeting = self.session.meeting
        with TemporaryDirectory() as place:
            folder = Path(place) / meeting.id
            folder.mkdir()
            write_first(folder, tables_of(meeting))
            for typed in ("", "1", "文", "未提意见", "@一", "@对二"):
                self.compare(folder, meeting, typed)

    def compare(self, folder: Path, meeting: Meeting, typed: str) -> None:
        query = query_of(typed)
        (searched,) = search([folder], query, 10_000)
        hits = {(hit.entry, hit.number, hit.text) for hit in searched.hits if not hit.is_earlier}
        assert hits == {
            (passage.entry.number, passage.number, passage.valid.text)
            for passage in passages(meeting)
            if passage.entry.act in CORRECTABLE
            for by, to in [(name_of(meeting, passage.valid.by), name_of(meeting, passage.valid.to))]
            if all(even(word) in even(f"{passage.valid.text}\n{by}\n{to}") for word in query.words)
            and all(part in by for part in query.by)
            and all(part in to for part in query.to)
        }
        (counted,) = search([folder], query, 0)
        assert (counted.hits, counted.count) == ((), searched.count) == ((), len(searched.hits))


TestSearchedAnyMeeting = SearchedAnyMeeting.TestCase
TestSearchedAnyMeeting.settings = settings(max_examples=examples(10), stateful_step_count=30)


def corrected() -> Session:
    session = Session().open()
    session.wait(60).say("调研只去了两次").wait(60).say("材料抄上年的")
    return session.correct(session.number_of("调研只去了两次"), "下乡只去了两次")


def test_the_last_version_is_found_and_an_earlier_one_is_told_apart(archive: Archive) -> None:
    kept(archive, replace(corrected().meeting, id="20220128"))
    (now,) = found(archive, "下乡")
    (before,) = found(archive, "调研")
    assert [(hit.text, hit.is_earlier) for hit in now.hits] == [("下乡只去了两次", False)]
    assert [(hit.text, hit.is_earlier) for hit in before.hits] == [("调研只去了两次", True)]
    assert now.hits[0].entry == before.hits[0].entry


def test_what_was_taken_back_or_undone_is_not_found_and_counts_no_number(archive: Archive) -> None:
    session = Session().open().wait(60).say("说错的话")
    session.add(take_back(session.meeting, session.now))
    session.wait(60).say("说对的话").skip("response:p3", "说有急事的话").skip("response:p2", "说生病的话")
    session.add(steps.restore(session.meeting, "response:p3", session.now))
    kept(archive, replace(session.meeting, id="20220128"))
    (one,) = found(archive, "说 的话")
    assert [(hit.text, hit.number) for hit in one.hits] == [("说对的话", 1), ("说生病的话", 0)]
    assert one.hits[1].label == "跳过"


def test_a_hit_bears_the_number_and_the_names_that_the_record_shows(archive: Archive) -> None:
    session = Session().open().wait(60).say("一")
    session.go_to("criticism:p2>p1").wait(60).say("不够大胆")
    kept(archive, replace(session.meeting, id="20220128"))
    (one,) = found(archive, "大胆")
    (hit,) = one.hits
    passage = session.passage("不够大胆")
    assert (hit.entry, hit.number, hit.at) == (passage.entry.number, 2, passage.entry.at)
    assert (hit.by, hit.to) == tuple(name_of(session.meeting, id) for id in ("p2", "p1"))
    assert hit.label == "批评意见"


def test_several_words_must_all_be_there_in_text_or_names(archive: Archive) -> None:
    kept(archive, replace(MEETING, entries=(entry(1, "会前没有看材料"), entry(2, "材料已退"))))
    assert texts(archive, "材料") == ["会前没有看材料", "材料已退"]
    assert texts(archive, "材料 会前") == ["会前没有看材料"]
    assert texts(archive, "王𠮷 已退") == ["材料已退"]
    assert texts(archive, "材料 没有的") == []


def test_speaker_target_and_year_narrow_it_down(archive: Archive) -> None:
    first = replace(MEETING, entries=(entry(1, "去年的话"),))
    kept(archive, first)
    kept(archive, replace(first, id="20230110", head=Head(title="另一场", year=2022), entries=()))
    assert texts(archive, "@王𠮷对艾力") == ["去年的话"]
    assert texts(archive, "@艾力") == texts(archive, "@对王𠮷") == []
    assert texts(archive, "去年 #2021") == ["去年的话"]
    assert texts(archive, "去年 #2022") == []


def test_the_latest_meeting_comes_first(archive: Archive) -> None:
    for id in ("20220128", "20220128-10", "20220128-2", "20230101"):
        kept(archive, replace(MEETING, id=id))
    ids = [one.id for one in archive.search(query_of("x"), 1)]
    assert ids == ["20230101", "20220128-10", "20220128-2", "20220128"]


def test_what_lies_only_in_the_journal_is_found(archive: Archive) -> None:
    with archive.create(MEETING) as file:
        file.append([entry(1, "刚刚记下的")])
        assert texts(archive, "刚刚") == ["刚刚记下的"]
        assert texts(archive, "会后") == []


def test_a_torn_end_of_the_journal_is_left_out_as_on_opening(archive: Archive) -> None:
    folder = kept(archive, replace(MEETING, entries=(entry(1, "完整的一条"),)))
    with (folder / "meeting.json.journal").open("ab") as journal:
        journal.write(b"0123 half a line")
    assert texts(archive, "完整") == ["完整的一条"]


def test_an_invented_meeting_is_found_as_such(archive: Archive) -> None:
    kept(archive, replace(MEETING, sample=True, entries=(entry(1, "虚构的话"),)))
    (one,) = found(archive, "虚构")
    assert (one.sample, one.title) == (True, "XX局党组专题民主生活会")


def test_a_damaged_meeting_and_a_strange_folder_are_told_and_hide_no_other(archive: Archive) -> None:
    kept(archive, replace(MEETING, entries=(entry(1, "好的一场"),)))
    damaged = kept(archive, replace(MEETING, id="20230101", entries=(entry(1, "坏的一场"),)))
    file = damaged / "meeting.json"
    file.write_bytes(file.read_bytes().replace("坏".encode(), "怪".encode()))
    (archive.place_of_meetings / "照片").mkdir()
    searched = found(archive, "一场")
    assert [(one.id, one.count, one.is_damaged) for one in searched] == [
        ("20230101", 0, True),
        ("20220128", 1, False),
        ("照片", 0, False),
    ]
    listed = {one.id: one.problem for one in archive.list()}
    assert [one.problem for one in searched if one.problem] == [listed["20230101"], listed["照片"]]


def test_damage_is_told_also_where_the_words_are_not(archive: Archive) -> None:
    file = kept(archive, MEETING) / "meeting.json"
    file.write_bytes(file.read_bytes().replace("党组".encode(), "党委".encode(), 1))
    assert [one.is_damaged for one in found(archive, "没有的词")] == [True]


def test_a_copy_without_its_journal_is_read_in_full(archive: Archive, read_in_full: list[str]) -> None:
    folder = kept(archive, replace(MEETING, entries=(entry(1, "还在"),)))
    for name in ("meeting.json.journal", "meeting.json.lock"):
        (folder / name).unlink()
    assert texts(archive, "还在") == ["还在"]
    assert read_in_full == ["20220128"]


def test_a_folder_with_another_s_name_is_told_as_in_the_list(archive: Archive) -> None:
    folder = kept(archive, replace(MEETING, entries=(entry(1, "还在"),)))
    folder.rename(folder.with_name("20991231"))
    assert [one.problem for one in found(archive, "还在")] == [one.problem for one in archive.list()]


def test_a_meeting_that_closed_well_is_only_skimmed(
    archive: Archive, read_in_full: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for id in ("20220128", "20230101"):
        kept(archive, replace(MEETING, id=id, entries=(entry(1, "会前没有看材料"),)))
    assert len(texts(archive, "材料")) == 2
    assert read_in_full == []
    monkeypatch.delattr(search_module, "versions")
    assert texts(archive, "没有的词") == []


def test_a_reason_that_looks_like_the_end_of_an_entry_spoils_no_count(archive: Archive) -> None:
    entries = (entry(1, "会前"), replace(entry(2, "一"), act=Act.NOTED, reason="}"), entry(3, "会前"))
    kept(archive, replace(MEETING, entries=entries))
    (one,) = found(archive, "会前", limit=0)
    assert (one.count, one.problem) == (2, "")


def test_beyond_the_limit_hits_are_counted_only(archive: Archive) -> None:
    row: Sequence[int] = range(1, 6)
    for id in ("20220128", "20230101"):
        kept(archive, replace(MEETING, id=id, entries=tuple(entry(number) for number in row)))
    searched = found(archive, "会前", limit=7)
    assert [(len(one.hits), one.count) for one in searched] == [(5, 5), (2, 5)]
