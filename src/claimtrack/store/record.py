"""The open record: one connection, and the way every read of the store asks it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from enum import Enum
from itertools import islice
from typing import Any, TypeVar

from claimtrack.domain.places import Place, Server
from claimtrack.domain.vantage import NOW
from claimtrack.errors.database import ForeignRow
from claimtrack.store.engine import Connection

BATCH = 500
T = TypeVar("T")
W = TypeVar("W", bound=Enum)

# Told what is done and of how many steps, gives what is called with the steps as they are done.
Progress = Callable[[str, int], AbstractContextManager[Callable[[int], None]]]

# Begins a query with `part`: the actor :actor and everything that is, through any chain, part of it or merged into it.
WITH_PARTS = """
WITH RECURSIVE part(id) AS (
  SELECT :actor
  UNION SELECT membership.actor_id FROM membership JOIN part ON membership.whole_id = part.id
  WHERE membership.withdrawn_at IS NULL
  UNION SELECT merger.actor_id FROM merger JOIN part ON merger.into_id = part.id
  WHERE merger.withdrawn_at IS NULL
)
"""

# Begins a query with `above`: the actors {asked} and all that they ever were part of, under every number that these are
# on record by; {when} is what else is asked of a membership.
WITH_WHOLES = """
WITH RECURSIVE above(id) AS (
  SELECT id FROM actor WHERE id IN ({asked})
  UNION
  SELECT membership.whole_id FROM above JOIN membership ON membership.actor_id = above.id
  AND membership.withdrawn_at IS NULL {when}
  UNION
  SELECT merger.into_id FROM above JOIN merger ON merger.actor_id = above.id AND merger.withdrawn_at IS NULL
  UNION
  SELECT merger.actor_id FROM above JOIN merger ON merger.into_id = above.id AND merger.withdrawn_at IS NULL
)
"""


class Record:
    """An open database; `today` (ISO text) is the day it is asked on, `vantage` from where.

    `confidential` is how many rows are marked so; a read knows it before it answers.
    """

    def __init__(self, connection: Connection, path: Place, *, today: str) -> None:
        self.connection = connection
        self.path = path
        self.today = today
        self.vantage = NOW
        self.confidential = 0

    @property
    def is_on_server(self) -> bool:
        """Whether it lives in a database of a server, and not in a file."""
        return isinstance(self.path, Server)

    @property
    def withholds(self) -> bool:
        """Whether there is anything confidential, and it is left out."""
        return self.confidential > 0 and not self.vantage.confidential

    def rows(self, sql: str, **values: Any) -> list[tuple[Any, ...]]:
        """Return all rows of a query with `:named` values."""
        return self.connection.execute(sql, values).fetchall()

    def stream(self, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
        """Return the rows of a query one by one; no generator, which would close its cursor after its connection."""
        return iter(self.connection.cursor().execute(sql, values))

    def row(self, sql: str, **values: Any) -> tuple[Any, ...] | None:
        """Return the first row of a query, or None."""
        row: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return row

    def one(self, sql: str, **values: Any) -> Any:
        """Return the one value of a query that always has a row."""
        return self.connection.execute(sql, values).fetchone()[0]


def unseen(_what: str, _total: int) -> AbstractContextManager[Callable[[int], None]]:
    """Show no progress."""
    return nullcontext(lambda _: None)


def batched(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Yield the items in lists of a size, so that a query asks about many rows and never about all."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def listed(numbers: Iterable[int]) -> str:
    """Return row numbers as the inside of an SQL `IN (...)`; integers only, so nothing needs quoting."""
    return ",".join(map(str, map(int, numbers)))


def among(column: str, numbers: Collection[int]) -> str:
    """Return the SQL that asks for some row numbers in a column.

    As a range where none is missing between them, as among the claims of a load: SQLite makes a table of any list.
    """
    asked = set(numbers)
    if asked and max(asked) - min(asked) + 1 == len(asked):
        return f"{column} BETWEEN {min(asked):d} AND {max(asked):d}"
    return f"{column} IN ({listed(asked)})"


def placed(texts: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return texts as the inside of an SQL `IN (...)`, by name, and the values to be bound to these names."""
    values = {f"t{n}": text for n, text in enumerate(texts)}
    return ", ".join(f":{name}" for name in values), values


def word(vocabulary: type[W], value: str | int) -> W:
    """Return a stored word as one of its vocabulary; raises ForeignRow for one that is not in it."""
    try:
        return vocabulary(value)
    except ValueError as error:
        raise ForeignRow(kind=vocabulary.__name__.lower(), found=repr(value)) from error
