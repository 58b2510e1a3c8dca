"""Tracing: the origins of a page in a fixed number of queries, and as they are for each claim alone."""

import random
from pathlib import Path

import pytest

from claimtrack.domain.records import Reliance
from claimtrack.domain.status import judge
from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.services import tracing
from claimtrack.store.facts import facts_of
from tests.store import factories
from tests.store.test_reports import queries


@pytest.mark.parametrize("claims", [5, 200])
def test_origins_of_a_page_take_the_same_queries_however_long_it_is(database: Path, claims: int) -> None:
    with factories.writing(database) as writer:
        state = factories.actor(writer, "State")
        ministry, other = factories.actor(writer, "Ministry", part_of=state), factories.actor(writer, "Other")
        numbers = []
        for _ in range(claims):
            claim = factories.claim(writer)
            said = factories.statement(writer, claim, ministry)
            factories.reliance(writer, factories.statement(writer, claim, other), said)
            factories.shown(writer, claim)
            numbers.append(claim.id)
        writer.finish()
        with queries(writer.connection) as seen:
            found = tracing.on_record(writer, numbers)
        assert len(seen) == 8  # statements, bearings, chains, collectors, and twice two levels of parties
        assert len(found) == claims


def test_origins_of_a_page_are_those_of_each_claim_alone(database: Path) -> None:
    draw = random.Random(7)
    with factories.writing(database) as writer:
        actors = [factories.actor(writer, f"Actor {n}") for n in range(6)]
        claims = [factories.claim(writer) for _ in range(20)]
        said = [
            factories.statement(
                writer, claim, actor, stance=draw.choice(list(Stance)), on=f"2023-10-{draw.randint(10, 20)}"
            )
            for claim in claims
            for actor in actors
        ]
        for claim in claims:
            factories.shown(writer, claim, draw.choice(list(BearingKind)))
        for one, basis in {tuple(draw.sample(range(len(said)), 2)) for _ in range(150)}:
            factories.reliance(writer, said[one], said[basis])
        writer.finish()
        kept = tracing.on_record(writer, [claim.id for claim in claims])
        facts = facts_of(writer, [claim.id for claim in claims])
        for claim in claims:
            judged = tracing.behind(writer, judge(*facts[claim.id]))
            assert {side: chains.origins for side, chains in kept[claim.id].items()} == {
                side: chains.origins for side, chains in judged.items()
            }


@pytest.mark.parametrize("length", [10, 2_000])
def test_a_chain_of_any_length_takes_the_same_queries(database: Path, length: int) -> None:
    with factories.writing(database, keep=False) as writer:
        claim, actor = factories.claim(writer), factories.actor(writer)
        one = factories.statement(writer, claim, actor)
        rest = writer.add_all([one] * (length - 1))
        chain = [one, *rest]
        writer.add_all(
            [Reliance(statement_id=later.id, basis_id=basis.id) for basis, later in zip(chain, rest, strict=False)]
        )
        writer.finish()
        with queries(writer.connection) as seen:
            sides = tracing.on_record(writer, [claim.id])[claim.id]
        assert sum(len(chains.relies_on) for chains in sides.values()) == length - 1
        assert len(seen) == 5  # statements, bearings, the chain, and twice one level of parties
