"""What a keystroke costs on the live screen, against a bare text area in the same minutes.

    python -m benchmarks.capture [--rounds 4] [--idle 30] [--write]

A commit is what an input method sends at once, here one to six characters in one write. Bare and shilu take
turns, so that whatever else the machine does meets both alike.
"""

from __future__ import annotations

import argparse
import itertools
import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.ptys import Answer, Line, Program
from meeting.floor import recorded_turns
from meeting.invented.sample import Stage, sample
from meeting.order import speaking_order
from storage.archive import Archive
from storage.templates import available, load

RESULTS = Path(__file__).with_name("RESULTS.md")
BARE = [sys.executable, "-m", "benchmarks.bare"]
SHILU = [sys.executable, "-m", "shilu", "open"]
READY = "READY"
OPEN = "正在记"
SLOW = Line(0.075, 8000)

# Each commit ends with a character that has not been typed yet, so that its echo can't be taken for another.
_FRESH = map(chr, itertools.count(0x4E00))


def commits(count: int) -> Iterator[tuple[str, str]]:
    """Texts as an input method commits them, each with the character that tells its arrival."""
    for number in range(count):
        last = next(_FRESH)
        end = "，" if number % 6 == 5 else ""
        yield "的是在有和"[: number % 5] + last + end, last


@dataclass
class Measured:
    """Commits into one program."""

    answers: list[Answer] = field(default_factory=list)
    cpu: float = 0.0

    def take(self, program: Program, count: int) -> None:
        before = program.cpu
        self.answers += [program.send(text, last) for text, last in commits(count)]
        self.cpu += program.cpu - before

    def echo(self, percent: int) -> float:
        """Milliseconds."""
        return statistics.quantiles([a.seconds * 1000 for a in self.answers], n=100)[percent - 1]

    @property
    def cpu_each(self) -> float:
        """Milliseconds per commit."""
        return self.cpu * 1000 / len(self.answers)

    @property
    def sizes(self) -> list[int]:
        return [answer.size for answer in self.answers]


@dataclass(frozen=True)
class Row:
    what: str
    seen: str
    aim: str
    met: bool


class Bench:
    """The nine-member meeting with 60 entries, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "SHILU_DATA": str(folder),
            "SHILU_CONFIG": str(folder / "config"),
        }
        self._days = itertools.count(1)

    def meeting(self) -> str:
        """A fresh meeting that is running; its id."""
        config = self.folder / "config"
        template = load(available(config).templates[0].id, config)
        number = f"2022{next(self._days):04}"
        meeting = sample(
            template, members=9, entries=60, stage=Stage.RUNNING, now=datetime.now(UTC), meeting_id=number
        )
        Archive(self.folder).create(meeting).close()
        return number

    def shilu(self, size: tuple[int, int] = (80, 24), line: Line | None = None) -> Program:
        program = Program([*SHILU, self.meeting()], self.env, size, line)
        program.wait_for(OPEN)
        program.settle(0.5)
        return program

    def bare(self, size: tuple[int, int] = (80, 24), line: Line | None = None) -> Program:
        program = Program(BARE, self.env, size, line)
        program.wait_for(READY)
        program.settle(0.3)
        return program


def typing(bench: Bench, rounds: int) -> list[Row]:
    """Echo, CPU and bytes of a commit, and what F2 takes."""
    bare, ours = Measured(), Measured()
    confirms: list[Answer] = []
    with bench.bare() as yardstick, bench.shilu() as program:
        for _ in range(rounds):
            bare.take(yardstick, 40)
            ours.take(program, 40)
            for _, (text, last) in zip(range(5), commits(5), strict=True):
                program.send(text, last)
                confirms.append(program.press("\x1bOQ"))
    with bench.shilu((120, 40)) as wide:
        large = Measured()
        large.take(wide, 40 * rounds)
    p50, p95 = ours.echo(50) / bare.echo(50), ours.echo(95) / bare.echo(95)
    cpu = ours.cpu_each / bare.cpu_each
    middle, mean = statistics.median(ours.sizes), statistics.mean(ours.sizes)
    wider = statistics.mean(large.sizes) / mean
    confirm = statistics.median(answer.seconds for answer in confirms) * 1000
    sent = max(answer.size for answer in confirms)
    return [
        Row(
            "echo, p50", f"{p50:.2f} × ({ours.echo(50):.1f} : {bare.echo(50):.1f} ms)", "≤ 0.7 ×", p50 <= 0.7
        ),
        Row(
            "echo, p95", f"{p95:.2f} × ({ours.echo(95):.1f} : {bare.echo(95):.1f} ms)", "≤ 0.8 ×", p95 <= 0.8
        ),
        Row(
            "CPU a commit",
            f"{cpu:.2f} × ({ours.cpu_each:.1f} : {bare.cpu_each:.1f} ms)",
            "≤ 0.7 ×",
            cpu <= 0.7,
        ),
        Row(
            "bytes a commit, p50",
            f"{middle:.0f} (bare {statistics.median(bare.sizes):.0f})",
            "≤ 160",
            middle <= 160,
        ),
        Row("bytes a commit, mean", f"{mean:.0f}", "≤ 600", mean <= 600),
        Row("bytes at 120×40 : 80×24", f"{wider:.2f} ×", "≤ 1.15 ×", wider <= 1.15),
        Row(
            "F2 to the next turn, p50",
            f"{confirm / bare.echo(50):.1f} × a commit's echo of bare ({confirm:.1f} ms); "
            f"{confirm / ours.echo(50):.1f} × of our own",
            "≤ 3 ×",
            confirm <= 3 * bare.echo(50),
        ),
        Row("F2, most bytes", f"{sent}", "≤ 2,500", sent <= 2500),
    ]


def length(bench: Bench, rounds: int) -> list[Row]:
    """CPU of a commit into an empty editor and behind 5,000 characters of one paragraph, and memory."""
    empty, full = Measured(), Measured()
    with bench.shilu() as first, bench.shilu() as second:
        start = second.memory
        second.send("\x1b[200~" + "长" * 5000 + "\x1b[201~尾", "尾", 0.5)
        for _ in range(rounds):
            empty.take(first, 40)
            full.take(second, 40)
        for _ in range(3):
            second.send("\x1b[200~" + "长" * 5000 + "\x1b[201~" + (last := next(_FRESH)), last, 0.5)
        more = second.memory - start
    ratio = full.cpu_each / empty.cpu_each
    return [
        Row("CPU, 5,000 characters : empty", f"{ratio:.2f} ×", "≤ 1.2 ×", ratio <= 1.2),
        Row("memory at start", f"{start:.0f} MiB", "≤ 60 MiB", start <= 60),
        Row("more after 20,000 characters", f"{more:.1f} MiB", "≤ 10 MiB", more <= 10),
    ]


def idle(bench: Bench, seconds: float) -> list[Row]:
    """Bytes a minute with nobody typing."""
    with bench.shilu() as program:
        program.bytes_within(2)
        each = program.bytes_within(seconds) * 60 / seconds
    with bench.shilu() as program:
        program.send("\x1b[20~", "更多操作", 0.3)
        # In a turn's last minute the clock goes by seconds all the same, so this is a fresh meeting with a
        # turn that has just begun.
        program.send("省流量", "省流量", 0.3)
        program.send("\r", "按分钟走", 0.5)
        program.bytes_within(2)
        spared = program.bytes_within(seconds) * 60 / seconds
    return [
        Row("idle, clock each second", f"{each:.0f} a minute", "≤ 1,500", each <= 1500),
        Row("idle, clock each minute", f"{spared:.0f} a minute", "≤ 200", spared <= 200),
    ]


def slow(bench: Bench) -> list[Row]:
    """Echo over 150 ms and 64 kbit/s."""
    bare, ours = Measured(), Measured()
    with bench.shilu(line=SLOW) as program:
        ours.take(program, 40)
    with bench.bare(line=SLOW) as yardstick:
        bare.take(yardstick, 20)
    over = ours.echo(50) - 150
    seen = f"round trip + {over:.0f} ms (bare + {bare.echo(50) - 150:.0f})"
    return [Row("150 ms, 64 kbit/s: echo, p50", seen, "≤ + 45 ms", over <= 45)]


def start(bench: Bench, rounds: int) -> list[Row]:
    """From exec to the first text, and to the echo of the first key."""
    bare: list[float] = []
    ours: list[float] = []
    texts: list[float] = []
    for _ in range(3 + rounds):
        with Program(BARE, bench.env) as yardstick:
            bare.append(_ready(yardstick, READY))
        with Program([*SHILU, bench.meeting()], bench.env) as program:
            texts.append(program.first_text() * 1000)
            ours.append(_ready(program, OPEN))
    ratio = statistics.median(ours) / statistics.median(bare)
    first = statistics.median(texts)
    seen = f"{ratio:.2f} × ({statistics.median(ours):.0f} : {statistics.median(bare):.0f} ms)"
    return [
        Row("ready for a key", seen, "≤ 1.3 ×", ratio <= 1.3),
        Row("first text", f"{first:.0f} ms", "≤ 60 ms", first <= 60),
    ]


def _ready(program: Program, open_text: str) -> float:
    """Milliseconds from exec to the echo of a key that is pressed as soon as the editor can be seen."""
    shown = program.wait_for(open_text)
    return (shown + program.send("字", "字").seconds) * 1000


def keys(bench: Bench) -> list[Row]:
    """Keys beyond text for the seven-member sample meeting, from opening it to 散会 on record."""
    config = bench.folder / "config"
    template = load(available(config).templates[0].id, config)
    planned = sample(
        template, members=7, entries=None, stage=Stage.PLANNED, now=datetime.now(UTC), meeting_id="20230101"
    )
    Archive(bench.folder).create(planned).close()
    turns, pressed = len(speaking_order(planned)), 0
    with Program([*SHILU, planned.id], bench.env) as program:
        program.wait_for("开会")
        for key, awaited in (("\x1bOQ", "现在开会"), ("1", OPEN)):
            program.send(key, awaited, 0.3)
            pressed += 1
        for _, (text, last) in zip(range(turns), commits(turns), strict=True):
            program.send(text, last)
            program.press("\x1bOQ")
            pressed += 1
        for key, awaited in (("\x1b[20~", "更多操作"), ("9", "现在散会"), ("1", "已散会")):
            program.send(key, awaited, 0.3)
            pressed += 1
    with Archive(bench.folder).open(planned.id) as file:
        whole = len(recorded_turns(file.meeting.entries)) == turns
    each = pressed / turns
    return [
        Row(
            "keys beyond text, 7 members",
            f"{each:.2f} a turn ({pressed} : {turns})",
            "≤ 1.2",
            whole and each <= 1.2,
        )
    ]


def table(rows: list[Row]) -> str:
    """The results as they stand in RESULTS.md."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    lines = [
        "# What a keystroke costs on the live screen",
        "",
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, {datetime.now(UTC):%Y-%m-%d};",
        "`python -m benchmarks.capture --write`.",
        "Ratios are to `benchmarks/bare.py` in the same run; the machine is a noisy one.",
        "",
        "| | measured | aim | |",
        "| --- | --- | --- | --- |",
        *(f"| {row.what} | {row.seen} | {row.aim} | {'met' if row.met else 'MISSED'} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--idle", type=float, default=30.0, help="seconds to watch it idle")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        rows = [
            *typing(bench, options.rounds),
            *length(bench, options.rounds),
            *idle(bench, options.idle),
            *slow(bench),
            *start(bench, options.rounds),
            *keys(bench),
        ]
    text = table(rows)
    print(text)
    if options.write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
