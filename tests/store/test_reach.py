"""How far a write reaches: to the claims it touches and upwards along the chains, and no further."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.records import Actor, Claim, Reliance, Statement
from claimtrack.domain.vocabulary import ActorKind
from claimtrack.store import reach, statuses
from claimtrack.store.reach import Numbers
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer
from tests.store import factories


class Chain:
    """Four claims, each with a statement that relies on that of the claim before, by an actor of its own."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.actors: list[Actor] = [factories.actor(writer, f"Actor {n}") for n in range(4)]
        self.claims: list[Claim] = [factories.claim(writer, slug=f"c-{n}") for n in range(4)]
        self.said: list[Statement] = [
            factories.statement(writer, claim, actor) for claim, actor in zip(self.claims, self.actors, strict=True)
        ]
        self.links: list[Reliance] = [
            factories.reliance(writer, self.said[n], self.said[n - 1]) for n in range(1, len(self.said))
        ]
        self.item = factories.evidence(writer, collector=self.actors[0])
        self.elsewhere = factories.claim(writer, slug="elsewhere")
        factories.bearing(writer, self.item, self.elsewhere)
        writer.finish()

    def deny(self) -> None:
        """Say something new that relies on the top of the chain."""
        said = factories.statement(self.writer, self.elsewhere, self.actors[1])
        factories.reliance(self.writer, said, self.said[-1])

    def withdraw_twice(self) -> None:
        """Withdraw a statement in the middle and, under it, what one more relies on."""
        self.writer.withdraw(self.said[2], reason="x")
        self.writer.withdraw(self.links[0], reason="x")

    def join_merged(self) -> None:
        """Let an actor that stands for another become part of a third."""
        factories.merger(self.writer, self.actors[3], self.actors[2])
        self.writer.finish()
        factories.membership(self.writer, self.actors[3], self.actors[0])


@pytest.fixture
def chain(writer: Writer) -> Chain:
    return Chain(writer)


REACHES: list[tuple[str, Callable[[Chain], object], set[str]]] = [
    # what is written, and the claims whose derived rows may be others after it
    ("a new claim", lambda c: factories.claim(c.writer, slug="new"), {"new"}),
    ("a new statement", lambda c: factories.statement(c.writer, c.claims[0], c.actors[3]), {"c-0"}),
    ("a new statement on top of a chain", Chain.deny, {"elsewhere"}),
    ("a new basis at the end", lambda c: factories.reliance(
        c.writer, c.said[0], factories.statement(c.writer, c.elsewhere, c.actors[1])
    ), {"c-0", "c-1", "c-2", "c-3", "elsewhere"}),
    ("a link withdrawn", lambda c: c.writer.withdraw(c.links[1], reason="x"), {"c-2", "c-3"}),
    ("a statement withdrawn", lambda c: c.writer.withdraw(c.said[1], reason="x"), {"c-1", "c-2", "c-3"}),
    ("a claim withdrawn", lambda c: c.writer.withdraw(c.claims[1], reason="x"), {"c-1", "c-2", "c-3"}),
    ("two things withdrawn at once", Chain.withdraw_twice, {"c-1", "c-2", "c-3"}),
    ("an actor that becomes part of another", lambda c: factories.membership(c.writer, c.actors[1], c.actors[0]),
     {"c-1", "c-2", "c-3"}),
    ("a merged actor that becomes part of another", Chain.join_merged, {"c-2", "c-3"}),
    ("a collector that becomes part of another", lambda c: factories.membership(c.writer, c.actors[0], c.actors[3]),
     {"c-0", "c-1", "c-2", "c-3", "elsewhere"}),
    ("an actor of another kind", lambda c: c.writer.edit(c.actors[2], kind=ActorKind.UNKNOWN), {"c-2", "c-3"}),
    ("an actor of the same kind", lambda c: c.writer.edit(c.actors[2], name="New", kind=None), set()),
    ("a claim worded anew", lambda c: c.writer.edit(c.claims[0], text="It was so", folded="itwasso"), set()),
    ("evidence withdrawn", lambda c: c.writer.withdraw(c.item, reason="x"), {"elsewhere"}),
    ("evidence that bears on nothing", lambda c: factories.evidence(c.writer), set()),
    ("a bearing", lambda c: factories.bearing(c.writer, c.item, c.claims[0]), {"c-0"}),
    ("a verdict", lambda c: factories.verdict(c.writer, c.claims[0], c.actors[0]), {"c-0"}),
    ("a tag", lambda c: factories.tag(c.writer, c.claims[0]), set()),
]  # fmt: skip


@pytest.mark.parametrize(("write", "reached"), [row[1:] for row in REACHES], ids=[row[0] for row in REACHES])
def test_a_write_reaches_what_it_touches_and_what_relies_on_that(
    chain: Chain, monkeypatch: pytest.MonkeyPatch, write: Callable[[Chain], object], reached: set[str]
) -> None:
    renewed: set[int] = set()

    def renew(_record: Record, claims: set[int]) -> None:
        renewed.update(claims)

    monkeypatch.setattr(statuses, "renew", renew)
    write(chain)
    chain.writer.finish()
    slugs = dict(chain.writer.rows("SELECT id, slug FROM claim"))
    assert {slugs[claim] for claim in renewed} == reached


def test_a_part_of_an_actor_of_another_party_is_reached_with_it(writer: Writer) -> None:
    state, union = factories.actor(writer, "State"), factories.actor(writer, "Union")
    desk = factories.actor(writer, "Desk", part_of=factories.actor(writer, "Ministry", part_of=state))
    claim = factories.claim(writer)
    factories.statement(writer, claim, desk)
    factories.statement(writer, claim, union)
    writer.finish()
    factories.membership(writer, state, union)
    writer.finish()
    assert writer.one("SELECT origins_for_most FROM claim_status") == 1


def test_circles_are_walked_up_once_and_end(chain: Chain) -> None:
    factories.reliance(chain.writer, chain.said[0], chain.said[3])
    chain.writer.finish()
    rows = chain.writer.rows("SELECT origins_for_most FROM claim_status ORDER BY claim_id")
    assert rows == [(0,), (0,), (0,), (0,), (1,)]


def test_more_rows_than_one_query_takes_are_followed_all_the_same(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "_AT_ONCE", 2)
    with factories.writing(database) as writer:
        chain = Chain(writer)
        for link in chain.links:
            writer.withdraw(link, reason="x")
        writer.finish()
        assert writer.rows("SELECT DISTINCT origins_for_most FROM claim_status WHERE claim_id < 5") == [(1,)]
        assert writer.one("SELECT count(*) FROM position") == len(chain.said)


def test_the_walk_upwards_goes_from_index_to_index(writer: Writer) -> None:
    seeds = {"claims": "1", "statements": "1", "actors": "1"}
    plan = [row[3] for row in writer.rows(f"EXPLAIN QUERY PLAN {reach._RELYING.format(**seeds)}")]
    assert any("ix_reliance_basis_id" in step for step in plan), plan
    assert not [step for step in plan if step.startswith("SCAN") and step.split()[1] not in ("part", "relying")], plan


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(0, 5_000)))
def test_numbers_come_once_and_in_order(numbers: list[int]) -> None:
    assert list(Numbers(numbers)) == sorted(set(numbers))


def test_a_million_numbers_in_a_row_take_little_room() -> None:
    held = Numbers(range(1, 1_000_001))._bits
    assert sum(sys.getsizeof(bits) for bits in held.values()) + sys.getsizeof(held) < 250_000
