"""The one place where rows change: it numbers and stamps them, notes each change, and renews what follows from them.

One path for one row or a million: records in, `executemany`, the ledger, then the derived rows of the claims reached.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from uuid_utils import uuid7

from claimtrack.domain.ledger import Action
from claimtrack.domain.places import Place
from claimtrack.domain.records import MARKED, Actor, Claim, Row
from claimtrack.store import statuses
from claimtrack.store.checkpoints import head
from claimtrack.store.engine import Connection
from claimtrack.store.ledger import Ledger, rows_of
from claimtrack.store.reach import Reach
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES, R, as_row, insertion

# What may be described anew; everything else is added or withdrawn, never changed.
_EDITABLE: dict[type[Row], frozenset[str]] = {
    Claim: frozenset({"text", "folded", "event", "event_earliest", "event_latest"}),
    Actor: frozenset({"name", "kind", "reliability"}),
    **dict.fromkeys(MARKED, frozenset({"confidential"})),  # a mark of handling, and no part of the fact
}
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

    def add(self, row: R) -> R:
        """Add one row, and return it with its number, uid, moment and recorder."""
        return self.add_all([row])[0]

    def add_all(self, rows: Sequence[R]) -> list[R]:
        """Add rows of one kind, and return them as `add` does; numbers are never given twice."""
        if not rows:
            return []
        kind = type(rows[0])
        number = self._number(kind)
        stamped = [
            row.replaced(id=number + n, uid=str(uuid7()), recorded_at=self.at, recorded_by=self.by)
            for n, row in enumerate(rows)
        ]
        self.connection.executemany(insertion(kind), map(as_row, stamped))
        self.ledger.note(Action.RECORDED, stamped)
        self._next[kind] = number + len(stamped)
        for row in stamped:
            self._reach.added(row)
        return stamped

    def withdraw(self, row: Row, *, reason: str) -> None:
        """Mark a row as one that should not stand; it is kept, and counts no longer."""
        self._set(row, {"withdrawn_at": self.at, "withdrawn_by": self.by, "withdrawn_reason": reason}, Action.WITHDRAWN)
        self._reach.withdrawn(row)

    def restore(self, row: R) -> R:
        """Let a withdrawn row stand again, and return it."""
        marks = dict.fromkeys(("withdrawn_at", "withdrawn_by", "withdrawn_reason"))
        restored = self._set(row, marks, Action.RESTORED)
        self._reach.withdrawn(restored)  # as far as its withdrawal reached
        return restored

    def edit(self, row: R, **changes: Any) -> R:
        """Describe a claim or an actor anew, or mark a row as confidential, and return it; nothing else can be."""
        allowed = _EDITABLE[type(row)]
        assert allowed.issuperset(changes), f"{changes.keys() - allowed} cannot be edited"
        edited = self._set(row, changes, Action.EDITED)
        self._reach.edited(edited, row)
        return edited

    def redact(self, row: R, **words: str) -> R:
        """Take the words of a row away for good, also from the ledger, and return it with what stands in their place.

        No change of it before this one can be read again; their leaves stay, so that no root changes.
        """
        self.ledger.forget(row)
        redacted = self._set(row, words, Action.REDACTED)
        self._reach.added(redacted)
        return redacted

    def finish(self) -> None:
        """Renew the derived rows that writes since the last time reach: before a read of them, and at the end."""
        statuses.renew(self, self._reach.taken(self))

    def take_over(self) -> None:
        """Take over the rows of an earlier version: judge every claim, and note what the ledger has not seen."""
        statuses.renew_all(self)
        if head(self).size == 0:
            for rows in rows_of(self):
                self.ledger.note(Action.RECORDED, rows)
        self.conclude()

    def conclude(self) -> None:
        """Renew what is derived, and seal the ledger: at the end of the transaction."""
        self.finish()
        self.ledger.seal()

    def _set(self, row: R, values: Mapping[str, Any], action: Action) -> R:
        """Write new values of some columns, note what was done, and return the row."""
        self.connection.execute(
            f"UPDATE {TABLES[type(row)]} SET {', '.join(f'{name} = :{name}' for name in values)} WHERE id = :id",
            {**values, "id": row.id},
        )
        before = {name: getattr(row, name) for name in values} if action in _REPLACING else None
        changed = row.replaced(**values)
        self.ledger.note(action, [changed], before=before)
        return changed

    def _number(self, kind: type[Row]) -> int:
        if kind not in self._next:
            self._next[kind] = self.one(f"SELECT coalesce(max(id), 0) + 1 FROM {TABLES[kind]}")
        return self._next[kind]
