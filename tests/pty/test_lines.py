"""What the program learns of the terminal by asking it, and what it does where it knows Textual less well."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest
from wcwidth import wcwidth

from tests.pty.terminal import SHILU, Terminal, environment
from tests.pty.test_terminals import running_sample
from tests.thorough import THOROUGH

pytestmark = pytest.mark.pty

NARROW, WIDE = "\x1b[1;22R", "\x1b[1;23R"
"""Where the caret stands behind one ambiguous character, drawn in column 21."""


def answer(terminal: Terminal, question: int, text: str, after: float = 0.0) -> None:
    """Answers the program's question of this number where the caret stands, as a terminal does by itself."""
    end = time.monotonic() + 10
    while terminal.questions < question:
        assert time.monotonic() < end, f"nothing was asked on\n{terminal.text}"
        terminal.read(0.1)
    time.sleep(after)
    terminal.send(text)


def test_a_terminal_that_draws_quotation_marks_wide_is_followed(tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    with Terminal([*SHILU, "open", number], environment(tmp_path)) as terminal:
        # F3 with Shift looks much like an answer.
        answer(terminal, 1, "\x1b[1;2R" + WIDE)
        terminal.wait_for("正在记")
        terminal.settle()
        terminal.send("去年“三次”")
        terminal.wait_for("三次")
        terminal.settle()
        assert terminal.screen.cursor.x == 1 + 6 * 2


def test_an_answer_that_comes_late_looks_as_if_it_had_come_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def width(character: str) -> int:
        return 2 if character in "“”" else wcwidth(character)

    monkeypatch.setattr("pyte.screens.wcwidth", width)
    monkeypatch.setattr("tests.pty.terminal.wcwidth", width)
    number = running_sample(tmp_path)
    shown: list[tuple[list[str], tuple[int, int]]] = []
    for begun in ("正在记", "接着写", "接着写"):
        with Terminal([*SHILU, "open", number], environment(tmp_path)) as terminal:
            if len(shown) == 2:
                terminal.wait_for(begun)
            answer(terminal, 1, WIDE)
            terminal.wait_for(begun)
            if not shown:
                terminal.send("会议" + "“一”二“三”四" * 14)
            # What the last row holds, once marks count as wide.
            terminal.wait_for("\n “三”四\n")
            terminal.settle()
            caret = terminal.screen.cursor.x, terminal.screen.cursor.y
            shown.append((terminal.text.splitlines()[4:-4], caret))
            terminal.kill(signal.SIGTERM)
    assert shown[0] == shown[1] == shown[2]


def test_a_slow_answer_makes_the_clock_go_by_minutes(tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    with Terminal([*SHILU, "open", number], environment(tmp_path)) as terminal:
        terminal.wait_for("正在记")
        answer(terminal, 1, NARROW)
        answer(terminal, 2, "\x1b[0n", after=0.4)
        terminal.wait_for("分 / 3分")


def test_with_another_textual_the_program_still_works(tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    unknown = (
        "import shilu, tui.terminal.inside as inside\ninside.KNOWN = False\n"
        f"raise SystemExit(shilu.main(['open', '{number}']))"
    )
    with Terminal([sys.executable, "-c", unknown], environment(tmp_path)) as terminal:
        terminal.wait_for("正在记")
        terminal.send("会议指出")
        terminal.wait_for("会议指出")
        terminal.key("f2")
        terminal.wait_for("已记下")


@pytest.mark.parametrize(
    "term", ["linux", *["tmux-256color", "xterm", "xterm-256color", "screen"] * THOROUGH]
)
def test_terminals_by_name(term: str, tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    env = {**environment(tmp_path), "TERM": term, "NO_COLOR": "1"}
    env.pop("COLORTERM")
    with Terminal([*SHILU, "open", number], env) as terminal:
        terminal.wait_for("正在记")
        terminal.send("会议指出")
        terminal.wait_for("会议指出")


def test_resized_while_typing_everything_stands_where_it_should(tmp_path: Path) -> None:
    number = running_sample(tmp_path)
    with Terminal([*SHILU, "open", number], environment(tmp_path)) as terminal:
        terminal.wait_for("正在记")
        for columns, rows in [(200, 60), (80, 24), (120, 40), (80, 24)]:
            terminal.screen.resize(rows, columns)
            terminal.screen.reset()
            terminal.resize(columns, rows)
            terminal.send("会议指出，")
            terminal.settle(0.4)
        terminal.wait_for("会议指出，" * 4)
        assert "F2 记下转下位" in terminal.text.splitlines()[23]
        row = next(y for y, line in enumerate(terminal.text.splitlines()) if "会议指出" in line)
        assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == (1 + 40, row)
