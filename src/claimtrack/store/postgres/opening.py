"""Opens a database of a server to read or to write it: nothing is read or written before it is shown to be ours."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from claimtrack.domain.places import Server
from claimtrack.store.postgres.identity import is_empty, require_ours, revision
from claimtrack.store.postgres.session import Session, snapshot, transaction

Require = Callable[[Session, Server], object]


@contextmanager
def to_read(server: Server, *, require: Require = require_ours) -> Iterator[Session]:
    """Hold a connection to a database of ours in a transaction of its own, so that all it reads is of one moment.

    Raises the error that says why it is not ours, NoDatabase where it is empty.
    """
    with closing(Session(server)) as session, snapshot(session):
        require(session, server)
        yield session


@contextmanager
def to_write(server: Server, *, keep: bool, making: Callable[[Session], None] | None) -> Iterator[tuple[Session, bool]]:
    """Hold one write transaction on a database of ours, and say whether it was made in it.

    What `making` makes of an empty one is kept or rolled back with all that is written. Raises NoDatabase where there
    is nothing to make it.
    """
    with closing(Session(server)) as session, transaction(session, server, keep=keep):
        is_new = making is not None and is_empty(session, server)
        if making and is_new:
            making(session)
        require_ours(session, server)
        yield session, is_new


@contextmanager
def to_migrate(server: Server, *, keep: bool) -> Iterator[tuple[Session, str]]:
    """Hold one write transaction on a database of ours, be it an older one, and say which revision it has.

    The revision is empty where there are no tables yet.
    """
    with closing(Session(server)) as session, transaction(session, server, keep=keep):
        yield session, "" if is_empty(session, server) else revision(session, server)
