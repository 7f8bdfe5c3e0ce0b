r"""The vocabulary of a printed paper: what stands on it, block by block, and nothing of how it looks.

Texts may hold "\n", which begins a new paragraph. A format renders every block that is named in `Block`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from exporters.changes import Words, as_a_whole, in_sentences, spaced


@dataclass(frozen=True, slots=True)
class Title:
    """标题: its lines as they are broken by sense (GB/T 9704-2012, 7.3.1)."""

    lines: tuple[str, ...]
    new_page: bool = False
    """Whether it begins a page of its own."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning under the title that nobody may overlook, such as 示例."""

    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A label of two characters with its values, one a line (laid out as in GB/T 9704-2012, 10.3)."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number: 一、, （一）, 1. and （1） for levels 1 to 4 (GB/T 9704-2012, 7.3.3)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One speech: who said what to whom, and when."""

    number: int
    time: str
    kind: str
    speakers: str
    """Who speaks, for a criticism from → to; full names, with the post at the first mention."""
    notes: tuple[str, ...]
    """How it was recorded, what it refers to, and what was done to it afterwards; each in its brackets."""
    text: str

    @property
    def label(self) -> str:
        """The line above the text."""
        return "　".join(filter(None, self.particulars))

    @property
    def particulars(self) -> tuple[str, ...]:
        """What the line above the text is made of."""
        return str(self.number), self.time, self.kind, self.speakers, "".join(self.notes)


@dataclass(frozen=True, slots=True)
class Event:
    """A step of the meeting between the speeches: 休会, 跳过, 程序记事."""

    time: str
    kind: str
    text: str
    notes: tuple[str, ...]

    @property
    def line(self) -> str:
        """The event in one line, or in several where its text has several."""
        return "　".join(filter(None, (self.time, self.kind, self.text, "".join(self.notes))))


@dataclass(frozen=True, slots=True)
class RevisedSpeech:
    """A speech that was corrected after the seal: as it read before and as it reads then."""

    before: Speech
    after: Speech

    @property
    def label(self) -> Words:
        """The line above the text, what was changed in it with the old beside the new."""
        pairs = zip(self.before.particulars, self.after.particulars, strict=True)
        return spaced([as_a_whole(old, new) for old, new in pairs])

    @property
    def text(self) -> Words:
        """The text with the old words beside the new ones."""
        return in_sentences(self.before.text, self.after.text)


@dataclass(frozen=True, slots=True)
class RevisedEvent:
    """A step of the meeting whose words or time were corrected after the seal."""

    before: Event
    after: Event

    @property
    def line(self) -> Words:
        """The event in one line, with the old words beside the new ones."""
        event = self.after
        text = in_sentences(self.before.text, event.text)
        time = as_a_whole(self.before.time, event.time)
        kind, notes = (as_a_whole(part, part) for part in (event.kind, "".join(event.notes)))
        return spaced([time, kind, text, notes])


@dataclass(frozen=True, slots=True)
class Correction:
    """Below an entry corrected after the seal: who asked for it, when and why, and the place to sign."""

    told: str
    signing: str


@dataclass(frozen=True, slots=True)
class Closing:
    """A paragraph behind the body that never parts from the signatures below it."""

    text: str


@dataclass(frozen=True, slots=True)
class Attachments:
    """附件说明: the titles of what is attached, in order (GB/T 9704-2012, 7.3.4)."""

    titles: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The titles with their numbers; a single one has none."""
        if len(self.titles) == 1:
            return self.titles
        return tuple(f"{number}.{title}" for number, title in enumerate(self.titles, start=1))


@dataclass(frozen=True, slots=True)
class Signatures:
    """The lines for signing by hand, kept together on one page."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """发文字号 and 签发人 in one line above the title of a letter upwards (7.2.5, 7.2.6)."""

    document_number: str
    signer: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关, flush left and ending with a colon (7.3.2)."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs of the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Issued:
    """署名 and 成文日期 as they stand under a seal (7.3.5.1)."""

    by: str
    day: str


@dataclass(frozen=True, slots=True)
class Colophon:
    """Small print at the very end: what vouches for the paper."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: what stands above it and how much of the width it takes."""

    heading: str
    share: int
    """Its part of the width, among those of all columns together."""
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading row that stands again on every page; each row has a text for every column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """Small print above a table that never parts from it: what it shows, what its signs mean."""

    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: begins a page of its own, its number in the first line and its title in the third (7.3.7)."""

    number: int
    """0 for the only one, which has no number."""
    title: str


Recorded: TypeAlias = Speech | Event | RevisedSpeech | RevisedEvent | Correction
"""What the body of the record is made of."""

Around: TypeAlias = (
    Title
    | Notice
    | Field
    | Heading
    | Closing
    | Attachments
    | Signatures
    | Colophon
    | Letterhead
    | Addressee
    | Prose
    | Caption
    | Annex
)
"""What stands around that, and in papers that have no record."""

Text: TypeAlias = Recorded | Around
"""What becomes paragraphs of one style each."""

Block: TypeAlias = Text | Issued | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """材料: everything that stands on one paper."""

    title: str
    """Title in one line, for the file's properties."""
    author: str
    """Who issues the paper; empty when unknown."""
    made: datetime
    """When it was printed, with its offset from UTC."""
    blocks: tuple[Block, ...]
    mark: str = ""
    """密级 or 内部 mark above the title; empty for none."""
    footer: str = ""
    """What stands beside every page number; empty for nothing."""
    landscape: bool = False
    """Whether the pages lie on their side, for wide tables."""
    counted: tuple[str, ...] = ()
    """Every figure that the program counted, as a sentence, to be confirmed before the paper is printed."""
    blanks: tuple[str, ...] = ()
    """What was not known and is left as a visible blank, in the order of the paper."""


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text without blank lines and without spaces of indenting: the page indents."""
    return list(filter(None, map(str.strip, text.split("\n"))))
