"""Puts together everything on record about one thing, and lists the things there are."""

from claimtrack.domain.files import (
    ActorFile,
    ActorSummary,
    ClaimFile,
    EvidenceFile,
    EvidenceSummary,
    SourceFile,
    SourceSummary,
    StatementFile,
    VerdictLine,
)
from claimtrack.domain.records import Actor, Claim, Evidence, Row, Source, Statement, Verdict
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.services import holding, implying, naming, tracing
from claimtrack.store import (
    actors,
    claims,
    evidence,
    identities,
    lookup,
    originals,
    reliances,
    reports,
    statements,
    vantages,
)
from claimtrack.store.record import Record

File = ClaimFile | EvidenceFile | SourceFile | ActorFile | StatementFile | VerdictLine


def file_of(record: Record, ref: str) -> File:
    """Return what is on record about whatever a reference names, withdrawn or not."""
    return _file_of_row(record, naming.anything(record, ref))


def _file_of_row(record: Record, row: Row) -> File:
    match row:
        case Claim():
            return claim_file(record, row)
        case Evidence():
            return evidence_file(record, row)
        case Source():
            return source_file(record, row)
        case Actor():
            return actor_file(record, row)
        case Statement():
            return statement_file(record, row)
        case Verdict():
            claim = lookup.by_number(record, Claim, row.claim_id)
            reviewer = identities.actors(record, [row.reviewer_id])[row.reviewer_id]
            assert claim, "foreign keys hold"
            return VerdictLine(row, claim, reviewer)
        case _:
            raise TypeError(type(row))  # tags and links have no id of their own


def claim_file(record: Record, claim: Claim) -> ClaimFile:
    """Return everything on record about a claim, in a fixed number of queries and one a level of relations."""
    follows = implying.following_for(record, claim.id)
    return ClaimFile(
        claim,
        _summary(record, claim),
        claims.tags_of(record, claim),
        statements.statements_of(record, claim),
        evidence.bearings_of(record, claim),
        claims.relations_of(record, claim),
        statements.verdicts_of(record, claim),
        *follows,
        tracing.on_record(record, claim.id),
        originals.of_claim(record, claim),
    )


def statement_file(record: Record, statement: Statement) -> StatementFile:
    """Return a statement, what it relies on, and what relies on it."""
    return StatementFile(
        statements.lines(record, [statement])[0],
        statements.lines(record, reliances.bases_of(record, statement)),
        statements.lines(record, reliances.relying_on(record, statement)),
    )


def _summary(record: Record, claim: Claim) -> ClaimSummary | None:
    if record.vantage.is_now:
        return reports.summary_of(record, claim.id)
    vantages.settle(record, [claim.id])
    summary = reports.summary_of(record, claim.id)
    return next(vantages.with_possible(record, [summary])) if summary else None


def evidence_file(record: Record, item: Evidence) -> EvidenceFile:
    """Return an item of evidence and what it bears on."""
    return EvidenceFile(
        item,
        identities.actors(record, [item.collector_id])[item.collector_id] if item.collector_id else None,
        lookup.by_number(record, Source, item.source_id) if item.source_id else None,
        evidence.bearings_of(record, item),
    )


def source_file(record: Record, source: Source) -> SourceFile:
    """Return a source and what was found in it."""
    return SourceFile(
        source,
        identities.actors(record, [source.publisher_id])[source.publisher_id] if source.publisher_id else None,
        statements.statements_of(record, source),
        evidence.evidence_in(record, source),
        reliances.cited_by(record, source),
        reliances.citing(record, source),
    )


def actor_file(record: Record, named: Actor) -> ActorFile:
    """Return an actor, or the one it was merged into: what it is part of, its parts, and what it said and published."""
    actor = identities.identified(record, named)
    numbers = identities.numbers_of(record, actor)
    return ActorFile(
        actor,
        list(lookup.by_numbers(record, Actor, numbers[1:]).values()),
        lookup.aliases_of(record, numbers),
        actors.wholes_of(record, actor),
        actors.parts_of(record, actor),
        statements.statements_of(record, actor),
        *holding.held_by(record, actor),
        implying.inconsistent_party(record, actor),
        statements.verdicts_of(record, actor),
    )


def evidence_file_of(record: Record, ref: str) -> EvidenceFile:
    """Return the item of evidence that a reference names, and what it bears on."""
    return evidence_file(record, naming.evidence(record, ref))


def source_file_of(record: Record, ref: str) -> SourceFile:
    """Return the source that a reference names, and what was found in it."""
    return source_file(record, naming.source(record, ref))


def actor_file_of(record: Record, ref: str) -> ActorFile:
    """Return the actor that a reference names, and what it said and published."""
    return actor_file(record, naming.actor(record, ref))


def evidence_list(record: Record) -> list[EvidenceSummary]:
    """Return all evidence that stands."""
    return evidence.evidence_list(record)


def source_list(record: Record) -> list[SourceSummary]:
    """Return all sources that stand."""
    return evidence.source_list(record)


def actor_list(record: Record) -> list[ActorSummary]:
    """Return all actors that stand."""
    return actors.actor_list(record)
