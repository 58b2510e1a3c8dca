"""Writes the ledger: a change for each thing recorded, edited or withdrawn, and the tree that stands for them all.

Only a write transaction appends, and only one is open at a time (BEGIN IMMEDIATE): the changes have no gap and no fork.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import count, repeat
from typing import Any

from claimtrack.domain.ledger import NOTHING, OPERATION, SALT, Action, Operation, Shape, Wording, before_of, leaf_of
from claimtrack.domain.merkle import Frontier
from claimtrack.domain.records import Row
from claimtrack.domain.redaction import REDACTED
from claimtrack.errors.database import ForeignRow
from claimtrack.store.checkpoints import kept
from claimtrack.store.columns import Columns
from claimtrack.store.insertion import insert
from claimtrack.store.record import Record, batched
from claimtrack.store.tables import TABLES, as_record, selection

SHAPES = {kind: Shape(kind.COLUMNS) for kind in TABLES}
_OPERATIONS = Shape(Operation._fields)


@cache
def _shape(columns: tuple[str, ...]) -> Shape:
    return Shape(columns)


def hashed(operation: Operation) -> str:
    """Return what is hashed of an operation itself, as the row of a change."""
    return _OPERATIONS.row(_OPERATIONS.values(operation._asdict()))


def rows_of(record: Record) -> Iterator[list[Row]]:
    """Yield all rows there are, in lists of one kind, each table in the order of its numbers."""
    for kind in TABLES:
        for batch in batched(record.stream(f"{selection(kind)} ORDER BY id")):
            yield [as_record(kind, row) for row in batch]


class Ledger:
    """The end of the ledger inside a write transaction: what is noted here belongs to one operation."""

    def __init__(self, record: Record, *, at: str, by: str, reason: str | None) -> None:
        self._record = record
        self._at, self._by, self._reason = at, by, reason
        self._undoes: int | None = None
        self._operation: Operation | None = None
        self._origin = ""
        self._frontier = Frontier()

    def undo(self, number: int) -> None:
        """Say which operation this one undoes; before anything is noted."""
        assert self._operation is None, "an operation says what it undoes before it does anything"
        self._undoes = number

    def explain(self, reason: str) -> None:
        """Say why, where only what is taken in tells it; before anything is noted."""
        assert self._operation is None, "an operation says why before it does anything"
        self._reason = reason

    def note(self, action: Action, rows: Columns, *, before: Mapping[str, Any] | None = None) -> None:
        """Note what was done to rows of one kind, given as it left them; `before` is what an edit replaced."""
        wording = self._wording(action, TABLES[rows.kind], before_of(before) if before is not None else None)
        shape = _shape(tuple(rows.held))
        first = self._frontier.size + 1
        said = wording.contents(shape, rows.rows(shape.columns), first=first, alike=rows.are_full)
        self._append(wording, rows["id"], said)

    def _note_operation(self, action: Action, operation: Operation, *, before: str | None = None) -> None:
        """Note an operation as it stands."""
        wording = self._wording(action, OPERATION, before)
        said = wording.content(self._frontier.size + 1, hashed(operation))
        self._append(wording, [operation.number], [said])

    def _wording(self, action: Action, entity: str, before: str | None) -> Wording:
        operation = self._operation or self._begin()
        return Wording(self._origin, operation, action.value, entity, before)

    def _append(self, wording: Wording, numbers: Sequence[int], said: Iterable[bytes]) -> None:
        """Append a change for each of some rows, given by its number and what is hashed of it."""
        drawn = os.urandom(SALT * len(numbers))
        salts = [drawn[at : at + SALT] for at in range(0, len(drawn), SALT)]
        leaves = list(map(leaf_of, salts, said))
        changes: dict[str, Iterable[Any]] = {
            "seq": count(self._frontier.size + 1),
            "action": repeat(wording.action),
            "entity": repeat(wording.entity),
            "number": numbers,
            "salt": map(bytearray, salts),  # which the driver takes as it is, unlike bytes
            "leaf": map(bytearray, leaves),
        }
        if wording.before is not None:
            changes["before"] = repeat(wording.before)
        rows = zip(*changes.values(), strict=False)
        insert(self._record.connection, "change", changes, rows, size=len(leaves))
        self._frontier = self._frontier.grown(leaves)

    def forget(self, row: Row) -> None:
        """Take away what would let anybody read, or guess and check, what a row held; the leaves stay."""
        try:
            self._record.connection.execute(
                "UPDATE change SET before = NULL, salt = NULL WHERE entity = :entity AND number = :number",
                {"entity": TABLES[type(row)], "number": row.id},
            )
        except self._record.connection.IntegrityError as error:  # a hash that another program cut
            raise ForeignRow(kind="change", found=str(error)) from error

    def redact(self, operation: Operation) -> None:
        """Take the reason of an operation away for good, with the salts of all that was hashed with it.

        The operation is attested as it then is; what becomes of its rows is for the caller to say.
        """
        redacted = operation._replace(reason=REDACTED)
        self._record.connection.execute(
            "UPDATE operation SET reason = :reason WHERE number = :number",
            {"reason": redacted.reason, "number": redacted.number},
        )
        self._record.connection.execute(
            "UPDATE change SET salt = NULL WHERE seq BETWEEN :first AND :last",
            {"first": redacted.first, "last": redacted.last},
        )
        self._record.connection.execute(
            "UPDATE change SET salt = NULL, before = NULL"
            " WHERE entity = :entity AND number = :number AND action <> 'recorded'",
            {"entity": OPERATION, "number": redacted.number},
        )
        self._note_operation(Action.REDACTED, redacted)

    def attest(self, operation: Operation) -> None:
        """Note an operation as it stands, of which no change can be hashed again."""
        self._note_operation(Action.EDITED, operation, before=NOTHING)

    def seal(self) -> None:
        """Write down the operation and the new root; nothing, where nothing was noted."""
        operation = self._operation
        if operation is None:
            return
        self._record.connection.execute(
            "INSERT INTO operation (number, at, by, reason, undoes, first, last)"
            " VALUES (:number, :at, :by, :reason, :undoes, :first, :last)",
            operation._replace(last=self._frontier.size)._asdict(),
        )
        self._record.connection.execute(
            "UPDATE checkpoint SET size = :size, root = :root, nodes = :nodes",
            {"size": self._frontier.size, "root": self._frontier.root, "nodes": self._frontier.as_bytes()},
        )
        self._operation = None

    def _begin(self) -> Operation:
        number = self._record.one("SELECT coalesce(max(number), 0) + 1 FROM operation")
        self._origin, size, _, nodes = kept(self._record)
        try:
            self._frontier = Frontier.of_bytes(size, nodes)
        except ValueError as error:
            raise ForeignRow(kind="checkpoint", found=f"{len(nodes)} bytes of hashes for {size} changes") from error
        self._operation = Operation(number, self._at, self._by, self._reason, self._undoes, first=size + 1)
        return self._operation
