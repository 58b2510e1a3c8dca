"""Undoes what a command did, and redoes it: the reverse of each of its changes, as an operation of its own."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from claimtrack.domain.ledger import OPERATION, Action, Change, Operation
from claimtrack.domain.records import Membership, Merger, Row
from claimtrack.domain.references import called
from claimtrack.errors.database import ForeignRow
from claimtrack.errors.history import AlreadyUndone, CannotUndo, NoOperation, NothingToRedo, NothingToUndo
from claimtrack.services import belonging, merging
from claimtrack.store import history, lookup, pointers
from claimtrack.store.tables import TABLES, kind_of
from claimtrack.store.writer import Writer


class Stepped(NamedTuple):
    """The operation that was undone or redone with what it had done, and the redactions that were stepped over."""

    operation: Operation
    changes: list[Change]
    over: Sequence[int] = ()


def undo(writer: Writer, number: int | None = None) -> Stepped:
    """Undo an operation, or the latest that stands and is no redaction, and return it; repeated, it steps back.

    A redaction is for good and can never be undone, so it does not end the way back; what touched the words it took
    does. Raises NothingToUndo, NoOperation, AlreadyUndone, or CannotUndo where something later depends on it.
    """
    undone = history.undone(writer)
    if number is None:
        target, over = _latest(writer, undone)
        return Stepped(target, _reverse(writer, target), over)
    named = history.operation(writer, number)
    if named is None:
        raise NoOperation(str(number))
    if named.number in undone:
        raise AlreadyUndone(number)
    return Stepped(named, _reverse(writer, named))


def _latest(writer: Writer, undone: Collection[int]) -> tuple[Operation, list[int]]:
    """Return the latest operation that stands, and the redactions after it; raises NothingToUndo."""
    over: list[int] = []
    for one in history.latest(writer):
        if one.undoes is not None or one.number in undone:
            continue
        if not history.is_redaction(writer, one):
            return one, over
        over.append(one.number)
    raise NothingToUndo(but_redactions=bool(over))


def redo(writer: Writer) -> Stepped:
    """Redo what was undone last, and return the operation with what it had done.

    Raises NothingToRedo where nothing was undone, or where something was recorded since.
    """
    undone = history.undone(writer)
    for one in history.latest(writer):
        if one.undoes is None and one.number not in undone:
            raise NothingToRedo(since=one.number)
        if one.undoes is None or one.number in undone:
            continue
        redone = history.undone_by(writer, one)
        if redone.undoes is None:
            _reverse(writer, one)
            return Stepped(redone, history.changes_of(writer, redone))
    raise NothingToRedo(since=None)


def _reverse(writer: Writer, target: Operation) -> list[Change]:
    """Do the reverse of every change of an operation, the last first."""
    done = history.changes_of(writer, target)
    if gone := next((change for change in done if change.action == Action.REDACTED), None):
        what = "the reason" if gone.entity == OPERATION else "the text"
        raise CannotUndo(target.number, because=f"{what} of {called(gone.entity, gone.number)} was redacted, for good")
    writer.ledger.undo(target.number)
    rows = {(change.entity, change.number) for change in done}
    for entity, number in rows:
        _require_as_it_was_left(writer, target, entity, number)
    restored: list[Row] = []
    for change in reversed(done):
        row = _row(writer, change)
        match change.action:
            case Action.RECORDED if row.recorded_at != target.at:
                raise CannotUndo(target.number, because="it took in what had been recorded elsewhere or before")
            case Action.RECORDED:
                _require_unused(writer, target, row, rows)
                writer.withdraw(row, reason=f"operation {target.number} was undone")
            case Action.WITHDRAWN:
                restored.append(_restore(writer, target, row))
            case Action.RESTORED:
                writer.withdraw(row, reason=_reason_before(change))
            case Action.EDITED:
                _edit_back(writer, change, row)
            case _:
                raise ForeignRow(kind="change", found=f"{change.seq}, which is {change.action}")
    for row in restored:
        _require_what_it_points_to(writer, target, row)
    return done


def _reason_before(change: Change) -> str:
    """Return why a row that was restored had been withdrawn; raises ForeignRow where the ledger does not say."""
    reason = history.replaced(change).get("withdrawn_reason")
    if not isinstance(reason, str):
        raise ForeignRow(kind="change", found=f"{change.seq}, which does not say what it replaced")
    return reason


def _edit_back(writer: Writer, change: Change, row: Row) -> None:
    """Give a row back what an edit replaced; raises ForeignRow for what no edit can have replaced."""
    before = history.replaced(change)
    if not before or not writer.can_replace(row, before):
        raise ForeignRow(kind="change", found=f"{change.seq}, which replaced what is never edited")
    try:
        writer.replace(row, **before)
    except writer.connection.IntegrityError as error:
        raise ForeignRow(kind="change", found=f"{change.seq}, which replaced what no row can hold") from error


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
    row = lookup.by_numbers(writer, kind_of(entity), [number])[number]
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
        found = history.undone_by(writer, found)
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
    return lookup.by_numbers(writer, kind_of(change.entity), [change.number])[change.number]


def _called(row: Row) -> str:
    return called(TABLES[type(row)], row.id)
