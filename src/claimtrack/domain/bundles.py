"""What travels of a record: its rows, which name each other by uid, in an order in which what is named comes first.

A row's number is the file's own, and what a name folds to follows from the name: neither travels. A slug does, as a
wish: it is given where it is free.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Citation,
    Claim,
    Distinction,
    Evidence,
    Membership,
    Merger,
    Original,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)

KINDS: tuple[type[Row], ...] = (
    Actor,
    Merger,
    Alias,
    Membership,
    Source,
    Citation,
    Claim,
    Tag,
    Relation,
    Statement,
    Reliance,
    Evidence,
    Bearing,
    Verdict,
    Original,
    Distinction,
)
# The columns by which a row names others, and the kind of these.
POINTS: dict[type[Row], dict[str, type[Row]]] = {
    Alias: {"actor_id": Actor},
    Membership: {"actor_id": Actor, "whole_id": Actor},
    Merger: {"actor_id": Actor, "into_id": Actor},
    Source: {"publisher_id": Actor},
    Citation: {"source_id": Source, "cited_id": Source},
    Tag: {"claim_id": Claim},
    Relation: {"claim_id": Claim, "other_id": Claim},
    Statement: {"claim_id": Claim, "actor_id": Actor, "source_id": Source},
    Reliance: {"statement_id": Statement, "basis_id": Statement},
    Evidence: {"collector_id": Actor, "source_id": Source},
    Bearing: {"evidence_id": Evidence, "claim_id": Claim},
    Verdict: {"claim_id": Claim, "reviewer_id": Actor},
    Original: {"claim_id": Claim},
    Distinction: {"actor_id": Actor, "other_actor_id": Actor, "claim_id": Claim, "other_claim_id": Claim},
}
# Of a distinction neither end comes first: in a file the lower number, between files the lower uid.
PAIRS = (("actor_id", "other_actor_id"), ("claim_id", "other_claim_id"))
WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")
_STAYS = frozenset({"id", "folded"})
_FIRST, _LAST = ("uid",), ("recorded_at", "recorded_by", *WITHDRAWAL)

TYPES = {kind: kind.__name__.lower() for kind in KINDS}
KIND_OF = {name: kind for kind, name in TYPES.items()}


def _columns(kind: type[Row]) -> tuple[str, ...]:
    around = {*_STAYS, *_FIRST, *_LAST}
    return (*_FIRST, *(name for name in kind.COLUMNS if name not in around), *_LAST)


# The columns that travel, in their order: what a row is, then who recorded it and when.
COLUMNS = {kind: _columns(kind) for kind in KINDS}
# What a column is called on the way: `claim_id` holds a number, and `claim` names a claim.
KEYS = {kind: {column: column.removesuffix("_id") for column in COLUMNS[kind]} for kind in KINDS}


class Travelling(NamedTuple):
    """A row on its way: the values of its columns, where it names others their uids; `place` is where it was read."""

    kind: type[Row]
    values: Mapping[str, Any]
    place: str = ""

    @property
    def uid(self) -> str:
        """What it is called in every record."""
        return str(self.values["uid"])


def paired(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a distinction with the lower of its two ends first."""
    held = dict(values)
    for one, other in PAIRS:
        if held.get(one) is not None and held.get(other) is not None:
            held[one], held[other] = sorted((held[one], held[other]))
    return held
