"""Implied positions are read at a bounded cost, and neither stored nor counted."""

from functools import partial
from pathlib import Path

import pytest

from claimtrack.domain.records import Claim
from claimtrack.domain.vocabulary import RelationKind, Stance
from claimtrack.services import implying, workspace
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
