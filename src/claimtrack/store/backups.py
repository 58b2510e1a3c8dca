"""Writes whole copies of a database while others write to it, and reads back what a copy holds."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from claimtrack.errors.database import BackupFailed
from claimtrack.store import identity, opening
from claimtrack.store.connection import code_of, connect

_HEADER, _MARK_AT = 100, 68  # bytes of SQLite's header, and where the application's mark stands in it
_BEFORE = ".before-{revision}"
# What SQLite says where it is the copy that cannot be written; anything else is about the database.
_OF_THE_COPY = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN", "SQLITE_READONLY")


def name_before(path: Path, revision: str) -> Path:
    """Return a name beside the file that is not taken, for the copy made before a migration."""
    plain = path.with_name(path.name + _BEFORE.format(revision=revision))
    taken = (plain.with_name(f"{plain.name}.{n}") for n in range(2, 1_000_000))
    return plain if not os.path.lexists(plain) else next(name for name in taken if not os.path.lexists(name))


def beside(path: Path) -> Iterator[Path]:
    """Yield the other files in the folder of a database that may hold what is in it: by their name, or of our making.

    Of each only the header is read, and nothing of the database itself: to close that would drop SQLite's locks.
    """
    own = {path.name, *(path.name + suffix for suffix in ("-wal", "-shm", "-journal"))}
    for one in path.parent.iterdir():
        if one.name not in own and one.is_file() and not (path.exists() and one.samefile(path)):
            named_after = one.name.startswith((path.name, f".{path.name}."))
            if named_after or _header_is_ours(one):
                yield one


def _header_is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return False
    mark = int.from_bytes(header[_MARK_AT : _MARK_AT + 4], "big")
    return len(header) == _HEADER and mark == identity.APPLICATION_ID


def write(path: Path, copy: Path) -> None:
    """Write all that is committed into a new file, of one moment, as closed to others as the database is.

    Only what is there is written, and not the free pages, in which a text that was redacted may still lie. Raises
    BackupFailed where the copy cannot be written, sqlite3.Error where the database cannot be read.
    """
    mode = stat.S_IMODE(path.stat().st_mode)
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        copy.chmod(mode)
    except OSError as error:
        raise BackupFailed(str(copy), error.strerror or "it cannot be written") from error
    try:
        with closing(opening.to_read(path, require=identity.revision)) as source:
            source.execute("ROLLBACK")  # one statement, so of one moment by itself, and inside of none
            source.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)  # the copy, for as long as it is written
            source.execute("VACUUM INTO ?", (str(copy),))
        with closing(connect(copy)) as written:
            written.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if code_of(error).startswith(_OF_THE_COPY):
            raise BackupFailed(str(copy), str(error)) from error
        raise


def revision_of_sound(copy: Path) -> str:
    """Return the revision of a copy that reads well and is as claimtrack made it; raises an error of the database."""
    with closing(connect(copy, mode="ro")) as written:
        verdict = str(written.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if verdict != "ok":
            raise BackupFailed(str(copy), verdict)
        return identity.revision(written, copy)
