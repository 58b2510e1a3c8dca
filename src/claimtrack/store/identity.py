"""Tells whether a file is a claimtrack database, and one this program can read."""

import sqlite3
from pathlib import Path

from claimtrack.errors.database import DatabaseDamaged, NewerDatabase, NotADatabase, OlderDatabase

APPLICATION_ID = 0x436C6D54  # "ClmT", kept in the file's header; `file` and SQLite's own tools print it
REVISION = "0006"


def require_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise NotADatabase, OlderDatabase or NewerDatabase unless the file is ours and of this program's schema.

    Reads with plain SQL: asking Alembic would cost 350 ms of each command.
    """
    found = revision(connection, path)
    if found == REVISION:
        return
    if found > REVISION:
        raise NewerDatabase(str(path), found=found, known=REVISION)
    raise OlderDatabase(str(path), found=found, known=REVISION)


def revision(connection: sqlite3.Connection, path: Path) -> str:
    """Return the schema revision of a file of ours; raises NotADatabase for anybody else's, or for none at all."""
    identifier = connection.execute("PRAGMA application_id").fetchone()[0]
    if identifier != APPLICATION_ID:
        empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        raise NotADatabase(str(path), "it is empty" if empty else "another program made it")
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError:
        row = None
    if row is None:
        raise DatabaseDamaged(str(path), "it does not say which schema it has")
    return str(row[0])
