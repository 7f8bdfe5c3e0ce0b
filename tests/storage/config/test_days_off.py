"""放假安排: the package's years, and the user's own year files over them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.config.days_off import FOLDER, KnownDays, known_days
from tests.meeting.notices import NOTICES

# As nobody issued it, for a year that no package knows.
NOTICE = """元旦：1月1日至3日放假。春节：1月22日至29日放假。清明节：4月4日至6日放假。劳动节：5月1日至5日放假。
端午节：6月23日至25日放假。国庆节、中秋节：10月1日至8日放假。"""


def kept(config: Path, name: str, text: str, encoding: str = "utf-8") -> KnownDays:
    """What is known with this one file of the user's."""
    (config / FOLDER).mkdir(exist_ok=True)
    (config / FOLDER / name).write_text(text, encoding=encoding)
    return known_days(config)


def test_without_a_file_the_years_of_the_package_are_known(tmp_path: Path) -> None:
    found = known_days(tmp_path)
    assert not found.problems
    assert found.calendar.working_days_before(date(2022, 2, 8), 5) == date(2022, 1, 27)
    assert found.calendar.knows(date(2026, 6, 1)) and not found.calendar.knows(date(2031, 6, 1))


def test_a_year_file_makes_its_year_known(tmp_path: Path) -> None:
    kept(tmp_path, "2031.txt", NOTICE, "utf-8-sig")
    found = kept(tmp_path, "2032.txt", NOTICE, "gb18030")
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


def test_a_notice_of_a_part_of_the_year_takes_nothing_from_what_is_known(tmp_path: Path) -> None:
    found = kept(tmp_path, "2022.txt", "元旦：1月1日至3日放假")
    assert "不是全年的通知" in found.problems[0]
    assert found.calendar.working_days_before(date(2022, 2, 8), 5) == date(2022, 1, 27)


def test_the_notice_of_another_year_does_not_make_a_year_known(tmp_path: Path) -> None:
    other_head = "关于2028年部分节假日安排的通知\n" + NOTICE
    for text in (NOTICES[2025], "元旦：2028年1月1日至3日放假", other_head):
        found = kept(tmp_path, "2027.txt", text)
        assert len(found.problems) == 1 and not found.calendar.knows(date(2027, 6, 1))


@pytest.mark.parametrize(
    ("cut", "told"),
    [("10月1日至7日放假调休，共7天", "10月1日至3日放假"), ("1月29日（星期六）、", "")],
)
def test_a_year_with_fewer_days_than_the_package_has_is_told_and_not_used(
    tmp_path: Path, cut: str, told: str
) -> None:
    assert cut in NOTICES[2022]
    found = kept(tmp_path, "2022.txt", NOTICES[2022].replace(cut, told))
    assert "比程序已有的2022年安排少几天" in found.problems[0]
    assert found.calendar == known_days(tmp_path / "nowhere").calendar


@pytest.mark.parametrize("year", NOTICES)
def test_the_notices_as_issued_are_what_the_package_has(tmp_path: Path, year: int) -> None:
    found = kept(tmp_path, f"{year}.txt", NOTICES[year])
    package = known_days(tmp_path / "nowhere").calendar
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(-4, 365)]
    assert not found.problems
    assert [*map(found.calendar.is_working, days)] == [*map(package.is_working, days)]
