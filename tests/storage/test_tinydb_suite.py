"""TinyDB's own tests, run on the journal; the plugin tells which of them can't pass, and why."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLUGIN = Path(__file__).with_name("tinydb_in_place.py")
SOURCES = ROOT / "build" / "tinydb" / f"tinydb-{version('tinydb')}"

pytestmark = pytest.mark.skipif(
    not SOURCES.is_dir(), reason=f"needs the sources of TinyDB {version('tinydb')}: make tinydb-tests"
)


def run(folder: Path, *options: str) -> str:
    """What pytest says of TinyDB's tests with the journal's classes in place of TinyDB's."""
    # Their settings file says nothing of pytest, and keeps it from finding the one of this project.
    settings = ["-c", "pyproject.toml", "-p", "no:cacheprovider", "-p", PLUGIN.stem]
    result = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *settings,
            "-rxsfE",
            f"--basetemp={folder}/tests",
            *options,
            "tests",
        ],
        cwd=SOURCES,
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{PLUGIN.parent}",
            "COLUMNS": "200",
            "TMPDIR": str(folder),
        },
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    report = result.stdout + result.stderr
    sys.stdout.write(report)
    assert result.returncode == 0, report
    return report


def assert_ran_on_journals(report: str) -> None:
    found = re.search(r"^journals opened: (\d+)$", report, re.MULTILINE)
    assert found
    assert int(found[1]) > 50
    passed = re.search(r"\b(\d+) passed\b", report)
    assert passed
    assert int(passed[1]) > 200


def test_tinydbs_own_tests_pass_on_the_journal(tmp_path: Path) -> None:
    assert_ran_on_journals(run(tmp_path))


def test_they_pass_as_well_when_each_change_is_followed_by_a_snapshot(tmp_path: Path) -> None:
    assert_ran_on_journals(run(tmp_path, "--limit=0"))
