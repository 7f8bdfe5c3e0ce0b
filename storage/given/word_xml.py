"""What stands in an element of WordprocessingML, in whichever of its two namespaces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def space_of(element: _Element) -> str:
    """The namespace of an element, in braces."""
    return str(element.tag).partition("}")[0] + "}"


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(holder: _Element | None, tag: str) -> list[_Element]:
    """The children of this name; none where there is no holder."""
    return [] if holder is None else holder.findall(f"{space_of(holder)}{tag}")


def inner(holder: _Element, *path: str) -> _Element | None:
    """The first element on this way down."""
    return holder.find("/".join(f"{space_of(holder)}{tag}" for tag in path))


def attribute(element: _Element, name: str) -> str:
    """An attribute, "" where it is missing."""
    return str(element.get(f"{space_of(element)}{name}", ""))


def value(holder: _Element, *path: str) -> str:
    """The value of the first element on this way down, "" where it is missing."""
    found = inner(holder, *path)
    return "" if found is None else attribute(found, "val")


def number(text: str, otherwise: int) -> int:
    """A whole number of at most five digits, as Word has them; what is none counts as `otherwise`."""
    return int(text) if re.fullmatch("[0-9]{1,5}", text) else otherwise


def is_on(element: _Element | None, name: str = "val", *, unsaid: bool = True) -> bool:
    """Whether a switch is on; one that is there without a value counts as `unsaid`."""
    if element is None:
        return False
    said = attribute(element, name)
    return said in ("1", "true", "on") if said else unsaid
