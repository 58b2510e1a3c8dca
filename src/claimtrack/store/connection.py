"""Opens every SQLite connection, so that its settings stand once, and words the errors SQLite raises."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from claimtrack.errors.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DiskFull,
    EndlessSchema,
    ForeignRow,
    NotADatabase,
)
from claimtrack.store.engine import Connection

Accept = Callable[[sqlite3.Connection], None]

BUSY_SECONDS = 60.0
_BUSY_VARIABLE = "CLAIMTRACK_BUSY_SECONDS"
# For reading a schema; ours takes half a hundredth, and Python may look through its whole memory in between.
_MOST_CPU_SECONDS = 1.0
_STEPS = 50  # of SQLite's machine between two looks at the clock; one step may be a call of a slow function

# What no statement and no file of ours comes near.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 16 * 1024 * 1024,  # bytes of a cell; the program itself refuses texts long before
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 1_000_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 16,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 0,  # no trigger is ours, so none runs
}
_SETTINGS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
)
# What has no code of its own; the last three are of the index of words.
_UNREADABLE = (
    "Could not decode to UTF-8",
    "unsupported file format",
    "vtable constructor failed",
    "invalid fts5 file format",
    "no such fts5 table",
)
# What a system says that has no room; SHM is the small file through which readers and writers of a log agree.
_NO_ROOM = ("_WRITE", "_FSYNC", "_TRUNCATE", "_SHMOPEN", "_SHMSIZE")
_DURABLE = "PRAGMA synchronous = FULL"  # the one for which SQLite reads the schema


def busy_seconds() -> float:
    """Return how long a connection waits for another writer; a disk that is busy itself can hold one for 20 seconds."""
    try:
        return max(0.0, float(os.environ.get(_BUSY_VARIABLE, BUSY_SECONDS)))
    except ValueError:
        return BUSY_SECONDS


def connect(path: Path, *, mode: str = "rw", accept: Accept | None = None) -> sqlite3.Connection:
    """Return a connection with every setting made; the transactions are the caller's (autocommit until BEGIN).

    `mode` is SQLite's own: `rw`, `rwc` (create) or `ro`. `accept` looks at the connection before SQLite reads what the
    file says of its tables, and may raise. Raises sqlite3.Error where the file cannot be opened.
    """
    return _open(f"mode={mode}", path, accept)


def connect_unchanging(path: Path, *, accept: Accept | None = None) -> sqlite3.Connection:
    """Return a reading connection to a file in a folder where SQLite can make no lock files."""
    return _open("mode=ro&immutable=1", path, accept)


def _open(options: str, path: Path, accept: Accept | None) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{options}", uri=True, isolation_level=None, timeout=busy_seconds()
    )
    try:
        for limit, most in _LIMITS.items():
            connection.setlimit(limit, most)
        for setting in _SETTINGS:
            connection.execute(setting)
        if accept:
            accept(connection)
        if not options.startswith("mode=ro"):
            with bounded(connection):
                connection.execute(_DURABLE)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def bounded(connection: sqlite3.Connection) -> Iterator[None]:
    """Let SQLite give up a statement for which the schema of a hostile file would keep it busy.

    Counted in the thread's own CPU time: waiting for another writer, or for a machine at work, is no sign of anything.
    """
    end = time.thread_time() + _MOST_CPU_SECONDS
    connection.set_progress_handler(lambda: time.thread_time() > end, _STEPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if code_of(error) == "SQLITE_INTERRUPT" and time.thread_time() <= end:
            raise KeyboardInterrupt from error  # it reached the handler, and sqlite3 only takes that for a yes
        raise
    finally:
        connection.set_progress_handler(None, 0)


def code_of(error: sqlite3.Error) -> str:
    """Return SQLite's name for an error, or nothing where Python itself refused what it was given."""
    return getattr(error, "sqlite_errorname", "") or ""


@contextmanager
def worded_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file into an error that says what to do; other errors pass."""
    shown = str(path)
    try:
        yield
    except UnicodeDecodeError as error:  # of a message of SQLite itself, which quotes from a damaged page
        raise DatabaseDamaged(shown, "what it says of its tables is no text") from error
    except sqlite3.DatabaseError as error:
        name = code_of(error)
        match name.removeprefix("SQLITE_").split("_")[0]:
            case "BUSY" | "LOCKED" | "PROTOCOL":
                raise DatabaseBusy(shown) from error
            case "READONLY" | "PERM" | "AUTH" | "CANTOPEN":
                raise DatabaseReadOnly(shown) from error
            case "FULL":
                raise DiskFull(shown) from error
            case "IOERR":
                raise (DiskFull(shown) if name.endswith(_NO_ROOM) else DatabaseDamaged(shown, str(error))) from error
            case "NOTADB":
                raise NotADatabase(shown, "it is no SQLite file") from error
            case "ERROR" if str(error).startswith(("no such table", "no such column")):
                raise ForeignRow(kind="schema", found=str(error)) from error
            case "CORRUPT" | "TOOBIG":
                raise DatabaseDamaged(shown, str(error)) from error
            case "INTERRUPT":
                raise EndlessSchema(shown) from error
            case _ if str(error).startswith(_UNREADABLE):
                raise DatabaseDamaged(shown, str(error)) from error
            case _:
                raise


@contextmanager
def transaction(connection: Connection, *, keep: bool = True) -> Iterator[None]:
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
