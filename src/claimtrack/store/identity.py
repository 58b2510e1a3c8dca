"""Tells whether a file is a claimtrack database, as claimtrack made it, and one this program can read."""

import sqlite3
from pathlib import Path

from claimtrack.errors.database import DatabaseDamaged, ForeignSchema, NewerDatabase, NotADatabase, OlderDatabase
from claimtrack.store import schema
from claimtrack.store.connection import bounded

APPLICATION_ID = 0x436C6D54  # "ClmT", kept in the file's header; `file` and SQLite's own tools print it
REVISION = "0010"
_VERSIONS = "alembic_version"


def require_mark(connection: sqlite3.Connection, path: Path) -> None:
    """Raise NotADatabase for a file without our mark; only the header is read, not what tables there are."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        empty = connection.execute("PRAGMA schema_version").fetchone()[0] == 0
        raise NotADatabase(str(path), "it is empty" if empty else "another program made it")


def require_ours(connection: sqlite3.Connection, path: Path) -> None:
    """Raise an error unless the file is ours, of this program's schema, and as claimtrack made it.

    To be asked inside the transaction that then reads or writes: another process may migrate the file before it. Plain
    SQL and a comparison of texts, 0.3 ms: asking Alembic would cost 350 ms of each command.
    """
    found = revision(connection, path)
    if found != REVISION:
        raise OlderDatabase(str(path), found=found, known=REVISION)


def revision(connection: sqlite3.Connection, path: Path) -> str:
    """Return the schema revision of a file of ours, this program's or an older one.

    Raises NotADatabase, NewerDatabase, DatabaseDamaged or, for a file that is not as claimtrack made it, ForeignSchema.
    """
    require_mark(connection, path)
    with bounded(connection):
        found = schema.held(connection)
        newest = schema.written(REVISION)
        if found != newest:
            _require_utf8(connection, path)
        stated = _stated(connection, path, found, newest)
    _require_same(path, found, newest if stated == REVISION else _written(stated, path))
    return stated


def _written(stated: str, path: Path) -> set[schema.Made]:
    """Return what a file of another revision holds; raises where there is none such, or none yet."""
    if stated > REVISION:
        raise NewerDatabase(str(path), found=stated, known=REVISION)
    try:
        return schema.written(stated)
    except FileNotFoundError:
        reason = f"it says that it has the schema {stated}, which there never was"
        raise DatabaseDamaged(str(path), reason) from None


def _require_utf8(connection: sqlite3.Connection, path: Path) -> None:
    encoding = connection.execute("PRAGMA encoding").fetchone()[0]
    if encoding != "UTF-8":
        raise NotADatabase(str(path), f"its text is kept as {encoding}")


def _stated(connection: sqlite3.Connection, path: Path, found: set[schema.Made], newest: set[schema.Made]) -> str:
    """Return what revision the file says it has, from a table that is first shown to be a table, and the right one."""
    versions, wanted = ({one for one in made if one[1] == _VERSIONS} for made in (found, newest))
    _require_same(path, versions, wanted)
    rows = connection.execute(f"SELECT version_num FROM {_VERSIONS} LIMIT 2").fetchall()
    if len(rows) != 1 or not isinstance(rows[0][0], str) or not schema.is_revision(rows[0][0]):
        raise DatabaseDamaged(str(path), "it does not say which schema it has")
    return str(rows[0][0])


def _require_same(path: Path, found: set[schema.Made], wanted: set[schema.Made]) -> None:
    differing = schema.difference(found, wanted)
    if differing:
        raise ForeignSchema(str(path), **differing._asdict())
