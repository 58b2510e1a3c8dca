"""Reads what implications follow from: the relations that lead to claims, and the positions in force on them."""

from collections.abc import Collection, Iterable

from claimtrack.domain.implications import RULES, Held, Link, Saying, steps
from claimtrack.domain.vocabulary import RelationKind, Stance
from claimtrack.store import statuses
from claimtrack.store.record import Record, listed, word

_BATCH = 500


def links_to(record: Record, claims: Collection[int]) -> list[Link]:
    """Return the relations by which something may follow for these claims, however far away it begins.

    One query a level of relations, and for each batch of 500 claims; no claim is asked for twice, so circles end.
    """
    links: dict[Link, None] = {}
    wanted = {Saying(claim, says) for claim in claims for says in (Stance.ASSERTS, Stance.DENIES)}
    asked: set[Saying] = set()
    while wanted:
        asked |= wanted
        premises: set[Saying] = set()
        for link in _leading_to(record, sorted(wanted)):
            for premise, conclusion in steps(link):
                if conclusion in wanted:
                    links[link] = None
                    premises.add(premise)
        wanted = premises - asked
    return list(links)


def _leading_to(record: Record, wanted: list[Saying]) -> Iterable[Link]:
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        inside = {
            says: listed(one.claim for one in batch if one.says is says) for says in (Stance.ASSERTS, Stance.DENIES)
        }
        found = " UNION ".join(  # with OR in place of UNION, SQLite walks the whole table
            f"SELECT id FROM relation WHERE {'other_id' if rule.forward else 'claim_id'}"
            f" IN ({inside[rule.conclusion]}) AND kind = '{rule.kind}' AND withdrawn_at IS NULL"
            for rule in RULES
        )
        for claim, kind, other in record.rows(
            "SELECT relation.claim_id, relation.kind, relation.other_id FROM relation"
            " JOIN claim ON claim.id = relation.claim_id JOIN claim AS other ON other.id = relation.other_id"
            f" WHERE relation.id IN ({found})"
            " AND claim.withdrawn_at IS NULL AND other.withdrawn_at IS NULL ORDER BY relation.id"
        ):
            yield Link(claim, word(RelationKind, kind), other)


def positions_on(record: Record, claims: Collection[int]) -> list[Held]:
    """Return the positions in force on claims, in one query for each batch of 500."""
    numbers = sorted(claims)
    if not record.vantage.is_now:
        statuses.judge_beside(record, numbers)  # the kept positions are those of today
    return [
        Held(party, claim, word(Stance, stance), statement)
        for start in range(0, len(numbers), _BATCH)
        for party, claim, stance, statement in record.rows(
            "SELECT position.party_id, position.claim_id, statement.stance, position.statement_id"
            " FROM position JOIN statement ON statement.id = position.statement_id"
            f" WHERE position.claim_id IN ({listed(numbers[start : start + _BATCH])})"
            " ORDER BY position.claim_id, position.statement_id"
        )
    ]
