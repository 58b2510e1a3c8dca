"""What is taken out with claims: every row they point to, nothing that does not stand, and no query a claim."""

import re
import sqlite3

import pytest

from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Stance, Status
from claimtrack.store.extracts import Taken, claims_about, statuses_of, taken
from claimtrack.store.pointers import pointers
from claimtrack.store.tables import R
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries


def rows(found: Taken, kind: type[R]) -> list[int]:
    return [row.id for row in found.rows[kind]]


def test_claim_comes_with_all_that_was_said_shown_and_judged_of_it(writer: Writer) -> None:
    state = factories.actor(writer, "South Korea")
    ministry, lab, desk = factories.actor(writer, part_of=state), factories.actor(writer), factories.actor(writer)
    paper = factories.source(writer, publisher=desk)
    one = factories.claim(writer)
    said = factories.statement(writer, one, ministry, read_in=paper)
    shown = factories.shown(writer, one, collector=lab)
    judged = factories.verdict(writer, one, desk)
    tag = factories.tag(writer, one)
    factories.statement(writer, factories.claim(writer), factories.actor(writer, "Nobody asked"))
    found = taken(writer, [one.id])
    assert {kind: rows(found, kind) for kind in found.rows} == {
        Claim: [one.id],
        Tag: [tag.id],
        Relation: [],
        Statement: [said.id],
        Reliance: [],
        Evidence: [shown.evidence_id],
        Bearing: [shown.id],
        Verdict: [judged.id],
        Source: [paper.id],
        Citation: [],
        Actor: [state.id, ministry.id, lab.id, desk.id],
        Membership: [1],
    }
    assert found.context == frozenset()


def test_statements_relied_on_come_through_any_chain_with_their_claims_alone(
    writer: Writer,
) -> None:
    one, two, three = factories.claim(writer), factories.claim(writer), factories.claim(writer)
    said = [factories.statement(writer, claim, factories.actor(writer)) for claim in (one, two, three)]
    links = [factories.reliance(writer, said[0], said[1]), factories.reliance(writer, said[1], said[2])]
    factories.statement(writer, two, factories.actor(writer))
    factories.shown(writer, three)
    factories.tag(writer, three)
    factories.verdict(writer, two, factories.actor(writer))
    found = taken(writer, [one.id])
    assert rows(found, Statement) == [row.id for row in said]
    assert rows(found, Reliance) == [row.id for row in links]
    assert rows(found, Claim) == [one.id, two.id, three.id]
    assert found.context == {two.id, three.id}
    assert [rows(found, kind) for kind in (Evidence, Tag, Verdict)] == [[], [], []]


def test_circle_of_statements_ends(writer: Writer) -> None:
    one = factories.claim(writer)
    said = [factories.statement(writer, one, factories.actor(writer)) for _ in range(2)]
    factories.reliance(writer, said[0], said[1])
    factories.reliance(writer, said[1], said[0])
    assert len(rows(taken(writer, [one.id]), Reliance)) == 2


def test_cited_sources_come_through_any_chain_with_their_publishers(writer: Writer) -> None:
    agency = factories.actor(writer, "Agency")
    first, second, third = (factories.source(writer, title=f"S{n}", publisher=agency) for n in range(3))
    factories.citation(writer, first, second)
    factories.citation(writer, second, third)
    factories.citation(writer, factories.source(writer, title="other"), first)
    one = factories.claim(writer)
    factories.statement(writer, one, factories.actor(writer), read_in=first)
    found = taken(writer, [one.id])
    assert (rows(found, Source), rows(found, Citation)) == ([first.id, second.id, third.id], [1, 2])
    assert agency.id in rows(found, Actor)


def test_only_relations_among_what_was_taken_come(writer: Writer) -> None:
    one, two, three = (factories.claim(writer) for _ in range(3))
    within = factories.relation(writer, one, two)
    factories.relation(writer, two, three)
    factories.relation(writer, three, one)
    assert rows(taken(writer, [one.id, two.id]), Relation) == [within.id]


def test_merged_actor_is_the_one_it_stands_for_with_the_parts_of_both(writer: Writer) -> None:
    state, other = factories.actor(writer, "State"), factories.actor(writer, "Other")
    twice, main = factories.actor(writer, "Twice", part_of=state), factories.actor(writer, "Main")
    factories.merger(writer, twice, main)
    factories.merger(writer, other, state)
    one = factories.claim(writer)
    factories.statement(writer, one, twice, read_in=factories.source(writer, publisher=other))
    factories.verdict(writer, one, twice)
    factories.shown(writer, one, collector=other)
    found = taken(writer, [one.id])
    assert rows(found, Actor) == [state.id, main.id]
    naming = {Statement: "actor_id", Verdict: "reviewer_id", Evidence: "collector_id", Source: "publisher_id"}
    named = {kind: [getattr(row, column) for row in found.rows[kind]] for kind, column in naming.items()}
    assert named == {Statement: [main.id], Verdict: [main.id], Evidence: [state.id], Source: [state.id]}
    assert [(row.actor_id, row.whole_id) for row in found.rows[Membership] if isinstance(row, Membership)] == [
        (main.id, state.id)
    ]


def test_actor_is_part_of_what_the_one_merged_into_it_is_part_of(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    twice, main = factories.actor(writer, "Twice", part_of=state), factories.actor(writer, "Main")
    factories.merger(writer, twice, main)
    one = factories.claim(writer)
    factories.statement(writer, one, main)
    assert rows(taken(writer, [one.id]), Actor) == [state.id, main.id]


def test_statement_on_a_withdrawn_claim_is_not_relied_on(writer: Writer) -> None:
    one, gone = factories.claim(writer), factories.claim(writer)
    said = factories.statement(writer, one, factories.actor(writer))
    factories.reliance(writer, said, factories.statement(writer, gone, factories.actor(writer)))
    writer.withdraw(gone, reason="a slip")
    found = taken(writer, [one.id])
    assert (rows(found, Statement), rows(found, Reliance), rows(found, Claim)) == ([said.id], [], [one.id])


def test_what_was_withdrawn_is_not_taken(writer: Writer) -> None:
    one = factories.claim(writer)
    said = [factories.statement(writer, one, factories.actor(writer)) for _ in range(3)]
    link = factories.reliance(writer, said[0], said[1])
    shown, item = factories.shown(writer, one), factories.shown(writer, one)
    part = factories.membership(writer, factories.actor(writer), factories.actor(writer))
    gone: list[Row] = [said[2], link, shown, factories.tag(writer, one), part]
    gone.append(next(row for row in factories.all_rows(writer, Evidence) if row.id == item.evidence_id))
    for row in gone:
        writer.withdraw(row, reason="a slip")
    found = taken(writer, [one.id])
    assert rows(found, Statement) == [said[0].id, said[1].id]
    assert [rows(found, kind) for kind in (Reliance, Bearing, Evidence, Tag, Membership)] == [[], [], [], [], []]


def everything(writer: Writer, number: int) -> list[Claim]:
    """Record claims that have one of everything each."""
    claims = [factories.claim(writer, f"Claim {n}") for n in range(number)]
    for n, one in enumerate(claims):
        speaker, whole = factories.actor(writer, f"S{n}"), factories.actor(writer, f"W{n}")
        factories.membership(writer, speaker, whole)
        paper, cited = (
            factories.source(writer, title=f"P{n}", publisher=speaker),
            factories.source(writer, title=f"Q{n}"),
        )
        factories.citation(writer, paper, cited)
        basis = factories.statement(writer, claims[n - 1], speaker, stance=Stance.DENIES, read_in=paper)
        factories.reliance(writer, factories.statement(writer, one, speaker), basis)
        factories.shown(writer, one, collector=speaker)
        factories.verdict(writer, one, speaker)
        factories.tag(writer, one)
        factories.relation(writer, one, claims[n - 1])
    writer.finish()
    return claims


def test_every_row_that_is_pointed_to_is_among_them(writer: Writer) -> None:
    claims = everything(writer, 6)
    found = taken(writer, [one.id for one in claims[:2]])
    assert all(found.rows.values())
    for pointer in pointers(writer):
        there = {row.id for row in found.rows.get(pointer.to, [])}
        named = {getattr(row, pointer.column) for row in found.rows.get(pointer.kind, [])} - {None}
        assert named <= there, pointer


def test_queries_do_not_grow_with_the_claims(writer: Writer, connection: sqlite3.Connection) -> None:
    claims = [one.id for one in everything(writer, 120)]
    with queries(connection) as few:
        taken(writer, claims[:2])
        statuses_of(writer, claims[:2])
    with queries(connection) as many:
        taken(writer, claims)
        statuses_of(writer, claims)
    assert len(many) <= len(few) < 20


def test_queries_grow_by_batches(
    writer: Writer, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [one.id for one in everything(writer, 40)]
    monkeypatch.setattr("claimtrack.store.extracts.batched.__defaults__", (10,))
    with queries(connection) as seen:
        found = taken(writer, claims)
    chains = ("reached", "SELECT DISTINCT statement_id FROM reliance")  # asked about by 50,000
    asked = [sql for sql in seen if not any(words in sql for words in chains)]
    assert len(rows(found, Statement)) == 80
    assert max(numbers.count(",") + 1 for sql in asked for numbers in re.findall(r"IN \(([0-9,]+)\)", sql)) == 10


def test_membership_of_a_later_day_is_not_taken_as_of_a_day(writer: Writer) -> None:
    part, now, later = (factories.actor(writer, name) for name in ("Part", "Now", "Later"))
    for whole, begin in ((now, "2020-01-01"), (later, "2024-01-01")):
        during = {"during": f"{begin}/..", "during_earliest": begin}
        writer.add(Membership(actor_id=part.id, whole_id=whole.id, **during))
    one = factories.claim(writer)
    factories.statement(writer, one, part)
    assert rows(taken(writer, [one.id]), Actor) == [part.id, now.id, later.id]
    writer.vantage = Vantage(as_of="2023-06-01")
    found = taken(writer, [one.id])
    assert (rows(found, Actor), rows(found, Membership)) == ([part.id, now.id], [1])


def test_status_is_that_of_the_kept_row(writer: Writer) -> None:
    one, two = factories.claim(writer), factories.claim(writer)
    factories.statement(writer, one, factories.actor(writer))
    writer.finish()
    assert statuses_of(writer, [one.id, two.id]) == {one.id: Status.ASSERTED, two.id: Status.UNADDRESSED}


def test_thing_concerns_the_claims_that_name_it(writer: Writer) -> None:
    whole = factories.actor(writer, "Whole")
    part, twice = factories.actor(writer, "Part", part_of=whole), factories.actor(writer, "Twice")
    factories.merger(writer, twice, part)
    said_on, shown_on, judged, read, other, gone = (factories.claim(writer, f"Claim {n}") for n in range(6))
    paper = factories.source(writer, publisher=part)
    said = factories.statement(writer, said_on, twice)
    shown = factories.shown(writer, shown_on, collector=part)
    verdict = factories.verdict(writer, judged, part)
    factories.statement(writer, read, factories.actor(writer), read_in=paper)
    factories.statement(writer, gone, part)
    factories.statement(writer, other, factories.actor(writer))
    writer.withdraw(gone, reason="a slip")
    item = next(row for row in factories.all_rows(writer, Evidence) if row.id == shown.evidence_id)
    assert claims_about(writer, said_on) == claims_about(writer, said) == {said_on.id}
    assert claims_about(writer, item) == {shown_on.id}
    assert claims_about(writer, verdict) == {judged.id}
    assert claims_about(writer, paper) == {read.id}
    for one in (whole, part):
        assert claims_about(writer, one) == {said_on.id, shown_on.id, judged.id, read.id}
    assert claims_about(writer, gone) == set()
