"""The counts of origins: many claims in a fixed number of queries, each as it would be alone."""

import random

import pytest

from claimtrack.domain.origins import Count
from claimtrack.domain.status import judge
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Side, Stance
from claimtrack.store.facts import facts_of
from claimtrack.store.origins import counts_of, sides_of
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries


def counts(writer: Writer, *claims: int) -> list[dict[Side, Count]]:
    facts = facts_of(writer, claims)
    return [*counts_of(writer, {claim: judge(*facts[claim]) for claim in claims}).values()]


@pytest.mark.parametrize("claims", [5, 200])
def test_origins_of_many_claims_take_the_same_queries_however_many_they_are(writer: Writer, claims: int) -> None:
    state = factories.actor(writer, "State")
    ministry, other = factories.actor(writer, "Ministry", part_of=state), factories.actor(writer, "Other")
    for _ in range(claims):
        claim = factories.claim(writer)
        said = factories.statement(writer, claim, ministry)
        factories.reliance(writer, factories.statement(writer, claim, other), said)
        factories.shown(writer, claim, collector=other)
    numbers = range(1, claims + 1)
    facts = facts_of(writer, numbers)
    judged = {claim: judge(*facts[claim]) for claim in numbers}
    with queries(writer.connection) as seen:
        found = counts_of(writer, judged)
    assert len(seen) == 4  # who relies at all, chains, collectors, and unnamed voices: the parties are known
    assert [*found.values()] == [{Side.FOR: Count(2, 2), Side.AGAINST: Count(0, 0)}] * claims


def test_origins_of_many_claims_are_those_of_each_alone(writer: Writer) -> None:
    draw = random.Random(7)
    kinds = [None, None, None, None, ActorKind.UNKNOWN, ActorKind.UNKNOWN]
    actors = [factories.actor(writer, f"Actor {n}", kind=kind) for n, kind in enumerate(kinds)]
    claims = [factories.claim(writer) for _ in range(20)]
    said = [
        factories.statement(
            writer, claim, actor, stance=draw.choice(list(Stance)), on=f"2023-10-{draw.randint(10, 20)}"
        )
        for claim in claims
        for actor in actors
    ]
    for claim in claims[::2]:
        factories.shown(writer, claim, draw.choice(list(BearingKind)), collector=draw.choice([None, *actors]))
    for one, basis in {tuple(draw.sample(range(len(said)), 2)) for _ in range(150)}:
        factories.reliance(writer, said[one], said[basis])
    facts = facts_of(writer, [claim.id for claim in claims])
    alone = [
        {side: chains.origins.number for side, chains in sides_of(writer, judge(*facts[claim.id])).items()}
        for claim in claims
    ]
    assert counts(writer, *(claim.id for claim in claims)) == alone
    assert {number.span for sides in alone for number in sides.values()} >= {"0", "1", "2", "1-2"}


def test_what_is_certainly_later_is_no_basis(writer: Writer) -> None:
    claim, one, other = factories.claim(writer), factories.actor(writer), factories.actor(writer)
    early = factories.statement(writer, claim, one, on="2023-10-01")
    factories.reliance(writer, early, factories.statement(writer, claim, other, on="2023-10-02"))
    assert counts(writer, claim.id)[0][Side.FOR] == Count(2, 2)


def test_more_voices_than_one_query_takes_are_read_all_the_same(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.store.reliances._VOICES", 2)
    claim = factories.claim(writer)
    basis = factories.statement(writer, claim, factories.actor(writer, "Origin"))
    for n in range(7):
        said = factories.statement(writer, claim, factories.actor(writer, f"Actor {n}"))
        factories.reliance(writer, said, basis)
        factories.shown(writer, claim, collector=factories.actor(writer, f"Collector {n}"))
    assert counts(writer, claim.id)[0][Side.FOR] == Count(8, 8)
