"""Desks to save and what comes of them, for the tests of drafts."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from meeting.desk import written
from meeting.draft import Desk, Draft
from meeting.model import Kind, Mode
from storage.draft.draft import DraftFile, read_draft
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

DRAFT = DESK.drafts["criticism:a>b"]


def typed(text: str) -> Desk:
    """A desk on which this is being typed, with the caret behind it."""
    return written(DESK, replace(DRAFT, text=text, caret=(0, len(text))))


def loaded(path: Path) -> Desk:
    """What another program would find now."""
    desk, sentence = read_draft(path)
    assert not sentence
    return desk


def reopened(path: Path) -> Desk:
    """What the program finds on opening, with nothing to mend."""
    with closing(DraftFile(path)) as file:
        assert not file.notice
        return file.desk


def log_of(path: Path, desks: Sequence[Desk]) -> bytes:
    """What a program that was killed after these saves leaves in the file."""
    with closing(DraftFile(path)) as file:
        for desk in desks:
            file.save(desk)
        left = path.read_bytes()
    path.write_bytes(left)
    return left


def failing(number: int) -> Callable[..., Any]:
    def call(*_: object) -> Any:
        raise OSError(number, os.strerror(number))

    return call


def no_room(monkeypatch: pytest.MonkeyPatch, *calls: str) -> None:
    """Lets these system calls, or all that write, find the disk full."""
    for call in calls or ("pwrite", "write", "posix_fallocate"):
        monkeypatch.setattr(os, call, failing(errno.ENOSPC))
