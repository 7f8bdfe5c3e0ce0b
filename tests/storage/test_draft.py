from __future__ import annotations

import errno
import os
import stat
from datetime import datetime
from pathlib import Path

import pytest

from meeting.model import Desk, Draft, Kind, Mode
from storage.draft import DraftFile
from storage.errors import NotSaved
from tests.storage.examples import BEIJING

DESK = Desk(
    "criticism:a>b",
    {
        "criticism:a>b": Draft(
            "criticism:a>b", Kind.CRITICISM, "a", "b", text="会前没有\n看材料", caret=(1, 2)
        ),
        "said aside": Draft(
            "",
            Kind.INTERJECTION,
            "c",
            at=datetime(2022, 1, 28, 9, 5, 30, tzinfo=BEIJING),
            text="𠮷",
            mode=Mode.SUMMARY,
        ),
    },
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft.json"


def test_before_anything_is_typed_the_desk_is_empty(path: Path) -> None:
    assert DraftFile(path).load() == (Desk(), "")


def test_all_drafts_come_back_with_the_caret_in_its_place(path: Path) -> None:
    DraftFile(path).save(DESK)
    assert DraftFile(path).load() == (DESK, "")


def test_the_last_save_counts(path: Path) -> None:
    file = DraftFile(path)
    file.save(DESK)
    file.save(Desk())
    assert file.load() == (Desk(), "")


def text_after(text: str, path: Path) -> str:
    DraftFile(path).save(Desk("k", {"k": Draft("k", Kind.BRIEFING, text=text)}))
    return DraftFile(path).load()[0].drafts["k"].text


def test_a_lone_surrogate_is_replaced_and_the_rest_kept(path: Path) -> None:
    assert text_after("前\udc80后", path) == "前\ufffd后"


def test_two_halves_of_a_character_are_joined(path: Path) -> None:
    assert text_after("\ud842\udfb7野", path) == "𠮷野"


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"current": 3}', b'{"odd": ""}', b'{"drafts":{"k":{}}}']
)
def test_a_damaged_draft_is_set_aside_and_said(damage: bytes, path: Path) -> None:
    path.write_bytes(damage)
    desk, sentence = DraftFile(path).load()
    aside = path.with_name("draft.json.damaged-1")
    assert desk == Desk()
    assert f"已另存为 {aside}" in sentence
    assert aside.read_bytes() == damage
    assert not path.exists()


def test_a_second_damaged_draft_does_not_cover_the_first(path: Path) -> None:
    for damage in (b"1", b"2"):
        path.write_bytes(damage)
        DraftFile(path).load()
    assert path.with_name("draft.json.damaged-1").read_bytes() == b"1"
    assert path.with_name("draft.json.damaged-2").read_bytes() == b"2"


def test_a_draft_that_cannot_be_saved_leaves_the_one_before(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    DraftFile(path).save(DESK)
    with monkeypatch.context() as broken:
        broken.setattr(os, "write", full)
        with pytest.raises(NotSaved, match="磁盘已满"):
            DraftFile(path).save(Desk())
    assert DraftFile(path).load() == (DESK, "")
    assert list(path.parent.iterdir()) == [path]


def test_nobody_else_can_read_a_draft(path: Path) -> None:
    before = os.umask(0)
    try:
        DraftFile(path).save(DESK)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
