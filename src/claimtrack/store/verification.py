"""Holds the tables against the ledger: every change is hashed anew from what the tables say, in one pass.

Rows are numbered as they are recorded, so the changes in their order and each table in the order of its numbers go side
by side. A row that was changed later is walked back, change by change, to what it was.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.ledger import OPERATION, Action, Change, Operation, Wording, leaf_of, may_lack_salt
from claimtrack.domain.merkle import Frontier
from claimtrack.domain.redaction import REDACTED
from claimtrack.domain.references import called
from claimtrack.errors.database import ForeignRow
from claimtrack.store import history
from claimtrack.store.checkpoints import head
from claimtrack.store.history import Values
from claimtrack.store.ledger import SHAPES, hashed
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES, kind_of

_BATCH = 1000
_RECORDED = Action.RECORDED.value  # asked of every change


class Fault(NamedTuple):
    """Where ledger and tables do not agree, and how."""

    where: str
    says: str


class Verified(NamedTuple):
    """What one pass found.

    `continues` tells of each checkpoint asked about whether this history begins with the one it stands for; `redacted`
    are the rows whose text is gone, with the operations that say why.
    """

    now: Checkpoint
    faults: list[Fault]
    continues: dict[Checkpoint, bool]
    redacted: list[Change]


def verify(record: Record, checkpoints: Sequence[Checkpoint] = ()) -> Verified:
    """Return where ledger and tables differ, after reading all of both; memory does not grow with the record."""
    later = history.later_changes(record)
    redacted = [change for changes in later.values() for change in changes if change.action == Action.REDACTED]
    comparing = _Roots(checkpoints)
    faults = list(_spans(record))
    without_reason = {change.number for change in redacted if change.entity == OPERATION}
    tables = {table: _Table(record, table, SHAPES[kind].columns, without_reason) for kind, table in TABLES.items()}
    now, found_here = _kept(record)
    faults += found_here
    spans = _Spans(record, now.origin)
    for n, change in enumerate(history.changes(record), 1):
        if change.seq != n:
            faults.append(Fault(f"change {n}", "it is gone from the ledger"))
            break
        table = tables.get(change.entity)
        since = later.get((change.entity, change.number), ()) if later else ()
        if change.entity == OPERATION:
            faults += _faults_of_attested(record, change, spans.wording(change), since, without_reason)
        elif table is None:
            faults.append(Fault(f"change {n}", f"there is no table {change.entity!r}"))
        elif since or not table.continues(change, spans):
            faults += table.faults_of(change, spans, since)
        comparing.add(change.leaf)
    found = comparing.finished()
    for table in tables.values():
        faults += table.unknown(None)
    if (now.size, now.root) != (found.size, found.root):
        faults.append(Fault("checkpoint", "the root that is kept is not the root of the ledger"))
    elif record.rows("SELECT nodes FROM checkpoint") != [(found.as_bytes(),)]:
        faults.append(Fault("checkpoint", "the hashes kept to let the ledger grow are not its own"))
    continues = {one: comparing.found.get(one.size) == one.root and one.origin == now.origin for one in checkpoints}
    return Verified(now, faults, continues, redacted)


def _kept(record: Record) -> tuple[Checkpoint, list[Fault]]:
    try:
        return head(record), []
    except ForeignRow as error:
        return Checkpoint("", 0, b""), [Fault("checkpoint", error.message)]


class _Roots:
    """The tree as it grows, and its roots at the sizes asked about."""

    def __init__(self, checkpoints: Sequence[Checkpoint]) -> None:
        self._stops = {checkpoint.size for checkpoint in checkpoints}
        self._frontier = Frontier()
        self._leaves: list[bytes] = []
        self._room = self._until_next_stop()
        self.found: dict[int, bytes] = {0: self._frontier.root}

    def add(self, leaf: bytes) -> None:
        self._leaves.append(leaf)
        if len(self._leaves) == self._room:
            self.finished()

    def finished(self) -> Frontier:
        self._frontier = self._frontier.grown(self._leaves)
        self._leaves.clear()
        self._room = self._until_next_stop()
        if self._frontier.size in self._stops:
            self.found[self._frontier.size] = self._frontier.root
        return self._frontier

    def _until_next_stop(self) -> int:
        size = self._frontier.size
        return min([_BATCH, *(stop - size for stop in self._stops if stop > size)])


def _spans(record: Record) -> Iterator[Fault]:
    """Yield the operations that do not follow each other, from the first change to the last."""
    last = Operation(0, "", "", None, None)
    for before, operation in pairwise((last, *history.operations(record))):
        last = operation
        if (operation.number, operation.first) != (before.number + 1, before.last + 1):
            yield Fault(f"operation {operation.number}", "it does not follow the one before it")
        if operation.undoes is not None and operation.undoes >= operation.number:
            yield Fault(f"operation {operation.number}", "it undoes a later one")
    if last.last != record.one("SELECT coalesce(max(seq), 0) FROM change"):
        yield Fault(f"operation {last.number}", "it does not end where the ledger ends")


def _faults_of_attested(
    record: Record, change: Change, wording: Wording | None, later: Sequence[Change], without_reason: Collection[int]
) -> Iterator[Fault]:
    """Yield what is wrong with a change that attests an operation itself, or by which its reason was redacted."""
    done = history.operation(record, change.number)
    if done is None or wording is None or change.action == Action.RECORDED:
        is_well = False
    elif change.salt is None:
        is_well = may_lack_salt(change, wording.operation, later, without_reason)
    elif change.attests or (change.action, done.reason) == (Action.REDACTED, REDACTED):
        is_well = leaf_of(change.salt, wording.content(change.seq, hashed(done))) == change.leaf
    else:
        is_well = False
    if not is_well:
        yield Fault(f"operation {change.number}, change {change.seq}", f"it is not what was {change.action}")


class _Spans:
    """The operation of each change, as the changes come in their order."""

    def __init__(self, record: Record, origin: str) -> None:
        self._origin = origin
        self._coming = history.operations(record)
        self._operation: Operation | None = None
        self._wordings: dict[tuple[str, str], Wording] = {}

    def wording(self, change: Change) -> Wording | None:
        """Return how the change is worded, or None where it belongs to no operation."""
        if self._operation is None or self._operation.last < change.seq:
            self._operation = next((one for one in self._coming if one.last >= change.seq), None)
            self._wordings.clear()
        if self._operation is None or self._operation.first > change.seq:
            return None
        if change.before is not None:
            return Wording(self._origin, self._operation, change.action, change.entity, change.before)
        found = self._wordings.get((change.action, change.entity))
        if found is None:
            found = Wording(self._origin, self._operation, change.action, change.entity, None)
            self._wordings[change.action, change.entity] = found
        return found


class _Table:
    """One table as it is read in the order of its numbers, beside the ledger."""

    def __init__(self, record: Record, entity: str, columns: Sequence[str], without_reason: Collection[int]) -> None:
        self._entity = entity
        self._without_reason = without_reason
        self._columns = columns
        self._shape = SHAPES[kind_of(entity)]
        self._place = columns.index("id")
        self._rows = record.stream(f"SELECT {', '.join(columns)} FROM {entity} ORDER BY id")
        self._row = next(self._rows, None)
        self._states: dict[int, Values | None] = {}

    def continues(self, change: Change, spans: _Spans) -> bool:
        """Tell whether a change recorded the very next row, as it still is, and go on to the one after it.

        Nearly every change does, and need not be looked at more closely.
        """
        row, wording = self._row, spans.wording(change)
        if change.action != _RECORDED or row is None or row[self._place] != change.number:
            return False
        if wording is None or change.salt is None or not self._is_hashed(change.salt, change, wording, row):
            return False
        self._row = next(self._rows, None)
        return True

    def faults_of(self, change: Change, spans: _Spans, later: Sequence[Change]) -> Iterator[Fault]:
        """Yield what is wrong with one change of this table's rows."""
        where = f"{called(self._entity, change.number)}, change {change.seq}"
        if change.action == Action.RECORDED:
            yield from self.unknown(change.number)
            if self._row is None or self._row[self._place] != change.number:
                yield Fault(where, "the row is gone")
                return
            row, self._row = self._row, next(self._rows, None)
            values: tuple[Any, ...] | None = row
            if later:
                try:
                    values = self._as_recorded(row, later)
                except ForeignRow as error:
                    yield Fault(where, error.message)
                    return
        elif change.seq not in self._states:
            yield Fault(where, "there is no such row")
            return
        else:
            held = self._states.pop(change.seq)
            values = self._shape.values(held) if held is not None else None
        if not self._holds(change, spans.wording(change), values, later):
            yield Fault(where, f"it is not what was {change.action}")

    def unknown(self, until: int | None) -> Iterator[Fault]:
        """Yield the rows before a number, or all that are left, of which the ledger knows nothing."""
        while self._row is not None and (until is None or self._row[self._place] < until):
            yield Fault(called(self._entity, self._row[self._place]), "the ledger knows nothing of it")
            self._row = next(self._rows, None)

    def _as_recorded(self, now: tuple[Any, ...], later: Sequence[Change]) -> tuple[Any, ...] | None:
        first, *states = history.walked_back(dict(zip(self._columns, now, strict=True)), later)
        self._states.update((change.seq, state) for change, state in zip(later, states, strict=True))
        return self._shape.values(first) if first is not None else None

    def _holds(
        self, change: Change, wording: Wording | None, values: tuple[Any, ...] | None, later: Sequence[Change]
    ) -> bool:
        if wording is None:
            return False
        if change.salt is None:
            return may_lack_salt(change, wording.operation, later, self._without_reason)
        if values is None:
            return False
        return self._is_hashed(change.salt, change, wording, values)

    def _is_hashed(self, salt: bytes, change: Change, wording: Wording, values: tuple[Any, ...]) -> bool:
        return leaf_of(salt, wording.content(change.seq, self._shape.row(values))) == change.leaf
