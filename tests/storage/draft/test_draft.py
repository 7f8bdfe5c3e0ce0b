from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.draft import Desk, Draft
from meeting.model import Kind, Mode
from storage.draft.draft import DraftFile, read_draft
from storage.errors import NotSaved
from storage.journal.chained_lines import FIRST, line
from tests.storage.drafts import DESK, failing, loaded, log_of, no_room, reopened, typed
from tests.storage.examples import AWKWARD_TEXTS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "draft"


@pytest.fixture
def file(path: Path) -> Iterator[DraftFile]:
    with closing(DraftFile(path)) as file:
        yield file


def test_before_anything_is_typed_the_desk_is_empty(file: DraftFile, path: Path) -> None:
    assert file.desk == Desk()
    assert read_draft(path) == (Desk(), "")


def test_all_drafts_come_back_with_the_caret_in_its_place_and_the_last_save_counts(
    file: DraftFile, path: Path
) -> None:
    file.save(DESK)
    assert reopened(path) == DESK
    file.save(Desk())
    assert reopened(path) == Desk()


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (["前\udc80后"], "前\ufffd后"),
        (["\ud842\udfb7野"], "𠮷野"),
        (["野", "\ud842野", "\ud842\udfb7野", "\ud842\udfb7野。", "𠮷野。完"], "𠮷野。完"),
    ],
    ids=["a lone half", "two halves at once", "one half after the other"],
)
def test_halves_of_characters_are_joined_or_replaced(
    texts: Sequence[str], kept: str, file: DraftFile, path: Path
) -> None:
    for text in texts:
        file.save(typed(text))
    desk = loaded(path)
    assert desk.drafts[desk.current].text == kept


texts = st.text("批评甲乙\n", max_size=12) | st.sampled_from([text[:20] for text in AWKWARD_TEXTS])
drafts = st.builds(
    Draft,
    st.sampled_from("ab"),
    st.sampled_from(Kind),
    text=texts,
    caret=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    mode=st.sampled_from(Mode),
)
series = st.lists(
    st.builds(Desk, st.sampled_from("abc"), st.dictionaries(st.sampled_from("abc"), drafts)), min_size=1
)


@given(series, st.lists(st.booleans(), min_size=1))
def test_whatever_was_saved_is_what_comes_back(desks: Sequence[Desk], reopened: Sequence[bool]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "draft")
        file = DraftFile(path)
        for number, desk in enumerate(desks):
            if reopened[number % len(reopened)]:
                file.close()
                file = DraftFile(path)
                assert (file.desk, file.notice) == (desks[number - 1] if number else Desk(), "")
            file.save(desk)
            assert loaded(path) == desk
        file.close()
        assert loaded(path) == desks[-1]


@given(texts, texts, texts, texts)
def test_any_change_of_a_text_comes_back(start: str, end: str, one: str, other: str) -> None:
    with TemporaryDirectory() as folder, closing(DraftFile(Path(folder, "draft"))) as file:
        for middle in (one, other, one + other, ""):
            file.save(typed(start + middle + end))
            assert loaded(Path(folder, "draft")) == typed(start + middle + end)


TYPING = """
import sys
from pathlib import Path
from storage.draft.draft import DraftFile
from tests.storage.drafts import typed

file = DraftFile(Path(sys.argv[1]))
for number in range(10**6):
    file.save(typed("字" * (number % 300) + str(number)))
    print(number, flush=True)
"""


def test_a_killed_program_loses_nothing_that_was_saved(path: Path) -> None:
    here = Path(__file__).parents[3]
    with subprocess.Popen([sys.executable, "-c", TYPING, path], stdout=subprocess.PIPE, cwd=here) as typist:
        assert typist.stdout
        for _ in range(2_000):
            shown = int(typist.stdout.readline())
        typist.kill()
        shown = max(shown, *(int(number) for number in typist.stdout.read().split() or [b"0"]))
    desk = reopened(path)
    assert int(desk.drafts[desk.current].text.lstrip("字")) in (shown, shown + 1)


def test_nobody_else_can_read_a_draft(path: Path) -> None:
    before = os.umask(0)
    try:
        DraftFile(path).save(DESK)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_closing_saves_once_more_what_could_not_be_saved(
    file: DraftFile, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.save(typed("一"))
    with monkeypatch.context() as full:
        no_room(full)
        with pytest.raises(NotSaved):
            file.save(typed("一二"))
    file.close()
    assert reopened(path) == typed("一二")


def test_a_closed_meeting_holds_no_words_that_were_struck_out(file: DraftFile, path: Path) -> None:
    for text in ("先写", "先写了不该写的", "先写"):
        file.save(typed(text))
    file.close()
    assert "不该写" not in path.read_text(encoding="utf-8")
    assert reopened(path) == typed("先写")


def test_closing_a_meeting_in_which_nothing_was_typed_writes_nothing(path: Path) -> None:
    DraftFile(path).close()
    assert not path.exists()


# What can't be read


NOT_DESKS: tuple[object, ...] = ([], {"odd": ""}, {"drafts": {"k": {}}}, {"current": 3})


@pytest.mark.parametrize(
    "damage",
    [b"", bytes(4096), b"{", b"\xff\xfe", *(line(FIRST, content).data for content in NOT_DESKS)],
)
def test_a_draft_of_which_nothing_can_be_read_is_set_aside_and_said(damage: bytes, path: Path) -> None:
    path.write_bytes(damage)
    file = DraftFile(path)
    aside = path.with_name("draft.damaged-1")
    assert file.desk == Desk()
    assert f"已另存为 {aside}" in file.notice
    assert aside.read_bytes() == damage
    assert reopened(path) == Desk()


def test_a_second_damaged_draft_does_not_cover_the_first(path: Path) -> None:
    for damage in (b"1", b"2"):
        path.write_bytes(damage)
        DraftFile(path)
    assert path.with_name("draft.damaged-1").read_bytes() == b"1"
    assert path.with_name("draft.damaged-2").read_bytes() == b"2"


def test_a_torn_last_line_is_kept_aside_and_what_stood_before_is_used(path: Path) -> None:
    whole = log_of(path, [typed("前面的"), typed("前面的字")])
    torn = whole.rstrip(b"\0")[:-9]
    path.write_bytes(torn)
    file = DraftFile(path)
    aside = path.with_name("draft.damaged-1")
    assert file.desk == typed("前面的")
    assert "最后一次改动没有写完整" in file.notice
    assert str(aside) in file.notice
    assert aside.read_bytes() == torn[torn.index(b"\n") + 1 :]
    with closing(file):
        file.save(typed("前面的词"))
    assert reopened(path) == typed("前面的词")


@pytest.mark.parametrize("readable", [0, 1])
def test_what_can_not_be_kept_aside_is_not_covered_but_kept_later(
    readable: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = log_of(path, [typed("前"), typed("前后")]).rstrip(b"\0")[:-9]
    damaged = damaged if readable else damaged[1:]
    path.write_bytes(damaged)
    with monkeypatch.context() as broken:
        for call in ("rename", "write"):
            broken.setattr(os, call, failing(errno.EROFS))
        file = DraftFile(path)
        assert file.desk == (typed("前") if readable else Desk())
        assert "还没能另存" in file.notice
        for _ in range(2):
            with pytest.raises(NotSaved):
                file.save(typed("前面"))
        assert path.read_bytes() == damaged
        assert list(path.parent.iterdir()) == [path]
    file.save(typed("前面"))
    aside = path.with_name("draft.damaged-1")
    assert damaged.endswith(aside.read_bytes())
    assert f"已另存为 {aside}" in file.notice
    assert reopened(path) == typed("前面")


def test_a_file_set_aside_is_there_after_a_power_cut_before_another_takes_its_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"x")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", failing(errno.EIO))
        file = DraftFile(path)
        with pytest.raises(NotSaved):
            file.save(typed("一"))
        assert [one.name for one in path.parent.iterdir()] == ["draft.damaged-1"]
    file.save(typed("一"))
    assert reopened(path) == typed("一")


def at_line(desks: Sequence[Desk], lines: int) -> Desk:
    """The desk after so many lines of the log; a desk like the one before it writes none."""
    changed = [desk for number, desk in enumerate(desks) if number == 0 or desk != desks[number - 1]]
    return changed[lines - 1] if lines else Desk()


@given(series, st.data())
def test_a_log_cut_anywhere_gives_an_earlier_desk_and_says_so(desks: Sequence[Desk], data: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "draft")
        whole = log_of(path, desks).rstrip(b"\0")
        end = data.draw(st.integers(0, len(whole)))
        path.write_bytes(whole[:end])
        file = DraftFile(path)
        lines = whole[:end].count(b"\n")
        assert file.desk == at_line(desks, lines)
        # A log that ends with a line is what stood there before the next one was written.
        assert bool(file.notice) == (end == 0 or whole[end - 1 : end] != b"\n")


@given(series, st.data())
def test_one_wrong_bit_gives_an_earlier_desk_and_says_so(desks: Sequence[Desk], data: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "draft")
        whole = bytearray(log_of(path, desks).rstrip(b"\0") + bytes(50))
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(whole)
        looked = read_draft(path)[0]
        file = DraftFile(path)
        good = whole[:place].count(b"\n")
        assert file.desk == looked == at_line(desks, good)
        assert file.notice
        kept = b"".join(aside.read_bytes() for aside in path.parent.glob("draft.damaged-*"))
        assert kept.rstrip(b"\0") == b"\n".join(whole.split(b"\n")[good:]).rstrip(b"\0")


# Who only reads


@pytest.mark.parametrize("cut", [0, 9, 100])
def test_a_reader_passes_over_a_line_that_is_being_written(cut: int, path: Path) -> None:
    whole = log_of(path, [typed("一"), typed("一二")]).rstrip(b"\0")
    path.write_bytes(whole[: len(whole) - cut] + bytes(500))
    assert read_draft(path) == (typed("一二" if cut == 0 else "一"), "")
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("damage", [b"", b"x", b"x\ny\n"])
def test_a_reader_tells_of_damage_and_changes_nothing(damage: bytes, path: Path) -> None:
    whole = log_of(path, [typed("一")]).rstrip(b"\0") if damage.count(b"\n") else b""
    path.write_bytes(whole + damage)
    desk, sentence = read_draft(path)
    assert desk == (typed("一") if whole else Desk())
    assert "读不出来" in sentence
    assert path.read_bytes() == whole + damage
    assert list(path.parent.iterdir()) == [path]
