"""What terminals send, in whatever pieces it arrives."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tests.thorough import examples
from tui.terminal.reader import Alive, NotUtf8, Reader, Typed
from tui.terminal.waiting import is_text, key_of


def taken(seconds: float, *pieces: bytes) -> list[Message]:
    """What a reader makes of bytes, after each of which nothing comes for so many seconds."""
    now = 0.0
    reader = Reader(lambda: now)
    found: list[Message] = []
    for piece in pieces:
        found += reader.feed(piece)
        found += reader.tick()
        now += seconds
        found += reader.tick()
    return found


def after(seconds: float, *pieces: bytes) -> list[Any]:
    return [told(event) for event in taken(seconds, *pieces)]


def read(*pieces: bytes) -> list[Any]:
    return after(0, *pieces)


def typed(*pieces: bytes, seconds: float = 0.3) -> str:
    """The text that is put in."""
    text = ""
    for event in taken(seconds, *pieces):
        if isinstance(event, Typed | events.Paste):
            text += event.text
        elif isinstance(event, events.Key) and event.character and is_text(event):
            text += event.character
    return text


def told(event: Any) -> Any:
    match event:
        case Typed():
            return event.text
        case events.Key():
            return ("key", event.key)
        case events.Paste():
            return ("paste", event.text)
        case events.CursorPosition():
            return ("at", event.x, event.y)
        case _:
            return type(event)


def test_what_an_input_method_commits_stays_together() -> None:
    assert read("会议开始".encode()) == ["会议开始"]


def test_a_character_may_be_split_between_two_reads() -> None:
    data = "会议".encode()
    assert "".join(read(data[:4], data[4:])) == "会议"


@pytest.mark.parametrize(
    ("sequence", "key"),
    [
        ("\x1bOQ", "f2"), ("\x1b[12~", "f2"), ("\x1b[[B", "f2"),  # xterm, PuTTY, the Linux console
        ("\x1bOR", "f3"), ("\x1b[13~", "f3"), ("\x1b[[C", "f3"),
        ("\x1b[15~", "f5"), ("\x1b[[E", "f5"), ("\x1b[17~", "f6"), ("\x1b[19~", "f8"), ("\x1b[20~", "f9"),
        ("\x1b[24~", "f12"), ("\x1bOP", "f1"), ("\x1b[11~", "f1"),
        ("\x1b[A", "up"), ("\x1bOA", "up"), ("\x1b[1~", "home"), ("\x1b[H", "home"), ("\x1bOH", "home"),
        ("\x1b[4~", "end"), ("\x1b[F", "end"), ("\x1b[5~", "pageup"), ("\x1b[3~", "delete"),
        ("\x7f", "backspace"), ("\x0e", "ctrl+n"), ("\r", "enter"), ("\t", "tab"), ("\x1b[Z", "shift+tab"),
    ],
)  # fmt: skip
def test_keys_of_many_terminals(sequence: str, key: str) -> None:
    assert read(sequence.encode()) == [("key", key)]
    # A slow line may break a sequence anywhere.
    assert read(*(bytes([byte]) for byte in sequence.encode())) == [("key", key)]


def test_keys_and_text_in_one_piece_keep_their_order() -> None:
    assert read("甲乙\x1bOQ丙\x7f丁".encode()) == ["甲乙", ("key", "f2"), "丙", ("key", "backspace"), "丁"]


def test_a_paste_is_one_event_with_what_was_typed_around_it() -> None:
    assert read("前\x1b[200~第一行\r\n\x1b[A第二行\x1b[201~后".encode()) == [
        "前",
        ("paste", "第一行\r\n\x1b[A第二行"),
        "后",
    ]


@settings(max_examples=examples(100))
@given(st.lists(st.integers(1, 60), max_size=8))
def test_a_paste_may_arrive_in_any_pieces(cuts: list[int]) -> None:
    data = "前\x1b[200~粘贴的文字\x1b[201~后\x1bOQ".encode()
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(data[at : at + cut])
        at += cut
    found = read(*[piece for piece in [*pieces, data[at:]] if piece])
    text = "".join(event for event in found if isinstance(event, str))
    assert text == "前后"
    assert [event for event in found if not isinstance(event, str)] == [
        ("paste", "粘贴的文字"),
        ("key", "f2"),
    ]


def test_a_paste_whose_end_was_lost_is_taken_after_a_while_and_swallows_nothing_more() -> None:
    pieces = ["\x1b[200~断在", "半路\x1b[20", "后面\x1bOQ", "\x1b[201~再打"]
    assert after(2, *map(str.encode, pieces[:2])) == []
    assert after(4, *map(str.encode, pieces)) == [("paste", "断在"), "半路", "后面", ("key", "f2"), "再打"]


def test_bytes_that_are_not_utf_8_are_told_and_marked() -> None:
    found = read("中文".encode("gbk"), "还在".encode())
    assert NotUtf8 in found
    assert "".join(event for event in found if isinstance(event, str)).endswith("还在")


def test_a_replacement_character_that_was_really_typed_is_no_fault() -> None:
    assert read("\ufffd".encode()) == ["\ufffd"]
    assert read(b"\xef\xbf", b"\xbd") == ["\ufffd"]


def test_a_replacement_character_hides_no_fault_beside_it() -> None:
    assert read("\ufffd".encode() + b"\xff") == [NotUtf8, "\ufffd\ufffd"]


def test_the_terminal_s_answer_is_no_key() -> None:
    assert read(b"\x1b[1;3R\x1b[0n") == [("at", 2, 0), Alive]


def test_esc_alone_is_told_when_nothing_follows() -> None:
    assert after(0.2, b"\x1b") == []
    assert after(0.3, b"\x1b") == [("key", "escape")]


def test_a_sequence_may_be_split_for_a_while() -> None:
    assert after(0.2, b"\x1b", b"[", b"1", b"5~") == [("key", "f5")]


def test_esc_and_text_behind_it_in_one_piece_are_esc_and_the_text() -> None:
    assert read("\x1b你好".encode()) == [("key", "escape"), "你好"]
    assert read("甲\x1b\x1b[20~2".encode()) == ["甲", ("key", "escape"), ("key", "f9"), "2"]
    assert read(b"\x1b\r") == [("key", "escape"), ("key", "enter")]


@pytest.mark.parametrize("character", ["\u3000", "\ue863", "\U00020bb7", "\U0002ebf0", "\U000323b0", "·"])
def test_every_character_that_a_name_may_hold_is_text(character: str) -> None:
    assert is_text(key_of(character))
    assert read(character.encode()) == [character]


@pytest.mark.parametrize("character", "abx1379-=PO[]^_ ")
def test_alt_with_a_character_types_nothing(character: str) -> None:
    assert typed("甲".encode(), f"\x1b{character}".encode(), "乙".encode()) == "甲乙"


def test_the_keypad_types_its_digits() -> None:
    assert typed(b"\x1bOq\x1bOy") == "19"


ANSWERS = [
    "\x1b]11;rgb:1414/1717/1a1a\x1b\\", "\x1b]11;rgb:1414/1717/1a1a\x07", "\x1b]52;c;5Lit5paH\x07",
    "\x1bP>|tmux 3.4\x1b\\", "\x1bP1+r544e=787465726d\x1b\\", "\x1b_Gi=31;OK\x1b\\", "\x1b^private\x1b\\",
    "\x1b[?62;22c", "\x1b[>41;354;0c", "\x1b[8;24;80t", "\x1b[4;600;800t", "\x1b[?997;1n",
    "\x1b[?1u", "\x1b[?2026;2$y", "\x1b[97;1:3u", "\x1b[55296u", "\x1b[1114112u", "\x1b[97;1;1114112u",
    "\x1b[9999999999u", "\x1b[" + "1;" * 30 + "c", "\x1b[" + "9" * 5000 + "u",
]  # fmt: skip
"""What terminals answer to questions that others asked, and keys as numbers that mean nothing."""


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_to_no_question_of_ours_types_nothing(answer: str) -> None:
    data = answer.encode()
    assert typed("会议".encode() + data + "开始".encode()) == "会议开始"
    # A slow line may break it anywhere.
    assert typed("会议".encode(), *(bytes([byte]) for byte in data), "开始".encode(), seconds=0) == "会议开始"


@pytest.mark.parametrize("begun", ["\x1b]", "\x1b]11;rgb:14", "\x1bP>|tmux", "\x1b_G", "\x1b[", "\x1b[?62;"])
def test_a_sequence_that_never_ends_swallows_nothing_that_is_typed(begun: str) -> None:
    assert typed(f"{begun}会议".encode()) == "会议"
    assert typed(begun.encode(), "OK，会议".encode()) == "OK，会议"
    assert read(f"{begun}\x1bOQ".encode()) == [("key", "f2")]


numbers = st.lists(st.one_of(st.integers(0, 20), st.integers(0, 2**40)).map(str), max_size=3)
keys_by_number = st.builds(
    lambda parts, end: f"\x1b[{';'.join(':'.join(part) for part in parts)}{end}".encode(),
    st.lists(numbers, max_size=3),
    st.sampled_from("u~RMtyn"),
)
arriving = st.lists(
    st.one_of(
        st.binary(max_size=6),
        keys_by_number,
        st.sampled_from(["\x1b", "\x1b[", "\x1b]", "\x1bP", "\x1b\\", "\x07", ";", "字"]).map(str.encode),
        st.sampled_from([b"\x1b[200~", b"\x1b[201~", b"\xed\xa0\x80", b"\x1b[97;1;55296u"]),
    ),
    max_size=12,
)


@settings(max_examples=examples(200))
@given(arriving, st.sampled_from([0.0, 1.0]))
def test_whatever_arrives_is_taken_and_what_is_typed_can_be_written_down(
    pieces: list[bytes], seconds: float
) -> None:
    typed(*pieces, seconds=seconds).encode()
