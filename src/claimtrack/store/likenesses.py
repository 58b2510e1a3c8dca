"""Reads what is to be compared for likeness, and which pairs somebody has decided on."""

from claimtrack.domain.records import Actor, Claim, Distinction
from claimtrack.store.identities import STANDING_FOR
from claimtrack.store.record import Record
from claimtrack.store.tables import first, records

Pair = tuple[int, int]  # of two numbers of one kind, the lower first


def names(record: Record) -> list[tuple[int, str]]:
    """Return every name that stands, with the number of the actor it means."""
    rows = record.rows(
        f"SELECT actor.id, alias.name FROM alias {STANDING_FOR.format(column='alias.actor_id')}"
        " WHERE alias.withdrawn_at IS NULL AND actor.withdrawn_at IS NULL ORDER BY alias.id"
    )
    return [(number, name) for number, name in rows]


def wordings(record: Record, *, limit: int) -> list[tuple[int, str]]:
    """Return the numbers and wordings of the claims recorded last."""
    rows = record.rows("SELECT id, text FROM claim WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT :n", n=limit)
    return [(number, text) for number, text in rows]


def linked_actors(record: Record) -> set[Pair]:
    """Return the pairs of actors of which one is or was part of the other."""
    return _pairs(record, "SELECT actor_id, whole_id FROM membership WHERE withdrawn_at IS NULL")


def linked_claims(record: Record) -> set[Pair]:
    """Return the pairs of claims between which a relation stands."""
    return _pairs(record, "SELECT claim_id, other_id FROM relation WHERE withdrawn_at IS NULL")


def _pairs(record: Record, sql: str) -> set[Pair]:
    return {(min(row), max(row)) for row in record.rows(sql)}


def links_of(record: Record, claim: Claim) -> dict[int, str]:
    """Return the claims that a relation or a decision ties to a claim, each with its word, read from either end."""
    rows = record.rows(
        "SELECT other_id, kind FROM relation WHERE claim_id = :claim AND withdrawn_at IS NULL"
        " UNION ALL SELECT claim_id, kind FROM relation WHERE other_id = :claim AND withdrawn_at IS NULL"
        " UNION ALL SELECT other_claim_id, decision FROM distinction WHERE claim_id = :claim AND withdrawn_at IS NULL"
        " UNION ALL SELECT claim_id, decision FROM distinction WHERE other_claim_id = :claim AND withdrawn_at IS NULL",
        claim=claim.id,
    )
    found: dict[int, list[str]] = {}
    for number, words in rows:
        found.setdefault(number, []).append(words)
    return {number: ", ".join(dict.fromkeys(words)) for number, words in found.items()}


def distinctions(record: Record) -> list[Distinction]:
    """Return what was decided of pairs, as it stands."""
    return records(record, Distinction, "WHERE withdrawn_at IS NULL ORDER BY id")


def distinction_between(record: Record, kind: type[Actor] | type[Claim], pair: Pair) -> Distinction | None:
    """Return what was decided of two actors or two claims, if anything was."""
    one, other = ("actor_id", "other_actor_id") if kind is Actor else ("claim_id", "other_claim_id")
    clause = f"WHERE {one} = :one AND {other} = :other AND withdrawn_at IS NULL"
    return first(record, Distinction, clause, one=pair[0], other=pair[1])
