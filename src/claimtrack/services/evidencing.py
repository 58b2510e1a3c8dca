"""Records evidence, and the sources that it and statements are found in."""

from collections.abc import Sequence
from typing import NamedTuple

from claimtrack.domain import dates
from claimtrack.domain.notices import Notice
from claimtrack.domain.records import Bearing, Claim, Evidence, Source
from claimtrack.domain.references import is_address
from claimtrack.domain.text import LOCATION_LIMIT, NAME_LIMIT, one_line
from claimtrack.domain.vocabulary import BearingKind, Credibility, EvidenceKind, SourceKind
from claimtrack.errors.entries import AlreadyLinked
from claimtrack.errors.texts import EmptyText
from claimtrack.services import naming
from claimtrack.store import evidence, lookup
from claimtrack.store.writer import Writer


class NewEvidence(NamedTuple):
    """What an item of evidence is described by; all as typed."""

    text: str
    kind: EvidenceKind | None = None
    collected_by: str | None = None
    source: str | None = None
    place: str | None = None
    location: str | None = None
    credibility: Credibility | None = None
    on: str | None = None
    bearings: Sequence[tuple[BearingKind, str]] = ()
    confidential: bool = False


def add_evidence(writer: Writer, new: NewEvidence) -> tuple[Evidence, list[Claim], list[Notice]]:
    """Record an item of evidence, and how it bears on claims."""
    notices: list[Notice] = []
    claims = [(kind, naming.claim(writer, ref)) for kind, ref in new.bearings]
    item = evidence_item(writer, new, notices)
    for kind, claim in dict.fromkeys(claims):
        bear(writer, item, kind, claim)
    return item, [claim for _, claim in claims], notices


def bear(writer: Writer, item: Evidence, kind: BearingKind, claim: Claim) -> Bearing:
    """Record how an item bears on a claim; raises AlreadyLinked where it bears on it already: it does so one way."""
    standing = evidence.bearing_between(writer, item, claim)
    if standing is not None:
        said = f"{naming.ref_of(item)} {standing.kind} {naming.ref_of(claim)}"
        raise AlreadyLinked(said=said, see=f"it bears one way; to change it: claimtrack withdraw {said} --reason WHY")
    return writer.add(Bearing(evidence_id=item.id, claim_id=claim.id, kind=kind))


def evidence_item(writer: Writer, new: NewEvidence, notices: list[Notice]) -> Evidence:
    """Record one item of evidence, bearing on nothing yet."""
    text = one_line(new.text, "evidence")
    source = naming.source_of(writer, new.source, notices, confidential=new.confidential)
    day = dates.parse(new.on) if new.on is not None else None
    earliest, latest = dates.made_by(day, source_latest=source.published_latest if source else None, today=writer.today)
    collector = (
        naming.noted(naming.actor_to_record(writer, new.collected_by), notices)
        if new.collected_by is not None
        else None
    )
    location = new.location if new.location is not None else (text if is_address(text) else None)
    return writer.add(
        Evidence(
            text=text,
            location=one_line(location, "address", limit=LOCATION_LIMIT) if location is not None else None,
            kind=new.kind,
            collector_id=collector,
            source_id=source.id if source else None,
            place=one_line(new.place, "place", limit=NAME_LIMIT) if new.place is not None else None,
            credibility=new.credibility,
            published=day.text if day else None,
            published_earliest=earliest,
            published_latest=latest,
            confidential=1 if new.confidential else None,
        )
    )


def add_source(
    writer: Writer,
    *,
    title: str | None,
    location: str | None,
    kind: SourceKind | None,
    publisher: str | None,
    on: str | None,
    confidential: bool = False,
) -> tuple[Source, list[Notice]]:
    """Record a source by its title, its location, or both; raises AlreadyLinked for a location that is on record."""
    notices: list[Notice] = []
    if title is None and location is None:
        raise EmptyText(field="source's title and address")
    address = one_line(location, "address", limit=LOCATION_LIMIT) if location is not None else None
    if address and (known := lookup.source_called(writer, address)):
        raise AlreadyLinked(
            said=f"{naming.ref_of(known)} has that address", see=f"claimtrack source show {naming.ref_of(known)}"
        )
    day = dates.parse(on) if on is not None else None
    earliest, _ = dates.made_by(day, source_latest=None, today=writer.today)
    added = writer.add(
        Source(
            title=one_line(title, "title") if title is not None else None,
            location=address,
            kind=kind,
            publisher_id=naming.noted(naming.actor_to_record(writer, publisher), notices)
            if publisher is not None
            else None,
            published=day.text if day else None,
            published_earliest=earliest,
            published_latest=min(day.latest, writer.today) if day and day.latest else None,
            confidential=1 if confidential else None,
        )
    )
    return added, notices
