"""Opens every PostgreSQL connection, answers the store's SQL on it, and holds its transactions."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, Self

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.types.numeric import Int8Dumper

from claimtrack.domain.places import Server
from claimtrack.errors.servers import ServerGoneAtTheEnd
from claimtrack.store.connection import busy_seconds
from claimtrack.store.engine import Values
from claimtrack.store.postgres import dialect

WRITING = 0x436C6D54  # "ClmT": the lock that writers take; it is of one database, as the record is
_CONNECT_SECONDS = 15
_LONGEST_WAIT = 2**31 - 1  # milliseconds that a server takes
_FIRST, _NEXT = 100, 2000  # rows of an answer that are asked for at once
# For one transaction only, so that a pooler that hands connections round passes none of it on. What stands in the
# schema is meant and nothing before it but the connection's own views; rows are never left out silently; and no
# question here is long enough to be compiled.
_SETTINGS = (
    f"SET LOCAL search_path = {dialect.SCHEMA}; SET LOCAL row_security = off; SET LOCAL jit = off;"
    " SET LOCAL standard_conforming_strings = on; SET LOCAL quote_all_identifiers = off"
)


class Session:
    """A connection that takes the store's SQL; the transactions are the caller's (autocommit until BEGIN)."""

    IntegrityError = psycopg.IntegrityError

    def __init__(self, server: Server) -> None:
        # What the server refuses is raised as well; the driver's own word on what it then broke off is for nobody.
        logging.getLogger("psycopg").setLevel(logging.CRITICAL)
        self.driver: psycopg.Connection[tuple[Any, ...]] = psycopg.connect(
            server.url,
            autocommit=True,
            prepare_threshold=None,  # what a pooler hands round knows no statement of another's
            connect_timeout=_CONNECT_SECONDS,
            application_name="claimtrack",
            client_encoding="utf8",
        )
        self.driver.adapters.register_dumper(int, Int8Dumper)  # as wide as every column of ours
        self._cursors = count(1)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.driver.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    def begin(self, mode: str) -> None:
        """Begin a transaction of an isolation level, with our settings in it."""
        self.driver.execute(f"BEGIN ISOLATION LEVEL {mode}; {_SETTINGS}; SET LOCAL {patience()}".encode())

    def execute(self, sql: str, parameters: Values = (), /) -> psycopg.RawCursor[tuple[Any, ...]]:
        """Run one statement; its whole answer is here when this returns."""
        words, names = dialect.worded(self.asked(sql))
        return psycopg.RawCursor(self.driver).execute(words.encode(), _placed(parameters, names))

    @staticmethod
    def asked(sql: str) -> str:
        """Return a statement, or what answers it where SQLite has a PRAGMA for it."""
        if not sql.startswith("PRAGMA "):
            return sql
        from claimtrack.store.postgres import questions

        return questions.asked(sql) or sql

    def executemany(self, sql: str, parameters: Iterable[Values], /) -> psycopg.RawCursor[tuple[Any, ...]]:
        """Run one statement for each of many rows, sent without waiting for each."""
        words, names = dialect.worded(sql)
        cursor = psycopg.RawCursor(self.driver)
        cursor.executemany(words.encode(), (_placed(one, names) for one in parameters))
        return cursor

    def cursor(self) -> "Stream":
        """Return a cursor on the server's side, for an answer that is not to be in memory as a whole."""
        return Stream(self, f"stream_{next(self._cursors)}")

    def close(self) -> None:
        """Close it; what was not kept is rolled back."""
        self.driver.close()


class Stream:
    """An answer that is fetched as far as it is asked for; it ends with its transaction."""

    rowcount = -1

    def __init__(self, session: Session, name: str) -> None:
        self._session = session
        self._name = name
        self._held: list[tuple[Any, ...]] = []
        self._place = 0
        self._is_whole = False

    def execute(self, sql: str, parameters: Values = (), /) -> Self:
        """Begin to answer a query."""
        asked = self._session.asked(sql)
        self._session.execute(f"DECLARE {self._name} NO SCROLL CURSOR FOR {asked}", parameters)
        self._fetch(_FIRST)
        return self

    def fetchone(self) -> tuple[Any, ...] | None:
        """Return the next row, or None."""
        if self._place == len(self._held):
            if self._is_whole:
                return None
            self._fetch(_NEXT)
            return self.fetchone()
        self._place += 1
        return self._held[self._place - 1]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """Return the rows that are left."""
        return list(self)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self

    def __next__(self) -> tuple[Any, ...]:
        row = self.fetchone()
        if row is None:
            raise StopIteration
        return row

    def _fetch(self, most: int) -> None:
        self._held = self._session.execute(f"FETCH FORWARD {most} FROM {self._name}").fetchall()
        self._place, self._is_whole = 0, len(self._held) < most
        if self._is_whole:
            self._session.execute(f"CLOSE {self._name}")


def patience() -> str:
    """Return the setting by which a server waits for a lock as long as anybody is to wait."""
    return f"lock_timeout = {max(1, int(min(busy_seconds() * 1000, _LONGEST_WAIT)))}"


def _placed(values: Values, names: Sequence[str]) -> Sequence[Any]:
    return [values[name] for name in names] if isinstance(values, Mapping) else values


@contextmanager
def snapshot(session: Session) -> Iterator[None]:
    """Hold one transaction in which all that is read is of one moment; nothing of it is kept.

    Where the server is set to let nobody write by default, it is said to write, or it could make no views of its own.
    It waits for no writer, but for whoever makes tables anew, as a redaction does: no longer than for another writer.
    """
    said = session.driver.info.parameter_status
    is_closed = said("default_transaction_read_only") == "on" and said("in_hot_standby") != "on"
    session.begin("REPEATABLE READ, READ WRITE" if is_closed else "REPEATABLE READ")
    yield
    session.execute("ROLLBACK")


@contextmanager
def transaction(session: Session, server: Server, *, keep: bool = True) -> Iterator[None]:
    """Hold the one write transaction: kept whole at the end, rolled back on any error and where not `keep`.

    The lock is asked for before anything is read, and each statement then sees what was kept before it (READ
    COMMITTED): the snapshot of a stricter level would be taken before the wait, and the ledger would fork. It is the
    transaction's own, so that it goes with it, also behind a pooler and when this process is killed.
    """
    session.begin("READ COMMITTED")
    session.execute(f"SELECT pg_advisory_xact_lock({WRITING})")
    yield
    if not keep:
        session.execute("ROLLBACK")
        return
    try:
        session.execute("COMMIT")
    except psycopg.OperationalError as error:
        raise ServerGoneAtTheEnd(str(server)) from error
