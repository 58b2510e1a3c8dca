"""Finds the row that stands where another one would: one tag, one link, one name of each at a time."""

from claimtrack.domain.records import (
    Alias,
    Bearing,
    Citation,
    Distinction,
    Merger,
    Relation,
    Reliance,
    Row,
    Tag,
)
from claimtrack.store.record import Record
from claimtrack.store.tables import R, first

# What is unique among the rows that stand, as the tables' own indexes have it.
KEYS: dict[type[Row], tuple[tuple[str, ...], ...]] = {
    Alias: (("folded",),),
    Merger: (("actor_id",),),
    Tag: (("claim_id", "folded"),),
    Relation: (("claim_id", "kind", "other_id"),),
    Reliance: (("statement_id", "basis_id"),),
    Citation: (("source_id", "cited_id"),),
    Bearing: (("evidence_id", "claim_id"),),
    Distinction: (("actor_id", "other_actor_id"), ("claim_id", "other_claim_id")),
}


def holder(record: Record, row: R) -> R | None:
    """Return the other row that stands in the place of a row, or None; raises KeyError for a kind without places."""
    for key in KEYS[type(row)]:
        place = {column: getattr(row, column) for column in key}
        if None in place.values():
            continue
        same = " AND ".join(f"{column} = :{column}" for column in key)
        found = first(record, type(row), f"WHERE {same} AND withdrawn_at IS NULL AND uid <> :uid", **place, uid=row.uid)
        if found:
            return found
    return None
