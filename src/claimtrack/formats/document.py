"""What a read hands to a format: rows of data for machines, and sheets with notes for people."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
Row = Mapping[str, Json]


class Tone(StrEnum):
    """How a cell is to look beside what it says; never the only carrier of a meaning."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    DISPUTED = "disputed"
    SUPPORTED = "supported"
    REFUTED = "refuted"
    OPEN = "open"


class Cell(NamedTuple):
    """The text of a cell, exactly as it is on record; each format makes it safe for itself."""

    text: str
    tone: Tone = Tone.PLAIN


class Column(NamedTuple):
    """A column: its heading, whether numbers stand in it, and its share of the room left by those without one.

    With less room than `least`, where its words need that much, a table is no longer worth reading.
    """

    heading: str
    is_number: bool = False
    share: int = 0
    least: int = 0


class Sheet(NamedTuple):
    """A table for people; `folded` is the same for narrow screens, with the columns folded into one cell.

    With `kept`, a table that is too wide is split into blocks of columns instead, its first `kept` columns in each.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    heading: str = ""
    folded: "Sheet | None" = None
    kept: int = 0


class Document(NamedTuple):
    """An answer: `fields` and `rows` for machines, the rest for people.

    `whole` is the JSON of an answer that is one thing and no list; without it JSON is the array of the rows.
    """

    title: str
    fields: tuple[str, ...]
    rows: Iterable[Row]
    whole: Json = None
    lines: tuple[Cell, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[str, ...] = ()
