"""Papers as they are handed in: file and text together, or neither."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meeting.dossier.model import Dossier
from meeting.dossier.read_out import words_for
from meeting.recorder import Recorder
from meeting.refused import Refused
from storage.archive import Archive
from storage.errors import BadPlace, Damaged, NotReadable, NotSaved
from storage.handed_in import ASIDE, file_of, left_behind, move_aside, take_in, take_out, verified
from storage.meeting_file import MeetingFile
from tests.storage.examples import MEETING, reading_out
from tests.storage.word_files import of_paragraphs

NOW = datetime(2022, 1, 20, 9, 0, tzinfo=UTC)
CONTENT = "一、问题。\n二、原因。\n".encode("gbk")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[MeetingFile]:
    with Archive(tmp_path / "data").create(MEETING) as file:
        yield file


@pytest.fixture
def recorder(file: MeetingFile) -> Recorder:
    return Recorder(MEETING, file)


def made(tmp_path: Path, name: str = "王书记 提纲.txt", content: bytes = CONTENT) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def kept_in(file: MeetingFile) -> list[str]:
    place = file.folder / "handed-in"
    return sorted(path.name for path in place.iterdir()) if place.is_dir() else []


def test_text_and_untouched_file_are_kept_for_the_owner_only(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    taken = take_in(file.folder, recorder, made(tmp_path), "a", "", NOW)
    paper = taken.paper
    assert recorder.meeting.dossier.speech_papers == (paper,)
    assert (paper.person, paper.title, paper.text) == ("a", "王书记 提纲", "一、问题。\n二、原因。")
    path = file_of(file.folder, paper.file)
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert paper.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert verified(file.folder, paper) == CONTENT


def test_a_name_that_is_taken_is_given_to_no_other_file(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    for content in (b"one", b"two", b"three"):
        take_in(file.folder, recorder, made(tmp_path, "提纲.md", content), "a", "", NOW)
    assert kept_in(file) == ["提纲.md", "提纲（2）.md", "提纲（3）.md"]
    papers = recorder.meeting.dossier.speech_papers
    assert [file_of(file.folder, paper.file).read_bytes() for paper in papers] == [b"one", b"two", b"three"]


def test_a_name_as_long_as_the_disk_takes_can_be_kept(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    path = made(tmp_path, "稿" * 83 + ".txt")
    for _ in range(2):
        take_in(file.folder, recorder, path, "", "", NOW)
    assert kept_in(file) == ["稿" * 50 + ".txt", "稿" * 50 + "（2）.txt"]


def test_what_of_a_word_document_is_no_text_is_told(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    path = made(tmp_path, "稿.docx", of_paragraphs("一", "二"))
    assert take_in(file.folder, recorder, path, "a", "", NOW).left_out == ()


@pytest.mark.parametrize(
    ("name", "content", "person", "error"),
    [
        ("稿.pdf", b"%PDF", "a", NotReadable),
        ("稿.txt", b" \n", "a", NotReadable),
        ("稿.txt", b"text", "nobody", Refused),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    tmp_path: Path,
    file: MeetingFile,
    recorder: Recorder,
    name: str,
    content: bytes,
    person: str,
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        take_in(file.folder, recorder, made(tmp_path, name, content), person, "", NOW)
    assert kept_in(file) == []
    assert recorder.meeting == MEETING


def test_a_file_whose_paper_could_not_be_filed_goes_again(
    tmp_path: Path, file: MeetingFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Dossier) -> None:
        raise NotSaved("磁盘已满")

    monkeypatch.setattr(file, "keep_dossier", full)
    recorder = Recorder(MEETING, file)
    with pytest.raises(NotSaved, match="磁盘已满"):
        take_in(file.folder, recorder, made(tmp_path), "a", "", NOW)
    assert kept_in(file) == []
    assert recorder.meeting == MEETING


def test_what_is_taken_out_leaves_with_its_file_and_no_other(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    first, second = (take_in(file.folder, recorder, made(tmp_path), "a", "", NOW).paper for _ in range(2))
    take_out(file.folder, recorder, first)
    assert recorder.meeting.dossier.speech_papers == (second,)
    assert kept_in(file) == [second.file]
    file_of(file.folder, second.file).unlink()
    take_out(file.folder, recorder, second)
    assert not recorder.meeting.dossier.speech_papers


def test_a_file_that_can_not_be_deleted_is_named(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    paper = take_in(file.folder, recorder, made(tmp_path), "a", "", NOW).paper
    path = file_of(file.folder, paper.file)
    path.unlink()
    path.mkdir()
    with pytest.raises(NotSaved, match=r"已从会议里拿掉，但文件删不了.*王书记 提纲"):
        take_out(file.folder, recorder, paper)
    assert recorder.meeting.dossier.speech_papers == ()


def test_a_file_is_given_out_only_as_it_was_handed_in(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    paper = take_in(file.folder, recorder, made(tmp_path), "a", "", NOW).paper
    file_of(file.folder, paper.file).write_bytes(CONTENT + b" ")
    with pytest.raises(Damaged, match=r"《王书记 提纲》.*与交来时不一样.*/王书记 提纲\.txt）"):
        verified(file.folder, paper)
    file_of(file.folder, paper.file).unlink()
    with pytest.raises(Damaged, match="《王书记 提纲》的原文件不见了"):
        verified(file.folder, paper)


def test_a_paper_that_the_record_relies_on_is_not_taken_out(tmp_path: Path, file: MeetingFile) -> None:
    paper = take_in(file.folder, Recorder(MEETING, file), made(tmp_path), "a", "", NOW).paper
    meeting = reading_out(replace(MEETING, dossier=Dossier(speech_papers=(paper,))), words_for(paper))
    with pytest.raises(Refused, match="不能拿掉"):
        take_out(file.folder, Recorder(meeting, file), paper)
    assert verified(file.folder, paper) == CONTENT


def test_what_a_kill_left_behind_is_no_papers(tmp_path: Path, file: MeetingFile, recorder: Recorder) -> None:
    assert left_behind(file.folder, recorder.meeting) == ()
    take_in(file.folder, recorder, made(tmp_path), "a", "", NOW)
    assert left_behind(file.folder, recorder.meeting) == ()
    for name in ("b.docx", "a.docx.new"):
        (file.folder / "handed-in" / name).write_bytes(b"half")
    assert left_behind(file.folder, recorder.meeting) == ("a.docx.new", "b.docx")


def test_a_folder_that_can_not_be_listed_is_told(tmp_path: Path) -> None:
    (tmp_path / "handed-in").write_bytes(b"")
    with pytest.raises(BadPlace, match="handed-in 读不了"):
        left_behind(tmp_path, MEETING)


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "/etc/passwd", "a/b", "a\0b"])
def test_a_name_that_leads_out_of_the_folder_is_no_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(Damaged, match="文件名不对"):
        file_of(tmp_path, name)


def test_what_is_no_papers_is_moved_aside_under_a_name_that_is_free(
    tmp_path: Path, file: MeetingFile, recorder: Recorder
) -> None:
    paper = take_in(file.folder, recorder, made(tmp_path), "a", "", NOW).paper
    assert move_aside(file.folder, recorder.meeting) == ()
    assert not (file.folder / ASIDE).exists()
    for content, name in ((b"one", "旧稿.docx"), (b"two", "旧稿.docx.again-1")):
        (file.folder / "handed-in" / "旧稿.docx").write_bytes(content)
        assert move_aside(file.folder, recorder.meeting) == (name,)
        assert (file.folder / ASIDE / name).read_bytes() == content
    assert kept_in(file) == [paper.file]
    assert (file.folder / ASIDE).stat().st_mode & 0o777 == 0o700


def test_what_can_not_be_moved_is_told(
    tmp_path: Path, file: MeetingFile, recorder: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(file.folder, recorder, made(tmp_path), "a", "", NOW)
    (file.folder / "handed-in" / "旧稿.docx").write_bytes(b"x")

    def refuse(*_: object) -> Path:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NotSaved, match=r"旧稿\.docx 移不开：磁盘是只读的"):
        move_aside(file.folder, recorder.meeting)
    assert "旧稿.docx" in kept_in(file)
