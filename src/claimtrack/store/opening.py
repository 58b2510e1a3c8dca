"""Opens a database to read or to write it: nothing of it is run or changed before it is shown to be ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from claimtrack.errors.database import DatabaseDamaged
from claimtrack.store.connection import Accept, code_of, connect, connect_unchanging, transaction
from claimtrack.store.identity import require_mark, require_ours, revision


def to_read(path: Path) -> sqlite3.Connection:
    """Return a connection to a file of ours in a transaction of its own, so that all it reads is of one moment.

    Works also where the folder or the medium cannot be written to. Raises the error that says why a file is not ours.
    """
    mark = _mark_of(path)
    try:
        with _watched(path, mark) as finish:
            return _begun(connect(path, accept=mark), path, finish)
    except sqlite3.OperationalError as error:
        unwritable = code_of(error).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))
        if not unwritable or _is_beside(path, "-wal"):
            raise
    return _begun(connect_unchanging(path, accept=mark), path, partial(_require_end, path=path))


@contextmanager
def to_write(path: Path, *, shown: Path, keep: bool) -> Iterator[sqlite3.Connection]:
    """Hold one write transaction on a file of ours; errors name the path that is `shown`."""
    mark = _mark_of(shown)
    with (
        _watched(path, mark) as finish,
        closing(connect(path, accept=mark)) as connection,
        transaction(connection, keep=keep),
    ):
        require_ours(connection, shown)
        finish(connection)
        yield connection


def revision_of(path: Path) -> str:
    """Return the schema revision of a file of ours, be it an older one."""
    mark = _mark_of(path)
    with _watched(path, mark) as finish, closing(connect(path, accept=mark)) as connection:
        found = revision(connection, path)
        finish(connection)
        return found


@contextmanager
def _watched(path: Path, mark: Accept) -> Iterator[Accept]:
    """Keep what lies beside a file from being moved into it; yields what ends that, for a connection that is ours.

    Whoever opens a file to write plays back what a broken write left beside it, and whoever closes it last moves its
    log into it. So one connection that can do neither looks first, and stays until the other has seen the rest.
    """
    if not _is_beside(path, "-wal") and not _is_beside(path, "-journal"):
        yield partial(_require_end, path=path)
        return
    with closing(_witness(path, mark)) as witness:
        yield lambda _: witness.close()


def _witness(path: Path, mark: Accept) -> sqlite3.Connection:
    try:
        return connect(path, mode="ro", accept=mark)
    except sqlite3.OperationalError as error:
        if code_of(error) != "SQLITE_READONLY_ROLLBACK":
            raise
    # Only a connection that writes can play back a journal: the file is looked at as it lies there first.
    connect_unchanging(path, accept=mark).close()
    return connect(path, accept=mark)


def _mark_of(shown: Path) -> Accept:
    return lambda connection: require_mark(connection, shown)


def _is_beside(path: Path, suffix: str) -> bool:
    return Path(f"{path.resolve()}{suffix}").exists()  # SQLite follows links first, and then names the files


def _require_end(connection: sqlite3.Connection, path: Path) -> None:
    """Raise DatabaseDamaged where part of the last page is missing, which SQLite would read as zeros.

    Only for a file that had no log beside it: with one, the rest may be there. SQLite itself misses whole pages.
    """
    pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    there = path.stat().st_size
    if there % size and there < pages * size:
        raise DatabaseDamaged(str(path), f"it is cut off: {pages * size - there:,} bytes are missing")


def _begun(connection: sqlite3.Connection, path: Path, finish: Accept) -> sqlite3.Connection:
    try:
        connection.execute("BEGIN")
        require_ours(connection, path)
        finish(connection)
    except BaseException:
        connection.close()
        raise
    return connection
