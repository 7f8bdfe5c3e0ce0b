"""Another program, which knows only docs/digest.md and the stored file, comes to the same digests."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from meeting import roster
from meeting.desk import draft_for
from meeting.dossier.speech_papers import read_out
from meeting.model import Absence, Account, Entry, Role
from meeting.recorder import Recorder
from meeting.seal import printed_at, seal, seals
from meeting.special import account
from storage.archive import Archive
from storage.handed_in import take_in
from tests.meeting.plan import NINE, planned
from tests.meeting.session import Session

ENTRY: dict[str, Any] = {
    **dict.fromkeys(
        ("turn", "by", "to", "text", "item", "reason", "asked_by", "asked_by_other", "setup"), ""
    ),
    "mode": "verbatim",
    "aspects": [],
    "refers": [],
    "corrects": 0,
    "after": -1,
    "unfinished": False,
    "account": "open",
}
HEAD = {
    **dict.fromkeys(("group", "title", "place", "mark"), ""),
    "year": 0,
    "date": None,
    "starts": None,
    "days": 1,
    "zone": "Asia/Shanghai",
}
PERSON = {"post": "", "unit": "", "role": "member", "absence": None}
ABSENCE = {"written_speech": False, "read_by": ""}
ARRANGEMENT: dict[str, Any] = {
    "items_in": [],
    "extras": [],
    "moves": [],
    "minutes_of_kind": {},
    "minutes_of_turn": {},
}


def told(document: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in document.items() if name not in defaults or value != defaults[name]
    }


def digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def setup_of(document: dict[str, Any]) -> dict[str, Any]:
    people = []
    for person in document["people"]:
        if person["absence"]:
            person = {**person, "absence": told(person["absence"], ABSENCE)}
        people.append(told(person, PERSON))
    template = dict(document["template"])
    template["agenda"] = [told(item, {"optional": False}) for item in template["agenda"]]
    template = told(template, {"working_days_before": None})
    whole = {
        **document,
        "head": told(document["head"], HEAD),
        "people": people,
        "template": template,
        "arrangement": told(document["arrangement"], ARRANGEMENT),
    }
    defaults = {"people": [], "people_added": 0, "secretary": "", "chair": "", "sample": False}
    whole = told(whole, {**defaults, "head": {}, "arrangement": {}})
    return {name: value for name, value in whole.items() if name != "format"}


@given(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20), max_size=4))
def test_it_finds_the_same_chain_and_the_same_seal(tmp_path_factory: Any, texts: list[str]) -> None:
    data: Path = tmp_path_factory.mktemp("digests")
    meeting = replace(planned(3, observers=1), id="20220128")
    meeting = roster.add(meeting, "记甲", "", "办公室", Role.RECORDER)
    meeting = roster.set_absence(meeting, "p3", Absence("因病", written_speech=True, read_by="p2"))
    session = Session(meeting).open()
    for text in texts:
        session.wait(7)
        if text.strip():
            session.say(f"。{text}")
    session.close()
    session.add(account(session.meeting, "p1", "family", Account.NOTHING, 0, session.now))
    session.add(seal(session.meeting, session.now))
    Archive(data).create(session.meeting).close()
    stored = json.loads((data / "meetings" / "20220128" / "meeting.json").read_text(encoding="utf-8"))
    previous = hashlib.sha256(b"20220128").hexdigest()
    for number in range(1, len(stored["entries"]) + 1):
        entry = stored["entries"][str(number)]
        assert entry["previous"] == previous
        previous = digest(told(entry, ENTRY))
    assert previous == seals(session.meeting)[-1].digest
    assert printed_at(session.meeting, previous) == (len(stored["entries"]), 1)
    assert entry["setup"] == digest(setup_of(stored["meeting"]["1"]))


def test_every_field_of_an_entry_stands_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "digest.md").read_text(encoding="utf-8")
    assert not [field.name for field in fields(Entry) if f"`{field.name}`" not in page]


def test_the_words_of_a_paper_that_was_read_out_name_the_file_that_lies_there(tmp_path: Path) -> None:
    path = tmp_path / "稿.txt"
    path.write_bytes("一、问题。\n".encode("gbk"))
    with Archive(tmp_path / "data").create(replace(planned(3), id="20220128")) as file:
        recorder = Recorder(file.meeting, file)
        take_in(file.folder, recorder, path, "p2", "", NINE)
        session = Session(recorder.meeting).open().go_to("self_examination:p2")
        draft = draft_for(session.meeting, session.floor)
        text = session.add(read_out(session.meeting, draft, session.now)).texts()[-1]
        (kept,) = (file.folder / "handed-in").iterdir()
        code = hashlib.sha256(kept.read_bytes()).hexdigest()[:16]
        assert text == f"照稿宣读《稿》（校验码 {code}），与附件一致。"
