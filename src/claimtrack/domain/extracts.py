"""What an export takes out of a record: rows with everything that they point to, and what a format could not hold."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from claimtrack.domain.records import Row

R = TypeVar("R", bound=Row)


class Extract:
    """Rows that stand, by kind, in the order in which they were recorded; every row they point to is among them.

    `checkpoint` is the line that stands for the record they were taken from, `today` the day on which.
    """

    def __init__(self, rows: Mapping[type[Row], Sequence[Row]], *, checkpoint: str, today: str) -> None:
        self._rows = rows
        self.checkpoint = checkpoint
        self.today = today

    def all(self, kind: type[R]) -> Sequence[R]:
        """Return the rows of a kind."""
        return cast("Sequence[R]", self._rows.get(kind, ()))

    def one(self, kind: type[R], number: int) -> R:
        """Return the row of a kind with a number; raises KeyError for one that was not taken."""
        return cast("R", self._by_number[kind, number])

    def kinds(self) -> Iterator[type[Row]]:
        """Yield the kinds of which there are rows."""
        return (kind for kind, rows in self._rows.items() if rows)

    @cached_property
    def _by_number(self) -> dict[tuple[type[Row], int], Row]:
        return {(kind, row.id): row for kind, rows in self._rows.items() for row in rows}


class Loss(NamedTuple):
    """What a format cannot hold, and how many of it there were."""

    what: str
    number: int
