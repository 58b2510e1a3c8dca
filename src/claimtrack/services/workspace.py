"""Finds and opens the database, and knows what day it is and who records."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from claimtrack.domain.places import Place, Server, place_of
from claimtrack.domain.vantage import NOW, Vantage
from claimtrack.errors.base import InputError
from claimtrack.errors.database import DatabaseReadOnly, NoDatabase, NoFolder, NotADatabase
from claimtrack.errors.texts import NotOneDay
from claimtrack.store import confidence, engines, opening
from claimtrack.store.engine import Connection
from claimtrack.store.engines import worded_errors
from claimtrack.store.record import Record

if TYPE_CHECKING:
    from claimtrack.store.writer import Writer

T = TypeVar("T")
Named = str | Place | None  # as a caller names a database: a file, a server's URL, or none

DATABASE_NAME = "claimtrack.db"
DATABASE_VARIABLE = "CLAIMTRACK_DB"
ACTOR_VARIABLE = "CLAIMTRACK_ACTOR"
TODAY_VARIABLE = "CLAIMTRACK_TODAY"
_SQLITE_HEADER = b"SQLite format 3\x00"


def located(db: Named) -> Place:
    """Return where the database is or would be: as given, else by CLAIMTRACK_DB, else here or in a parent folder.

    Raises an error of errors.servers for a URL that cannot be read.
    """
    if db is not None:
        return place_of(db)
    if named := os.environ.get(DATABASE_VARIABLE):
        return place_of(named)
    here = Path.cwd()
    found = (folder / DATABASE_NAME for folder in (here, *here.parents))
    return next((path for path in found if path.is_file()), Path(DATABASE_NAME))


def is_database(path: Path) -> bool:
    """Tell whether a file that is not open here is a SQLite database, ours or anybody's: none is ever written over."""
    with path.open("rb") as file:
        return file.read(len(_SQLITE_HEADER)) == _SQLITE_HEADER


def today() -> str:
    """Return today as ISO text: CLAIMTRACK_TODAY where it is set, else the local day."""
    fixed = os.environ.get(TODAY_VARIABLE)
    if not fixed:
        return datetime.now().astimezone().date().isoformat()
    from claimtrack.domain import dates  # only where a day is fixed

    try:
        return dates.one_day(fixed, of=TODAY_VARIABLE)
    except InputError as error:  # of what is no date at all, the variable is to be named, too
        raise NotOneDay(variable=TODAY_VARIABLE, text=fixed) from error


def _moment(day: str) -> str:
    """Return now in UTC as ISO text; on the fixed day, where CLAIMTRACK_TODAY fixes one."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return day + now[10:] if os.environ.get(TODAY_VARIABLE) else now


def recorder() -> str:
    """Return who records: CLAIMTRACK_ACTOR where it is set, else the system's user name."""
    import getpass

    from claimtrack.domain.text import NAME_LIMIT, one_line

    named = os.environ.get(ACTOR_VARIABLE)
    if named:
        return one_line(named, ACTOR_VARIABLE, limit=NAME_LIMIT)
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a user name
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "unknown"


class Written(NamedTuple, Generic[T]):
    """What a write returned, where it was written, and whether the database was made for it."""

    outcome: T
    path: Place
    is_new: bool


@contextmanager
def reading(db: Named, vantage: Vantage = NOW) -> Iterator[Record]:
    """Open the database to read it, as it stood at one moment, from a vantage; what is confidential is left out.

    Raises an error of errors.database where it is missing, busy, of another schema, or not ours.
    """
    path = located(db)
    require_file(path)
    day = today()
    with worded_errors(path), engines.to_read(path) as connection:
        record = Record(connection, path, today=day)
        record.vantage, record.confidential = vantage, confidence.count(record)
        if record.withholds or not vantage.is_now:
            from claimtrack.store.vantages import look_from  # a plain read looks from nowhere else

            look_from(record, vantage)
        engines.nothing_more_is_written(connection, path, is_now=vantage.is_now)
        yield record


def write(
    db: Named, action: "Callable[[Writer], T]", *, dry_run: bool = False, reason: str | None = None
) -> Written[T]:
    """Do what the action does in one write transaction, kept whole at the end or not at all.

    A missing database is created with what is written in it, or not at all; a dry run keeps nothing of either. Where
    another run creates the file at the same moment, the action is done again in that one, so it must be repeatable.
    The `reason` is kept in the ledger.
    """
    path = located(db)
    if isinstance(path, Server):
        return _write_on_server(path, action, keep=not dry_run, reason=reason)
    if not path.exists() and not path.is_symlink():
        if not path.parent.is_dir():
            raise NoFolder(str(path.parent))
        with _new_database(path, throwaway=dry_run) as (unfinished, finish):
            outcome = _write_into(unfinished, action, shown=path, keep=not dry_run, reason=reason)
            if dry_run or finish(unfinished, path):
                return Written(outcome, path, is_new=not dry_run)
    return Written(_write_into(path, action, shown=path, keep=not dry_run, reason=reason), path, is_new=False)


def _write_into(path: Path, action: "Callable[[Writer], T]", *, shown: Path, keep: bool, reason: str | None) -> T:
    require_file(path)
    with worded_errors(shown), opening.to_write(path, shown=shown, keep=keep) as connection:
        writer = writer_on(connection, shown, reason=reason)
        outcome = action(writer)
        writer.conclude()
    return outcome


def _write_on_server(server: Server, action: "Callable[[Writer], T]", *, keep: bool, reason: str | None) -> Written[T]:
    with worded_errors(server), engines.to_write_on(server, keep=keep) as (connection, is_new):
        writer = writer_on(connection, server, reason=reason)
        outcome = action(writer)
        writer.conclude()
    return Written(outcome, server, is_new=is_new and keep)


def writer_on(connection: Connection, path: Place, *, reason: str | None) -> "Writer":
    """Return the writer inside a transaction just begun, with its day, its moment and who records."""
    from claimtrack.domain.text import kept  # a read needs none of what a write needs
    from claimtrack.store.writer import Writer

    why = kept(reason, "reason") if reason is not None else None
    day = today()
    return Writer(connection, path, today=day, at=_moment(day), by=recorder(), reason=why)


@contextmanager
def _new_database(path: Path, *, throwaway: bool) -> Iterator[tuple[Path, Callable[[Path, Path], bool]]]:
    """Build an empty database beside its place or, to be thrown away, in a folder of its own."""
    import tempfile

    from claimtrack.store import making  # once in a database's life

    with tempfile.TemporaryDirectory(prefix="claimtrack-") if throwaway else nullcontext(path.parent) as folder:
        try:
            with worded_errors(path), making.building(Path(folder) / path.name) as unfinished:
                yield unfinished, making.finish
        except OSError as error:
            if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise DatabaseReadOnly(str(path)) from error
            raise


def require_file(path: Place) -> None:
    """Raise NoDatabase or NotADatabase unless there is a plain file; nothing else is opened, since it might not end.

    What is on a server is only known to whoever asks the server.
    """
    if isinstance(path, Server):
        return
    if path.is_dir():
        raise NotADatabase(str(path), "it is a folder")
    if path.is_symlink() and not path.exists():
        raise NotADatabase(str(path), "it is a link to nothing")
    if not path.exists():
        raise NoDatabase(str(path))
    if not path.is_file():
        raise NotADatabase(str(path), "it is a device, a pipe or a socket")
