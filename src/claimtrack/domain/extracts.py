"""What an export takes out of a record: rows with everything that they point to, and what a format could not hold."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.vocabulary import Status

R = TypeVar("R", bound=Row)

_CALLED: dict[type[Row], tuple[str, str]] = {
    Claim: ("claim", "claims"),
    Tag: ("tag", "tags"),
    Relation: ("relation between claims", "relations between claims"),
    Statement: ("statement", "statements"),
    Reliance: ("link by which a statement relies on another", "links by which a statement relies on another"),
    Evidence: ("item of evidence", "items of evidence"),
    Bearing: ("bearing of evidence on a claim", "bearings of evidence on claims"),
    Verdict: ("verdict", "verdicts"),
    Source: ("source", "sources"),
    Citation: ("citation between sources", "citations between sources"),
    Actor: ("actor", "actors"),
    Membership: ("link by which an actor is part of another", "links by which an actor is part of another"),
}


class Extract:
    """Rows that stand, by kind, in the order in which they were recorded; every row they point to is among them.

    An actor that was merged into another is that other one wherever it is named. `context` are the numbers of claims
    that were not asked for: only the statements on them are there that others rely on. `statuses` are those of the
    claims asked for. `checkpoint` is the line that stands for the record, empty where a file is to have none; `today`
    is the day on which the rows were taken, and `clocks` says which clocks were used, empty for neither.
    """

    def __init__(
        self,
        rows: Mapping[type[Row], Sequence[Row]],
        *,
        checkpoint: str,
        today: str,
        clocks: str = "",
        context: Collection[int] = (),
        statuses: Mapping[int, Status] | None = None,
    ) -> None:
        self._rows = rows
        self.checkpoint = checkpoint
        self.today = today
        self.clocks = clocks
        self.context = frozenset(context)
        self.statuses = statuses or {}

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
    """What a format cannot hold, worded for their number, and how many of it there were."""

    what: str
    number: int


def lost(number: int, one: str, many: str) -> Iterator[Loss]:
    """Yield what was left out, worded for one or for many; nothing where nothing was."""
    if number:
        yield Loss(one if number == 1 else many, number)


def left_out(extract: Extract, *kinds: type[Row]) -> Iterator[Loss]:
    """Yield how many rows there were of kinds for which a format has no place."""
    for kind in kinds:
        yield from lost(len(extract.all(kind)), *_CALLED[kind])
