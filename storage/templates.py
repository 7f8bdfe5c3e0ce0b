"""The templates on offer: those that come with the program, and the user's own beside them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meeting.template import Template
from storage.config.toml_lines import line_of
from storage.documents import Misfit, convert, path_text
from storage.errors import BrokenTemplate, NotFound, cause
from storage.template_rules import check, quorum_of

_BUILT_IN = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Offer:
    """The templates that can be used, the latest year first, and a sentence for each one that can't."""

    templates: tuple[Template, ...]
    problems: tuple[str, ...]


def available(config_dir: Path) -> Offer:
    """The built-in templates and those in the user's configuration folder; of the same id, the user's.

    A broken template never hides another: it becomes one of the problems.
    """
    found: dict[str, Template] = {}
    problems = []
    for path in _paths(config_dir):
        try:
            found[path.stem] = read_template(path)
        except BrokenTemplate as error:
            problems.append(str(error))
    newest_first = sorted(found.values(), key=lambda template: template.id, reverse=True)
    return Offer(tuple(newest_first), tuple(problems))


def load(name: str, config_dir: Path) -> Template:
    """The template with this id; raises `NotFound`, or `BrokenTemplate` naming file, line and field."""
    paths = {path.stem: path for path in _paths(config_dir)}
    if name not in paths:
        raise NotFound(f"没有叫“{name}”的会议模板，可用 {'、'.join(sorted(paths))}。")
    return read_template(paths[name])


def read_template(path: Path) -> Template:
    """The template in a TOML file, its id the file's name; raises `BrokenTemplate` for the first error."""
    source = _text(path)
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, source, str(error)) from None
    try:
        return _template(path.stem, document)
    except Misfit as misfit:
        place = f"{path_text(misfit.at)} " if misfit.at else ""
        raise _broken(path, line_of(source, misfit.at), f"{place}{misfit.reason}") from None


def _paths(config_dir: Path) -> Iterator[Path]:
    for folder in (_BUILT_IN, config_dir / "templates"):
        yield from sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))


def _template(id: str, document: dict[str, Any]) -> Template:
    if "id" in document:
        raise Misfit(("id",), "模板的编号就是文件名，请删去这一行")
    if "quorum" in document:
        document["quorum"] = quorum_of(document["quorum"])
    template = convert({"id": id, **document}, Template)
    check(template)
    return template


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrokenTemplate(f"会议模板 {path} 读不了：{cause(error)}。") from error
    try:
        # Some Windows editors put a byte order mark in front.
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _broken(path, line, "不是 UTF-8 编码（可能是 GBK），请另存为 UTF-8") from None


def _syntax_error(path: Path, source: str, message: str) -> BrokenTemplate:
    if place := re.search(r"at line (\d+), column (\d+)", message):
        if "overwrite" in message or "Cannot declare" in message:
            return _broken(path, int(place[1]), "同一个字段或表写了两遍，请删去一处")
        return _broken(path, int(place[1]), f"第 {place[2]} 列附近写法有误，请检查引号、等号和方括号")
    return _broken(path, source.rstrip().count("\n") + 1, "文件到这里还没有写完，请检查引号和方括号是否成对")


def _broken(path: Path, line: int, reason: str) -> BrokenTemplate:
    return BrokenTemplate(f"会议模板 {path} 第 {line} 行：{reason}。")
