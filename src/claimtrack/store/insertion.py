"""Inserts rows, fifty by one statement: what a table's checks compare with is then set up once for all of them.

An `IN` of more than two words is a table that SQLite makes whenever a statement begins; made for each row, it costs
more than the row.
"""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice
from typing import Any

from claimtrack.store.engine import Connection

TOGETHER = 50


def insert(
    connection: Connection, table: str, names: Collection[str], rows: Iterable[Sequence[Any]], *, size: int
) -> None:
    """Insert rows, as many as `size` says, their values in the order of the named columns."""
    into, places = f"INSERT INTO {table} ({', '.join(names)}) VALUES ", f"({', '.join('?' * len(names))})"
    values, width = chain.from_iterable(rows), len(names)
    for together, times in ((TOGETHER, size // TOGETHER), (1, size % TOGETHER)):
        if times:
            sql = into + ", ".join([places] * together)
            connection.executemany(sql, (list(islice(values, width * together)) for _ in range(times)))
