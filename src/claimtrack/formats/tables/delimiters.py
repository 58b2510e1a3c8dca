"""Tells by which sign the cells of a delimited text are parted, by its beginning."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from claimtrack.errors.tables import QuotesAstray
from claimtrack.formats.tables.encodings import Encoding
from claimtrack.formats.tables.records import Delimiting, Records
from claimtrack.formats.tables.values import Row

SAMPLE = 1 << 16  # characters
_ROWS = 100
_SIGNS = (",", ";", "\t", "|")
_SAID = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)  # the line by which spreadsheets are told


class _Fit(NamedTuple):
    """How well a text is parted by a sign; the greater, the better."""

    known: int  # columns whose names mean something
    is_parted: bool
    share: float  # of the rows that have as many cells as there are columns
    width: int


def said_by(line: str) -> str | None:
    """Return the delimiter that a text's first line says, where it says nothing else."""
    match = _SAID.fullmatch(line)
    return match[1] if match else None


def delimiting_of(sample: str, *, encoding: Encoding, known: Callable[[Sequence[str]], int]) -> Delimiting:
    """Return how a text's cells are parted, judged by its beginning, a comma where nothing tells.

    The columns that `known` counts in the first row tell most; then whether there are cells to part, and how many rows
    have as many of them as the first. The standard library's Sniffer knows no columns, takes a letter for a delimiter
    where a table has one column, and finds none where rows are uneven.
    """
    if len(sample) >= SAMPLE:
        sample = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    candidates = [Delimiting(sign, skips_blanks=skips) for skips in (False, True) for sign in _SIGNS]
    fits = [_fit(sample, candidate, encoding, known) for candidate in candidates]
    return candidates[fits.index(max(fits))]  # the first of equals


def _fit(sample: str, delimiting: Delimiting, encoding: Encoding, known: Callable[[Sequence[str]], int]) -> _Fit:
    rows = list(islice(_rows(sample, delimiting, encoding), _ROWS))
    header = next((row.cells for row in rows if row), [])
    width = len(header)
    share = sum(row is not None and len(row.cells) == width for row in rows) / max(len(rows), 1)
    return _Fit(known(header), width > 1 and share >= 0.5, share, width)


def _rows(sample: str, delimiting: Delimiting, encoding: Encoding) -> Iterator[Row | None]:
    """Yield the rows of a text, and None for one that cannot be read so."""
    records = Records(io.StringIO(sample, newline=""), delimiting, origin="", encoding=encoding)
    try:
        for row in records.rows():
            yield row if isinstance(row, Row) else None
    except QuotesAstray:
        yield None
