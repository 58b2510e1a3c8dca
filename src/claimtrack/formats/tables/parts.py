"""Looks through the parts of a workbook before a library reads them: their bounds, and what the library does not say.

A few kilobytes of ZIP unpack to gigabytes, and XML of a shape that no spreadsheet writes takes many times its size in
memory. So every part is streamed through once, flat in memory, and what goes beyond the bounds is refused in words.
"""

import re
from typing import IO, BinaryIO, NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from claimtrack.errors.tables import NotAWorkbook, WorkbookTooLarge

_PARTS = 2_000
_UNPACKED = 128 << 20  # bytes of all parts
_ROWS = 250_000  # of a sheet; something of each row stays in memory, and a table of that size is better a CSV
_TEXTS = 500_000  # which stay in memory, too
_OUTSIDE = 200_000  # elements that belong to no row and no text
_INSIDE = 100_000  # elements of one row or text
_DEPTH = 64
_TOKEN = 4 << 20  # bytes between two tags
_REMARKS = 100_000  # merged ranges, and formulas without a value
_BLOCK = 1 << 16
_UNITS = {"row": _ROWS, "si": _TEXTS}
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[0-9]{1,7}(\.0+)?")
LAST_ROW = 1_048_576


class Merged(NamedTuple):
    """A range of cells that show one value; numbers from 1, ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


class Remarks(NamedTuple):
    """What stands in a sheet beside its values: ranges that are merged, and formulas whose value is not in the file."""

    merged: list[Merged]
    without_value: set[tuple[int, int]]


def remarks_on(stream: BinaryIO, origin: str) -> dict[str, Remarks]:
    """Return by the name of each part what stands in it beside values.

    Raises NotAWorkbook for what is none or has a password, and WorkbookTooLarge for what goes beyond the bounds. A part
    that is no XML is passed over: whoever reads it meets its fault at the same place.
    """
    with ZipFile(stream) as archive:
        parts = archive.infolist()
        if len(parts) > _PARTS:
            raise WorkbookTooLarge(origin, f"{len(parts):,} parts")
        if sum(part.file_size for part in parts) > _UNPACKED:
            raise WorkbookTooLarge(origin, f"over {_UNPACKED >> 20} MB")
        if any(part.flag_bits & 1 for part in parts):
            raise NotAWorkbook(origin, "it has a password")
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise NotAWorkbook(origin, "it is packed in a way that spreadsheets do not use")
        found: dict[str, Remarks] = {}
        for part in parts:
            with archive.open(part) as file:
                look = _Look(origin)
                try:
                    look.through(file)
                except expat.ExpatError:
                    continue
                found[part.filename] = look.remarks
        return found


class _Look:
    """One part being looked through."""

    def __init__(self, origin: str) -> None:
        self.remarks = Remarks([], set())
        self._origin = origin
        self._depth = self._outside = self._inside = 0
        self._unit: str | None = None
        self._counts = dict.fromkeys(_UNITS, 0)
        self._row = self._column = 0
        self._is_formula = self._is_text = self._is_value = self._has_value = False
        self._last = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def through(self, file: IO[bytes]) -> None:
        read, block = 0, file.read(_BLOCK)
        while block:
            self._parser.Parse(block)
            read += len(block)
            if read - self._last > _TOKEN:
                raise WorkbookTooLarge(self._origin, "a single value of megabytes")
            block = file.read(_BLOCK)
        self._parser.Parse(block, not block)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._last = self._parser.CurrentByteIndex
        self._depth += 1
        if self._depth > _DEPTH:
            raise WorkbookTooLarge(self._origin, "elements in elements without end")
        tag = name.rpartition(" ")[2]
        if self._unit is None and tag in _UNITS:
            self._unit, self._inside = tag, 0
            self._counts[tag] += 1
            if self._counts[tag] > _UNITS[tag]:
                raise WorkbookTooLarge(self._origin, f"over {_UNITS[tag]:,} rows or texts")
        if self._unit is None:
            self._outside += 1
        else:
            self._inside += 1
        if self._outside > _OUTSIDE or self._inside > _INSIDE:
            raise WorkbookTooLarge(self._origin, "elements without end")
        self._note(tag, attributes)

    def _note(self, tag: str, attributes: dict[str, str]) -> None:
        match tag:
            case "row":
                self._begin_row(attributes.get("r"))
            case "c":
                place = _place(attributes.get("r", ""))
                self._column = place[1] if place else self._column + 1
                self._is_formula = self._has_value = False
                self._is_text = attributes.get("t") == "str"  # which may be empty, as the value of a formula
            case "f":
                self._is_formula = True
            case "v" | "is":
                self._is_value = True
                self._has_value = self._is_text
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _begin_row(self, said: str | None) -> None:
        row = self._row + 1 if said is None else int(said.partition(".")[0]) if _NUMBER.fullmatch(said) else 0
        if not self._row < row <= LAST_ROW:
            raise NotAWorkbook(self._origin, "the rows of a sheet are not in order")
        self._row, self._column = row, 0

    def _end(self, name: str) -> None:
        self._last = self._parser.CurrentByteIndex
        self._depth -= 1
        tag = name.rpartition(" ")[2]
        if tag == self._unit:
            self._unit = None
        if tag in ("v", "is"):
            self._is_value = False
        elif tag == "c" and self._is_formula and not self._has_value:
            self.remarks.without_value.add((self._row, self._column))
            if len(self.remarks.without_value) > _REMARKS:
                raise NotAWorkbook(self._origin, "its formulas have no values; open and save it in a spreadsheet first")

    def _text(self, _: str) -> None:
        if self._is_value:
            self._has_value = True

    def _doctype(self, *_: object) -> None:
        raise NotAWorkbook(self._origin, "its XML declares a type of its own, which no spreadsheet does")

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        begin, end = _place(first), _place(last)
        if begin and end:
            self.remarks.merged.append(Merged(begin[0], end[0], begin[1], end[1]))
        if len(self.remarks.merged) > _REMARKS:
            raise WorkbookTooLarge(self._origin, "merged cells without end")


def _place(ref: str) -> tuple[int, int] | None:
    """Return row and column of a cell's name, such as `B12`."""
    match = _CELL.fullmatch(ref)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column
