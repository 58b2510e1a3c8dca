"""Opens a record on the engine that its place asks for; of the one that is not asked for, nothing is imported."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.domain.places import Place, Server
from claimtrack.errors.servers import NoDriver
from claimtrack.store import connection, opening
from claimtrack.store.engine import Connection
from claimtrack.store.identity import REVISION
from claimtrack.store.record import Record

if TYPE_CHECKING:
    from claimtrack.store.entries import WordIndex
    from claimtrack.store.postgres.circumstances import Circumstances


class Opened(NamedTuple):
    """A connection inside its one write transaction, and whether the tables were made in it."""

    connection: Connection
    is_new: bool


@contextmanager
def worded_errors(place: Place) -> Iterator[None]:
    """Turn what an engine raises into an error that says what to do; other errors pass."""
    if not isinstance(place, Server):
        with connection.worded_errors(place):
            yield
        return
    _require_driver(place)
    from claimtrack.store.postgres import refusals

    with refusals.worded_errors(place):
        yield


@contextmanager
def to_read(place: Place) -> Iterator[Connection]:
    """Hold a connection to a record of this program's schema, as it stood at one moment."""
    if not isinstance(place, Server):
        with closing(opening.to_read(place)) as opened:
            yield opened
        return
    from claimtrack.store.postgres import opening as on_server

    with on_server.to_read(place) as session:
        yield session


def nothing_more_is_written(opened: Connection, place: Place, *, is_now: bool) -> None:
    """Let the engine refuse what a read would write; of another day than now, it judges into tables of its own."""
    if isinstance(place, Server):
        opened.execute("SET TRANSACTION READ ONLY")  # which leaves the connection's own tables open
    elif is_now:
        opened.execute("PRAGMA query_only = ON")


@contextmanager
def to_write_on(server: Server, *, keep: bool, makes: bool = True) -> Iterator[Opened]:
    """Hold one write transaction on a server; one that `makes` it makes the tables of an empty database, too."""
    from claimtrack.store.postgres import opening as on_server
    from claimtrack.store.postgres.session import Session

    def making(session: Session) -> None:
        from claimtrack.store.postgres import migration  # costs 400 ms, once in a database's life

        migration.upgrade(session, server)

    with on_server.to_write(server, keep=keep, making=making if makes else None) as (session, is_new):
        yield Opened(session, is_new)


@contextmanager
def migrating_on(server: Server, *, keep: bool, take_over: Callable[[Connection], None]) -> Iterator[str]:
    """Bring a server's database up to date in one write transaction; yields the revision it had, empty for none."""
    from claimtrack.store.postgres import opening as on_server

    with on_server.to_migrate(server, keep=keep) as (session, found):
        if found != REVISION:
            from claimtrack.store.postgres import migration  # costs 400 ms

            migration.upgrade(session, server, take_over=take_over if found else None)
        yield found


def index_of(record: Record) -> "WordIndex":
    """Return the index of words of the engine that a record is on."""
    if record.is_on_server:
        from claimtrack.store.postgres.text_search import TextSearch

        return TextSearch(record)
    from claimtrack.store.fts5 import Fts5

    return Fts5(record)


def circumstances(opened: Connection) -> "Circumstances":
    """Return what a server says of itself and of the role that asks."""
    from claimtrack.store.postgres import circumstances as on_server

    return on_server.circumstances(opened)


def _require_driver(server: Server) -> None:
    try:
        import_module("psycopg")
    except ImportError as error:
        raise NoDriver(str(server)) from error
