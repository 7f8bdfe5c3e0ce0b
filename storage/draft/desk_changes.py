"""What changed between two desks, as little as was typed: the lines of a draft's log say no more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from meeting.draft import Desk, Draft
from storage.documents import from_document, to_document


@dataclass(frozen=True, slots=True)
class TextChange:
    """What became of one draft's text, in characters, and where the caret is then."""

    at: int
    cut: int
    """How many characters went, from `at` on."""
    put: str
    """What came in their place."""
    caret: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """What leads from one desk to the next; the first of a log leads from an empty desk to the whole one."""

    current: str | None = None
    """Key of the draft in the editor; None where it stays the same."""
    gone: tuple[str, ...] = ()
    drafts: Mapping[str, Draft] = field(default_factory=dict)
    """The drafts that are new, or changed in more than text and caret."""
    texts: Mapping[str, TextChange] = field(default_factory=dict)


NOTHING = Change()


def difference(old: Desk, new: Desk) -> Change:
    """What leads from the old desk to the new one; a long text takes hardly more time than a short one."""
    drafts: dict[str, Draft] = {}
    texts: dict[str, TextChange] = {}
    for key, draft in new.drafts.items():
        before = old.drafts.get(key)
        if draft is before or draft == before:
            continue
        if before and replace(before, text=draft.text, caret=draft.caret) == draft:
            texts[key] = TextChange(*_splice(before.text, draft.text), draft.caret)
        else:
            drafts[key] = draft
    gone = tuple(key for key in old.drafts if key not in new.drafts)
    return Change(new.current if new.current != old.current else None, gone, drafts, texts)


def applied(desk: Desk, change: Change) -> Desk:
    """The desk after the change; raises ValueError for a change that was not made to this desk."""
    drafts = {key: draft for key, draft in desk.drafts.items() if key not in change.gone}
    drafts.update(change.drafts)
    for key, text in change.texts.items():
        draft, end = drafts.get(key), text.at + text.cut
        if draft is None or not 0 <= text.at <= end <= len(draft.text):
            raise ValueError("a change of another desk")
        whole = draft.text[: text.at] + text.put + draft.text[end:]
        drafts[key] = replace(draft, text=whole, caret=text.caret)
    return Desk(desk.current if change.current is None else change.current, drafts)


def change_document(change: Change) -> dict[str, Any]:
    """The change as plain JSON types, without what it leaves as it was."""
    return {name: value for name, value in to_document(change).items() if value not in (None, [], {})}


def change_from(document: object) -> Change:
    """The change that a document holds; raises `Damaged`."""
    return from_document(document, Change, "")


def mended(old: Desk, new: Desk) -> Desk:
    """The new desk with whole characters only, given an old one that has no others.

    Terminals can deliver halves of characters: pairs are joined, a lone half becomes U+FFFD.
    """
    whole: dict[str, Draft] = {}
    for key, draft in new.drafts.items():
        before = old.drafts.get(key)
        if draft is not before and _has_halves(_splice(before.text if before else "", draft.text)[2]):
            text = draft.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            whole[key] = replace(draft, text=text)
    return replace(new, drafts={**new.drafts, **whole}) if whole else new


def _has_halves(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _splice(old: str, new: str) -> tuple[int, int, str]:
    """Where the texts part, how many characters of the old one go there, and what comes instead."""
    short = min(len(old), len(new))
    at = _most(short, lambda start, end: old[start:end] == new[start:end])
    last, end = len(old), len(new)
    same = _most(short - at, lambda a, b: old[last - b : last - a] == new[end - b : end - a])
    return at, last - same - at, new[at : end - same]


def _most(limit: int, alike: Callable[[int, int], bool]) -> int:
    """The largest number up to the limit for which everything from 0 to it is alike.

    It halves its way and compares slices, because a loop over the characters of a long text would be felt.
    """
    if alike(0, limit):
        return limit
    sure, over = 0, limit
    while over - sure > 1:
        middle = (sure + over) // 2
        if alike(sure, middle):
            sure = middle
        else:
            over = middle
    return sure
