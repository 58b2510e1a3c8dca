"""What a file says of the day and the moment it was looked at from."""

from collections.abc import Iterator

from claimtrack.domain.files import ClaimFile
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vantage import Vantage
from claimtrack.formats.document import Document
from claimtrack.services.showing import File


def seen_from(found: Document, file: File, vantage: Vantage) -> Document:
    """Return a file's document; it says from where the record was looked at, and what that leaves open."""
    if vantage.is_now:
        return found
    open_ids = ", ".join(_left_open(file, vantage))
    notes = [f"{vantage.words[0].upper()}{vantage.words[1:]}"]
    notes += [f"their dates leave open whether they were made by then: {open_ids}"] if open_ids else []
    whole = (
        {**found.whole, "as_of": vantage.as_of, "known_at": vantage.known_at} if isinstance(found.whole, dict) else None
    )
    return found._replace(notes=(*notes, *found.notes), whole=whole)


def _left_open(file: File, vantage: Vantage) -> Iterator[str]:
    for line in getattr(file, "statements", ()):
        if vantage.leaves_open(line.statement.said_latest):
            yield short_id(Kind.STATEMENT, line.statement.id)
    for line in getattr(file, "evidence", ()) if isinstance(file, ClaimFile) else ():
        if vantage.leaves_open(line.evidence.published_latest):
            yield short_id(Kind.EVIDENCE, line.evidence.id)
    for line in getattr(file, "verdicts", ()):
        if vantage.leaves_open(line.verdict.published_latest):
            yield short_id(Kind.VERDICT, line.verdict.id)
