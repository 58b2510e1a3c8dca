"""Withdraws rows that should not stand: they are kept with the reason, and count no longer."""

from claimtrack.domain.records import Actor, Row, Source
from claimtrack.domain.text import kept
from claimtrack.errors.entries import StillInUse
from claimtrack.errors.references import WithdrawnReference
from claimtrack.services import naming
from claimtrack.store import actors, evidence, lookup, reliances, statements
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer

_SHOWN = 3
_MANY = {"evidence": "items of evidence"}


def withdraw(writer: Writer, ref: str, *, reason: str) -> Row:
    """Withdraw a claim, statement, item of evidence, source, actor or verdict, and return it.

    Raises WithdrawnReference for one that is withdrawn already, StillInUse for an actor or a source that others name.
    """
    why = kept(reason, "reason")
    row = naming.anything(writer, ref)
    if row.withdrawn_at is not None:
        raise WithdrawnReference(naming.ref_of(row), reason=row.withdrawn_reason)
    if users := _users(writer, row):
        raise StillInUse(naming.ref_of(row), users[:_SHOWN], len(users))
    writer.withdraw(row, reason=why)
    if isinstance(row, Actor):
        for alias in lookup.aliases_of(writer, [row.id]):
            writer.withdraw(alias, reason=why)
    return row


def _users(record: Record, row: Row) -> list[str]:
    """Return what stands and would lose what it points to."""
    match row:
        case Source():
            said = [naming.ref_of(line.statement) for line in statements.statements_of(record, row)]
            found = [naming.ref_of(item) for item in evidence.evidence_in(record, row)]
            return said + found + [naming.ref_of(source) for source in reliances.citing(record, row)]
        case Actor():
            return [
                f"{count} {table if count == 1 else _MANY.get(table, table + 's')}"
                for table, count in actors.uses_of_actor(record, row)
            ]
        case _:
            return []
