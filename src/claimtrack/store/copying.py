"""Copies a whole record from one database into another, of either engine: every row, and the ledger byte for byte."""

from collections.abc import Iterator

from claimtrack.domain.ledger import Change, Operation
from claimtrack.store.record import Record, batched
from claimtrack.store.tables import TABLES

_BATCH = 1000
# The derived rows go with the record, so that what was kept is compared with the rule there, too; masks are the same.
_DERIVED = {
    "claim_status": (
        "claim_id, mask, status, parties_for, parties_against, evidence_for, evidence_against, verdicts,"
        " last_activity_earliest, last_activity_latest,"
        " origins_for_least, origins_for_most, origins_against_least, origins_against_most"
    ),
    "position": "claim_id, statement_id, party_id, side",
    "status_tally": "status, claims",
}
_LEDGER = {
    "operation": ", ".join(Operation._fields),
    "change": ", ".join(Change._fields),
    "checkpoint": "origin, size, root, nodes",
}
_KEYS = {
    "claim_status": "claim_id",
    "position": "claim_id, statement_id",
    "status_tally": "status",
    "operation": "number",
    "change": "seq",
}
_FILLED = ("checkpoint", "status_tally")  # in every new database: the one is its history's, the other of no claims


def tables() -> Iterator[tuple[str, str, str]]:
    """Yield every table that is copied, what it points to before it: its name, its columns, and its key."""
    for kind, table in TABLES.items():
        yield table, ", ".join(kind.COLUMNS), "id"
    for table, columns in (_DERIVED | _LEDGER).items():
        yield table, columns, _KEYS.get(table, "origin")


def copy(source: Record, target: Record) -> int:
    """Copy every row into a record in which nothing was recorded yet, and return how many there were.

    Inside a read of the one and a write transaction of the other; memory does not grow with the record.
    """
    for table in _FILLED:
        target.connection.execute(f"DELETE FROM {table}")
    copied = 0
    for table, columns, key in tables():
        places = ", ".join("?" for _ in columns.split(","))
        rows = source.stream(f"SELECT {columns} FROM {table} ORDER BY {key}")
        for batch in batched(rows, _BATCH):
            target.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", batch)
            copied += len(batch)
    return copied
