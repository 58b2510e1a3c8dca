"""What the rule looks at: the rows that stand, each speaker with its line to the party."""

from itertools import pairwise

import pytest

from claimtrack.domain.status import Shown, Spoken
from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.store.facts import Lines, facts_of, lines_of
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries


def test_actor_that_is_part_of_nothing_is_its_own_party(writer: Writer) -> None:
    actor = factories.actor(writer)
    assert lines_of(writer, [actor.id]) == {actor.id: (actor.id,)}


def test_line_goes_from_the_actor_to_its_party(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    ministry = factories.actor(writer, "Ministry", part_of=state)
    desk = factories.actor(writer, "Desk", part_of=ministry)
    assert lines_of(writer, [desk.id]) == {desk.id: (desk.id, ministry.id, state.id)}


def test_withdrawn_membership_ends_a_line(writer: Writer) -> None:
    state, ministry = factories.actor(writer, "State"), factories.actor(writer, "Ministry")
    writer.withdraw(factories.membership(writer, ministry, state), reason="not so")
    assert lines_of(writer, [ministry.id]) == {ministry.id: (ministry.id,)}


def test_line_of_a_closed_chain_ends(writer: Writer) -> None:
    one, other = factories.actor(writer), factories.actor(writer)
    factories.membership(writer, one, other)
    factories.membership(writer, other, one)
    assert lines_of(writer, [one.id, other.id]) == {one.id: (one.id, other.id), other.id: (other.id, one.id)}


def test_no_actors_have_no_lines(writer: Writer) -> None:
    assert lines_of(writer, []) == {}


def test_claim_without_rows_has_empty_facts(writer: Writer) -> None:
    claim = factories.claim(writer)
    assert facts_of(writer, [claim.id])[claim.id] == ([], [])


def test_statement_becomes_what_the_rule_looks_at(writer: Writer) -> None:
    claim, state = factories.claim(writer), factories.actor(writer)
    ministry = factories.actor(writer, part_of=state)
    said = factories.statement(writer, claim, ministry, stance=Stance.DOUBTS, on="2023-10-31", since="2023-10-01")
    assert facts_of(writer, [claim.id])[claim.id].statements == [
        Spoken(said.id, (ministry.id, state.id), Stance.DOUBTS, "2023-10-01", "2023-10-31", said.uid)
    ]


def test_bearing_becomes_what_the_rule_looks_at(writer: Writer) -> None:
    claim = factories.claim(writer)
    link = factories.shown(writer, claim, BearingKind.REFUTES, on="2023-10-13")
    assert facts_of(writer, [claim.id])[claim.id].evidence == [
        Shown(link.evidence_id, BearingKind.REFUTES, "2023-10-13", "2023-10-13")
    ]


@pytest.mark.parametrize("what", ["statement", "bearing", "evidence"])
def test_what_is_withdrawn_is_no_fact(writer: Writer, what: str) -> None:
    claim, item = factories.claim(writer), factories.evidence(writer)
    rows = {
        "statement": factories.statement(writer, claim, factories.actor(writer)),
        "bearing": factories.bearing(writer, item, claim),
        "evidence": item,
    }
    writer.withdraw(rows[what], reason="copy")
    facts = facts_of(writer, [claim.id])[claim.id]
    assert (len(facts.statements), len(facts.evidence)) == ((0, 1) if what == "statement" else (1, 0))


def test_facts_of_a_claim_are_only_its_own(writer: Writer) -> None:
    one, other = factories.claim(writer), factories.claim(writer)
    factories.statement(writer, other, factories.actor(writer))
    assert facts_of(writer, [one.id]) == {one.id: ([], [])}


def test_line_that_was_read_is_not_read_again(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    ministry, other = factories.actor(writer, "Ministry", part_of=state), factories.actor(writer, "Other")
    lines = Lines(writer)
    assert lines.of([ministry.id])[ministry.id] == (ministry.id, state.id)
    with queries(writer.connection) as seen:
        assert lines.of([ministry.id])[ministry.id] == (ministry.id, state.id)
        assert seen == []
        assert lines.of([ministry.id, other.id])[other.id] == (other.id,)
    assert len(seen) == 1


def test_lines_that_are_kept_no_longer_are_read_again(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.store.facts._KNOWN", 1)
    actors = [factories.actor(writer, f"Actor {n}").id for n in range(5)]
    lines = Lines(writer)
    for pair in pairwise(actors):
        found = lines.of(iter(pair))
        assert found == {actor: (actor,) for actor in pair}
