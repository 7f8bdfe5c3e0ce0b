"""JSON text as every file of a meeting is written in it."""

from __future__ import annotations

import json


def dump(document: object) -> str:
    """The document as JSON on one line, Chinese as it is; raises ValueError for NaN and infinities."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def load(content: bytes) -> object:
    """What the UTF-8 JSON text says; raises ValueError for anything that `dump` could not have written."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
