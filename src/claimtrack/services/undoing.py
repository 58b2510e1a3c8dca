"""Undoes what a command did, and redoes it: the reverse of each of its changes, as an operation of its own."""

import json
from collections.abc import Collection

from claimtrack.domain.ledger import Action, Change, Operation
from claimtrack.domain.records import Membership, Merger, Row
from claimtrack.domain.references import called
from claimtrack.errors.history import AlreadyUndone, CannotUndo, NoOperation, NothingToRedo, NothingToUndo
from claimtrack.services import belonging, merging
from claimtrack.store import history, lookup, pointers
from claimtrack.store.tables import KIND_OF, TABLES
from claimtrack.store.writer import Writer


def undo(writer: Writer, number: int | None = None) -> tuple[Operation, list[Change]]:
    """Undo an operation, or the latest that stands, and return it with what it had done; repeated, it steps back.

    Raises NothingToUndo, NoOperation, AlreadyUndone, or CannotUndo where something later depends on it.
    """
    undone = history.undone(writer)
    if number is None:
        target = _latest(writer, undone)
        if target is None:
            raise NothingToUndo
    else:
        target = history.operation(writer, number)
        if target is None:
            raise NoOperation(str(number))
        if target.number in undone:
            raise AlreadyUndone(number)
    return target, _reverse(writer, target)


def _latest(writer: Writer, undone: Collection[int]) -> Operation | None:
    """Return the latest operation that stands; its stream ends here, before anything is refused."""
    return next((one for one in history.latest(writer) if one.undoes is None and one.number not in undone), None)


def redo(writer: Writer) -> tuple[Operation, list[Change]]:
    """Redo what was undone last, and return the operation with what it had done.

    Raises NothingToRedo where nothing was undone, or where something was recorded since.
    """
    undone = history.undone(writer)
    for one in history.latest(writer):
        if one.undoes is None and one.number not in undone:
            raise NothingToRedo(since=one.number)
        if one.undoes is None or one.number in undone:
            continue
        redone = history.operation(writer, one.undoes)
        assert redone is not None, "foreign keys hold"
        if redone.undoes is None:
            _reverse(writer, one)
            return redone, history.changes_of(writer, redone)
    raise NothingToRedo(since=None)


def _reverse(writer: Writer, target: Operation) -> list[Change]:
    """Do the reverse of every change of an operation, the last first."""
    done = history.changes_of(writer, target)
    writer.ledger.undo(target.number)
    rows = {(change.entity, change.number) for change in done}
    for entity, number in rows:
        _require_as_it_was_left(writer, target, entity, number)
    restored: list[Row] = []
    for change in reversed(done):
        row = _row(writer, change)
        match change.action:
            case Action.RECORDED if row.recorded_at != target.at:
                raise CannotUndo(target.number, because="it took over what an earlier version had recorded")
            case Action.RECORDED:
                _require_unused(writer, target, row, rows)
                writer.withdraw(row, reason=f"operation {target.number} was undone")
            case Action.WITHDRAWN:
                restored.append(_restore(writer, target, row))
            case Action.RESTORED:
                writer.withdraw(row, reason=json.loads(change.before or "{}")["withdrawn_reason"])
            case Action.EDITED:
                writer.edit(row, **json.loads(change.before or "{}"))
            case _:
                raise CannotUndo(target.number, because=f"the text of {_called(row)} was redacted, for good")
    for row in restored:
        _require_what_it_points_to(writer, target, row)
    return done


def _require_what_it_points_to(writer: Writer, target: Operation, row: Row) -> None:
    """Raise CannotUndo where a row that stands again points to one that was withdrawn since the operation."""
    for thing in pointers.pointed_at(writer, row):
        if thing.withdrawn_at is None:
            continue
        later = history.later_changes_of(writer, TABLES[type(thing)], thing.id, after=target.last)
        then = history.walked_back(vars(thing), later)[0]
        if then is not None and then["withdrawn_at"] is None:
            raise CannotUndo(
                target.number,
                because=f"{_called(row)} depends on {_called(thing)}, which is withdrawn",
                first=_done_by(writer, later[-1]),
            )


def _require_as_it_was_left(writer: Writer, target: Operation, entity: str, number: int) -> None:
    """Raise CannotUndo where a row is not as the operation left it."""
    later = history.later_changes_of(writer, entity, number, after=target.last)
    if not later:
        return
    row = lookup.by_numbers(writer, KIND_OF[entity], [number])[number]
    if any(change.action == Action.REDACTED for change in later):
        raise CannotUndo(target.number, because=f"{_called(row)} was redacted since, for good")
    then = history.walked_back(vars(row), later)[0]
    if then != vars(row):
        raise CannotUndo(
            target.number,
            because=f"{_called(row)} was {later[-1].action} since",
            first=_done_by(writer, later[-1]),
        )


def _require_unused(writer: Writer, target: Operation, row: Row, together: Collection[tuple[str, int]]) -> None:
    for user in pointers.pointing_to(writer, row):
        if (TABLES[type(user)], user.id) not in together:
            recording = history.recording_of(writer, user)
            raise CannotUndo(
                target.number,
                because=f"{_called(user)} depends on {_called(row)}",
                first=_done_by(writer, recording) if recording else None,
            )


def _done_by(writer: Writer, change: Change) -> int:
    """Return the operation that a change goes back to: of one that was redone, the operation itself."""
    found = history.operation_of(writer, change)
    while found.undoes is not None:
        undoing = history.operation(writer, found.undoes)
        assert undoing is not None, "foreign keys hold"
        found = undoing
    return found.number


def _restore(writer: Writer, target: Operation, row: Row) -> Row:
    """Let a row stand again; raises CannotUndo where another has taken its place."""
    match row:
        case Membership():
            belonging.require_fit(writer, row)
        case Merger():
            merging.require_fit(writer, row)
    try:
        return writer.restore(row)
    except writer.connection.IntegrityError as error:
        raise CannotUndo(target.number, because=f"in place of {_called(row)} stands another") from error


def _row(writer: Writer, change: Change) -> Row:
    return lookup.by_numbers(writer, KIND_OF[change.entity], [change.number])[change.number]


def _called(row: Row) -> str:
    return called(TABLES[type(row)], row.id)
