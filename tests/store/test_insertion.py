"""Many rows go in by few statements, each row once and in its order."""

import sqlite3
from contextlib import closing

import pytest

from claimtrack.store.insertion import TOGETHER, insert


@pytest.mark.parametrize("size", [0, 1, TOGETHER - 1, TOGETHER, TOGETHER + 1, 2 * TOGETHER + 3])
def test_every_row_is_inserted_once_and_in_order(size: int) -> None:
    rows = [(n, f"row {n}") for n in range(size)]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE TABLE kept (number INTEGER, said TEXT, more TEXT)")
        ran: list[str] = []
        connection.set_trace_callback(ran.append)
        insert(connection, "kept", ["number", "said"], iter(rows), size=size)
        connection.set_trace_callback(None)
        assert connection.execute("SELECT number, said, more FROM kept ORDER BY rowid").fetchall() == [
            (*row, None) for row in rows
        ]
    assert len(ran) == size // TOGETHER + size % TOGETHER
