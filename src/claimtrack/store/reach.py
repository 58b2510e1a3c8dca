"""How far a write reaches: the claims it touches, and those whose chains pass what it touched."""

from collections.abc import Collection, Iterable, Iterator

from claimtrack.domain.records import (
    Actor,
    Bearing,
    Claim,
    Evidence,
    Membership,
    Merger,
    Reliance,
    Row,
    Statement,
    Verdict,
)
from claimtrack.store.columns import Columns
from claimtrack.store.record import Record, batched, listed

_SHARING = 10  # bits of a number that tell it from those it shares an integer with
_REST = (1 << _SHARING) - 1
_AT_ONCE = 50_000  # in one query; SQLite takes no text of more than a million characters

# The claims of statements, of all that speak for some actors or for what these stand for, and of everything that,
# through any chain, relies on one of them; with the claims on which what these actors collected bears (a CROSS JOIN
# keeps its order in SQLite).
_RELYING = """
WITH RECURSIVE part(id) AS (
  SELECT id FROM actor WHERE id IN ({actors})
  UNION
  SELECT membership.actor_id FROM part JOIN membership ON membership.whole_id = part.id
  WHERE membership.withdrawn_at IS NULL
  UNION
  SELECT merger.actor_id FROM part JOIN merger ON merger.into_id = part.id
  WHERE merger.withdrawn_at IS NULL
  UNION
  SELECT merger.into_id FROM part JOIN merger ON merger.actor_id = part.id
  WHERE merger.withdrawn_at IS NULL
),
relying(id) AS (
  SELECT id FROM statement WHERE id IN ({statements})
  UNION
  SELECT id FROM statement WHERE claim_id IN ({claims})
  UNION
  SELECT statement.id FROM part JOIN statement ON statement.actor_id = part.id
  UNION
  SELECT reliance.statement_id FROM relying JOIN reliance ON reliance.basis_id = relying.id
  WHERE reliance.withdrawn_at IS NULL
)
SELECT statement.claim_id FROM relying JOIN statement ON statement.id = relying.id
UNION
SELECT bearing.claim_id FROM part
CROSS JOIN evidence ON evidence.collector_id = part.id
CROSS JOIN bearing ON bearing.evidence_id = evidence.id AND bearing.withdrawn_at IS NULL
"""
_BORNE_ON = "SELECT claim_id FROM bearing WHERE withdrawn_at IS NULL AND evidence_id IN"


# What a row that is added reaches: the claim it is about, and what others may rely on.
_CLAIM_OF: dict[type[Row], str] = {Claim: "id", Statement: "claim_id", Bearing: "claim_id", Verdict: "claim_id"}
_BELOW: dict[type[Row], dict[str, str]] = {
    Reliance: {"statement_id": "statements"},
    Membership: {"actor_id": "actors"},
    Merger: {"actor_id": "actors", "into_id": "actors"},
}


class Numbers:
    """A set of row numbers that comes in ascending order; of a million in a row it holds a fifth of a megabyte.

    Each 1,024 numbers share one integer with a bit for each.
    """

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._bits: dict[int, int] = {}
        self.update(numbers)

    def update(self, numbers: Iterable[int]) -> None:
        """Add numbers, some of them perhaps again and again."""
        for number in set(numbers):
            self.add(number)

    def add(self, number: int) -> None:
        """Add a number."""
        place = number >> _SHARING
        self._bits[place] = self._bits.get(place, 0) | 1 << (number & _REST)

    def __iter__(self) -> Iterator[int]:
        for place, bits in sorted(self._bits.items()):
            left, first = bits, place << _SHARING
            while left:
                lowest = left & -left
                yield first + lowest.bit_length() - 1
                left ^= lowest


class Reach:
    """What a write has touched so far; each thing is looked for above only once all has been written."""

    def __init__(self) -> None:
        self._claims = Numbers()
        self._evidence: set[int] = set()
        self._below: dict[str, set[int]] = {"claims": set(), "statements": set(), "actors": set()}

    def recorded(self, rows: Columns) -> None:
        """Take note of rows that were added: nothing relies on them yet, unless it is they that make it so."""
        if rows.kind in _CLAIM_OF:
            self._claims.update(rows[_CLAIM_OF[rows.kind]])
        for column, below in _BELOW.get(rows.kind, {}).items():
            self._below[below].update(rows[column])

    def added(self, row: Row) -> None:
        """Take note of one row that was added."""
        self.recorded(Columns.of([row]))

    def withdrawn(self, row: Row) -> None:
        """Take note of a row that was withdrawn, whatever relied on it."""
        self.added(row)
        match row:
            case Claim():
                self._below["claims"].add(row.id)
            case Statement():
                self._below["statements"].add(row.id)
            case Evidence():
                self._evidence.add(row.id)
            case _:
                pass

    def edited(self, row: Row, was: Row) -> None:
        """Take note of a row described anew: only the kind of an actor counts, since some kinds name nobody."""
        if isinstance(row, Actor) and isinstance(was, Actor) and row.kind is not was.kind:
            self._below["actors"].add(row.id)

    def taken(self, record: Record) -> Numbers:
        """Return the claims whose derived rows may have changed since the last time, and begin anew."""
        found, self._claims = self._claims, Numbers()
        for items in batched(sorted(self._evidence), _AT_ONCE):
            found.update(_claims(record, f"{_BORNE_ON} ({listed(items)})"))
        self._evidence.clear()
        for kind, numbers in self._below.items():
            found.update(relying(record, kind, numbers))
            numbers.clear()
        return found


def relying(record: Record, kind: str, numbers: Collection[int]) -> set[int]:
    """Return the claims that `claims`, `statements` or `actors` (by kind) speak on, with all that rely on them."""
    found: set[int] = set()
    for batch in batched(sorted(numbers), _AT_ONCE):
        seeds = {name: listed(batch if name == kind else ()) for name in ("claims", "statements", "actors")}
        found |= _claims(record, _RELYING.format(**seeds))
    return found


def _claims(record: Record, sql: str) -> set[int]:
    return {row[0] for row in record.rows(sql)}
