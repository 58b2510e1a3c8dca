"""Reads which rows point to which, as the tables' own foreign keys say."""

from collections.abc import Iterator
from typing import NamedTuple

from claimtrack.domain.records import Row
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES, kind_of, records


class Pointer(NamedTuple):
    """A column by which rows of one kind point to rows of another."""

    kind: type[Row]
    column: str
    to: type[Row]


def pointers(record: Record) -> list[Pointer]:
    """Return every column that points from one table of the record to another."""
    return [
        Pointer(kind, row[3], kind_of(row[2]))
        for kind, table in TABLES.items()
        for row in record.rows(f"PRAGMA main.foreign_key_list({table})")
    ]


def pointing_to(record: Record, row: Row, *, withdrawn: bool = False) -> Iterator[Row]:
    """Yield the rows that stand and point to a row, in the order of the tables; or those withdrawn, too."""
    for kind, column, to in pointers(record):
        if to is type(row):
            yield from records(
                record,
                kind,
                f"WHERE {column} = :number AND (withdrawn_at IS NULL OR :withdrawn) ORDER BY id",
                number=row.id,
                withdrawn=withdrawn,
            )


def pointed_at(record: Record, row: Row) -> Iterator[Row]:
    """Yield the rows to which a row points, withdrawn or not."""
    for kind, column, to in pointers(record):
        number = getattr(row, column) if kind is type(row) else None
        if number is not None:
            yield from records(record, to, "WHERE id = :number", number=number)
