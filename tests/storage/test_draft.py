from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting.desk import written
from meeting.model import Desk, Draft, Kind, Mode
from storage.background_sync import BackgroundSync
from storage.chained_lines import FIRST, line
from storage.draft import DraftFile, read_draft
from storage.errors import NotSaved
from tests.storage.examples import AWKWARD_TEXTS, BEIJING

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
    return tmp_path / "draft"


def test_before_anything_is_typed_the_desk_is_empty(path: Path) -> None:
    assert DraftFile(path).load() == (Desk(), "")


def test_all_drafts_come_back_with_the_caret_in_its_place(path: Path) -> None:
    DraftFile(path).save(DESK)
    assert DraftFile(path).load() == (DESK, "")


def test_the_last_save_counts(path: Path) -> None:
    file = DraftFile(path)
    file.save(DESK)
    file.save(Desk())
    assert DraftFile(path).load() == (Desk(), "")


DRAFT = DESK.drafts["criticism:a>b"]


def typed(text: str) -> Desk:
    """A desk on which this is being typed, with the caret behind it."""
    return written(DESK, replace(DRAFT, text=text, caret=(0, len(text))))


def loaded(path: Path) -> Desk:
    """What another program would find now."""
    desk, sentence = read_draft(path)
    assert not sentence
    return desk


def log_of(path: Path, desks: Sequence[Desk]) -> bytes:
    """What a program that was killed after these saves leaves in the file."""
    with closing(DraftFile(path)) as file:
        for desk in desks:
            file.save(desk)
        left = path.read_bytes()
    path.write_bytes(left)
    return left


def at_line(desks: Sequence[Desk], lines: int) -> Desk:
    """The desk after so many lines of the log; a desk like the one before it writes none."""
    changed = [desk for number, desk in enumerate(desks) if number == 0 or desk != desks[number - 1]]
    return changed[lines - 1] if lines else Desk()


def failing(number: int) -> Callable[..., Any]:
    def call(*_: object) -> Any:
        raise OSError(number, os.strerror(number))

    return call


def no_room(monkeypatch: pytest.MonkeyPatch, *calls: str) -> None:
    """Lets these system calls, or all that write, find the disk full."""
    for call in calls or ("pwrite", "write", "posix_fallocate"):
        monkeypatch.setattr(os, call, failing(errno.ENOSPC))


def sync_thread() -> threading.Thread:
    """The thread that syncs drafts."""
    (thread,) = [one for one in threading.enumerate() if one.name == "draft sync"]
    return thread


def wait_until(true: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(1000):
        if true():
            return
        waiting.wait(0.01)
    raise AssertionError("it did not come true")


@pytest.fixture(autouse=True)
def no_thread_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    begun: list[BackgroundSync] = []

    def sync() -> BackgroundSync:
        begun.append(BackgroundSync())
        return begun[-1]

    monkeypatch.setattr("storage.draft.BackgroundSync", sync)
    yield
    for one in begun:
        one.stop()


@pytest.fixture
def writes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each write wrote."""
    sizes: list[int] = []

    def counted(real: Callable[..., int]) -> Callable[..., int]:
        def write(*arguments: Any) -> int:
            sizes.append(real(*arguments))
            return sizes[-1]

        return write

    monkeypatch.setattr(os, "write", counted(os.write))
    monkeypatch.setattr(os, "pwrite", counted(os.pwrite))
    return sizes


def text_after(text: str, path: Path) -> str:
    DraftFile(path).save(Desk("k", {"k": Draft("k", Kind.BRIEFING, text=text)}))
    return DraftFile(path).load()[0].drafts["k"].text


def test_a_lone_surrogate_is_replaced_and_the_rest_kept(path: Path) -> None:
    assert text_after("前\udc80后", path) == "前\ufffd后"


def test_two_halves_of_a_character_are_joined(path: Path) -> None:
    assert text_after("\ud842\udfb7野", path) == "𠮷野"


def test_a_character_can_be_joined_from_halves_that_come_one_after_the_other(path: Path) -> None:
    file = DraftFile(path)
    for text in ("野", "\ud842野", "\ud842\udfb7野", "\ud842\udfb7野。", "𠮷野。完"):
        file.save(typed(text))
    assert loaded(path) == typed("𠮷野。完")


NOT_DESKS: tuple[object, ...] = ([], {"odd": ""}, {"drafts": {"k": {}}}, {"current": 3})


@pytest.mark.parametrize(
    "damage",
    [b"", bytes(4096), b"{", b"\xff\xfe", *(line(FIRST, content).data for content in NOT_DESKS)],
)
def test_a_draft_of_which_nothing_can_be_read_is_set_aside_and_said(damage: bytes, path: Path) -> None:
    path.write_bytes(damage)
    desk, sentence = DraftFile(path).load()
    aside = path.with_name("draft.damaged-1")
    assert desk == Desk()
    assert f"已另存为 {aside}" in sentence
    assert aside.read_bytes() == damage
    assert not path.exists()


def test_a_second_damaged_draft_does_not_cover_the_first(path: Path) -> None:
    for damage in (b"1", b"2"):
        path.write_bytes(damage)
        DraftFile(path).load()
    assert path.with_name("draft.damaged-1").read_bytes() == b"1"
    assert path.with_name("draft.damaged-2").read_bytes() == b"2"


def test_a_torn_last_line_is_kept_aside_and_what_stood_before_is_used(path: Path) -> None:
    whole = log_of(path, [typed("前面的"), typed("前面的字")])
    torn = whole.rstrip(b"\0")[:-9]
    path.write_bytes(torn)
    file = DraftFile(path)
    desk, sentence = file.load()
    aside = path.with_name("draft.damaged-1")
    assert desk == typed("前面的")
    assert "最后一次改动没有写完整" in sentence
    assert str(aside) in sentence
    assert aside.read_bytes() == torn[torn.index(b"\n") + 1 :]
    file.save(typed("前面的词"))
    assert DraftFile(path).load() == (typed("前面的词"), "")


def test_a_rest_that_can_not_be_kept_aside_is_not_covered_either(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = log_of(path, [typed("前"), typed("前后")]).rstrip(b"\0")[:-9]
    path.write_bytes(damaged)
    file = DraftFile(path)
    with monkeypatch.context() as full:
        no_room(full)
        assert "还没能另存" in file.load()[1]
        with pytest.raises(NotSaved):
            file.save(typed("前面"))
        assert path.read_bytes() == damaged
    file.save(typed("前面"))
    assert path.with_name("draft.damaged-1").read_bytes() in damaged
    assert loaded(path) == typed("前面")


# What is saved


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
                assert file.load() == (desks[number - 1] if number else Desk(), "")
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


@given(series, st.data())
def test_a_log_cut_anywhere_gives_an_earlier_desk_and_says_so(desks: Sequence[Desk], data: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "draft")
        whole = log_of(path, desks).rstrip(b"\0")
        end = data.draw(st.integers(0, len(whole)))
        path.write_bytes(whole[:end])
        desk, sentence = DraftFile(path).load()
        lines = whole[:end].count(b"\n")
        assert desk == at_line(desks, lines)
        # A log that ends with a line is what stood there before the next one was written.
        assert bool(sentence) == (end == 0 or whole[end - 1 : end] != b"\n")


@given(series, st.data())
def test_one_wrong_bit_gives_an_earlier_desk_and_says_so(desks: Sequence[Desk], data: Any) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "draft")
        whole = bytearray(log_of(path, desks).rstrip(b"\0") + bytes(50))
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] ^= 1 << data.draw(st.integers(0, 7))
        path.write_bytes(whole)
        looked = read_draft(path)[0]
        desk, sentence = DraftFile(path).load()
        good = whole[:place].count(b"\n")
        assert desk == looked == at_line(desks, good)
        assert sentence
        kept = b"".join(aside.read_bytes() for aside in path.parent.glob("draft.damaged-*"))
        assert kept.rstrip(b"\0") == b"\n".join(whole.split(b"\n")[good:]).rstrip(b"\0")


def test_a_save_is_one_write_and_an_unchanged_desk_none(path: Path, writes: list[int]) -> None:
    file = DraftFile(path)
    file.save(typed("前"))
    writes.clear()
    file.save(typed("前面"))
    assert len(writes) == 1
    file.save(typed("前面"))
    assert len(writes) == 1


@pytest.mark.parametrize("place", [0.0, 0.5, 1.0])
def test_a_keystroke_writes_no_more_for_a_long_text(place: float, path: Path, writes: list[int]) -> None:
    sizes = []
    for length in (10, 20_000):
        desk = DESK
        for number in range(5):
            desk = replace(
                desk,
                drafts={**desk.drafts, str(number): Draft(str(number), Kind.RESPONSE, text="多" * length)},
            )
        text, at = "批" * length, int(length * place)
        file = DraftFile(path)
        file.save(written(desk, replace(DRAFT, text=text)))
        writes.clear()
        file.save(written(desk, replace(DRAFT, text=text[:at] + "评" + text[at:])))
        sizes += writes
    assert len(sizes) == 2
    assert sizes[1] <= sizes[0] + 4
    assert sizes[0] < 200


def test_hours_of_typing_do_not_fill_the_disk(path: Path) -> None:
    with closing(DraftFile(path)) as file:
        text = ""
        for number in range(3_000):
            text = text[: number % 500] + str(number)
            file.save(typed(text))
        assert path.stat().st_size < 300 * 1024
        assert loaded(path) == typed(text)
        assert [one.name for one in path.parent.iterdir()] == ["draft"]


# What can go wrong


def test_a_draft_that_cannot_be_saved_leaves_the_one_before_and_is_saved_later(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(path)
    file.save(DESK)
    with monkeypatch.context() as full:
        no_room(full)
        for text in ("存不上", "还是存不上"):
            with pytest.raises(NotSaved, match="磁盘已满"):
                file.save(typed(text))
        assert file.is_behind
        assert file.desk == typed("还是存不上")
    assert DraftFile(path).load() == (DESK, "")
    assert list(path.parent.iterdir()) == [path]
    file.save(file.desk)
    assert DraftFile(path).load() == (typed("还是存不上"), "")


@pytest.mark.parametrize("is_folder", [False, True], ids=["damaged", "unreadable"])
def test_a_draft_that_could_not_be_set_aside_is_never_written_over(
    is_folder: bool, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no")

    if is_folder:
        path.mkdir()
    else:
        path.write_bytes(b"words nobody may lose")
    file = DraftFile(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", refused)
        assert "也没能另存" in file.load()[1]
        if is_folder:
            with pytest.raises(NotSaved, match="也没能另存"):
                file.save(DESK)
    file.save(DESK)
    file.close()
    aside = path.with_name("draft.damaged-1")
    assert aside.is_dir() if is_folder else aside.read_bytes() == b"words nobody may lose"
    assert DraftFile(path).load() == (DESK, "")


def test_room_set_aside_takes_many_keystrokes_after_the_disk_has_filled(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(DraftFile(path)) as file:
        file.save(DESK)
        allotted = path.stat().st_blocks
        no_room(monkeypatch, "posix_fallocate", "write")
        text = ""
        for number in range(1_300):
            text = text[: number % 500] + str(number)
            file.save(typed(text))
        assert path.stat().st_blocks == allotted
        assert DraftFile(path).load() == (typed(text), "")


def test_a_log_that_takes_no_more_is_written_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(DraftFile(path)) as file:
        file.save(DESK)
        before = path.stat().st_ino
        with monkeypatch.context() as broken:
            no_room(broken, "pwrite")
            file.save(typed("写"))
        assert path.stat().st_ino != before
        file.save(typed("写下"))
        assert DraftFile(path).load() == (typed("写下"), "")


def test_half_a_line_is_never_left_in_front_of_the_next(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = DraftFile(path)
    file.save(typed(""))
    real = os.pwrite

    def half(descriptor: int, data: bytes, at: int) -> int:
        if len(data) < 100:
            raise OSError(errno.ENOSPC, "full")
        return real(descriptor, data[:100], at)

    with monkeypatch.context() as broken:
        no_room(broken)
        broken.setattr(os, "pwrite", half)
        with pytest.raises(NotSaved):
            file.save(typed("长" * 50))
    assert DraftFile(path).load() == (typed(""), "")
    with monkeypatch.context() as broken:
        no_room(broken, "write", "posix_fallocate")
        file.save(typed("短"))
    assert DraftFile(path).load() == (typed("短"), "")


def test_a_short_write_is_completed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = DraftFile(path)
    file.save(typed(""))
    real = os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda descriptor, data, at: real(descriptor, data[:60], at))
    file.save(typed("长" * 50))
    assert DraftFile(path).load() == (typed("长" * 50), "")


@pytest.mark.parametrize("number", [errno.EOPNOTSUPP, errno.EINVAL])
def test_a_file_system_that_can_set_no_room_aside_keeps_drafts_all_the_same(
    number: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "posix_fallocate", failing(number))
    file = DraftFile(path)
    for text in ("一", "一二", "一二三"):
        file.save(typed(text))
    assert DraftFile(path).load() == (typed("一二三"), "")


def test_a_folder_that_is_gone_is_told(path: Path) -> None:
    folder = path.with_name("meeting")
    folder.mkdir()
    file = DraftFile(folder / "draft")
    file.save(typed("一"))
    shutil.rmtree(folder)
    assert file.is_behind
    with pytest.raises(NotSaved, match="文件夹不见了"):
        file.save(typed("一二"))
    folder.mkdir()
    file.save(typed("一二三"))
    assert DraftFile(folder / "draft").load() == (typed("一二三"), "")


def test_a_new_file_whose_name_is_not_safe_yet_is_the_one_that_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(path)
    file.save(typed("一"))
    with monkeypatch.context() as broken:
        no_room(broken, "pwrite")
        real = os.fsync

        def fsync(descriptor: int) -> None:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                raise OSError(errno.EIO, "broken")
            real(descriptor)

        broken.setattr(os, "fsync", fsync)
        with pytest.raises(NotSaved, match="磁盘读写出错"):
            file.save(typed("一二"))
    file.save(typed("一二三"))
    assert DraftFile(path).load() == (typed("一二三"), "")


# On its way to disk


class Disk:
    """Stands between the program and `os.fdatasync`."""

    def __init__(self, real: Callable[[int], None]) -> None:
        self.real = real
        self.synced: list[tuple[int, int]] = []
        """Inode and size of the text in the file at each sync."""
        self.reached = threading.Event()
        self.answers = threading.Event()
        self.answers.set()
        self.error = 0

    def fdatasync(self, descriptor: int) -> None:
        self.synced.append((os.fstat(descriptor).st_ino, threading.get_ident()))
        self.reached.set()
        assert self.answers.wait(30)
        if self.error:
            raise OSError(self.error, os.strerror(self.error))
        self.real(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk(os.fdatasync)
    monkeypatch.setattr(os, "fdatasync", disk.fdatasync)
    yield disk
    disk.answers.set()


def test_what_is_typed_is_synced_soon_though_nothing_else_happens(path: Path, disk: Disk) -> None:
    with closing(DraftFile(path)) as file:
        for text in ("一", "一二", "一二三"):
            file.save(typed(text))
        assert not disk.synced
        assert disk.reached.wait(10)
        assert disk.synced == [(path.stat().st_ino, sync_thread().ident)]
        disk.reached.clear()
        file.save(typed("一二三四"))
        assert disk.reached.wait(10)


def test_a_disk_that_does_not_answer_holds_up_no_keystroke(path: Path, disk: Disk) -> None:
    with closing(DraftFile(path)) as file:
        file.save(typed("一"))
        file.save(typed("一二"))
        disk.answers.clear()
        assert disk.reached.wait(10)
        file.save(typed("一二三"))
        assert loaded(path) == typed("一二三")
        disk.reached.clear()
        disk.answers.set()
        assert disk.reached.wait(10), "what came while the disk worked is synced as well"


def test_after_a_sync_that_failed_the_desk_goes_into_another_file(
    path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(DraftFile(path)) as file:
        disk.error = errno.EIO
        file.save(typed("一"))
        file.save(typed("一二"))
        failed = path.stat().st_ino
        wait_until(lambda: file.is_behind)
        with monkeypatch.context() as full:
            no_room(full)
            for _ in range(2):
                with pytest.raises(NotSaved):
                    file.save(typed("一二"))
        file.sync()
        assert [inode for inode, _ in disk.synced] == [failed], "never again on the same file"
        disk.error = 0
        file.save(typed("一二"))
        assert not file.is_behind
        assert path.stat().st_ino != failed
        assert DraftFile(path).load() == (typed("一二"), "")


def test_a_sync_can_be_asked_for_in_the_middle_of_anything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(path)
    file.sync()
    calls = []

    def interrupted(name: str) -> None:
        real = getattr(os, name)

        def call(*arguments: Any, **named: Any) -> Any:
            calls.append(name)
            if calls.count(name) < 3:
                file.sync()
            return real(*arguments, **named)

        monkeypatch.setattr(os, name, call)

    for name in ("pwrite", "write", "dup", "replace", "close", "fdatasync"):
        interrupted(name)
    for text in ("一", "一二", "一二三"):
        file.save(typed(text))
    file.sync()
    file.close()
    file.sync()
    assert DraftFile(path).load() == (typed("一二三"), "")
    assert {"pwrite", "write", "dup", "fdatasync"} <= set(calls)


def test_what_a_killed_program_left_to_the_system_is_synced_on_opening(path: Path, disk: Disk) -> None:
    log_of(path, [typed("一"), typed("一二")])
    disk.synced.clear()
    DraftFile(path).load()
    assert disk.synced


TYPING = """
import sys
from pathlib import Path
from storage.draft import DraftFile
from tests.storage.test_draft import typed

file = DraftFile(Path(sys.argv[1]))
for number in range(10**6):
    file.save(typed("字" * (number % 300) + str(number)))
    print(number, flush=True)
"""


def test_a_killed_program_loses_nothing_that_was_saved(path: Path) -> None:
    here = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", TYPING, path], stdout=subprocess.PIPE, cwd=here) as typist:
        assert typist.stdout
        for _ in range(2_000):
            shown = int(typist.stdout.readline())
        typist.kill()
        shown = max(shown, *(int(number) for number in typist.stdout.read().split() or [b"0"]))
    desk, sentence = DraftFile(path).load()
    assert int(desk.drafts[desk.current].text.lstrip("字")) in (shown, shown + 1)
    assert not sentence


def test_closing_syncs_ends_the_thread_and_is_final(path: Path, disk: Disk) -> None:
    file = DraftFile(path)
    file.save(typed("一"))
    file.save(typed("一二"))
    thread = sync_thread()
    file.close()
    file.close()
    assert disk.synced
    assert not thread.is_alive()
    assert not file.is_behind
    with pytest.raises(NotSaved, match="会议已经关闭"):
        file.save(typed("一二三"))
    assert DraftFile(path).load() == (typed("一二"), "")


def test_closing_saves_once_more_what_could_not_be_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = DraftFile(path)
    file.save(typed("一"))
    with monkeypatch.context() as full:
        no_room(full)
        with pytest.raises(NotSaved):
            file.save(typed("一二"))
    file.close()
    assert DraftFile(path).load() == (typed("一二"), "")


def test_a_closed_meeting_holds_no_words_that_were_struck_out(path: Path) -> None:
    with closing(DraftFile(path)) as file:
        for text in ("先写", "先写了不该写的", "先写"):
            file.save(typed(text))
    assert "不该写" not in path.read_text(encoding="utf-8")
    assert DraftFile(path).load() == (typed("先写"), "")


def test_closing_a_meeting_in_which_nothing_was_typed_writes_nothing(path: Path) -> None:
    file = DraftFile(path)
    file.load()
    file.close()
    assert not path.exists()


def test_one_desk_is_shared_by_all_who_ask_while_the_meeting_is_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = DraftFile(path)
    file.save(typed("一"))
    no_room(monkeypatch)
    with pytest.raises(NotSaved):
        file.save(typed("一二"))
    assert file.load() == (typed("一二"), "")


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


def test_a_reader_of_a_meeting_without_a_draft_finds_an_empty_desk(path: Path) -> None:
    assert read_draft(path) == (Desk(), "")


def test_nobody_else_can_read_a_draft(path: Path) -> None:
    before = os.umask(0)
    try:
        DraftFile(path).save(DESK)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
