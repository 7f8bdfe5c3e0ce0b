from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meeting.dossier.model import Dossier, Problem, SpeechPaper
from meeting.dossier.read_out import words_for
from meeting.draft import Desk, Draft
from meeting.model import Kind, Meeting
from meeting.recorder import Recorder
from storage.archive import Archive
from storage.check import Checked, Grade, check
from storage.errors import BadPlace, Damaged
from storage.handed_in import take_in
from storage.journal.changes import Tables
from storage.meeting_file import write_first
from storage.meeting_tables import tables_of
from tests.storage.examples import MEETING, entries_up_to, entry, reading_out

WHOLE = replace(MEETING, entries=entries_up_to(3))
SOUND = {
    "文件": "完好。",
    "日志": "完好。",
    "记录链": "完好，3 条记录前后相连。",
    "未记下的文字": "没有。",
}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "shilu")


@pytest.fixture
def folder(archive: Archive) -> Path:
    archive.create(WHOLE).close()
    return archive.folder(WHOLE.id)


def told(checked: Checked) -> dict[str, str]:
    return {finding.part: finding.sentence for finding in checked.findings}


def damaged(checked: Checked) -> list[str]:
    return [finding.part for finding in checked.findings if finding.grade is Grade.DAMAGED]


def everything_in(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    return {
        item.name: (item.read_bytes(), item.stat().st_mtime_ns, item.stat().st_ino)
        for item in folder.iterdir()
    }


def test_a_sound_meeting_is_said_to_be_so_part_by_part(folder: Path) -> None:
    checked = check(folder)
    assert told(checked) == SOUND
    assert checked.meeting == WHOLE


def test_while_it_is_written_the_changes_that_the_file_lacks_are_counted(
    archive: Archive, folder: Path
) -> None:
    with archive.open(WHOLE.id) as file:
        file.append([entry(4)])
        file.append([entry(5)])
        checked = check(folder)
        assert told(checked)["日志"] == "完好，其中 2 处改动还没有并入文件，下次正常关闭时并入。"
        assert told(checked)["记录链"] == "完好，5 条记录前后相连。"


def test_a_line_cut_off_is_a_fault_of_nobody_who_still_writes(archive: Archive, folder: Path) -> None:
    journal = folder / "meeting.json.journal"
    with archive.open(WHOLE.id) as file:
        file.append([entry(4)])
        whole = journal.read_bytes()
        with journal.open("r+b") as half:
            half.seek(len(whole.rstrip(b"\0")))
            half.write(b"0123")
        assert "没有写完" not in told(check(folder))["日志"]
        file.append([entry(5)])


def test_a_line_cut_off_is_said_once_nobody_writes_and_is_no_damage(folder: Path) -> None:
    with (folder / "meeting.json.journal").open("ab") as journal:
        journal.write(b"0123")
    checked = check(folder)
    said = "完好。末尾 4 字节上次没有写完，下次打开时另存；前面的都在，请核对最后一条。"
    assert told(checked)["日志"] == said
    assert damaged(checked) == []
    assert checked.meeting == WHOLE


def test_a_meeting_of_before_there_were_journals_is_sound(folder: Path) -> None:
    (folder / "meeting.json.journal").unlink()
    (folder / "meeting.json.lock").unlink()
    checked = check(folder)
    assert told(checked) == {**SOUND, "日志": "还没有，下次打开时建立。"}


def test_text_that_is_not_recorded_is_left_to_do(archive: Archive, folder: Path) -> None:
    with archive.open(WHOLE.id) as file:
        file.draft.save(Desk("k", {"k": Draft("k", Kind.BRIEFING, text="没写完")}))
    checked = check(folder)
    assert told(checked)["未记下的文字"] == "编辑区里有 1 处文字还没有记下。"
    assert checked.findings[-1].grade is Grade.OPEN


def test_a_draft_that_can_not_be_read_is_told_and_stays_where_it_is(folder: Path) -> None:
    (folder / "draft").write_text("{", encoding="utf-8")
    checked = check(folder)
    assert "读不出来" in told(checked)["未记下的文字"]
    assert (folder / "draft").read_text(encoding="utf-8") == "{"
    assert checked.meeting == WHOLE


def test_a_folder_that_holds_no_meeting_is_a_wrong_place_and_no_damage(tmp_path: Path) -> None:
    with pytest.raises(BadPlace, match="不是会议文件夹"):
        check(tmp_path)


def cut_in_the_middle(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def change_a_word(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("没有看材料", "看了材料", 1), encoding="utf-8")


def flip_a_bit(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def add_a_line(file: Path) -> None:
    with file.open("ab") as more:
        more.write(b"0" * 64 + b" {}\n")


def forge(meeting: Meeting) -> Callable[[Path], None]:
    """Somebody writes another meeting into the folder, journal and all."""

    def spoil(folder: Path) -> None:
        write_first(folder, tables_of(meeting))

    return spoil


def in_file(damage: Callable[[Path], None], name: str = "meeting.json") -> Callable[[Path], None]:
    return lambda folder: damage(folder / name)


def both(folder: Path) -> None:
    cut_in_the_middle(folder / "meeting.json")
    flip_a_bit(folder / "meeting.json.journal")


def old_and_strange(folder: Path) -> None:
    (folder / "meeting.json.journal").unlink()
    (folder / "meeting.json.lock").unlink()
    tables = tables_of(WHOLE)
    tables["entries"]["x"] = {}
    (folder / "meeting.json").write_text(json.dumps(tables), encoding="utf-8")


JOURNAL = "meeting.json.journal"
DAMAGES = [
    (in_file(cut_in_the_middle), ["文件", "记录链"], "与校验值不符"),
    (in_file(change_a_word), ["文件", "记录链"], "第 2 条起与前文的校验值对不上"),
    (in_file(Path.unlink), ["文件", "记录链"], "只有日志还在"),
    (in_file(flip_a_bit, JOURNAL), ["文件", "日志"], "开头已损坏"),
    (in_file(cut_in_the_middle, JOURNAL), ["文件", "日志"], "没有可以核对的校验值"),
    (in_file(add_a_line, JOURNAL), ["日志"], "从第 2 行起已损坏"),
    (in_file(Path.unlink, JOURNAL), ["文件", "日志"], "不见了，最近记下的都在里面"),
    (both, ["文件", "日志", "记录链"], "开头已损坏"),
    (
        forge(replace(WHOLE, entries=(*entries_up_to(2), replace(entry(3), previous="0" * 64)))),
        ["记录链"],
        "第 3 条起与前文的校验值对不上",
    ),
    (forge(replace(WHOLE, entries=(entry(1), entry(3)))), ["文件", "记录链"], "缺第 2 条"),
    (forge(replace(WHOLE, id="20220129")), ["文件", "记录链"], "与文件夹名不符"),
    (old_and_strange, ["文件", "记录链"], "不是实录的会议文件，或已损坏"),
]


@pytest.mark.parametrize(("damage", "parts", "sentence"), DAMAGES)
def test_damage_is_told_of_every_part_and_in_the_same_words_at_every_door(
    damage: Callable[[Path], None], parts: list[str], sentence: str, archive: Archive, folder: Path
) -> None:
    damage(folder)
    found = everything_in(folder)
    checked = check(folder)
    assert damaged(checked) == parts
    assert checked.meeting is None
    sentences = told(checked).values()
    assert any(sentence in one for one in sentences)
    assert everything_in(folder) == found
    (listed,) = archive.list()
    assert (listed.facts, listed.is_damaged) == (None, True)
    assert listed.problem in sentences
    with pytest.raises(Damaged) as from_reading:
        archive.read(WHOLE.id)
    with pytest.raises(Damaged) as from_opening:
        archive.open(WHOLE.id)
    assert str(from_reading.value) == str(from_opening.value) == listed.problem
    opened = everything_in(folder)
    assert opened.keys() - found.keys() <= {"meeting.json.lock"}
    assert all(opened[name][0] == found[name][0] for name in found if name != "meeting.json.lock")


def odd_term(tables: Tables) -> None:
    tables["problems"]["2"]["term"] = "some_day"


def wrong_id(tables: Tables) -> None:
    tables["problems"]["2"]["id"] = 9


def no_row(tables: Tables) -> None:
    tables["problems"]["2"] = ["拖"]


def odd_rest(tables: Tables) -> None:
    tables["dossier"]["1"]["forms_sent"] = "30"


FILED = replace(WHOLE, dossier=Dossier(forms_sent=30, problems=(Problem(1, "会多。"), Problem(2, "文多。"))))
BROKEN_DOSSIERS = [
    (odd_term, "整改清单（problems）编号 2 的一行，term：不认识的取值“some_day”", ["会多。"]),
    (wrong_id, "整改清单（problems）编号 2 的一行，id：写的是 9", ["会多。"]),
    (no_row, "整改清单（problems）编号 2 的一行，", ["会多。"]),
    (odd_rest, "表 dossier：forms_sent：应为整数，写的是文字", ["会多。", "文多。"]),
]


@pytest.mark.parametrize(("spoil", "sentence", "sound"), BROKEN_DOSSIERS)
def test_a_broken_dossier_leaves_the_record_readable_and_is_never_written_over(
    spoil: Callable[[Tables], None], sentence: str, sound: list[str], archive: Archive, folder: Path
) -> None:
    tables = tables_of(FILED)
    spoil(tables)
    write_first(folder, tables)
    found = everything_in(folder)
    checked = check(folder)
    assert damaged(checked) == ["案卷"]
    assert told(checked)["案卷"].startswith(sentence)
    assert {part: said for part, said in told(checked).items() if part != "案卷"} == SOUND
    meeting = archive.read_record(WHOLE.id)
    assert checked.meeting == meeting
    assert replace(meeting, dossier=WHOLE.dossier) == WHOLE
    assert [problem.text for problem in meeting.dossier.problems] == sound
    assert archive.follow(WHOLE.id).meeting == meeting
    (listed,) = archive.list()
    assert (listed.problem, listed.facts is not None) == ("", True)
    for door in (archive.open, archive.read):
        with pytest.raises(Damaged, match="的案卷已损坏或被改动过") as refused:
            door(WHOLE.id)
        assert sentence in str(refused.value)
    opened = everything_in(folder)
    assert all(opened[name][0] == found[name][0] for name in found if name != "meeting.json.lock")


def test_a_dossier_is_said_to_be_sound_and_what_cannot_be_true_in_it_is_told(folder: Path) -> None:
    write_first(folder, tables_of(FILED))
    assert told(check(folder)) == {**SOUND, "案卷": "完好。"}
    write_first(folder, tables_of(replace(FILED, dossier=replace(FILED.dossier, forms_returned=-5))))
    checked = check(folder)
    assert damaged(checked) == ["案卷"]
    assert told(checked)["案卷"].startswith("征求意见表发出 30 份、收回 -5 份，请核对")
    assert checked.meeting is not None


def test_files_that_were_handed_in_are_compared(archive: Archive, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "提纲.txt"
    path.write_text("一、问题。", encoding="utf-8")
    with archive.open(WHOLE.id) as file:
        recorder = Recorder(file.meeting, file)
        for person in ("a", ""):
            take_in(folder, recorder, path, person, "", datetime(2022, 1, 20, tzinfo=UTC))
    assert told(check(folder))["发言材料"] == "完好，2 份的原文件都与交来时一致。"
    (folder / "handed-in" / "提纲.txt").write_text("一、没有问题。", encoding="utf-8")
    (folder / "handed-in" / "提纲（2）.txt").unlink()
    checked = check(folder)
    sentences = [finding.sentence for finding in checked.findings if finding.part == "发言材料"]
    assert sentences[0].startswith("王𠮷：《提纲》的原文件与交来时不一样，被改动过")
    assert sentences[1].startswith("班子：《提纲》的原文件不见了")
    assert damaged(checked) == ["发言材料", "发言材料"]
    # The record itself stands.
    assert checked.meeting is not None


def handed_in(archive: Archive, path: Path, text: str) -> SpeechPaper:
    path.write_text(text, encoding="utf-8")
    with archive.open(WHOLE.id) as file:
        recorder = Recorder(file.meeting, file)
        return take_in(file.folder, recorder, path, "a", "", datetime(2022, 1, 20, tzinfo=UTC)).paper


def read_out(archive: Archive, words: str) -> None:
    with archive.open(WHOLE.id) as file:
        file.append(reading_out(file.meeting, words).entries[-1:])


def of_papers(folder: Path) -> list[tuple[Grade, str]]:
    return [(one.grade, one.sentence) for one in check(folder).findings if one.part == "发言材料"]


def test_a_paper_exchanged_for_another_of_its_title_is_not_the_one_on_record(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    paper = handed_in(archive, tmp_path / "提纲.txt", "一、问题。")
    read_out(archive, words_for(paper))
    other = handed_in(archive, tmp_path / "提纲.txt", "一、没有问题。")
    assert [grade for grade, _ in of_papers(folder)] == [Grade.SOUND]
    with archive.open(WHOLE.id) as file:
        Recorder(file.meeting, file).file(replace(file.meeting.dossier, speech_papers=(other,)))
    (_, told), *_ = damage = [one for one in of_papers(folder) if one[0] is Grade.DAMAGED]
    assert len(damage) == 1
    said = f"记录第 4 条写着照稿宣读《提纲》（校验码 {paper.sha256[:16]}），会议里没有校验码相符的材料"
    assert told.startswith(said)


def test_an_old_entry_is_compared_by_its_title(archive: Archive, folder: Path, tmp_path: Path) -> None:
    read_out(archive, "照稿宣读《提纲》，与附件一致。")
    ((grade, sentence),) = of_papers(folder)
    assert grade is Grade.OPEN
    assert sentence == "记录第 4 条写着照稿宣读《提纲》，会议里没有他的这份材料，请核对纸质附件。"
    handed_in(archive, tmp_path / "提纲.txt", "一、问题。")
    assert [grade for grade, _ in of_papers(folder)] == [Grade.SOUND]


def test_files_that_a_kill_left_are_listed_and_are_no_damage(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    handed_in(archive, tmp_path / "提纲.txt", "一、问题。")
    (folder / "handed-in" / "旧稿.docx").write_bytes(b"x")
    (sound, _), (left, sentence) = of_papers(folder)
    assert (sound, left) == (Grade.SOUND, Grade.OPEN)
    assert "有 1 个文件不属于哪一份材料：旧稿.docx。" in sentence
    assert f"执行 shilu attach {WHOLE.id} --tidy，或在“发言材料”按 F9 选“移开多余的文件”" in sentence
