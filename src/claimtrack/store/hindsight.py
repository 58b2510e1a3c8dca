"""Finds what rows were at an earlier moment, where they were edited or restored since."""

from typing import NamedTuple

from claimtrack.domain.ledger import Action, Change
from claimtrack.domain.references import called
from claimtrack.errors.database import ForeignRow
from claimtrack.store import history
from claimtrack.store.history import Values
from claimtrack.store.record import Record
from claimtrack.store.tables import kind_of

# What was done to rows since: in the order of the index that leaves out what was recorded and never touched again.
_SINCE = f"""
SELECT {", ".join(f"change.{name}" for name in Change._fields)} FROM change
JOIN operation ON operation.first = (SELECT max(first) FROM operation WHERE first <= change.seq)
WHERE change.action <> 'recorded' AND operation.at > :moment
ORDER BY change.entity, change.number, change.seq
"""


class Then(NamedTuple):
    """How the rows of one table differed: those that did not stand, and by number what others held."""

    absent: list[int]
    held: dict[int, Values]


def then(record: Record, moment: str) -> dict[str, Then]:
    """Return for each table how its rows differed at a moment (UTC, ISO text) from what stands in it now."""
    since: dict[tuple[str, int], list[Change]] = {}
    for row in record.stream(_SINCE, moment=moment):
        change = Change._make(row)
        if change.attests:
            continue
        since.setdefault((change.entity, change.number), []).append(change)
    found: dict[str, Then] = {}
    for (entity, number), changes in since.items():
        if any(change.action in (Action.EDITED, Action.RESTORED) for change in changes):
            _compare(record, found.setdefault(entity, Then([], {})), entity, number, changes)
    return found


def _compare(record: Record, differing: Then, entity: str, number: int, changes: list[Change]) -> None:
    columns = kind_of(entity).COLUMNS
    row = record.row(f"SELECT {', '.join(columns)} FROM {entity} WHERE id = :number", number=number)
    if row is None:
        raise ForeignRow(kind="change", found=f"of {called(entity, number)}, which is gone")
    now = dict(zip(columns, row, strict=True))
    was = history.walked_back(now, changes)[0]
    if was is None:  # redacted since: what it held is gone for good
        return
    if was["withdrawn_at"] is not None:
        differing.absent.append(number)
    changed = {name for change in changes if change.action == Action.EDITED for name in history.replaced(change)}
    changed.discard("confidential")  # how a row is to be handled is asked of today, whatever the moment
    if changed:
        differing.held[number] = {name: was[name] for name in changed}
