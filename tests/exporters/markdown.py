"""Reads Markdown as a system does into which it is pasted: CommonMark with tables and strikethrough."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

Part = tuple[str, list[tuple[str, str]]]
"""The tag of a heading, paragraph or cell, and its runs: each its mark ("s", "strong" or "") and text."""


def parts(content: bytes) -> Iterator[Part]:
    """The parts as they are shown; a rule is a part without runs, and a broken line holds "\\n"."""
    tokens = _PARSER.parse(content.decode())
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "hr":
            yield "hr", []
        elif token.type == "inline" and before:
            yield before.tag, _runs(token.children or [])
        else:
            assert token.type.endswith(("_open", "_close")), f"nobody wrote a {token.type}"


def texts(content: bytes, *tags: str) -> list[str]:
    """The texts of the parts of these tags; of all, when none is named."""
    found = parts(content)
    return ["".join(text for _, text in runs) for tag, runs in found if runs and (not tags or tag in tags)]


def _runs(tokens: list[Token]) -> list[tuple[str, str]]:
    runs: list[tuple[str, str]] = []
    marks = [""]
    for token in tokens:
        if token.type == "hardbreak" or token.content == "<br>":
            runs.append((marks[-1], "\n"))
        elif token.nesting == 1:
            marks.append(token.tag)
        elif token.nesting == -1:
            marks.pop()
        else:
            assert token.type == "text", f"nobody wrote a {token.type}"
            runs.append((marks[-1], token.content))
    return [run for run in runs if run[1]]
