"""The values of `meeting` as plain documents and back, with nothing let in that the types do not know."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum, EnumType
from functools import cache, reduce
from operator import or_
from types import GenericAlias, UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from storage.errors import Damaged

Value = TypeVar("Value")
At = tuple[str | int, ...]
"""Where in a document: field names, and indices from 0."""


class Misfit(Exception):
    """A document does not fit its type: where, and a Chinese clause that says why."""

    def __init__(self, at: At, reason: str) -> None:
        super().__init__(f"{path_text(at)}：{reason}" if at else reason)
        self.at = at
        self.reason = reason


def path_text(at: At) -> str:
    """The place as it is shown to people, counting from 1: `agenda[2].steps[1].by`."""
    return "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in at).lstrip(".")


def to_document(value: object) -> dict[str, Any]:
    """A dataclass value as a dict of plain JSON types; raises ValueError for a moment without its zone."""
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"not a value: {type(value).__name__}")
    return {name: _plain(getattr(value, name)) for name in _field_types(type(value))}


def from_document(document: object, kind: type[Value], file: str) -> Value:
    """The value that the document holds; fields that it lacks take their defaults.

    Raises `Damaged`, naming the file and the field, for wrong types, unknown fields and whatever else
    `to_document` would not have written.
    """
    try:
        return convert(document, kind)
    except Misfit as misfit:
        raise Damaged(
            f"{file} 已损坏或被改动过：{misfit}。文件没有动，请用备份恢复，或请懂的人改正这一处。"
        ) from None


def convert(document: object, kind: type[Value]) -> Value:
    """The value that the document holds; raises `Misfit` for the first thing that does not fit."""
    try:
        msgspec.convert(document, _mirror(cast(Any, kind)), strict=True)
        return msgspec.convert(document, kind, strict=True)
    except msgspec.ValidationError as error:
        _explain(document, kind, ())
        raise _misfit(str(error)) from None
    except UnicodeEncodeError:
        raise Misfit((), "含有无效的字符") from None


def _plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case str() | bool() | int() | float() | None:
            return value
        case datetime():
            if value.tzinfo is None:
                raise ValueError("a moment needs its offset from UTC")
            return value.isoformat()
        case date() | time():
            return value.isoformat()
        case tuple() | list():
            return [_plain(item) for item in value]
        case Mapping():
            return {_plain(key): _plain(item) for key, item in value.items()}
        case _:
            return to_document(value)


@cache
def _field_types(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {item.name: hints[item.name] for item in fields(kind)}


@cache
def _shape(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    return get_origin(kind), get_args(kind)


@cache
def _choices(kind: Iterable[Enum]) -> tuple[str, ...]:
    return tuple(str(choice.value) for choice in kind)


@cache
def _mirror(kind: Any) -> Any:
    """A type that takes the same documents, but of which msgspec refuses what it passes over in dataclasses.

    That is unknown fields, and moments without a zone.
    """
    if kind is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if is_dataclass(kind) and isinstance(kind, type):
        types = _field_types(kind)
        parts = [
            (item.name, _mirror(types[item.name]))
            if item.default is MISSING and item.default_factory is MISSING
            else (item.name, _mirror(types[item.name]), None)
            for item in fields(kind)
        ]
        return msgspec.defstruct(kind.__name__, parts, forbid_unknown_fields=True)
    origin, inner = _shape(kind)
    if origin in (Union, UnionType):
        return reduce(or_, map(_mirror, inner))
    if origin is tuple and inner[1:] == (Ellipsis,):
        return GenericAlias(tuple, (_mirror(inner[0]), ...))
    if origin is Mapping:
        return GenericAlias(Mapping, tuple(map(_mirror, inner)))
    return kind


_EXPLAINED_BY_MSGSPEC = frozenset({str, int, float, bool, date, time})


def _explain(document: object, kind: Any, at: At) -> None:
    """Raises `Misfit` for what msgspec can't explain: unknown fields and choices, moments without a zone."""
    if kind in _EXPLAINED_BY_MSGSPEC:
        return
    origin, inner = _shape(kind)
    if origin in (Union, UnionType):
        for choice in inner:
            _explain(document, choice, at)
    elif isinstance(document, str):
        _check_text(document, kind, at)
    elif isinstance(document, dict) and is_dataclass(kind) and isinstance(kind, type):
        known = _field_types(kind)
        for name, item in document.items():
            if name not in known:
                raise Misfit((*at, name), f"不认识的字段“{name}”{_near(name, known)}")
            _explain(item, known[name], (*at, name))
    elif isinstance(document, list) and origin is tuple and inner[1:] == (Ellipsis,):
        for index, item in enumerate(document):
            _explain(item, inner[0], (*at, index))
    elif isinstance(document, dict) and origin is Mapping:
        for name, item in document.items():
            _explain(name, inner[0], (*at, name))
            _explain(item, inner[1], (*at, name))


def _check_text(text: str, kind: Any, at: At) -> None:
    if isinstance(kind, EnumType):
        if text not in _choices(kind):
            raise Misfit(at, f"不认识的取值“{text}”，可用 {'、'.join(_choices(kind))}")
    elif kind is datetime and not re.search(r"(Z|[+-]\d\d:\d\d)$", text):
        raise Misfit(at, "时间缺少时区")


def _near(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"（是不是“{near[0]}”？）" if near else ""


_TYPES: Mapping[str, str] = {
    "str": "文字",
    "int": "整数",
    "float": "数",
    "bool": "true 或 false",
    "array": "列表",
    "object": "表",
    "null": "空",
    "date": "日期",
    "time": "时刻",
    "datetime": "日期时间",
}


def _misfit(message: str) -> Misfit:
    """A message of msgspec, such as "Expected `str`, got `int` - at `$.agenda[1].title`", in our words."""
    place = re.search(r"`\$([^`]*)`$", message)
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", place[1]) if place else []
    at = tuple(name or int(index) for name, index in steps)
    if missing := re.match(r"Object missing required field `(\w+)`", message):
        return Misfit(at, f"缺少字段“{missing[1]}”")
    if wrong := re.match(r"Expected `([^`]+)`, got `([^`]+)`", message):
        wanted, found = (_type_text(names) for names in wrong.groups())
        return Misfit(at, f"应为{wanted}，写的是{found}")
    if moment := re.match(r"Invalid RFC3339 encoded (\w+)", message):
        return Misfit(at, f"不是有效的{_type_text(moment[1])}")
    return Misfit(at, "内容不合要求")


def _type_text(names: str) -> str:
    return "或".join(_TYPES.get(name, name) for name in names.split(" | "))
