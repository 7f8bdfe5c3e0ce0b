"""Whatever writes a due paper has it noted in the dossier, unless that would put somebody's work aside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from meeting.dossier.due_papers import sent, state_of, written
from meeting.dossier.model import Dossier, PaperState, Stage
from meeting.recorder import Recorder
from meeting.template import DuePaper
from storage.archive import Archive
from storage.errors import NotSaved
from storage.exports import FILE, ExportsFile
from storage.meeting_file import MeetingFile, read_meeting
from storage.noting import Written, note, note_apart
from tests.storage.examples import MEETING

WHOLE = replace(
    MEETING,
    template=replace(MEETING.template, due_before=(DuePaper("request", "请示"), DuePaper("plan", "方案"))),
)


OURS = sha256(b"ours").hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[MeetingFile]:
    with Archive(tmp_path / "data").create(WHOLE) as file:
        yield file


@pytest.fixture
def recorder(file: MeetingFile) -> Recorder:
    return Recorder(WHOLE, file)


def put(path: Path, paper: str = "request") -> Written:
    """A paper as an export leaves it."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"ours")
    return Written(path, {paper: (path, OURS)})


def packed(folder: Path, *names: str) -> Written:
    """A package of these papers in a folder."""
    papers = {name: put(folder / f"{name}.docx").papers["request"] for name in names}
    return Written(folder, papers)


def state(recorder: Recorder, paper: str = "request") -> PaperState:
    return state_of(recorder.meeting.dossier, paper)


def test_a_paper_that_was_written_is_noted_with_its_file(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    path = tmp_path / "请示.docx"
    (told,) = note(recorder, file.folder, put(path))
    assert told.startswith("“材料”里记为已起草：请示。在 Word 里改好存回原处")
    assert state(recorder) == PaperState("request", Stage.DRAFTED, None, str(path), OURS)
    assert read_meeting(file.folder) == recorder.meeting
    assert note(recorder, file.folder, put(path)) == ()
    assert list(ExportsFile(file.folder).load()) == [str(path)]


@pytest.mark.parametrize("paper", ["check", ""])
def test_what_is_not_due_is_only_remembered(
    tmp_path: Path, file: MeetingFile, recorder: Recorder, paper: str
) -> None:
    assert note(recorder, file.folder, put(tmp_path / "x.docx", paper)) == ()
    assert recorder.meeting == WHOLE
    assert str(tmp_path / "x.docx") in ExportsFile(file.folder).load()


def test_a_new_draft_takes_the_place_of_one_that_nobody_touched_or_that_is_gone(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    first, second, third = (tmp_path / name / "请示.docx" for name in ("一", "二", "三"))
    for path in (first, second):
        note(recorder, file.folder, put(path))
        assert state(recorder).file == str(path)
    second.write_bytes(b"edited")
    (told,) = note(recorder, file.folder, put(third))
    assert told == f"报送包里放的仍是改好的 {second}；要换成这一份，请在“材料”里改写它的文件。"
    assert state(recorder).file == str(second)
    second.unlink()
    assert note(recorder, file.folder, put(third)) == ()
    assert state(recorder).file == str(third)


@pytest.mark.parametrize("is_zip", [True, False])
def test_no_package_takes_the_place_of_a_file_that_is_only_gone_and_may_be_put_back(
    tmp_path: Path, file: MeetingFile, recorder: Recorder, is_zip: bool
) -> None:
    path = tmp_path / "请示.docx"
    note(recorder, file.folder, put(path))
    path.write_bytes(b"edited")
    away = path.rename(tmp_path / "away")
    whole = put(tmp_path / "包.zip").place
    zipped = Written(whole, {"request": (whole, OURS), "plan": (whole, OURS)})
    note(recorder, file.folder, zipped if is_zip else packed(tmp_path / "包", "request", "plan"))
    assert state(recorder).file == str(path)
    assert state(recorder, "plan").stage is Stage.DRAFTED
    away.rename(path)
    told = note(recorder, file.folder, zipped)
    assert told == (f"报送包里放的仍是改好的 {path}；要换成这一份，请在“材料”里改写它的文件。",)


def test_which_draft_nobody_touched_is_known_without_the_list_of_exports(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    first, second, third = (tmp_path / name / "请示.docx" for name in ("一", "二", "三"))
    for path in (first, second):
        assert not note(recorder, file.folder, put(path))[1:]
        assert state(recorder).file == str(path)
        (file.folder / FILE).unlink()
    second.write_bytes(b"edited")
    note(recorder, file.folder, put(third))
    assert state(recorder).file == str(second)


def test_what_was_written_over_a_draft_is_the_draft_as_it_is_from_then_on(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    path = tmp_path / "请示.docx"
    note(recorder, file.folder, put(path))
    path.write_bytes(b"later")
    later = sha256(b"later").hexdigest()
    note(recorder, file.folder, Written(path, {"request": (path, later)}))
    assert state(recorder).sha256 == later


def test_a_zip_is_none_of_its_papers_and_gives_way_to_what_can_be_edited(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    whole = put(tmp_path / "包.zip").place
    note(recorder, file.folder, Written(whole, {"request": (whole, OURS), "plan": (whole, OURS)}))
    assert state(recorder).file == state(recorder, "plan").file == str(whole)
    note(recorder, file.folder, packed(tmp_path / "包", "request"))
    assert state(recorder).file == str(tmp_path / "包" / "request.docx")
    assert state(recorder, "plan").file == str(whole)


def test_a_copy_never_takes_the_place_of_a_draft(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    copy, draft = put(tmp_path / "请示.pdf"), put(tmp_path / "请示.docx")
    assert note(recorder, file.folder, copy) == ("“材料”里记为已起草：请示。",)
    for one in (draft, copy, packed(tmp_path / "包", "request", "plan")):
        note(recorder, file.folder, one)
        assert state(recorder).file == str(draft.place)
    assert state(recorder, "plan").file == str(tmp_path / "包" / "plan.docx")
    # What comes next begins beside the package and not in it.
    assert list(ExportsFile(file.folder).load())[-1] == str(tmp_path / "包")


def test_a_paper_that_went_out_is_left_as_it_is(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    recorder.file(sent(recorder.meeting, "request", date(2022, 1, 20)))
    before = recorder.meeting
    assert note(recorder, file.folder, put(tmp_path / "请示.docx")) == ()
    assert recorder.meeting == before


def test_a_full_disk_costs_the_state_and_not_the_export(
    tmp_path: Path, file: MeetingFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Dossier) -> None:
        raise NotSaved("没有存上：磁盘已满。")

    monkeypatch.setattr(file, "keep_dossier", full)
    told = note(Recorder(WHOLE, file), file.folder, put(tmp_path / "请示.docx"))
    assert told == ("文件已写出，只是“材料”里没有记下它：没有存上：磁盘已满。",)


def test_a_meeting_that_is_not_open_is_noted_and_let_go(tmp_path: Path, file: MeetingFile) -> None:
    file.close()
    (told,) = note_apart(file.folder, put(tmp_path / "请示.docx"))
    assert told.startswith("“材料”里记为已起草：请示。")
    with MeetingFile(file.folder) as again:
        assert state_of(again.meeting.dossier, "request").stage is Stage.DRAFTED


def test_where_another_session_records_it_is_said_and_only_where_there_is_something_to_note(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    (told,) = note_apart(file.folder, put(tmp_path / "请示.docx"))
    assert told.startswith("文件已写出，只是“材料”里没有记下它：") and "请先在那边退出" in told
    assert read_meeting(file.folder) == WHOLE
    recorder.file(written(WHOLE, {"request": (str(tmp_path / "请示.docx"), OURS)}))
    assert note_apart(file.folder, put(tmp_path / "请示.docx")) == ()


def test_what_had_to_be_mended_on_opening_is_told_as_nobody_else_will_be(
    tmp_path: Path, file: MeetingFile
) -> None:
    file.close()
    with (file.folder / "meeting.json.journal").open("ab") as journal:
        journal.write(b"half a li")
    told = note_apart(file.folder, put(tmp_path / "请示.docx"))
    assert told[0].startswith("“材料”里记为已起草：请示。") and "torn-1" in told[1]


def test_one_that_could_not_be_let_go_of_is_noted_all_the_same(
    tmp_path: Path, file: MeetingFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = MeetingFile.close
    close(file)

    def full(self: MeetingFile) -> None:
        close(self)
        raise NotSaved("没有存上：磁盘已满。")

    with monkeypatch.context() as disk:
        disk.setattr(MeetingFile, "close", full)
        told = note_apart(file.folder, put(tmp_path / "请示.docx"))
    assert told[0].startswith("“材料”里记为已起草：请示。") and told[1:] == ("没有存上：磁盘已满。",)
    assert state_of(read_meeting(file.folder).dossier, "request").stage is Stage.DRAFTED
