"""放假安排: the package's years, and the user's own year files over them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from storage.days_off import known_days

NOTICE = "元旦：1月1日至3日放假调休，共3天。1月4日（星期日）上班。春节：2月5日至12日放假。"


def test_without_a_file_the_years_of_the_package_are_known(tmp_path: Path) -> None:
    found = known_days(tmp_path)
    assert not found.problems
    assert found.calendar.working_days_before(date(2022, 2, 8), 5) == date(2022, 1, 27)
    assert found.calendar.knows(date(2026, 6, 1)) and not found.calendar.knows(date(2031, 6, 1))


def test_a_year_file_makes_its_year_known(tmp_path: Path) -> None:
    (tmp_path / "days-off").mkdir()
    (tmp_path / "days-off" / "2031.txt").write_text(NOTICE, encoding="utf-8-sig")
    (tmp_path / "days-off" / "2032.txt").write_text(NOTICE, encoding="gb18030")
    found = known_days(tmp_path)
    assert not found.problems
    assert found.calendar.knows(date(2031, 12, 30)) and found.calendar.knows(date(2032, 5, 1))
    assert not found.calendar.is_working(date(2031, 1, 3))


def test_a_year_file_that_can_not_be_used_is_told_and_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "days-off"
    folder.mkdir()
    (folder / "2022.txt").write_text("看不懂的内容", encoding="utf-8")
    (folder / "明年.txt").write_text(NOTICE, encoding="utf-8")
    (folder / "2033.txt").write_bytes(b"\xff\xff\x00\x81")
    found = known_days(tmp_path)
    assert [problem.split("没有用上：")[1][:8] for problem in found.problems] == [
        "没有从中读出20",
        "不是文本文件，请",
        "文件名要写成年份",
    ]
    assert found.calendar.working_days_before(date(2022, 2, 8), 5) == date(2022, 1, 27)
