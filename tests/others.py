"""What another program sees and does in the database that commands are about: in a file, or on a server."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from claimtrack.domain.places import Server, place_of
from claimtrack.store.engine import Connection


@contextmanager
def another_program(path: Path) -> Iterator[Connection]:
    """Hold a connection on which nothing is checked that a program may switch off, and keep what it does.

    To the database that CLAIMTRACK_DB names, else to the file. SQL is SQLite's on both.
    """
    server = _server()
    if server is None:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            yield connection
        return
    from claimtrack.store.postgres.session import Session

    with closing(Session(server)) as session:
        session.begin("READ COMMITTED")
        session.execute("SET LOCAL session_replication_role = replica")
        yield session
        session.execute("COMMIT")


def dump(path: Path) -> list[str]:
    """Return all that the database holds, as text."""
    if _server() is None:
        with closing(sqlite3.connect(path)) as connection:
            return list(connection.iterdump())
    with another_program(path) as opened:
        tables = opened.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        ).fetchall()
        return [
            f"{table}: {row}"
            for (table,) in tables
            for row in sorted(map(str, opened.execute(f'SELECT * FROM "{table}"').fetchall()))
        ]


def tamper(path: Path, *statements: str) -> bool:
    """Change the database as another program may, and tell whether every statement changed something."""
    with another_program(path) as other:
        changed = [other.execute(statement).rowcount for statement in statements]
        return min(changed) > 0


def named() -> str:
    """Return how the program shows the database that commands are about."""
    return str(_server() or "claimtrack.db")


def storable(text: str) -> str:
    """Return a text without NUL where a server keeps the record: no text on one can hold it."""
    return text.replace("\x00", "") if _server() else text


def _server() -> Server | None:
    place = place_of(os.environ.get("CLAIMTRACK_DB", ""))
    return place if isinstance(place, Server) else None
