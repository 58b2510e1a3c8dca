"""Leaves no byte of what was taken out of a database: in its free pages, in the log beside it, or in statistics."""

import sqlite3
from contextlib import closing

from claimtrack.domain.places import Place, Server
from claimtrack.errors.database import NotWiped
from claimtrack.store.connection import connect
from claimtrack.store.engine import Connection

_STATISTICS = ("sqlite_stat3", "sqlite_stat4")  # hold samples of what indexes hold; SQLite does without them


def prepare(connection: Connection) -> None:
    """Let what a transaction removes from here on be overwritten where it stood; a server has nothing of the kind."""
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA secure_delete = ON")


def forget_samples(connection: Connection) -> None:
    """Remove the samples of words that ANALYZE may have taken; inside the transaction that removes the words.

    A server's are taken anew when it is wiped.
    """
    if not isinstance(connection, sqlite3.Connection):
        return
    found = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE name LIKE 'sqlite!_stat%' ESCAPE '!'"
    ).fetchall()
    for (table,) in found:
        if table in _STATISTICS:
            connection.execute(f"DELETE FROM main.{table}")


def wipe(path: Place) -> None:
    """Write the whole file anew without its free pages, and empty the log; after the transaction.

    Of a server's database the tables are written anew. Raises NotWiped where something is in the way: the words are
    then out of the record, and not out of its files.
    """
    if isinstance(path, Server):
        from claimtrack.store.postgres import wiping as on_server

        on_server.wipe(path)
        return
    try:
        with closing(connect(path)) as connection:
            connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # the copy that VACUUM writes back
            connection.execute("VACUUM")
            held = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise NotWiped(str(path), str(error)) from error
    if held:
        raise NotWiped(str(path), "another program is reading it")
