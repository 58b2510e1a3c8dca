"""Reads evidence and sources, each with what it points to and what points to it."""

from claimtrack.domain.files import BearingLine, EvidenceSummary, SourceSummary
from claimtrack.domain.records import Bearing, Claim, Evidence, Source
from claimtrack.store import identities
from claimtrack.store.lookup import by_numbers
from claimtrack.store.record import Record
from claimtrack.store.tables import records


def bearings_of(record: Record, owner: Claim | Evidence) -> list[BearingLine]:
    """Return how evidence that stands bears on a claim, or an item of evidence on claims."""
    column = "claim_id" if isinstance(owner, Claim) else "evidence_id"
    found = records(
        record,
        Bearing,
        "JOIN evidence ON evidence.id = bearing.evidence_id JOIN claim ON claim.id = bearing.claim_id"
        f" WHERE bearing.{column} = :owner AND bearing.withdrawn_at IS NULL AND evidence.withdrawn_at IS NULL"
        " AND (claim.withdrawn_at IS NULL OR :whole) ORDER BY bearing.id",
        owner=owner.id,
        whole=isinstance(owner, Claim),
    )
    items = by_numbers(record, Evidence, {row.evidence_id for row in found})
    claims = by_numbers(record, Claim, {row.claim_id for row in found})
    collectors = identities.actors(record, {item.collector_id for item in items.values() if item.collector_id})
    sources = by_numbers(record, Source, {item.source_id for item in items.values() if item.source_id})
    return [
        BearingLine(
            row,
            item := items[row.evidence_id],
            claims[row.claim_id],
            collectors[item.collector_id] if item.collector_id else None,
            sources[item.source_id] if item.source_id else None,
        )
        for row in found
    ]


def bearing_between(record: Record, evidence: Evidence, claim: Claim) -> Bearing | None:
    """Return how an item of evidence bears on a claim, if it does."""
    return next((line.bearing for line in bearings_of(record, evidence) if line.claim.id == claim.id), None)


def evidence_in(record: Record, source: Source) -> list[Evidence]:
    """Return the evidence that stands and was found in a source."""
    return records(record, Evidence, "WHERE source_id = :s AND withdrawn_at IS NULL ORDER BY id", s=source.id)


def evidence_list(record: Record) -> list[EvidenceSummary]:
    """Return all evidence that stands, the last recorded first, in three queries."""
    items = records(record, Evidence, "WHERE withdrawn_at IS NULL ORDER BY id DESC")
    collectors = identities.actors(record, {item.collector_id for item in items if item.collector_id})
    bearings: dict[int, list[tuple[str, int]]] = {}
    for evidence, kind, claim in record.rows(
        "SELECT evidence_id, kind, claim_id FROM bearing WHERE withdrawn_at IS NULL ORDER BY claim_id"
    ):
        bearings.setdefault(evidence, []).append((kind, claim))
    return [
        EvidenceSummary(
            item, collectors[item.collector_id] if item.collector_id else None, tuple(bearings.get(item.id, ()))
        )
        for item in items
    ]


def source_list(record: Record) -> list[SourceSummary]:
    """Return all sources that stand, the last recorded first, with what was found in each."""
    sources = records(record, Source, "WHERE withdrawn_at IS NULL ORDER BY id DESC")
    publishers = identities.actors(record, {row.publisher_id for row in sources if row.publisher_id})
    said, shown = (
        dict(record.rows(f"SELECT source_id, count(*) FROM {table} WHERE withdrawn_at IS NULL GROUP BY source_id"))
        for table in ("statement", "evidence")
    )
    return [
        SourceSummary(
            row,
            publishers[row.publisher_id] if row.publisher_id else None,
            said.get(row.id, 0),
            shown.get(row.id, 0),
        )
        for row in sources
    ]
