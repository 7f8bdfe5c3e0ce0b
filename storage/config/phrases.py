"""The recorder's own phrases: a text file with a line `缩写 = 全文` for each.

One such file is the user's, one lies in the folder of a meeting and holds what was added during it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from meeting.refused import Refused
from meeting.shorthand.shorthand import abbreviation
from meeting.text import clean, fits_one_line
from storage.errors import BadPlace
from storage.whole_file import content_of, put_in_place

FILE = "phrases.txt"

LONGEST_PHRASE = 500
"""Characters."""

_SIGN = re.compile("[=＝]")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The text of each abbreviation, and a sentence for each line that could not be used."""

    texts: Mapping[str, str]
    problems: tuple[str, ...] = ()


def phrases_in(path: Path) -> Phrases:
    """The phrases in the file, none where there is no file; what is wrong with it becomes a problem."""
    try:
        content = content_of(path)
    except BadPlace as error:
        return Phrases({}, (f"短语文件读不了，短语暂不能用：{error}",))
    texts: dict[str, str] = {}
    problems = []
    is_foreign = False
    for number, line in enumerate((content or b"").removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        try:
            written = line.decode("utf-8").strip()
            if written and written[0] not in "#＃":
                short, text = _phrase(written)
                if short in texts:
                    raise Refused(f"缩写“{short}”前面已经有了，请删去一处。")
                texts[short] = text
        except UnicodeDecodeError:
            # The other lines are in the same encoding, and one sentence about it will do.
            if not is_foreign:
                problems.append(_problem(path, number, "不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8"))
            is_foreign = True
        except Refused as refused:
            problems.append(_problem(path, number, str(refused).removesuffix("。")))
    return Phrases(texts, tuple(problems))


def add_phrase(path: Path, short: str, text: str) -> None:
    """Adds a phrase to the file, durably; raises `Refused`, `BadPlace` or `NotSaved`."""
    if not fits_one_line(text.strip()):
        raise Refused("短语只能是一段之内的文字，请只选一段再存。")
    form, text = _phrase(f"{abbreviation(short)}={text}")
    content = content_of(path) or b""
    begin = b"\n" if content and not content.endswith(b"\n") else b""
    put_in_place(path, content + begin + f"{form} = {text}\n".encode(), durable=True)


def _phrase(written: str) -> tuple[str, str]:
    short, *rest = _SIGN.split(written, maxsplit=1)
    if not rest:
        raise Refused("没有“=”，请写成“缩写 = 全文”。")
    form, text = abbreviation(short), clean(rest[0]).strip()
    if not text:
        raise Refused(f"缩写“{form}”后面没有文字，请在“=”后面写上全文。")
    if len(text) > LONGEST_PHRASE:
        raise Refused(f"缩写“{form}”的全文超过 {LONGEST_PHRASE} 字，请分成几条。")
    return form, text


def _problem(path: Path, number: int, reason: str) -> str:
    return f"短语文件 {path.name} 第 {number} 行：{reason}。其余的短语照常能用。（{path}）"
