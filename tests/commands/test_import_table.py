"""`shilu import-table`: a table is only looked at, until it is told to be taken over, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

import shilu
from commands import arguments
from commands.exit_codes import INCOMPLETE, OK, REFUSED, USAGE
from meeting.model import Meeting
from meeting.tables.columns import COLUMNS, Listing
from storage.archive import Archive


@pytest.fixture
def number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    assert shilu.main(["sample", "--stage", "planned", "--members", "3"]) == 0
    return capsys.readouterr().out.strip()


def stored(number: str) -> Meeting:
    return Archive(Path("data")).read(number)


def test_without_write_it_is_told_what_each_line_becomes_and_nothing_is_kept(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name = stored(number).people[1].name
    Path("意见.csv").write_text(f"意见,对象\n开会多,\n调研少,{name}\n", encoding="gb18030")
    assert shilu.main(["import-table", number, "意见.csv", "--as", "opinions"]) == OK
    assert capsys.readouterr().out == (
        "第 2 行  开会多  其他方式\n"
        f"第 3 行  调研少  {name}  其他方式\n"
        "能收 2 行，不能收 0 行；什么也没有收。看过无误，加 --write 收下。\n"
    )
    assert stored(number).dossier.opinions == ()


def test_with_write_every_line_is_kept(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("意见.csv").write_text("意见\n开会多\n调研少\n", encoding="utf-8")
    assert shilu.main(["import-table", number, "意见.csv", "--as", "opinions", "--write"]) == OK
    assert "已收下 2 行，都在征求意见里。" in capsys.readouterr().out
    assert [opinion.text for opinion in stored(number).dossier.opinions] == ["开会多", "调研少"]


def test_the_same_table_once_more_adds_nothing_unless_that_is_wanted(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("意见.csv").write_text("意见\n开会多\n调研少\n", encoding="utf-8")
    command = ["import-table", number, "意见.csv", "--as", "opinions", "--write"]
    assert shilu.main(command) == OK
    capsys.readouterr()
    assert shilu.main(command[:-1]) == INCOMPLETE
    assert capsys.readouterr().out == (
        "有 2 行已收过（内容、人、日期都相同），不再收。\n"
        "第 2 行  开会多  其他方式  已收过\n第 3 行  调研少  其他方式  已收过\n"
        "能收 0 行，不能收 0 行，已收过 2 行；什么也没有收。确要再收一遍请加 --again。\n"
    )
    assert shilu.main(command) == INCOMPLETE
    assert len(stored(number).dossier.opinions) == 2
    Path("意见.csv").write_text("意见\n开会多\n调研少\n文件多\n", encoding="utf-8")
    capsys.readouterr()
    assert shilu.main(command) == INCOMPLETE
    assert "已收下 1 行，都在征求意见里。已收过的 2 行没有再收" in capsys.readouterr().out
    assert shilu.main([*command, "--again"]) == OK
    assert len(stored(number).dossier.opinions) == 6


def test_a_roster_is_added_to_the_people(number: str) -> None:
    before = stored(number).people
    Path("名单.csv").write_text("姓名\t职务\n示例甲\t副局长\n", encoding="utf-16")
    assert shilu.main(["import-table", number, "名单.csv", "--as", "roster", "--write"]) == OK
    assert [person.name for person in stored(number).people[len(before) :]] == ["示例甲"]


def test_one_bad_line_keeps_all_of_them_out(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("意见.csv").write_text("意见,对象\n开会多,\n调研少,查无此人\n", encoding="utf-8")
    before = stored(number)
    command = ["import-table", number, "意见.csv", "--as", "opinions", "--write"]
    assert shilu.main(command) == INCOMPLETE
    out = capsys.readouterr().out
    assert "第 3 行  调研少  查无此人  不能收：“对象”一栏：名单里没有“查无此人”，请写名单里的姓名。" in out
    assert "能收 1 行，不能收 1 行；什么也没有收。请改好不能收的各行再导入。" in out
    assert stored(number) == before


def test_what_is_no_table_is_refused_in_a_sentence(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("表.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert shilu.main(["import-table", number, "表.xlsx", "--as", "talks"]) == REFUSED
    assert "加了密码" in capsys.readouterr().err
    assert shilu.main(["import-table", number, "没有.csv", "--as", "talks"]) == REFUSED
    assert "没有文件 没有.csv" in capsys.readouterr().err


def test_it_must_be_said_which_list_it_is_for(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        shilu.main(["import-table", number, "表.csv"])
    assert ended.value.code == USAGE
    assert "还缺 --as" in capsys.readouterr().err
    assert set(arguments._LISTINGS) == set(Listing)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_the_columns_of_every_list(readme: str) -> None:
    text = (Path(__file__).parents[2] / readme).read_text(encoding="utf-8")
    for listing, columns in COLUMNS.items():
        names = [f"**{column.name}**" if column.is_needed else column.name for column in columns]
        told = (f"| {listing.label} | {mark.join(names)} |" for mark in (", ", "、"))
        assert any(line in text for line in told)
