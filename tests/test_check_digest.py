"""Whoever holds the signed paper finds out whether the file is the one that it was printed from."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import shilu
from commands import exit_codes
from meeting.chain import linked
from meeting.draft import Draft
from meeting.model import Entry, Meeting, Role
from meeting.roster import add
from meeting.seal import correct_sealed, seal, seals
from storage.archive import Archive
from tests.meeting.plan import planned
from tests.meeting.session import Session

ID = "20220128"


def sealed() -> Session:
    meeting = add(replace(planned(2), id=ID), "记甲", "", "办公室", Role.RECORDER)
    session = Session(meeting).open().wait(60).say("通报情况。").wait(60).say("班子检查。").wait(5).close()
    return session.add(seal(session.meeting, session.now))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SHILU_DATA", str(tmp_path))
    return tmp_path


def kept(data: Path, meeting: Meeting) -> Path:
    Archive(data).create(meeting).close()
    return data / "meetings" / ID / "meeting.json"


def test_the_printed_digest_belongs_to_file_and_version(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = sealed()
    first = seals(session.meeting)[-1].digest
    entry = session.entry(session.number_of("通报情况。"))
    revised = Draft(entry.turn, entry.kind, entry.by, entry.to, text="通报筹备情况。")
    session.wait(60)
    session.add(correct_sealed(session.meeting, entry.number, revised, "p1", "听错了", session.now))
    second = seals(session.meeting)[-1].digest
    kept(data, session.meeting)
    for printed, version in ((first, 1), (second, 2), (second[:8] + " " + second[8:16], 2)):
        shilu.main(["check", ID, "--digest", printed])
        assert f"纸质件：与定稿第 {version} 版相符。" in capsys.readouterr().out
    assert shilu.main(["check", ID, "--digest", second[:15]]) == exit_codes.REFUSED
    assert "至少写 16 位" in capsys.readouterr().err
    assert shilu.main(["check", ID, "--digest", "0" * 64]) == exit_codes.DAMAGED
    assert "哪一版都对不上" in capsys.readouterr().out


EDITS: dict[str, Callable[[dict[str, Any]], None]] = {
    "text": lambda entries: entries["3"].update(text="别的话。"),
    "time": lambda entries: entries["3"].update(at="2022-01-28T09:30:00+08:00"),
    "speaker": lambda entries: entries["3"].update(by="p2"),
    "order": lambda entries: entries.update({"3": entries["5"], "5": entries["3"]}),
    "removal of the last": lambda entries: entries.pop(max(entries, key=int)),
    "removal of one": lambda entries: entries.pop("3"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_edited_by_hand_is_found(data: Path, capsys: pytest.CaptureFixture[str], edit: str) -> None:
    session = sealed()
    file = kept(data, session.meeting)
    document = json.loads(file.read_text(encoding="utf-8"))
    EDITS[edit](document["entries"])
    file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    assert shilu.main(["check", ID, "--digest", seals(session.meeting)[-1].digest]) == exit_codes.DAMAGED
    assert "改动" in capsys.readouterr().out


FORGERIES: dict[str, Callable[[Meeting], tuple[Entry, ...]]] = {
    "text": lambda m: changed(m, 3, text="别的话。"),
    "time": lambda m: changed(m, 3, at=m.entries[2].at + timedelta(seconds=1)),
    "speaker": lambda m: changed(m, 3, by="p2"),
    "order": lambda m: exchanged(m, 3, 5),
    "removal of the last": lambda m: m.entries[:-1],
    "removal of one": lambda m: (*m.entries[:2], *m.entries[3:]),
}


def exchanged(meeting: Meeting, one: int, other: int) -> tuple[Entry, ...]:
    """What was said first stands second."""
    texts = meeting.entries[one - 1].text, meeting.entries[other - 1].text
    return changed(replace(meeting, entries=changed(meeting, one, text=texts[1])), other, text=texts[0])


def changed(meeting: Meeting, number: int, **changes: object) -> tuple[Entry, ...]:
    row = list(meeting.entries)
    row[number - 1] = replace(row[number - 1], **changes)  # type: ignore[arg-type]
    return tuple(row)


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forgery_that_is_whole_in_itself_does_not_fit_the_paper(
    data: Path, capsys: pytest.CaptureFixture[str], forgery: str
) -> None:
    meeting = sealed().meeting
    digest = seals(meeting)[-1].digest
    rechained = linked(replace(meeting, entries=()), FORGERIES[forgery](meeting))
    kept(data, replace(meeting, entries=rechained))
    assert shilu.main(["check", ID]) != exit_codes.DAMAGED
    assert "文件：完好。" in capsys.readouterr().out
    assert shilu.main(["check", ID, "--digest", digest]) == exit_codes.DAMAGED
    assert "哪一版都对不上" in capsys.readouterr().out


def test_roster_or_head_changed_under_the_seal_are_found_without_the_paper(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    meeting = sealed().meeting
    kept(data, replace(meeting, head=replace(meeting.head, place="别处")))
    assert shilu.main(["check", ID]) == exit_codes.DAMAGED
    assert "第 1 版定稿以后，会议信息、名单、议程或记录被改动过" in capsys.readouterr().out
