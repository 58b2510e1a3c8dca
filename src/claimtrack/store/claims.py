"""Reads what belongs to claims: their tags and how they stand to each other."""

from claimtrack.domain.files import RelationLine
from claimtrack.domain.records import Claim, Relation, Tag
from claimtrack.domain.vocabulary import RelationKind
from claimtrack.store.lookup import by_numbers
from claimtrack.store.record import Record
from claimtrack.store.tables import first, records


def tags_of(record: Record, claim: Claim) -> list[Tag]:
    """Return the tags of a claim."""
    return records(record, Tag, "WHERE claim_id = :claim AND withdrawn_at IS NULL ORDER BY folded", claim=claim.id)


def relations_of(record: Record, claim: Claim) -> list[RelationLine]:
    """Return the relations in which a claim stands on either side, with both claims."""
    found = records(
        record,
        Relation,
        "JOIN claim ON claim.id = relation.claim_id JOIN claim AS other ON other.id = relation.other_id"
        " WHERE (relation.claim_id = :claim OR relation.other_id = :claim) AND relation.withdrawn_at IS NULL"
        " AND (claim.withdrawn_at IS NULL OR claim.id = :claim) AND (other.withdrawn_at IS NULL OR other.id = :claim)"
        " ORDER BY relation.id",
        claim=claim.id,
    )
    claims = by_numbers(record, Claim, {row.claim_id for row in found} | {row.other_id for row in found})
    return [RelationLine(row, claims[row.claim_id], claims[row.other_id]) for row in found]


def relation_between(record: Record, claim: Claim, kind: RelationKind, other: Claim) -> Relation | None:
    """Return the relation of this kind from one claim to another, if there is one."""
    return first(
        record,
        Relation,
        "WHERE claim_id = :claim AND kind = :kind AND other_id = :other AND withdrawn_at IS NULL",
        claim=claim.id,
        kind=kind,
        other=other.id,
    )
