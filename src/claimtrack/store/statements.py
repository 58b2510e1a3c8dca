"""Reads statements and verdicts, each with what it points to."""

from claimtrack.domain.files import StatementLine, VerdictLine
from claimtrack.domain.records import Actor, Claim, Source, Statement, Verdict
from claimtrack.domain.vocabulary import COMMITTING
from claimtrack.store import identities
from claimtrack.store.facts import lines_of
from claimtrack.store.lookup import by_numbers
from claimtrack.store.record import Record, listed
from claimtrack.store.tables import records

_COLUMN = {Claim: "claim_id", Actor: "actor_id", Source: "source_id"}


def statements_of(record: Record, owner: Claim | Actor | Source) -> list[StatementLine]:
    """Return the statements that stand on a claim or, on claims that stand, those by an actor or in a source.

    They come by the latest day they allow, then as they were recorded.
    """
    found = records(
        record,
        Statement,
        "JOIN claim ON claim.id = statement.claim_id"
        f" WHERE statement.{_COLUMN[type(owner)]} IN ({listed(_numbers(record, owner))})"
        " AND statement.withdrawn_at IS NULL AND (claim.withdrawn_at IS NULL OR :whole)"
        " ORDER BY statement.said_latest, statement.uid",
        whole=isinstance(owner, Claim),
    )
    return lines(record, found)


def _numbers(record: Record, owner: Claim | Actor | Source) -> list[int]:
    return identities.numbers_of(record, owner) if isinstance(owner, Actor) else [owner.id]


def lines(record: Record, statements: list[Statement]) -> list[StatementLine]:
    """Return statements joined with speaker, party, claim and source, in a fixed number of queries."""
    chains = lines_of(record, {row.actor_id for row in statements})
    actors = by_numbers(record, Actor, {number for chain in chains.values() for number in chain})
    claims = by_numbers(record, Claim, {row.claim_id for row in statements})
    sources = by_numbers(record, Source, {row.source_id for row in statements if row.source_id})
    return [
        StatementLine(
            row,
            claims[row.claim_id],
            actors[chains[row.actor_id][0]],
            actors[chains[row.actor_id][-1]],
            sources[row.source_id] if row.source_id else None,
        )
        for row in statements
    ]


def same_statement(record: Record, statement: Statement) -> Statement | None:
    """Return the statement that stands and says the same: who, what, when as typed, in which words, read where."""
    same = records(
        record,
        Statement,
        "WHERE claim_id = :claim AND (actor_id = :actor OR actor_id IN"
        " (SELECT actor_id FROM merger WHERE into_id = :actor AND withdrawn_at IS NULL))"
        " AND stance = :stance AND withdrawn_at IS NULL ORDER BY id",
        claim=statement.claim_id,
        actor=statement.actor_id,
        stance=statement.stance,
    )
    key = (statement.said, statement.quote, statement.source_id)
    return next((row for row in same if (row.said, row.quote, row.source_id) == key), None)


def positions_taken(record: Record, claim: int, actors: str) -> bool:
    """Tell whether any of the actors (numbers, listed) has taken a position on a claim that could be retracted."""
    return (
        record.row(
            f"SELECT 1 FROM statement WHERE claim_id = :claim AND actor_id IN ({actors}) AND withdrawn_at IS NULL"
            f" AND stance IN ({', '.join(repr(stance.value) for stance in sorted(COMMITTING))})",
            claim=claim,
        )
        is not None
    )


def verdicts_of(record: Record, owner: Claim | Actor) -> list[VerdictLine]:
    """Return the verdicts that stand on a claim or by a reviewer, by the latest day they allow."""
    column = "claim_id" if isinstance(owner, Claim) else "reviewer_id"
    found = records(
        record,
        Verdict,
        f"WHERE {column} IN ({listed(_numbers(record, owner))}) AND withdrawn_at IS NULL ORDER BY published_latest, id",
    )
    claims = by_numbers(record, Claim, {row.claim_id for row in found})
    reviewers = identities.actors(record, {row.reviewer_id for row in found})
    return [VerdictLine(row, claims[row.claim_id], reviewers[row.reviewer_id]) for row in found]
