"""Recounts what was done to the record: operations with their changes, all of them or those that concern one thing."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from claimtrack.domain.ledger import Change, Operation
from claimtrack.domain.records import Claim, Row
from claimtrack.domain.references import Kind
from claimtrack.errors.history import NoOperation
from claimtrack.services import naming
from claimtrack.store import history, pointers
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES

_LONGEST = 18  # digits of a number that SQLite holds


class Done(NamedTuple):
    """An operation with those of its changes that were asked for, and whether it was undone.

    There are no changes where it did more than was to be read.
    """

    operation: Operation
    changes: list[Change]
    is_undone: bool


def replaced(change: Change) -> dict[str, str | int | None] | None:
    """Return what a change replaced, by column, or None for one that replaced nothing that is still known.

    Raises ForeignRow where the ledger holds what no claimtrack writes.
    """
    return history.replaced(change) if change.before is not None else None


def is_number(ref: str) -> bool:
    """Tell whether a reference is the number of an operation, and no name or id of anything."""
    return ref.strip().isdecimal()


def operation(record: Record, typed: str) -> Operation:
    """Return the operation of a number as typed; raises NoOperation."""
    number = typed.strip()
    found = history.operation(record, int(number)) if len(number) <= _LONGEST else None
    if found is None:
        raise NoOperation(number)
    return found


def log(record: Record, ref: str | None = None, *, limit: int = 0, most: int = 0) -> list[Done]:
    """Return what was done, the latest first: all of it, one operation by its number, or what concerns one thing.

    Of an operation with more than `most` changes, where that is not 0, none is read. Raises NoOperation, and what
    `naming.anything` raises.
    """
    undone = history.undone(record)
    if ref is None:
        found = list(history.latest(record, limit=0 if record.withholds else limit))
    elif is_number(ref):
        found = [operation(record, ref)]
    else:
        return _concerning(record, naming.anything(record, ref), undone)[: limit or None]
    told = (Done(one, _changes_of(record, one, most), one.number in undone) for one in found)
    shown = list(islice(_shown(record, told), limit or None))
    if ref is not None and not shown:
        raise NoOperation(ref.strip())
    return shown


def _changes_of(record: Record, done: Operation, most: int) -> list[Change]:
    """Return what an operation did; nothing of a great one, unless something may have to be left out of it."""
    is_great = most and done.last - done.first >= most
    return [] if is_great and not record.withholds else history.changes_of(record, done)


def _shown(record: Record, told: Iterable[Done]) -> Iterator[Done]:
    """Yield what was done without what is left out; a reason that may speak of that is left out with it."""
    for one in told:
        if not record.withholds:
            yield one
            continue
        changes = history.without_left_out(record, one.changes)
        if len(changes) == len(one.changes):
            yield one
        elif changes:
            yield one._replace(changes=changes, operation=one.operation._replace(reason=None))


def _concerning(record: Record, row: Row, undone: set[int]) -> list[Done]:
    changes: dict[Operation, list[Change]] = {}
    for one in (row, *_belonging(record, row)):
        recording = history.recording_of(record, one)
        later = history.later_changes_of(record, TABLES[type(one)], one.id)
        for change in (*([recording] if recording else ()), *later):
            changes.setdefault(history.operation_of(record, change), []).append(change)
    done = [Done(one, sorted(changes[one]), one.number in undone) for one in sorted(changes, reverse=True)]
    if not record.withholds:
        return done
    whole = _shown(record, (one._replace(changes=history.changes_of(record, one.operation)) for one in done))
    reasons = {one.operation.number: one.operation.reason for one in whole}
    return [one._replace(operation=one.operation._replace(reason=reasons[one.operation.number])) for one in done]


def _belonging(record: Record, row: Row) -> Iterator[Row]:
    """Yield what belongs to a thing: what has no id of its own, and all that is said and shown of a claim."""
    for other in pointers.pointing_to(record, row, withdrawn=True):
        if isinstance(row, Claim) or TABLES[type(other)] not in set(Kind):
            yield other
