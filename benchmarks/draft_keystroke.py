"""What a keystroke costs until the draft is on its way to disk: `python -m benchmarks.draft_keystroke`.

Each row types into one draft of so many characters, at its end and in its middle, with five others of that
length on the desk. The ratio is to the smallest draft of the same run; up to 1.5 at 5,000 characters is flat.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from meeting.desk import written
from meeting.draft import Desk, Draft
from meeting.model import Kind
from storage.draft.draft import DraftFile

_LENGTHS = (10, 500, 5_000, 20_000)
_KEYS = 3_000
_ROUND = 100


def _desk(length: int) -> Desk:
    keys = [f"criticism:p{number}>p1" for number in range(6)]
    return Desk(keys[0], {key: Draft(key, Kind.CRITICISM, "p2", "p1", text="批" * length) for key in keys})


def _type(file: DraftFile, desk: Desk, at: int, keys: int) -> list[float]:
    """Seconds of each save while so many characters are typed from that place on."""
    taken = []
    for _ in range(keys):
        draft = desk.drafts[desk.current]
        text = draft.text[:at] + "评" + draft.text[at:]
        at += 1
        desk = written(desk, replace(draft, text=text, caret=(0, at)))
        begin = time.perf_counter()
        file.save(desk)
        taken.append(time.perf_counter() - begin)
    return taken


def _measure(folder: Path) -> dict[tuple[int, str], list[float]]:
    """Takes turns between the cases, so that a busy moment of the machine meets all of them."""
    taken: dict[tuple[int, str], list[float]] = {}
    files = {length: DraftFile(folder / f"draft-{length}") for length in _LENGTHS}
    for length, file in files.items():
        file.save(_desk(length))
    for _ in range(_KEYS // _ROUND):
        for length, file in files.items():
            for place, at in (("end", length), ("middle", length // 2)):
                file.save(_desk(length))
                taken.setdefault((length, place), []).extend(_type(file, _desk(length), at, _ROUND))
    for file in files.values():
        file.close()
    return taken


def _row(cells: Sequence[str]) -> str:
    return "".join(f"{cell:>12}" for cell in cells)


def main() -> None:
    # Not in /tmp, which often is no disk.
    build = Path(sys.argv[1] if len(sys.argv) > 1 else "build")
    build.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=build) as folder:
        taken = _measure(Path(folder))
    print(_row(("characters", "typed at", "p50 µs", "ratio", "p95 µs", "ratio", "longest ms")))
    for (length, place), seconds in taken.items():
        cells = [f"{length:,}", place]
        for of in (_p50, _p95):
            cells += [f"{of(seconds) * 1e6:.0f}", f"{of(seconds) / of(taken[_LENGTHS[0], place]):.2f}"]
        print(_row([*cells, f"{max(seconds) * 1e3:.2f}"]))


def _p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
