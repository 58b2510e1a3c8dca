"""Reads the ledger: operations, their changes, and what a row was before later changes."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from claimtrack.domain import strict_json
from claimtrack.domain.ledger import OPERATION, Action, Change, Operation
from claimtrack.domain.records import Row
from claimtrack.domain.redaction import WORDS
from claimtrack.errors.database import ForeignRow
from claimtrack.store.record import Record, batched, listed
from claimtrack.store.tables import TABLES, kind_of

Values = dict[str, Any]
_OPERATION = f"SELECT {', '.join(Operation._fields)} FROM operation"
_CHANGE = f"SELECT {', '.join(Change._fields)} FROM change"
_BITS = 64  # of SQLite's integers, with the sign
_MARKS = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")


def operations(record: Record) -> Iterator[Operation]:
    """Yield all operations in their order."""
    return (Operation._make(row) for row in record.stream(f"{_OPERATION} ORDER BY number"))


def changes(record: Record) -> Iterator[Change]:
    """Yield all changes in their order."""
    return map(partial(tuple.__new__, Change), record.stream(f"{_CHANGE} ORDER BY seq"))  # no call of Python's own


def later_changes(record: Record) -> dict[tuple[str, int], list[Change]]:
    """Return what happened to rows after they were recorded, by table and number, in order."""
    found: dict[tuple[str, int], list[Change]] = {}
    for row in record.stream(f"{_CHANGE} WHERE action <> 'recorded' ORDER BY entity, number, seq"):
        change = Change._make(row)
        found.setdefault((change.entity, change.number), []).append(change)
    return found


def walked_back(now: Values, later: Sequence[Change]) -> list[Values | None]:
    """Return what a row held when it was recorded and after each later change; None where a redaction took it away.

    Raises ForeignRow where the ledger does not say what an edit replaced.
    """
    states: list[Values | None] = [now]
    for change in reversed(later):
        held = states[-1]
        states.append(_before(held, change) if held is not None else None)
    return states[::-1]


def _before(values: Values, change: Change) -> Values | None:
    match change.action:
        case Action.REDACTED:
            return None
        case Action.WITHDRAWN:
            return values | dict.fromkeys(_MARKS)
        case _:
            return values | replaced(change)


def replaced(change: Change) -> Values:
    """Return what an edit or a restoring replaced, by column; raises ForeignRow where the ledger does not say."""
    columns = Operation._fields if change.entity == OPERATION else kind_of(change.entity).COLUMNS
    try:
        found = strict_json.loads(change.before or "")
    except ValueError as error:
        raise ForeignRow(kind="change", found=f"{change.seq}, which does not say what it replaced") from error
    if not isinstance(found, dict) or not all(_is_cell(*pair, columns) for pair in found.items()):
        raise ForeignRow(kind="change", found=f"{change.seq}, which does not say what it replaced")
    return found


def _is_cell(column: str, value: object, columns: Sequence[str]) -> bool:
    return column in columns and column != "id" and (value is None or type(value) in (str, int))


def latest(record: Record, *, limit: int = 0) -> Iterator[Operation]:
    """Yield the operations from the latest backwards; all of them without a limit."""
    rows = record.stream(f"{_OPERATION} ORDER BY number DESC LIMIT :limit", limit=limit or -1)
    return (Operation._make(row) for row in rows)


def operation(record: Record, number: int) -> Operation | None:
    """Return the operation with a number, or None, also for one that no table can hold."""
    if number.bit_length() >= _BITS:
        return None
    row = record.row(f"{_OPERATION} WHERE number = :number", number=number)
    return Operation._make(row) if row else None


def undone_by(record: Record, undoing: Operation) -> Operation:
    """Return the operation that another one undid; raises ForeignRow where there is none before it."""
    found = operation(record, undoing.undoes) if undoing.undoes is not None else None
    if found is None or found.number >= undoing.number:
        raise ForeignRow(kind="operation", found=f"{undoing.number}, which undoes none before it")
    return found


def changes_of(record: Record, done: Operation) -> list[Change]:
    """Return what an operation did, in order."""
    rows = record.rows(f"{_CHANGE} WHERE seq BETWEEN :first AND :last ORDER BY seq", first=done.first, last=done.last)
    return [Change._make(row) for row in rows]


def without_left_out(record: Record, changes: Sequence[Change]) -> list[Change]:
    """Return the changes of rows that are shown from where the record is looked at."""
    redacted = {change.number for change in changes if change.entity == OPERATION}
    shown = {(OPERATION, number) for number in redacted if _is_shown(record, number)}
    for entity in {change.entity for change in changes} - {OPERATION}:
        for batch in batched(change.number for change in changes if change.entity == entity):
            rows = record.rows(f"SELECT id FROM {TABLES[kind_of(entity)]} WHERE id IN ({listed(batch)})")
            shown |= {(entity, row[0]) for row in rows}
    return [change for change in changes if (change.entity, change.number) in shown]


def _is_shown(record: Record, number: int) -> bool:
    """Tell whether all that an operation changed is known to be shown from where the record is looked at."""
    found = operation(record, number)
    changes = changes_of(record, found) if found else []
    rows = [change for change in changes if change.entity != OPERATION]
    return len(without_left_out(record, rows)) == len(changes)


def undone(record: Record) -> set[int]:
    """Return the operations that were undone and not redone; an undoing that was redone is undone itself."""
    found: set[int] = set()
    for number, undoes in sorted(record.rows("SELECT number, undoes FROM operation WHERE undoes > 0"), reverse=True):
        if number not in found:
            found.add(undoes)
    return found


def later_changes_of(record: Record, entity: str, number: int, *, after: int = 0) -> list[Change]:
    """Return what happened to a row after it was recorded, and after a change of the ledger, in order."""
    rows = record.rows(
        f"{_CHANGE} WHERE entity = :entity AND number = :number AND action <> 'recorded' AND seq > :after ORDER BY seq",
        entity=entity,
        number=number,
        after=after,
    )
    return [Change._make(row) for row in rows]


def recording_of(record: Record, row: Row) -> Change | None:
    """Return the change that recorded a row; found by its moment, or where the ledger took it over by its number."""
    entity = TABLES[type(row)]
    near = "(SELECT min(first) FROM operation WHERE at = :at) AND (SELECT max(last) FROM operation WHERE at = :at)"
    for where in (f"seq BETWEEN {near}", "seq > 0"):
        found = record.row(
            f"{_CHANGE} WHERE {where} AND entity = :entity AND number = :number AND action = 'recorded'",
            entity=entity,
            number=row.id,
            at=row.recorded_at,
        )
        if found:
            return Change._make(found)
    return None


def operations_on(record: Record, row: Row) -> Iterator[Operation]:
    """Yield the operations that changed a row, in order, each as often as it did."""
    recording = recording_of(record, row)
    later = later_changes_of(record, TABLES[type(row)], row.id)
    return (operation_of(record, change) for change in (*([recording] if recording else ()), *later))


def changes_to(record: Record, row: Row) -> int:
    """Return how many changes of a row can still be read."""
    found: int = record.one(
        "SELECT count(*) FROM change WHERE entity = :entity AND number = :number AND salt IS NOT NULL",
        entity=TABLES[type(row)],
        number=row.id,
    )
    return found


def earlier_words(record: Record, row: Row) -> set[str]:
    """Return the words that edits of a row replaced."""
    columns = WORDS.get(type(row), ())
    later = later_changes_of(record, TABLES[type(row)], row.id)
    held = [replaced(change) for change in later if change.action == Action.EDITED and change.before is not None]
    return {values[name] for values in held for name in columns if isinstance(values.get(name), str)}


def withdrawn_for(record: Record, row: Row) -> set[str]:
    """Return the reasons for which a row was withdrawn, as far as they are still known."""
    later = later_changes_of(record, TABLES[type(row)], row.id)
    held = [replaced(one) for one in later if one.action == Action.RESTORED and one.before is not None]
    return {reason for reason in (row.withdrawn_reason, *(one.get("withdrawn_reason") for one in held)) if reason}


def is_redacted(record: Record, row: Row) -> bool:
    """Tell whether the words of a row were ever taken away."""
    return any(change.action == Action.REDACTED for change in later_changes_of(record, TABLES[type(row)], row.id))


def is_redaction(record: Record, done: Operation) -> bool:
    """Tell whether an operation took words away for good."""
    found = record.row(
        "SELECT 1 FROM change WHERE seq BETWEEN :first AND :last AND action = 'redacted'",
        first=done.first,
        last=done.last,
    )
    return found is not None


def has_redacted_reason(record: Record, done: Operation) -> bool:
    """Tell whether the reason of an operation was taken away."""
    return any(one.action == Action.REDACTED for one in later_changes_of(record, OPERATION, done.number))


def is_attested(record: Record, done: Operation) -> bool:
    """Tell whether a hash that can be checked says when an operation was done, by whom and why."""
    proven = record.row(
        "SELECT 1 FROM change WHERE seq BETWEEN :first AND :last AND salt IS NOT NULL",
        first=done.first,
        last=done.last,
    )
    return bool(proven) or any(one.salt is not None for one in later_changes_of(record, OPERATION, done.number))


def operation_of(record: Record, change: Change) -> Operation:
    """Return the operation to which a change belongs; raises ForeignRow where there is none."""
    row = record.row(f"{_OPERATION} WHERE first <= :seq ORDER BY first DESC LIMIT 1", seq=change.seq)
    if row is None:
        raise ForeignRow(kind="change", found=f"{change.seq}, which belongs to no operation")
    return Operation._make(row)
