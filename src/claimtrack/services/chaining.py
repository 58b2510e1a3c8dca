"""Records what a statement relies on, and points out what a chain so made cannot bear."""

from collections.abc import Sequence

from claimtrack.domain.notices import Circle, LaterBasis, Notice
from claimtrack.domain.records import Claim, Reliance, Statement
from claimtrack.domain.references import Kind
from claimtrack.errors.entries import AlreadyLinked
from claimtrack.errors.references import UnknownReference
from claimtrack.services import naming
from claimtrack.store import lookup, reliances
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer

RELIES_ON = "relies-on"


def statement(record: Record, ref: str) -> Statement:
    """Return the statement that stands, on a claim that stands, under an id or a uid."""
    found = naming.by_key(record, Kind.STATEMENT, Statement, ref)
    if found is None:
        raise UnknownReference(Kind.STATEMENT, ref)
    naming.standing(lookup.by_numbers(record, Claim, [found.claim_id])[found.claim_id])
    return naming.standing(found)


def bases(writer: Writer, refs: Sequence[str]) -> list[Statement]:
    """Return the statements that stand under references, to be relied on; raises AlreadyLinked for one given twice."""
    found: list[Statement] = []
    for ref in refs:
        basis = statement(writer, ref)
        if basis in found:
            said = naming.ref_of(basis)
            raise AlreadyLinked(said=f"{RELIES_ON} {said}", see=f"name {said} once")
        found.append(basis)
    return found


def rely(writer: Writer, one: Statement, basis: Statement) -> list[Notice]:
    """Record that a statement relies on another, of whatever claim, and return what is to be pointed out.

    Circles are recorded, since they are real: A cites B, and B cites A.
    """
    writer.add(Reliance(statement_id=one.id, basis_id=basis.id))
    notices: list[Notice] = []
    if (basis.said_earliest or "") > one.said_latest:
        notices.append(LaterBasis(one, basis))
    elif reliances.relies_on(writer, basis, one):
        notices.append(Circle(one, basis))
    return notices
