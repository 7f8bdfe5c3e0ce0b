"""The command line: what it prints, its exit codes, and that only the program itself needs a screen."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

import shilu
from commands import arguments, exit_codes
from commands.arguments import STAGES
from exporters.papers import FORMATS, PAPERS
from meeting.checking import sheets
from meeting.draft import Desk, Draft
from meeting.invented.sample import Stage
from meeting.model import Kind
from meeting.year import fitting_year
from storage.archive import Archive
from storage.meeting_file import write_first
from storage.meeting_tables import tables_of
from tests.exporters.word_file import Word


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("SHILU_CONFIG", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def made(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert shilu.main(["sample", *options]) == 0
    return capsys.readouterr().out.strip()


def test_a_sample_is_listed_as_such(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = made(capsys, "--stage", "running")
    assert shilu.main(["list"]) == 0
    out = capsys.readouterr().out
    assert number in out
    assert "进行中" in out
    assert "示例" in out


def test_the_list_can_be_read_by_programs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    assert shilu.main(["list", "--json"]) == 0
    (facts,) = json.loads(capsys.readouterr().out)
    assert (facts["id"], facts["phase"], facts["sample"]) == (number, "closed", True)


def test_an_empty_list_says_how_to_begin(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu.main(["list"]) == 0
    assert "还没有会议" in capsys.readouterr().err


def test_a_search_prints_what_it_found_meeting_by_meeting(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    meeting = Archive(data).read(number)
    said = (entry for entry in meeting.entries if entry.kind is Kind.CRITICISM)
    words = next(entry.text for entry in said if entry.text)[:24]
    year = meeting.head.year
    assert year == fitting_year(meeting.head.date or date.min)
    assert shilu.main(["search", words, "--year", str(year)]) == 0
    told = capsys.readouterr()
    heading, hit = told.out.splitlines()
    assert heading.startswith(f"{number}  示例 ")
    assert heading.endswith("：1 条")
    assert re.match(r"  第 \d+ 条  \d\d-\d\d \d\d:\d\d  \S+ 对 \S+  ", hit)
    assert words in hit
    assert told.err == "读了 1 场会议，找到 1 条。\n"
    for other in (["--year", "2020"], ["--by", "没有这个人"]):
        assert shilu.main(["search", words, *other]) == 0
        assert capsys.readouterr() == ("", "读了 1 场会议，没有找到。\n")


def test_a_search_can_be_read_by_programs_and_tells_of_what_it_could_not_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = made(capsys, "--stage", "finished", "--members", "2")
    bad = made(capsys)
    spoiled(data, bad)
    (listed,) = [one for one in Archive(data).list() if one.id == bad]
    assert shilu.main(["search", "的", "--json"]) == exit_codes.DAMAGED
    told = capsys.readouterr()
    found = {one["id"]: one for one in json.loads(told.out)}
    assert found[bad]["problem"] == listed.problem
    assert found[sound]["sample"] is True
    assert found[sound]["count"] == len(found[sound]["hits"]) > 0
    assert all("的" in hit["text"] for hit in found[sound]["hits"])
    assert listed.problem in told.err


def test_what_is_beyond_the_limit_of_a_search_is_counted(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commands.search.SHOWN", 3)
    made(capsys, "--stage", "finished", "--members", "2")
    assert shilu.main(["search", "--by", "张"]) == 0
    told = capsys.readouterr()
    total = int(re.search(r"找到 (\d+) 条", told.err)[1])  # type: ignore[index]
    assert len(told.out.splitlines()) == 1 + 3
    assert f"有 {total - 3} 条没有列出" in told.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "请写要找的词"),
        (["\udcce\udcc4"], "UTF-8"),
        (["x", "--year", "21"], "四位数字"),
    ],
)
def test_a_search_for_nothing_that_can_be_found_is_refused(
    arguments: list[str], sentence: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["search", *arguments]) == exit_codes.REFUSED
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("form", ["docx", "txt"])
def test_export_writes_beside_or_where_told(
    form: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    assert shilu.main(["export", number, "--format", form]) == 0
    assert f"会议原始记录.{form}" in capsys.readouterr().out
    assert shilu.main(["export", number, "--format", form, "-o", f"named.{form}"]) == 0
    assert Path(f"named.{form}").stat().st_mode & 0o777 == 0o600


EMPTY = ("opinions", "talks", "last_year", "rectification")


def test_every_paper_and_format_that_can_be_written_can_be_asked_for(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--members", "2")
    for paper in PAPERS:
        # What was never filed is no paper, and says where to file it.
        wanted = exit_codes.REFUSED if paper in EMPTY else exit_codes.OK
        assert shilu.main(["export", number, "--paper", paper, "-o", f"{paper}.txt"]) == wanted
    for form in FORMATS.keys() - {"pdf", "xlsx"}:
        assert shilu.main(["export", number, "-o", f"x.{form}"]) == 0
    assert Path("x.txt").read_text(encoding="utf-8").count("会议原始记录")
    assert shilu.main(["export", number, "--format", "txt", "-o", "x.docx"]) == exit_codes.REFUSED
    assert "名字要和格式一致，以 .txt 结尾" in capsys.readouterr().err


def test_the_command_line_knows_every_paper_and_format_and_no_other() -> None:
    assert tuple(PAPERS) == arguments.PAPERS
    assert set(arguments.FORMATS) == set(FORMATS)


def test_a_pdf_is_written_and_what_it_had_to_do_without_is_told(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = made(capsys, "--members", "2")
    monkeypatch.setattr("exporters.typeset.pdf.render", lambda *_: (b"%PDF", ("缺少的字体用别的代替了。",)))
    assert shilu.main(["export", number, "-o", "x.pdf"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == [
        f"已导出：{Path('x.pdf').resolve()}",
        "缺少的字体用别的代替了。",
        "“材料”里记为已起草：会议原始记录。",
    ]


def test_without_typst_the_command_says_how_to_get_it(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = made(capsys, "--members", "2")
    monkeypatch.setitem(sys.modules, "typst", None)
    assert shilu.main(["export", number, "-o", "x.pdf"]) == exit_codes.REFUSED
    assert "pip install 'shilu[pdf]'" in capsys.readouterr().err
    assert not Path("x.pdf").exists()


def test_an_export_has_the_office_s_page_and_tells_what_is_wrong_in_its_settings(
    data: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    number = made(capsys, "--members", "2")
    (tmp_path / "config").mkdir()
    settings = tmp_path / "config" / "config.toml"
    settings.write_text('[page]\nfangsong = "仿宋_GB2312"\nkaiti = ""\n', encoding="utf-8")
    assert shilu.main(["export", number, "-o", "own.docx"]) == 0
    assert "第 3 行：kaiti 没有写字体的名称" in capsys.readouterr().err
    styles = Word(Path("own.docx").read_bytes())
    assert styles.effective("BodyText", "rPr", "rFonts")["eastAsia"] == "仿宋_GB2312"
    assert styles.effective("Heading2", "rPr", "rFonts")["eastAsia"] == "楷体"


def test_check_sheets_are_printed_for_all_or_for_one_speaker(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    meeting = Archive(data).read(number)
    name = meeting.people[1].name
    assert shilu.main(["export", number, "--paper", "check", "--format", "txt"]) == 0
    (all_of_them,) = Path().glob("*发言核对单.txt")
    assert all_of_them.read_text(encoding="utf-8").count("发言人（签名）") == len(sheets(meeting))
    assert shilu.main(["export", number, "--paper", "check", "--format", "txt", "--person", name]) == 0
    (one,) = Path().glob(f"*发言核对单（{name}）.txt")
    assert one.read_text(encoding="utf-8").count("发言人（签名）") == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--paper", "check", "--person", "查无此人"], "名单里没有“查无此人”"),
        (["--paper", "check"], "还没有记下发言"),
        (["--person", "张建国"], "不分人印"),
    ],
)
def test_a_paper_that_can_not_be_printed_so_is_refused_in_a_sentence(
    options: list[str], told: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--stage", "planned")
    assert shilu.main(["export", number, *options]) == exit_codes.REFUSED
    assert told in capsys.readouterr().err
    assert not [*Path().glob("*.docx")]


def test_check_names_a_draft_that_can_not_be_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = made(capsys, "--members", "2")
    (data / "meetings" / number / "draft").write_text("{", encoding="utf-8")
    assert shilu.main(["check", number]) == exit_codes.INCOMPLETE
    assert "读不出来" in capsys.readouterr().out


def test_check_finds_nothing_missing_only_where_nothing_waits(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    monkeypatch.setattr("meeting.gaps.gaps", lambda meeting: ())
    assert shilu.main(["check", number]) == 0
    assert "没有缺项。" in capsys.readouterr().out
    with Archive(data).open(number) as file:
        file.draft.save(Desk("k", {"k": Draft("k", Kind.BRIEFING, text="没写完")}))
    assert shilu.main(["check", number]) == exit_codes.INCOMPLETE
    told = capsys.readouterr().out
    assert "1 处文字还没有记下" in told
    assert "没有缺项" not in told


def test_a_file_edited_by_hand_since_is_kept(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    target = Path("record.txt")
    shilu.main(["export", number, "--format", "txt", "-o", str(target)])
    shilu.main(["export", number, "--format", "txt", "-o", str(target)])
    assert not Path("record（2）.txt").exists()
    target.write_text("改过", encoding="utf-8")
    capsys.readouterr()
    assert shilu.main(["export", number, "--format", "txt", "-o", str(target)]) == 0
    assert "没有覆盖" in capsys.readouterr().out
    assert target.read_text(encoding="utf-8") == "改过"


def test_an_export_that_can_not_be_written_is_one_sentence(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--members", "2")
    assert shilu.main(["export", number, "-o", "nowhere/here.docx"]) == exit_codes.REFUSED
    error = capsys.readouterr().err
    assert "文件夹不存在" in error
    assert "Traceback" not in error


def test_check_names_what_is_missing(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = made(capsys, "--stage", "running")
    assert shilu.main(["check", number]) == exit_codes.INCOMPLETE
    out = capsys.readouterr().out
    assert "文件：完好" in out
    assert "没有记录" in out


def test_check_finds_a_changed_word(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = made(capsys, "--stage", "finished", "--members", "3")
    file = data / "meetings" / number / "meeting.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    entry = next(entry for entry in document["entries"].values() if entry["act"] == "said")
    entry["text"] += "改"
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert shilu.main(["check", number]) == exit_codes.DAMAGED
    file_line, journal_line, chain_line, draft_line = capsys.readouterr().out.splitlines()
    assert "与校验值不符" in file_line
    assert journal_line == "日志：完好。"
    assert f"第 {entry['number'] + 1} 条起与前文的校验值对不上" in chain_line
    assert draft_line == "未记下的文字：没有。"


def spoiled(data: Path, number: str) -> None:
    with (data / "meetings" / number / "meeting.json").open("a", encoding="utf-8") as file:
        file.write("}")


def test_every_command_says_of_a_damaged_meeting_what_check_says(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--members", "2")
    spoiled(data, number)
    assert shilu.main(["check", number]) == exit_codes.DAMAGED
    sentence = capsys.readouterr().out.splitlines()[0].removeprefix("文件：")
    assert "与校验值不符" in sentence
    assert shilu.main(["list"]) == 0
    assert capsys.readouterr().out == f"{number}\t已损坏\t{sentence}\n"
    assert shilu.main(["list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"id": number, "damaged": True, "problem": sentence}]
    assert shilu.main(["export", number]) == exit_codes.DAMAGED
    assert capsys.readouterr().err == sentence + "\n"
    assert shilu.main(["backup", "backups"]) == exit_codes.DAMAGED
    assert capsys.readouterr().err == sentence + "\n"
    assert not Path("backups").exists()


def test_beside_a_damaged_dossier_the_record_is_printed_and_what_is_drawn_from_it_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys)
    folder = data / "meetings" / number
    tables = tables_of(Archive(data).read(number))
    write_first(folder, {**tables, "problems": {"3": {"id": 3, "text": "会多。", "term": "some_day"}}})
    where = "整改清单（problems）编号 3 的一行，term"
    assert shilu.main(["check", number]) == exit_codes.DAMAGED
    assert f"案卷：{where}" in capsys.readouterr().out
    for paper in ("record", "check", "record_annexed"):
        assert shilu.main(["export", number, "--paper", paper, "-o", f"{paper}.txt"]) == 0
    for command in (
        ["export", number, "--paper", "rectification"],
        ["export", number, "--paper", "report"],
        ["deadlines", number],
    ):
        assert shilu.main(command) == exit_codes.DAMAGED
        assert where in capsys.readouterr().err


def test_a_backup_comes_back_and_what_it_replaces_is_kept(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--members", "2", "--stage", "finished")
    assert shilu.main(["backup", number, "backups"]) == 0
    (folder,) = Path("backups").iterdir()
    told = capsys.readouterr().out
    assert str(folder) in told
    assert re.search(r"\d+ 条记录，最后的校验值 [0-9a-f]{16}。", told)
    assert shilu.main(["restore", str(folder)]) == exit_codes.REFUSED
    assert "--replace" in capsys.readouterr().err
    spoiled(data, number)
    assert shilu.main(["restore", str(folder), "--replace"]) == 0
    (replaced,) = (data / "replaced").iterdir()
    assert f"原来的移到了 {replaced}，没有删除" in capsys.readouterr().out
    assert shilu.main(["check", number]) != exit_codes.DAMAGED


def test_without_an_id_every_meeting_is_backed_up_and_a_damaged_one_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = [made(capsys, "--members", "2") for _ in range(3)]
    spoiled(data, numbers[1])
    (data / "meetings" / "照片").mkdir()
    assert shilu.main(["backup", "backups"]) == exit_codes.DAMAGED
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert "与校验值不符" in said.err
    assert "照片 里没有 meeting.json，不是会议文件夹" in said.err


def test_a_backup_of_no_meetings_fails_so_that_a_mistyped_folder_is_noticed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["backup", "backups"]) == exit_codes.REFUSED
    assert "里没有会议，什么也没有备份；请检查数据文件夹。" in capsys.readouterr().err


def test_an_id_alone_is_not_taken_for_the_folder_to_back_up_into(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = made(capsys, "--members", "2")
    assert shilu.main(["backup", number]) == exit_codes.REFUSED
    assert f"shilu backup {number} 文件夹" in capsys.readouterr().err
    assert not Path(number).exists()


@pytest.mark.parametrize("command", ["", "practice", "import", "backup", "restore", "check", "search"])
def test_help_is_chinese_throughout(command: str, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        shilu.main([command, "--help"] if command else ["--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：shilu")
    assert not re.search(r"usage|positional|options|[^a-zA-Z]:$|^ *命令$", told, re.MULTILINE)


def test_an_unknown_meeting_and_a_folder_not_ours_are_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(["check", "2099"]) == exit_codes.REFUSED
    assert "没有编号为“2099”的会议" in capsys.readouterr().err
    (data / "meetings" / "照片").mkdir(parents=True)
    assert shilu.main(["list"]) == 0
    assert "不是会议文件夹" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["open"], "还缺 编号"),
        (["backup"], "还缺 文件夹"),
        (["restore"], "还缺 备份"),
        (["backup", "1", "2", "3"], "不认识“3”"),
        (["bogus"], "没有“bogus”"),
        (["sample", "--members", "0"], "1 以上的整数"),
        (["sample", "--stage", "later"], "没有“later”"),
        (["practice", "--pace", "很快"], "“很快”不是速度：请写慢、中、快，或每分钟的字数，10 到 1000"),
        (["practice", "--members", "0"], "1 以上的整数"),
        (["list", "--jsn"], "不认识“--jsn”"),
        (["search", "--by"], "--by 后面要跟一个值"),
        (["export", "1", "-o"], "后面要跟一个值"),
    ],
)
def test_a_wrong_command_line_is_one_chinese_sentence(
    arguments: list[str], sentence: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        shilu.main(arguments)
    assert ended.value.code == exit_codes.USAGE
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["practice", "--pace", "快"]])
def test_without_a_terminal_the_program_says_how_to_get_one(
    arguments: list[str], data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu.main(arguments) == exit_codes.TERMINAL
    assert "ssh -t" in capsys.readouterr().err


def test_no_command_but_opening_imports_textual(data: Path) -> None:
    code = (
        "import sys, shilu\n"
        "for line in sys.argv[1:]:\n"
        "    try:\n        shilu.main(line.split())\n    except SystemExit:\n        pass\n"
        "    print(line, 'textual' in sys.modules, file=sys.stderr)"
    )
    commands = ["list", "--version", "check x", "sample --members 2", "export x", "import x y"]
    commands += ["backup x", "restore x", "keys", "search x"]
    done = subprocess.run(
        [sys.executable, "-c", code, *commands],
        capture_output=True,
        text=True,
        env=dict(os.environ),
        check=True,
    )
    told = done.stderr.splitlines()
    assert [line for line in told if line.endswith((" True", " False"))] == [
        f"{command} False" for command in commands
    ]


def test_the_keys_are_printed_in_columns(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu.main(["keys"]) == exit_codes.OK
    lines = capsys.readouterr().out.splitlines()
    assert "会议进行" in lines
    confirm = next(line for line in lines if "记下转下位" in line)
    menu_only = next(line for line in lines if "标〔未听清〕" in line)
    assert confirm.startswith("  F2 / Ctrl+N ")
    assert cell_len(confirm.partition("记下转下位")[0]) == cell_len(menu_only.partition("标〔未听清〕")[0])


def test_the_stages_that_can_be_asked_for_are_those_of_a_sample() -> None:
    assert list(STAGES) == [stage.value for stage in Stage]
