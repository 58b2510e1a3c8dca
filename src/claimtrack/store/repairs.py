"""Makes again what follows from the record (derived rows, masks, indexes), and never the record or the ledger."""

import sqlite3
from contextlib import closing
from pathlib import Path

from claimtrack.domain.places import Server
from claimtrack.domain.status import MASKS, lean_of, status_of
from claimtrack.store import checks, statuses
from claimtrack.store.connection import code_of, connect
from claimtrack.store.record import Record

_LOG_SECONDS = 1000  # thousandths of one, to wait for readers of the log


def judge_again(record: Record) -> None:
    """Write the derived rows of every claim, and their tally, anew."""
    statuses.renew_all(record)


def write_masks(record: Record) -> None:
    """Write what each mask means anew; the rows that name one may follow in the same transaction."""
    if isinstance(record.path, Server):  # where what points to a mask cannot wait to be right again: it goes first
        record.connection.execute("DELETE FROM claim_status")
    else:
        record.connection.execute("PRAGMA defer_foreign_keys = ON")
    record.connection.execute("DELETE FROM mask_status")
    record.connection.executemany(
        "INSERT INTO mask_status (mask, status, lean) VALUES (?, ?, ?)",
        [(mask, status_of(mask), lean_of(mask)) for mask in MASKS],
    )


def reindex(record: Record) -> list[str]:
    """Make the indexes that do not agree with their tables anew, and return them; none, where one cannot be."""
    names = checks.disagreeing_indexes(record)
    record.connection.execute("SAVEPOINT reindexing")
    try:
        for name in names:
            record.connection.execute(f'REINDEX "{name}"')  # a name of the schema, which is ours
        if checks.damage(record):
            names = []
    except sqlite3.IntegrityError:  # two rows that a unique index must tell apart
        names = []
    if not names:
        record.connection.execute("ROLLBACK TO reindexing")
    record.connection.execute("RELEASE reindexing")
    return names


def take_in_log(path: Path) -> bool:
    """Move the log beside a database of ours into it; False where others are still reading it."""
    try:
        with closing(connect(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_LOG_SECONDS}")
            is_busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if code_of(error).startswith("SQLITE_BUSY"):
            return False
        raise
    return not is_busy
