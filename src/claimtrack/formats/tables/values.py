"""Takes the cells of a row for the values of our fields, by what columns and values mean."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from claimtrack.domain.intake import Refused, Repair
from claimtrack.domain.text import folded
from claimtrack.errors.tables import TooManyCells, UnknownWord, UnreadableCell
from claimtrack.formats.tables.fields import WORDS, Field, word_of
from claimtrack.formats.tables.mapping import Mapped

_TAG_ENDS = re.compile("[;,]")


class Row(NamedTuple):
    """One row of a table: its cells, its place and text, what was repaired, and which cells cannot be read, and why."""

    place: str
    raw: str
    cells: Sequence[str]
    repairs: tuple[Repair, ...] = ()
    unreadable: Mapping[int, str] = {}


def header_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names that a table's first row holds; what is empty at its end is no column."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        del names[-1]
    return tuple(names)


def fitted(row: Row | Refused, width: int) -> Row | Refused:
    """Return a row with as many cells as there are columns, or refused where it has more that hold something."""
    if isinstance(row, Refused) or len(row.cells) == width:
        return row
    if len(row.cells) < width:
        missing = width - len(row.cells)
        repair = Repair("row", f"{len(row.cells)} cells of {width}", "the missing ones are taken for empty")
        return row._replace(cells=[*row.cells, *[""] * missing], repairs=(*row.repairs, repair))
    if any(map(str.strip, row.cells[width:])):
        fault = TooManyCells(len(row.cells), width)
        return Refused(row.place, row.raw, f"{fault.message}; {fault.hint}")
    return row


class Values(NamedTuple):
    """What a row says: the value of each field that has one, and the tags.

    `given` are the values that stand in the row itself, as they stand; `left_out` are the fields whose value means
    nothing, as the user said.
    """

    by_field: Mapping[Field, str]
    given: Mapping[Field, str]
    left_out: frozenset[Field]
    tags: tuple[str, ...]

    def get(self, field: Field) -> str | None:
        """Return the value of a field, None for none."""
        return self.by_field.get(field)


class Meanings:
    """What the cells of one table mean; `text_of` takes a cell for the text that was written in it."""

    def __init__(self, mapped: Mapped, text_of: Callable[[str], str] | None) -> None:
        self._mapped = mapped
        self._text_of = text_of
        self._word = lru_cache(1_000)(self._word_meant)  # a column has few words, and each in many rows

    def values_of(self, row: Row) -> Values:
        """Return what a row says; raises UnreadableCell, and UnknownWord where a closed list has no such word."""
        by_field: dict[Field, str] = {}
        given: dict[Field, str] = {}
        left_out: set[Field] = set()
        tags: tuple[str, ...] = ()
        for field, columns in self._mapped.places:
            cells = [self._cell(row, field, column) for column in columns]
            if field is Field.TAGS:
                tags = self._tags(cells)
                continue
            found = cells[0] if cells else ""
            if found:
                given[field] = found
            if meant := self._word(field, found) if field in WORDS else self._meant(field, found):
                by_field[field] = meant
            elif found or "" in self._mapped.values.get(field, {}):
                left_out.add(field)
        return Values(by_field, given, frozenset(left_out), tags)

    def _cell(self, row: Row, field: Field, column: int) -> str:
        if column in row.unreadable:
            raise UnreadableCell(field, row.unreadable[column])
        cell = row.cells[column].strip()
        return self._text_of(cell) if self._text_of else cell

    def _tags(self, cells: Sequence[str]) -> tuple[str, ...]:
        found = [tag.strip() for cell in cells or [""] for tag in _TAG_ENDS.split(cell)]
        meant = [part.strip() for tag in found for part in _TAG_ENDS.split(self._meant(Field.TAGS, tag))]
        return tuple(dict.fromkeys(tag for tag in meant if tag))

    def _meant(self, field: Field, found: str) -> str:
        """Return what a value means, which is itself where nothing else was said."""
        meanings = self._mapped.values.get(field)
        return meanings.get(folded(found), found) if meanings else found

    def _word_meant(self, field: Field, found: str) -> str:
        """Return the word that a value means; raises UnknownWord with the words that it could mean."""
        meant = self._mapped.values.get(field, {}).get(folded(found))
        if meant is None and found:
            meant = word_of(field, found)
            if meant is None:
                raise UnknownWord(field, found, WORDS[field])
        return meant or ""
