"""The door: command line, exit codes, and the only place that wires the parts together."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from commands.arguments import parser, take_greeting_back
from commands.ended import Ended, ended_by_signals
from commands.exit_codes import DAMAGED, FAULT, INCOMPLETE, OK, REFUSED, TERMINAL
from commands.export import export_paper

if TYPE_CHECKING:
    from exporters.package import Package
    from meeting.calendar.deadlines import When
    from meeting.model import Meeting
    from storage.archive import Archive

SMALLEST = (80, 24)
"""Columns and rows that every screen fits into."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code; every error is one Chinese sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character must not cost the rest of the message.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    arguments = sys.argv[1:] if arguments is None else arguments
    _greet(arguments)
    # What follows is imported only now, as it takes longer than somebody likes to look at an empty screen.
    from exporters.errors import NotWritten
    from meeting.refused import Refused
    from storage.archive import Archive
    from storage.errors import Damaged, StorageError
    from storage.paths import data_dir

    options = parser().parse_args(arguments)
    try:
        archive = Archive(data_dir(options.data_dir, os.environ))
        result = _carried_out(options, archive)
    except Damaged as error:
        return _fail(str(error), DAMAGED)
    except (StorageError, Refused, NotWritten) as error:
        return _fail(str(error), REFUSED)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; Python must not complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except Ended as ended:
        # Its exit code says it; a terminal that is gone takes no word.
        return ended.code
    except KeyboardInterrupt:
        return _fail("已中断。", REFUSED)
    except Exception as error:
        # Whatever else goes wrong is a fault of the program; a traceback could show the text of a meeting.
        return _fail(_fault(error), FAULT)
    return result


def _carried_out(options: argparse.Namespace, archive: Archive) -> int:
    """Carries a command out: here those that need the screen or its keys, else what stands in `commands`."""
    if options.command in _OF_THE_SCREEN:
        return _OF_THE_SCREEN[options.command](archive, options)
    with ended_by_signals():
        result: int = import_module(f"commands.{options.command}").run(archive, options)
    return result


def _greet(arguments: Sequence[str]) -> None:
    """Shows a word before the screen is there, if it is the screen that was asked for."""
    commands = arguments[2:] if arguments[:1] == ["--data-dir"] else arguments
    asks_screen = not commands or commands[0] in ("open", "practice")
    if asks_screen and not {"-h", "--help"} & set(arguments) and not _terminal_trouble():
        sys.stdout.write("\r实录正在打开……")
        sys.stdout.flush()
        # Starting makes many objects and no garbage; the collector would go through them again and again.
        # The screen switches it on.
        gc.disable()
        from tui.terminal.lean import delay_methods

        delay_methods()


def _fault(error: Exception) -> str:
    """What to tell of an error that nobody foresaw: its kind and place, and no value."""
    from traceback import extract_tb

    places = [
        f"{Path(frame.filename).name} 第 {frame.lineno} 行" for frame in extract_tb(error.__traceback__)[-3:]
    ]
    kind = type(error).__name__
    return (
        f"程序出了错（{kind}：{'、'.join(reversed(places))}），已停下。记下的和写到一半的文字都在文件里，"
        "再打开会回到原处；请把这一行告诉维护的人。"
    )


def _practise(archive: Archive, options: argparse.Namespace) -> int:
    from meeting.invented.practice import Practice

    options.practice = Practice(options.pace, options.members)
    return _open_program(archive, options)


def _open_program(archive: Archive, options: argparse.Namespace) -> int:
    if trouble := _terminal_trouble():
        return _fail(trouble, TERMINAL)
    from tui.terminal.lean import import_textual

    import_textual()
    from storage.paths import config_dir
    from tui.app import ShiluApp
    from tui.ending import Ending

    app = ShiluApp(
        archive,
        config_dir(os.environ),
        export_paper,
        package=_package,
        meeting_id=options.id,
        practice=options.practice,
    )
    with Ending(app.flush, app.exit, app.farewell):
        app.run(mouse=False)
    take_greeting_back()
    if app.refused:
        raise app.refused
    if app.fault:
        return _fail(_fault(app.fault), FAULT)
    return _fail(app.untidy, REFUSED) if app.untidy else OK


def _package(
    page: Mapping[str, str | bool], meeting: Meeting, folder: Path, when: When, *, annexed: bool
) -> Package:
    # Loads every paper, which the screen must not wait for.
    from commands.package import package_on_page

    return package_on_page(page, meeting, folder, when, annexed=annexed)


def _print_keys(archive: Archive, options: argparse.Namespace) -> int:
    from rich.cells import cell_len, set_cell_size

    from storage.config.settings import settings_in
    from storage.paths import config_dir
    from tui.keymap import remapped
    from tui.keys import PLACE_NAMES

    settings = settings_in(config_dir(os.environ))
    keymap, clashes = remapped(settings.keys)
    rows = [
        (
            PLACE_NAMES[place],
            f"{place}.{key.action}",
            keymap.names(place, key),
            key.label,
            keymap.told(place, key.explains),
        )
        for place, key in keymap.rows()
    ]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(4)]
    for place in dict.fromkeys(row[0] for row in rows):
        print(place)
        for row in (row for row in rows if row[0] == place):
            shown = "  ".join(set_cell_size(row[column], widths[column]) for column in (2, 3, 1))
            print(f"  {shown}  {row[4]}")
    for problem in (*settings.problems, *clashes):
        print(problem, file=sys.stderr)
    return INCOMPLETE if settings.problems or clashes else OK


def _terminal_trouble() -> str:
    """Why the program can't be shown here and what to change; empty when it can."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "shilu 要在终端里打开；经 ssh 直接运行时请加 -t，例如 ssh -t 主机 shilu。"
    if os.environ.get("TERM", "dumb") == "dumb":
        return "终端类型（TERM）没有设置或不能显示整屏，请先执行 export TERM=xterm-256color 再打开。"
    if "utf" not in (sys.stdout.encoding or "").lower():
        return (
            f"终端编码是 {sys.stdout.encoding}，中文会变成乱码：请先执行 export LANG=C.UTF-8，"
            "并把终端软件的字符集设为 UTF-8。(Set the terminal and LANG to UTF-8.)"
        )
    size = os.get_terminal_size(sys.stdout.fileno())
    if size.columns < SMALLEST[0] or size.lines < SMALLEST[1]:
        return (
            f"窗口只有 {size.columns}×{size.lines}，请放大到至少 {SMALLEST[0]}×{SMALLEST[1]}，或把字号调小。"
        )
    return ""


def _fail(sentence: str, code: int) -> int:
    take_greeting_back()
    print(sentence, file=sys.stderr)
    return code


_OF_THE_SCREEN: Mapping[str, Callable[[Archive, argparse.Namespace], int]] = MappingProxyType(
    {"open": _open_program, "practice": _practise, "keys": _print_keys}
)


if __name__ == "__main__":
    sys.exit(main())
