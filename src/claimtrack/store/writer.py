"""The one place where rows change: it numbers and stamps them, notes each change, and renews what follows from them.

One path for one row or a million: records in, `executemany`, the ledger, then the derived rows of the claims reached
and the index of words.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from uuid_utils import uuid7

from claimtrack.domain.ledger import Action, Operation
from claimtrack.domain.places import Place
from claimtrack.domain.records import MARKED, Actor, Claim, Row
from claimtrack.domain.redaction import keyed
from claimtrack.store import statuses
from claimtrack.store.checkpoints import head
from claimtrack.store.columns import Columns
from claimtrack.store.engine import Connection
from claimtrack.store.insertion import insert
from claimtrack.store.ledger import Ledger, rows_of
from claimtrack.store.reach import Reach
from claimtrack.store.record import Record, batched
from claimtrack.store.search import Index, fill
from claimtrack.store.tables import TABLES, R, as_row

# What may be described anew; everything else is added or withdrawn, never changed.
_EDITABLE: dict[type[Row], frozenset[str]] = {
    Claim: frozenset({"text", "folded", "event", "event_earliest", "event_latest"}),
    Actor: frozenset({"name", "kind", "reliability"}),
    **dict.fromkeys(MARKED, frozenset({"confidential"})),  # a mark of handling, and no part of the fact
}
_AT_ONCE = 5_000  # rows; a load may bring any number, and what is made of them is not to be in memory at once
_KNOWN_BY = frozenset({"id", "uid"})
# Of which the ledger keeps what they replaced: a withdrawal replaces nothing, a redaction is there to keep none of it.
_REPLACING = frozenset({Action.EDITED, Action.RESTORED})


class Writer(Record):
    """An open database inside its one write transaction; `at` and `by` stamp every row it adds or withdraws."""

    def __init__(
        self, connection: Connection, path: Place, *, today: str, at: str, by: str, reason: str | None = None
    ) -> None:
        super().__init__(connection, path, today=today)
        self.at = at
        self.by = by
        self.ledger = Ledger(self, at=at, by=by, reason=reason)
        self._next: dict[type[Row], int] = {}
        self._reach = Reach()
        self._index = Index(self)

    def add(self, row: R) -> R:
        """Add one row, and return it with its number, uid, moment and recorder."""
        return self.add_all([row])[0]

    def add_all(self, rows: Sequence[R]) -> list[R]:
        """Add rows of one kind, and return them as `add` does; numbers are never given twice."""
        stamped = self._stamped(rows)
        return [type(row).of(values) for row, values in zip(rows, stamped, strict=True)]

    def record(self, rows: Sequence[Row]) -> range:
        """Add rows of one kind as `add_all` does, and return their numbers alone, which spares making rows of them."""
        stamped = self._stamped(rows)
        return range(stamped[0][0], stamped[-1][0] + 1) if stamped else range(0)

    def take_in(self, rows: Sequence[R]) -> list[R]:
        """Add rows of one kind that were recorded elsewhere, and return them with their numbers here.

        Uid, moment, recorder and withdrawal stay theirs; the ledger notes them as recorded by this operation.
        """
        if not rows:
            return []
        number = self._number(type(rows[0]))
        numbered = [keyed(row.replaced(id=number + n)) for n, row in enumerate(rows)]
        self._insert(type(rows[0]), [as_row(row) for row in numbered])
        return numbered

    def withdraw(self, row: Row, *, reason: str) -> None:
        """Mark a row as one that should not stand; it is kept, and counts no longer."""
        self.mark_withdrawn(row, at=self.at, by=self.by, reason=reason)

    def mark_withdrawn(self, row: R, *, at: str, by: str, reason: str) -> R:
        """Withdraw a row as it was withdrawn elsewhere, or by a rule, at another moment; and return it."""
        marks = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_reason": reason}
        withdrawn = self._set(row, marks, Action.WITHDRAWN)
        self._reach.withdrawn(withdrawn)
        return withdrawn

    def restore(self, row: R) -> R:
        """Let a withdrawn row stand again, and return it."""
        marks = dict.fromkeys(("withdrawn_at", "withdrawn_by", "withdrawn_reason"))
        restored = self._set(row, marks, Action.RESTORED)
        self._reach.withdrawn(restored)  # as far as its withdrawal reached
        return restored

    def edit(self, row: R, **changes: Any) -> R:
        """Describe a claim or an actor anew, or mark a row as confidential, and return it; nothing else can be."""
        assert _is_editable(row, changes), f"not all of {', '.join(changes)} can be edited"
        return self.replace(row, **changes)

    def replace(self, row: R, **changes: Any) -> R:
        """Let a row say what it says in another record, whatever that is, or what it said before; and return it."""
        replaced = self._set(row, changes, Action.EDITED)
        if _is_editable(row, changes):
            self._reach.edited(replaced, row)
        else:
            self._reach.withdrawn(row)
            self._reach.withdrawn(replaced)
        return replaced

    def can_replace(self, row: Row, columns: Iterable[str]) -> bool:
        """Tell whether an edit can have replaced these columns of a row: all but by what it is known."""
        return not set(columns) - set(row.COLUMNS) | set(columns) & _KNOWN_BY

    def redact(self, row: R, **words: str) -> R:
        """Take the words of a row away for good, also from the ledger, and return it with what stands in their place.

        No change of it before this one can be read again; their leaves stay, so that no root changes. Without words,
        only what the ledger held of it goes.
        """
        self.ledger.forget(row)
        redacted = self._set(row, words, Action.REDACTED)
        self._reach.added(redacted)
        self._index.forget()
        return redacted

    def redact_reason(self, operation: Operation) -> None:
        """Take the reason of an operation away for good; none of its changes can be proven any more."""
        self.ledger.redact(operation)

    def attest_operation(self, operation: Operation) -> None:
        """Note an operation as it stands, of which no change can be proven any more."""
        self.ledger.attest(operation)

    def attest(self, rows: Sequence[Row]) -> None:
        """Note rows of one kind as they stand, where no other hash of them can be checked any more."""
        self.ledger.note(Action.EDITED, Columns.of(rows), before={})

    def finish(self) -> None:
        """Renew the derived rows that writes since the last time reach: before a read of them, and at the end."""
        statuses.renew(self, self._reach.taken(self))

    def take_over(self) -> None:
        """Take over the rows of an earlier version: judge every claim, index all words, and note what no ledger has."""
        statuses.renew_all(self)
        fill(self)
        if head(self).size == 0:
            for rows in rows_of(self):
                self.ledger.note(Action.RECORDED, Columns.of(rows))
        self.conclude()

    def conclude(self) -> None:
        """Renew what is derived, the index of words among it, and seal the ledger: at the end of the transaction."""
        self.finish()
        self._index.write()
        self.ledger.seal()

    def _stamped(self, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
        """Insert rows of one kind, and return what they then hold, in the order of their columns."""
        if not rows:
            return []
        kind = type(rows[0])
        stamps = ((number, str(uuid7()), self.at, self.by) for number in count(self._number(kind)))
        own = slice(kind.COLUMNS.index("recorded_by") + 1, None)
        stamped = [(*stamp, *as_row(row)[own]) for stamp, row in zip(stamps, rows, strict=False)]
        self._insert(kind, stamped)
        return stamped

    def _insert(self, kind: type[Row], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows of one kind, given by all that they hold, and note them."""
        for some in batched(rows, _AT_ONCE):
            columns = Columns(kind, some)
            insert(self.connection, TABLES[kind], columns.held, columns.rows(), size=columns.size)
            self.ledger.note(Action.RECORDED, columns)
            self._reach.recorded(columns)
            self._index.added(columns)
        self._next[kind] = rows[-1][0] + 1

    def _set(self, row: R, values: Mapping[str, Any], action: Action) -> R:
        """Write new values of some columns, note what was done, and return the row."""
        if values:
            self.connection.execute(
                f"UPDATE {TABLES[type(row)]} SET {', '.join(f'{name} = :{name}' for name in values)} WHERE id = :id",
                {**values, "id": row.id},
            )
        before = {name: getattr(row, name) for name in values} if action in _REPLACING else None
        changed = row.replaced(**values)
        self.ledger.note(action, Columns.of([changed]), before=before)
        self._index.note(row, changed)
        return changed

    def _number(self, kind: type[Row]) -> int:
        if kind not in self._next:
            self._next[kind] = self.one(f"SELECT coalesce(max(id), 0) + 1 FROM {TABLES[kind]}")
        return self._next[kind]


def _is_editable(row: Row, columns: Iterable[str]) -> bool:
    """Tell whether these columns of a row may be described anew."""
    return _EDITABLE.get(type(row), frozenset()).issuperset(columns)
