"""Reads delimited tables of any making, and writes our own as one that is read back as the same records."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.intake import Item, Refused
from claimtrack.errors.tables import NotATable
from claimtrack.formats.incoming import Asked
from claimtrack.formats.tables import cells
from claimtrack.formats.tables.delimiters import SAMPLE, delimiting_of, said_by
from claimtrack.formats.tables.encodings import Encoding, encoding_of, rereadable
from claimtrack.formats.tables.fields import COLUMNS
from claimtrack.formats.tables.flat import Flat, losses_of, losses_of_rows
from claimtrack.formats.tables.mapping import Wishes, counted_in, mapped, wishes_of
from claimtrack.formats.tables.records import Delimiting, Records
from claimtrack.formats.tables.rows import items_of
from claimtrack.formats.tables.values import Row, fitted, header_of


def read_csv(stream: BinaryIO, asked: Asked) -> Iterator[Item]:
    """Yield what the rows of a table say whose cells are parted by commas, semicolons, tabs or bars.

    Raises NotATable, QuotesAstray, or an error of the mapping.
    """
    return _read(stream, asked, None)


def read_tsv(stream: BinaryIO, asked: Asked) -> Iterator[Item]:
    """Yield what the rows of a table say whose cells are parted by tabs; raises as `read_csv` does."""
    return _read(stream, asked, Delimiting("\t"))


def _read(stream: BinaryIO, asked: Asked, delimiting: Delimiting | None) -> Iterator[Item]:
    wishes = wishes_of(asked)
    with rereadable(stream) as table:
        encoding = encoding_of(table, origin=asked.origin, stated=wishes.encoding)
        if delimiting is None:
            delimiting = _delimiting(table, encoding, wishes)
        with _text(table, encoding) as text:
            rows = Records(text, delimiting, origin=asked.origin, encoding=encoding).rows()
            header = _header(rows, asked.origin)
            text_of = cells.from_delimited if set(COLUMNS) <= set(header) else None
            whole = (fitted(row, len(header)) for row in rows)
            yield from items_of(whole, mapped(wishes, header), asked, text_of=text_of)


def _header(rows: Iterator[Row | Refused], origin: str) -> tuple[str, ...]:
    """Return the columns' names, which the first row has, or the second where the first says the delimiter."""
    first = next(rows, None)
    if isinstance(first, Row) and said_by(first.raw):
        first = next(rows, None)
    if not isinstance(first, Row):
        raise NotATable(origin, first.reason if first else "it is empty")
    return header_of(first.cells)


def _delimiting(stream: BinaryIO, encoding: Encoding, wishes: Wishes) -> Delimiting:
    """Return how the cells are parted, and leave the stream where it was."""
    start = stream.tell()
    with _text(stream, encoding) as text:
        sample = text.read(SAMPLE)
    stream.seek(start)
    said = said_by(sample.partition("\n")[0])
    return Delimiting(said) if said else delimiting_of(sample, encoding=encoding, known=counted_in(wishes))


@contextmanager
def _text(stream: BinaryIO, encoding: Encoding) -> Iterator[TextIO]:
    """Give the text of a stream, which stays open."""
    text = io.TextIOWrapper(stream, encoding=encoding.name, errors=encoding.errors, newline="")
    try:
        yield text
    finally:
        text.detach()


def write_csv(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write a row for each statement, each bearing of evidence, each verdict, and each claim that has none of them.

    Read back, it gives the same claims, statements, evidence and verdicts; what it lacks is returned.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for row in Flat(extract).rows():
            writer.writerow([cells.delimited(row.get(field, "")) for field in COLUMNS])
    finally:
        text.detach()
    return [*losses_of(extract), *losses_of_rows(extract)]
