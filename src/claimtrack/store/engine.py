"""What the store asks of a connection, whichever engine it leads to: SQLite's own driver answers it as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

Values = Sequence[Any] | Mapping[str, Any]


class Rows(Protocol):
    """The answer of a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows a statement changed."""

    def fetchone(self) -> Any:
        """Return the next row, or None."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the rows that are left."""


class Cursor(Protocol):
    """A place in an answer, which is read as far as it is asked for."""

    def execute(self, sql: str, parameters: Values = ..., /) -> Rows:
        """Begin to answer a statement."""


class Connection(Protocol):
    """An open database; SQL is SQLite's, with `:named` values or `?` (PEP 249), and the adapter words it for others."""

    @property
    def IntegrityError(self) -> type[Exception]:
        """What a constraint that refuses a row raises."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, parameters: Values = ..., /) -> Rows:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Values], /) -> Rows:
        """Run one statement for each of many rows."""

    def cursor(self) -> Cursor:
        """Return a cursor, for an answer that is not to be in memory as a whole."""

    def close(self) -> None:
        """Close it; what was not kept is rolled back."""
