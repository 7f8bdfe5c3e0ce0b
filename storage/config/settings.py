"""The user's settings: `config.toml` in the configuration folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from storage.config.page import page_in, page_problems
from storage.config.toml_lines import line_of
from storage.documents import At
from storage.errors import BadPlace
from storage.whole_file import content_of

FILE = "config.toml"

_CLOCKS: dict[str, bool | None] = {"auto": None, "minutes": True, "seconds": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set; what is wrong in the file is left out and told in `problems`."""

    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The keys wanted for an action, by its id as `shilu keys` prints it."""
    sparing: bool | None = None
    """Whether the clocks move by minutes; None leaves it to how fast the terminal answers."""
    hint: bool = True
    """Whether a criticism without a fact is told of, once it is recorded."""
    page: Mapping[str, str | bool] = field(default_factory=dict)
    """In what the printed page differs from the standard's: faces and habits by their names."""
    problems: tuple[str, ...] = ()


def settings_in(config_dir: Path) -> Settings:
    """The settings in the folder's file; the usual ones where there is no file."""
    path = config_dir / FILE
    try:
        if path.exists() and not path.is_file():
            raise BadPlace(f"{path} 不是普通文件。")
        content = content_of(path)
    except BadPlace as error:
        return Settings(problems=(f"设置文件读不了，都按平常的设置：{error}",))
    if content is None:
        return Settings()
    # Most users have no such file, and the screen waits for this.
    import tomllib

    try:
        source = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        table = tomllib.loads(source)
    except UnicodeDecodeError:
        return Settings(problems=(f"{path} 不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8。",))
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        where = f"第 {found[1]} 行或它前面一行" if found else "某一处"
        return Settings(problems=(f"{path} {where}不合 TOML 的写法（{error}），整个文件没有用。",))
    asked = table.get("keys", {})
    keys = dict(_flat(asked, ("keys",))) if isinstance(asked, dict) else {}
    return Settings(
        {_action(at): tuple(names) for at, names in keys.items() if _is_names(names)},
        _CLOCKS.get(str(table.get("clock", "auto"))),
        table.get("hint") is not False,
        page_in(table.get("page", {})),
        tuple(f"{path} 第 {line_of(source, at)} 行：{reason}" for at, reason in _problems(table, keys)),
    )


def _flat(table: Mapping[str, object], at: At) -> Iterator[tuple[At, object]]:
    """The table's values by their place: "live.confirm" may be one name, or be a table in a table."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, (*at, name))
        else:
            yield (*at, name), value


def _problems(table: Mapping[str, object], keys: Mapping[At, object]) -> Iterator[tuple[At, str]]:
    for name in table:
        if name not in ("keys", "clock", "hint", "page"):
            yield (name,), f"没有“{name}”这一项设置，可写 keys、clock、hint、page。"
    if str(table.get("clock", "auto")) not in _CLOCKS:
        yield ("clock",), "clock 只能写 auto（自动）、minutes（按分钟）、seconds（按秒）。"
    if not isinstance(table.get("hint", True), bool):
        yield ("hint",), "hint 只能写 true（提示）、false（不提示）。"
    if not isinstance(table.get("keys", {}), dict):
        yield ("keys",), "keys 要写成一节 [keys]，下面一行一项。"
    yield from page_problems(table.get("page", {}))
    names_seen: set[str] = set()
    for at in keys:
        if (action := _action(at)) in names_seen:
            yield at, f"“{action}”前面已经写过，请删去一处。"
        names_seen.add(action)
    for at, names in keys.items():
        if not _is_names(names):
            yield at, f'“{at[-1]}”的键要写成 ["F2", "Ctrl+N"] 这样。'


def _action(at: At) -> str:
    return ".".join(map(str, at[1:]))


def _is_names(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)
