"""Reads one sheet of a workbook as a table: its columns' names, and the rows below as text."""

import csv
import io
import re
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast
from zipfile import BadZipFile

from claimtrack.domain.intake import Refused, Repair
from claimtrack.errors.tables import NotAWorkbook, RowTooLong
from claimtrack.formats.tables.parts import LAST_ROW, Merged, Remarks
from claimtrack.formats.tables.records import LIMIT
from claimtrack.formats.tables.values import Row, fitted, header_of

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

_AT_ONCE = 100
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # what XML cannot hold, and what would look so (ECMA-376, 22.9.2.19)
# What the library trips over in a damaged file: it trusts what it reads.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


class _Spanning(NamedTuple):
    """What a merged cell says, and down to which line, and from which."""

    last: int
    first: int
    text: str


class _Error(str):
    """What a formula came to that could not be computed, such as #DIV/0!."""

    __slots__ = ()


class Table:
    """One sheet: its name, its columns' names as the first row that is not blank has them, and the rows below."""

    def __init__(self, sheet: "ReadOnlyWorksheet", remarks: Mapping[str, Remarks], origin: str) -> None:
        self.name = sheet.title
        self._origin = origin
        # Which part a sheet is, the library knows and does not say.
        merged, self._without_value = remarks.get(vars(sheet)["_worksheet_path"], Remarks([], set()))
        sheet.reset_dimensions()  # what a file says of them need not be so
        self._rows = enumerate(self._read(sheet), 1)
        self.header, self._first = self._header()
        self._merged: dict[int, list[Merged]] = {}
        for area in merged:
            if area.last_row > area.first_row > self._first:
                self._merged.setdefault(area.first_row, []).append(area)

    def rows(self) -> Iterator[Row | Refused]:
        """Yield every row that is not blank."""
        spanning: dict[int, _Spanning] = {}
        width = len(self.header)
        for number, found in self._rows:
            texts = [_shown(value) for value in found]
            unreadable = self._unreadable(number, found)
            if any(map(str.strip, texts)) or unreadable:
                texts += [""] * (width - len(texts))
                yield fitted(self._row(number, texts, unreadable, spanning), width)

    def _unreadable(self, number: int, found: Sequence[object]) -> dict[int, str]:
        """Return which cells hold what is no value, and what it is; a text that only reads like an error is one."""
        faults = {n: f"has the error {value}" for n, value in enumerate(found) if isinstance(value, _Error)}
        if self._without_value:
            missing = [n for n in range(len(found)) if (number, n + 1) in self._without_value]
            faults |= dict.fromkeys(missing, "holds a formula whose value is not in the file")
        return faults

    def _row(
        self, number: int, texts: list[str], unreadable: dict[int, str], spanning: dict[int, _Spanning]
    ) -> Row | Refused:
        place = f"sheet {self.name}, line {number}"
        repairs = []
        for column, (last, first, text) in spanning.items():
            if first < number <= last and column < len(texts) and not texts[column].strip():
                texts[column] = text
                repairs.append(Repair("row", "a merged cell", f"taken from line {first}"))
        for area in self._merged.get(number, ()):
            if area.first_column <= len(texts):
                column = area.first_column - 1
                spanning[column] = _Spanning(area.last_row, number, texts[column])
        if sum(map(len, texts)) > LIMIT:
            fault = RowTooLong(LIMIT)
            return Refused(place, "", f"{fault.message}; {fault.hint}")
        return Row(place, _raw(texts), texts, tuple(repairs), unreadable)

    def _header(self) -> tuple[tuple[str, ...], int]:
        for number, found in self._rows:
            if header := header_of([_shown(value) for value in found]):
                return header, number
        return (), 0

    def _read(self, sheet: "ReadOnlyWorksheet") -> Iterator[Sequence[object]]:
        """Yield the rows, some at a time: the library warns of what it leaves out, which is nothing to us."""
        rows = iter(cast("Worksheet", sheet).iter_rows(max_row=LAST_ROW))
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    some = list(islice(rows, _AT_ONCE))
            except DAMAGE as error:
                raise NotAWorkbook(self._origin, f"sheet {self.name} is damaged") from error
            if not some:
                return
            yield from (list(map(_value, row)) for row in some)


def _value(cell: "Cell | MergedCell") -> object:
    return _Error(cell.value) if cell.data_type == "e" else cell.value


def _shown(value: object) -> str:
    """Return a value as a spreadsheet shows it, a date in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(_unescaped, value) if "_x" in value else value
    match value:
        case bool():
            return str(value).upper()
        case float():
            return f"{value:.15g}"
        case datetime():
            return value.date().isoformat() if value.time() == time.min else value.isoformat(timespec="seconds")
        case _:
            return str(value)


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _raw(texts: Sequence[str]) -> str:
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow(texts)
    return row.getvalue()
