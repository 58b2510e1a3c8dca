"""Implied positions are read at a bounded cost, and neither stored nor counted."""

from functools import partial
from pathlib import Path

import pytest

from claimtrack.domain.records import Actor, Claim
from claimtrack.domain.vocabulary import RelationKind, Stance
from claimtrack.services import implying, workspace
from claimtrack.store.facts import facts_of
from claimtrack.store.statuses import on_record
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries

PART_OF = RelationKind.PART_OF


def chain(writer: Writer, levels: int, *, parts: int = 0) -> list[Claim]:
    """Record a whole that one asserts and one denies, a chain of parts below it, and more parts beside."""
    claims = [factories.claim(writer, f"Level {n}") for n in range(levels + 1)]
    factories.statement(writer, claims[0], factories.actor(writer, "Korea"))
    factories.statement(writer, claims[0], factories.actor(writer, "Russia"), stance=Stance.DENIES)
    for part, whole in zip(claims[1:], claims, strict=False):
        factories.relation(writer, part, whole, PART_OF)
    for n in range(parts):
        factories.relation(writer, factories.claim(writer, f"Beside {n}"), claims[0], PART_OF)
    return claims


def cost(database: Path, claims: set[int]) -> tuple[int, int]:
    """Return how many positions are implied, and how many queries it took to find them."""
    with workspace.reading(database) as record, queries(record.connection) as seen:
        found = implying.implied_on(record, claims)
    return len(found), len([query for query in seen if query.startswith("SELECT")])


def test_a_claim_without_relations_takes_one_query(database: Path) -> None:
    workspace.write(database, partial(chain, levels=0))
    assert cost(database, {1}) == (0, 1)


@pytest.mark.parametrize("parts", [0, 300])
def test_each_level_of_relations_takes_one_query_however_many_parts_there_are(database: Path, parts: int) -> None:
    workspace.write(database, partial(chain, levels=3, parts=parts))
    assert cost(database, {2}) == (1, 5)
    assert cost(database, {4}) == (1, 6)
    assert cost(database, set(range(1, 5 + parts))) == (
        3 + parts,
        4 if parts else 3,
    )  # two batches for 304 claims and both signs


def test_what_is_implied_leaves_the_kept_rows_as_they_were(database: Path) -> None:
    with factories.writing(database) as writer:
        whole, part = chain(writer, 1)
    with workspace.reading(database) as record:
        assert [line.party.name for line in implying.implied_on(record, {part.id})] == ["Korea"]
        kept = on_record(record, [whole.id, part.id])
    assert [row[0] for row in kept.positions] == [whole.id, whole.id]
    assert [row[:3] for row in kept.kept] == [(whole.id, 5, "disputed"), (part.id, 0, "unaddressed")]


def test_a_withdrawn_relation_or_claim_implies_nothing(database: Path) -> None:
    with factories.writing(database) as writer:
        claims = chain(writer, 2)
        factories.statement(writer, claims[1], factories.actor(writer, "Japan"))
    with factories.writing(database) as writer:
        writer.withdraw(claims[0], reason="a slip")
    with workspace.reading(database) as record:
        assert [line.party.name for line in implying.implied_on(record, {claims[2].id})] == ["Japan"]


# Where a party says both


def contradictory(writer: Writer, others: int) -> tuple[list[Claim], Actor]:
    """Record two claims that contradict each other and a party that asserts both, and many other parties and parts."""
    one, two = factories.claim(writer, "Open"), factories.claim(writer, "Closed")
    factories.relation(writer, one, two, RelationKind.CONTRADICTS)
    ferries = factories.actor(writer, "Ferries")
    for claim in (one, two):
        factories.statement(writer, claim, ferries)
    for n in range(others):
        factories.statement(writer, two, factories.actor(writer, f"Other {n}"))
        factories.relation(writer, factories.claim(writer, f"Part {n}"), one, PART_OF)
    return [one, two], ferries


@pytest.mark.parametrize("others", [1, 200])
def test_finding_who_says_both_takes_the_same_queries_however_many_there_are(database: Path, others: int) -> None:
    with factories.writing(database) as writer:
        [one, two], ferries = contradictory(writer, others)
    with workspace.reading(database) as record:
        with queries(record.connection) as seen:
            for claim in (one, two):
                [line] = implying.following_for(record, claim.id).inconsistent
                assert (line.party, line.found.claims) == (ferries, frozenset((one.id, two.id)))
        assert len(seen) == 2 * (1 + 2 + 1)  # two levels of relations, positions, names
        with queries(record.connection) as seen:
            [line] = implying.inconsistent_party(record, ferries)
        assert len(seen) == 6  # its line, its claims, two levels of relations, positions, names
        with queries(record.connection) as seen:
            begun = implying.beginnings_on(record, facts_of(record, [one.id]))
        assert [(claim, [one.day for one in found]) for claim, found in begun.items()] == [(one.id, [factories.DAY])]
        assert len(seen) == 2 * 3 + 2  # the facts of the claim and of those beside it, and the relations


def test_a_party_without_related_claims_takes_three_queries(database: Path) -> None:
    with factories.writing(database) as writer:
        actor = factories.actor(writer)
        factories.statement(writer, factories.claim(writer), actor)
    with workspace.reading(database) as record, queries(record.connection) as seen:
        assert implying.inconsistent_party(record, actor) == []
    assert len(seen) == 3


def test_a_withdrawn_statement_or_claim_ends_an_inconsistency(database: Path) -> None:
    with factories.writing(database) as writer:
        [one, _], ferries = contradictory(writer, 0)
    with factories.writing(database) as writer:
        writer.withdraw(one, reason="a slip")
    with workspace.reading(database) as record:
        assert implying.inconsistent_party(record, ferries) == []
