"""Word's own rules, told by two programs that know them: Microsoft's Open XML SDK and openxml-audit."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from openxml_audit import FileFormat, OpenXmlValidator  # type: ignore[import-untyped]

from exporters import check_sheet
from exporters.blocks import Paper
from exporters.original_record import record
from exporters.profile import Profile
from exporters.word import docx
from meeting.model import Meeting
from tests.exporters.everything import everything
from tests.exporters.meetings import PRINTED, TEMPLATE, eventful, held
from tests.exporters.word_file import Word

_INSTALLED = Path(__file__).parents[2] / "build/validator/node_modules/.bin/ooxml-validator"
SDK = str(_INSTALLED) if _INSTALLED.exists() else shutil.which("ooxml-validator")

PAPERS: Mapping[str, Callable[[], Paper]] = MappingProxyType(
    {
        "an empty record": lambda: record.blocks(Meeting("0", TEMPLATE), PRINTED),
        "a full record": lambda: record.blocks(held(7).meeting, PRINTED),
        "a corrected record": lambda: record.blocks(eventful().meeting, PRINTED),
        "check sheets": lambda: check_sheet.blocks(eventful(1).meeting, PRINTED),
        "every paper": everything,
        "a record as a table": lambda: record.blocks(eventful().meeting, PRINTED),
        "every paper on an office's own page": everything,
    }
)
OWN = Profile(
    *("仿宋_GB2312", "楷体_GB2312", "方正黑体_GBK", "方正小标宋_GBK", "宋体", "Times New Roman"),
    bold_level_3=True,
    bold_labels=True,
    record_as_table=True,
)


@pytest.fixture(scope="module", params=PAPERS)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place: Path = tmp_path_factory.mktemp("valid") / "paper.docx"
    profile = OWN if "own" in request.param else Profile(record_as_table="table" in request.param)
    place.write_bytes(docx.render(PAPERS[request.param](), profile))
    return place


def by_the_sdk(file: Path) -> list[str]:
    answer = subprocess.run([str(SDK), str(file)], capture_output=True, text=True, timeout=60)
    return [error["description"] for error in json.loads(answer.stdout)["errors"]]


def by_the_audit(file: Path) -> list[str]:
    found = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(str(file)).errors
    # A theme is optional (ISO/IEC 29500-1, 14.2.7), and ours has none, so that no face comes from one.
    return [error.description for error in found if not error.description.endswith("/theme' is missing.")]


@pytest.mark.skipif(SDK is None, reason="ooxml-validator is not here: make validator (needs npm)")
def test_the_open_xml_sdk_finds_no_fault(file: Path) -> None:
    assert by_the_sdk(file) == []


def test_openxml_audit_finds_no_fault(file: Path) -> None:
    assert by_the_audit(file) == []


@pytest.mark.parametrize("check", [by_the_audit, by_the_sdk])
def test_a_faulty_file_is_told_from_a_sound_one(check: Callable[[Path], list[str]], tmp_path: Path) -> None:
    if check is by_the_sdk and SDK is None:
        pytest.skip("ooxml-validator is not here: make validator (needs npm)")
    place = tmp_path / "paper.docx"
    parts = Word(docx.render(PAPERS["an empty record"]())).parts
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:pgSz ", b"<w:size ")
    with zipfile.ZipFile(place, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert check(place)
