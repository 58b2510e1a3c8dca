"""Opens every SQLite connection, so that its settings stand once, and words the errors SQLite raises."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from claimtrack.errors.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DiskFull,
    ForeignRow,
    NotADatabase,
)

BUSY_SECONDS = 60.0
_BUSY_VARIABLE = "CLAIMTRACK_BUSY_SECONDS"
_LARGEST_CELL = 16 * 1024 * 1024  # bytes; the program itself refuses texts long before

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)


def busy_seconds() -> float:
    """Return how long a connection waits for another writer; a disk that is busy itself can hold one for 20 seconds."""
    try:
        return max(0.0, float(os.environ.get(_BUSY_VARIABLE, BUSY_SECONDS)))
    except ValueError:
        return BUSY_SECONDS


def connect(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """Return a connection with every setting made; the transactions are the caller's (autocommit until BEGIN).

    `mode` is SQLite's own: `rw`, `rwc` (create) or `ro`. Raises sqlite3.Error where the file cannot be opened.
    """
    return _open(f"mode={mode}", path)


def connect_unchanging(path: Path) -> sqlite3.Connection:
    """Return a reading connection to a file in a folder where SQLite can make no lock files."""
    return _open("mode=ro&immutable=1", path)


def _open(options: str, path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{options}", uri=True, isolation_level=None, timeout=busy_seconds()
    )
    try:
        _settle(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _settle(connection: sqlite3.Connection) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST_CELL)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for setting in _SETTINGS:
        connection.execute(setting)


@contextmanager
def worded_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file into an error that says what to do; other errors pass."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        shown = str(path)
        match name.removeprefix("SQLITE_").split("_")[0]:
            case "BUSY" | "LOCKED" | "PROTOCOL":
                raise DatabaseBusy(shown) from error
            case "READONLY" | "PERM" | "AUTH" | "CANTOPEN":
                raise DatabaseReadOnly(shown) from error
            case "FULL":
                raise DiskFull(shown) from error
            case "IOERR":
                raise (
                    DiskFull(shown) if "WRITE" in name or "FSYNC" in name else DatabaseDamaged(shown, str(error))
                ) from error
            case "NOTADB":
                raise NotADatabase(shown, "it is no SQLite file") from error
            case "ERROR" if str(error).startswith(("no such table", "no such column")):
                raise ForeignRow(kind="schema", found=str(error)) from error
            case "CORRUPT" | "TOOBIG":
                raise DatabaseDamaged(shown, str(error)) from error
            case _:
                raise


@contextmanager
def transaction(connection: sqlite3.Connection, *, keep: bool = True) -> Iterator[None]:
    """Hold one write transaction: kept whole at the end, rolled back on any error and, for a dry run, where not `keep`.

    It begins IMMEDIATE: one that reads first and then writes would fail at once beside another writer.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT" if keep else "ROLLBACK")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
