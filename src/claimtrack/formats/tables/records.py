"""Takes a delimited text apart into rows with their lines, and holds broken quotes to the row that they are in."""

import csv
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from claimtrack.domain.intake import Refused, Repair
from claimtrack.errors.base import InputError
from claimtrack.errors.tables import HoldsNul, NotInEncoding, QuoteAstray, QuotesAstray, RowTooLong
from claimtrack.formats.tables.encodings import Encoding
from claimtrack.formats.tables.values import Row

LIMIT = 1_000_000  # characters of a row
_READ_AGAIN = 10 * LIMIT  # characters; what is spent on quotes that are not closed


class Delimiting(NamedTuple):
    """How the cells of a row are parted; `skips_blanks` where a blank after a delimiter is none of the cell's."""

    sign: str
    skips_blanks: bool = False


class Records:
    """The rows of a delimited text (RFC 4180), one at a time.

    A quote that is not closed would take in all rows up to the next one: where that comes out, the row that it began in
    is refused, and the lines after that one are read again. Cells of tab-delimited text seldom hold tabs, so that a row
    of theirs with such a quote is taken as it stands.
    """

    def __init__(self, text: TextIO, delimiting: Delimiting, *, origin: str, encoding: Encoding) -> None:
        csv.field_size_limit(max(csv.field_size_limit(), LIMIT))
        self._lines = _Lines(text)
        self._reader = csv.reader(
            self._lines, delimiter=delimiting.sign, skipinitialspace=delimiting.skips_blanks, strict=True
        )
        self._sign = delimiting.sign
        self._origin = origin
        self._encoding = encoding
        guess = (Repair("encoding", "no Unicode, and nothing that says what", f"read as {encoding.called}"),)
        self._guessed = guess if encoding.is_guess else ()
        self._read_again = 0

    def rows(self) -> Iterator[Row | Refused]:
        """Yield every row that is not blank, with as many cells as it has, or why it cannot be read.

        Raises QuotesAstray where there is no end of quotes that are not closed.
        """
        while True:
            number = self._lines.begin()
            try:
                cells = next(self._reader)
            except StopIteration:
                return
            except csv.Error:
                yield from self._astray(number)
                continue
            except RowTooLong as fault:
                yield self._too_long(number, fault)
                continue
            if any(map(str.strip, cells)):
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> Row | Refused:
        raw = self._lines.taken_text()
        if "\0" in raw:
            return _refused(number, raw, HoldsNul())
        if self._encoding.lacks(raw):
            return _refused(number, raw, NotInEncoding(self._encoding.called))
        return Row(f"line {number}", raw, cells, self._guessed if self._guessed and not raw.isascii() else ())

    def _astray(self, number: int) -> Iterator[Row | Refused]:
        self._return_lines(number)
        first = self._lines.taken_text()
        row = self._row(number, first.split(self._sign))
        if isinstance(row, Refused) or self._sign != "\t":
            yield row if isinstance(row, Refused) else _refused(number, first, QuoteAstray())
        else:
            repair = Repair("row", first, "its quotes are not matched, and taken as they stand")
            yield row._replace(repairs=(*row.repairs, repair))

    def _too_long(self, number: int, fault: RowTooLong) -> Refused:
        self._return_lines(number)
        self._lines.skip_rest()
        return _refused(number, self._lines.taken_text(), fault)

    def _return_lines(self, number: int) -> None:
        self._read_again += self._lines.return_all_but_first()
        if self._read_again > _READ_AGAIN:
            raise QuotesAstray(self._origin, number)


class _Lines:
    """The lines of a text with their numbers, and those that the row being read has taken so far."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._returned: deque[str] = deque()
        self._taken: list[str] = []
        self._length = 0
        self._number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else self._text.readline(LIMIT + 1)
        if not line:
            raise StopIteration
        self._taken.append(line)
        self._length += len(line)
        self._number += 1
        if self._length > LIMIT:
            raise RowTooLong(LIMIT)
        return line

    def begin(self) -> int:
        """Begin a row, and return the number of its first line."""
        self._taken.clear()
        self._length = 0
        return self._number + 1

    def taken_text(self) -> str:
        """Return the row as it stands, without its last line's end."""
        return "".join(self._taken).rstrip("\r\n")

    def return_all_but_first(self) -> int:
        """Give back the lines after a row's first, and return how many characters they have."""
        rest = self._taken[1:]
        del self._taken[1:]
        self._returned.extendleft(reversed(rest))
        self._number -= len(rest)
        return sum(map(len, rest))

    def skip_rest(self) -> None:
        """Pass over what a line longer than a row may be has left, and keep none of it."""
        end = self._taken[-1]
        while end and not end.endswith(("\n", "\r")):
            end = self._text.readline(LIMIT)


def _refused(number: int, raw: str, fault: InputError) -> Refused:
    return Refused(f"line {number}", raw, f"{fault.message}; {fault.hint}")
