"""Reports from the kept rows: which claims, in which order, at a cost that does not grow with each claim."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from claimtrack.domain.origins import Count
from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.records import Actor, Claim
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Lean, RelationKind, Stance, Status
from claimtrack.store import reports
from claimtrack.store.engine import Connection
from claimtrack.store.record import Record
from claimtrack.store.reports import summaries, summary_of
from claimtrack.store.writer import Writer
from tests.store import factories

ALL = Question()
DISPUTED = Question(statuses=frozenset({Status.DISPUTED}), limit=50)


def asked(writer: Writer, question: Question = ALL) -> list[str]:
    writer.finish()
    return [summary.slug for summary in summaries(writer, question)]


def claim_said_on(writer: Writer, slug: str, *days: str) -> Claim:
    claim = factories.claim(writer, f"It was {slug}", slug=slug)
    for day in days:
        factories.statement(writer, claim, factories.actor(writer), on=day)
    return claim


def disputed_claims(writer: Writer, number: int) -> None:
    for n in range(number):
        claim = claim_said_on(writer, f"claim-no-{n}", "2023-10-13")
        factories.statement(
            writer, claim, factories.actor(writer), stance=Stance.DENIES, on=f"2023-11-{n % 28 + 1:02d}"
        )
        factories.tag(writer, claim)
    writer.finish()


def disputed_claims_more(writer: Writer) -> None:
    one, other = factories.actor(writer), factories.actor(writer)
    for claim in writer.add_all([Claim(slug=f"more-{n}", text="So", folded="so") for n in range(200)]):
        factories.statement(writer, claim, one)
        factories.statement(writer, claim, other, stance=Stance.DENIES)
        factories.tag(writer, claim)
    writer.finish()


@contextmanager
def queries(connection: Connection) -> Iterator[list[str]]:
    """Collect the SQL that the connection runs."""
    seen: list[str] = []
    assert isinstance(connection, sqlite3.Connection)
    connection.set_trace_callback(seen.append)
    try:
        yield seen
    finally:
        connection.set_trace_callback(None)


# One claim


def test_summary_has_the_counts_and_names_of_its_claim(writer: Writer) -> None:
    claim = factories.claim(writer, "North Korea sent munitions", slug="nk-munitions", event="2023-09-12")
    korea, russia = factories.actor(writer, "South Korea"), factories.actor(writer, "Russia")
    desk = factories.actor(writer, "A Desk")
    factories.statement(writer, claim, korea, on="2023-10-12")
    factories.statement(writer, claim, desk, on="2023-10-11", stance=Stance.SUGGESTS)
    factories.statement(writer, claim, russia, on="2023-10-13", stance=Stance.DENIES)
    factories.shown(writer, claim, on="2023-10-14")
    factories.verdict(writer, claim, desk, on="2023-10-15")
    factories.tag(writer, claim, "munitions")
    factories.tag(writer, claim, "Arms")
    writer.finish()
    summary = summary_of(writer, claim.id)
    assert summary
    assert summary._asdict() == {
        "id": claim.id,
        "uid": claim.uid,
        "slug": "nk-munitions",
        "claim": "North Korea sent munitions",
        "event": "2023-09-12",
        "status": Status.DISPUTED,
        "lean": Lean.SUPPORTS,
        "parties_for": 2,
        "parties_against": 1,
        "evidence_for": 1,
        "evidence_against": 0,
        "verdicts": 1,
        "last_activity": "2023-10-15",
        "last_activity_earliest": "2023-10-15",
        "asserted_by": ("A Desk", "South Korea"),
        "denied_by": ("Russia",),
        "tags": ("Arms", "munitions"),
        "origins_for": Count(2, 3),
        "origins_against": Count(1, 1),
        "possible": (),
    }


def test_withdrawn_claim_has_no_summary(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.finish()
    writer.withdraw(claim, reason="copy")
    writer.finish()
    assert (summary_of(writer, claim.id), asked(writer)) == (None, [])


def test_withdrawn_tag_is_not_named(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.withdraw(factories.tag(writer, claim), reason="typo")
    writer.finish()
    summary = summary_of(writer, claim.id)
    assert summary
    assert summary.tags == ()


def test_record_without_claims_gives_none(writer: Writer) -> None:
    assert asked(writer) == []


# Which claims


def test_claims_are_asked_by_status(writer: Writer) -> None:
    claim_said_on(writer, "asserted", "2023-10-13")
    factories.claim(writer, slug="unaddressed")
    assert asked(writer, Question(statuses=frozenset({Status.ASSERTED}))) == ["asserted"]


def test_claims_are_asked_by_several_statuses(writer: Writer) -> None:
    claim_said_on(writer, "asserted", "2023-10-13")
    factories.shown(writer, claim_said_on(writer, "refuted"), BearingKind.REFUTES)
    factories.claim(writer, slug="unaddressed")
    both = frozenset({Status.ASSERTED, Status.REFUTED})
    assert sorted(asked(writer, Question(statuses=both))) == ["asserted", "refuted"]


def test_claims_are_asked_by_actor_with_its_parts(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    desk = factories.actor(writer, "Desk", part_of=factories.actor(writer, "Ministry", part_of=state))
    factories.statement(writer, factories.claim(writer, slug="said-by-desk"), desk)
    claim_said_on(writer, "said-by-others", "2023-10-13")
    assert asked(writer, Question(actor=state.id)) == ["said-by-desk"]


def test_word_of_the_whole_is_not_that_of_the_part(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    ministry = factories.actor(writer, "Ministry", part_of=state)
    factories.statement(writer, factories.claim(writer), state)
    assert asked(writer, Question(actor=ministry.id)) == []


def test_claims_are_asked_by_tag(writer: Writer) -> None:
    factories.tag(writer, factories.claim(writer, slug="tagged"), "Arms Trade")
    factories.claim(writer, slug="other")
    assert asked(writer, Question(tag=folded("arms trade"))) == ["tagged"]


@pytest.mark.parametrize("words", ["MUNITIONS", "north \u200bkorea", "100%", "포탄", "_"])
def test_claims_are_asked_by_words(writer: Writer, words: str) -> None:
    factories.claim(writer, "North Korea sent munitions: 100% of 포탄_x", slug="found")
    factories.claim(writer, "Another sentence of 100", slug="other")
    assert asked(writer, Question(text=folded(words))) == ["found"]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, ["late", "middle", "early"]),
        ("2023-10-02", None, ["late", "middle"]),
        (None, "2023-10-02", ["middle", "early"]),
        ("2023-10-02", "2023-10-02", ["middle"]),
        ("2023-10-04", None, []),
    ],
)
def test_claims_are_asked_by_last_activity(
    writer: Writer, since: str | None, until: str | None, found: list[str]
) -> None:
    for slug, day in (("early", "2023-10-01"), ("middle", "2023-10-02"), ("late", "2023-10-03")):
        claim_said_on(writer, slug, day)
    assert asked(writer, Question(since=since, until=until)) == found


def test_every_part_of_a_question_narrows_it(writer: Writer) -> None:
    for slug in ("one", "two"):
        factories.tag(writer, claim_said_on(writer, slug, "2023-10-13"), "arms")
    question = Question(statuses=frozenset({Status.ASSERTED}), tag="arms", text="it was two", since="2023-10-13")
    assert asked(writer, question) == ["two"]


@pytest.mark.parametrize("question", [Question(), Question(statuses=frozenset({Status.DISPUTED}))])
def test_counts_by_status_are_kept_and_not_counted(writer: Writer, question: Question) -> None:
    disputed_claims(writer, 3)
    factories.claim(writer)
    writer.finish()
    with queries(writer.connection) as seen:
        found = reports.counts(writer, question)
    assert found == {Status.DISPUTED: 3} | ({} if question.statuses else {Status.UNADDRESSED: 1})
    assert not any("claim_status" in sql for sql in seen)


def test_limit_leaves_the_rest_out(writer: Writer) -> None:
    disputed_claims(writer, 5)
    assert len(asked(writer, Question(limit=3))) == 3


def test_no_limit_gives_all_past_a_batch(writer: Writer) -> None:
    writer.add_all([Claim(slug=f"c-{n}", text="It was so", folded="itwasso") for n in range(1203)])
    assert len(asked(writer)) == 1203


# In which order


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.ACTIVITY, ["beta", "alpha", "gamma", "delta"]),
        (Sort.RECORDED, ["delta", "gamma", "beta", "alpha"]),
        (Sort.CLAIM, ["alpha", "beta", "delta", "gamma"]),
        (Sort.STATUS, ["beta", "alpha", "gamma", "delta"]),
        (Sort.FOR, ["gamma", "beta", "alpha", "delta"]),
        (Sort.AGAINST, ["delta", "beta", "alpha", "gamma"]),
        (Sort.EVIDENCE, ["delta", "beta", "alpha", "gamma"]),
        (Sort.VERDICTS, ["alpha", "beta", "gamma", "delta"]),
        (Sort.EVENT, ["beta", "alpha", "delta", "gamma"]),
    ],
)
def test_claims_come_in_the_order_asked_for(writer: Writer, sort: Sort, order: list[str]) -> None:
    alpha = factories.claim(writer, "alpha", slug="alpha", event="2023-01-01")
    beta = factories.claim(writer, "Beta", slug="beta", event="2024-01-01")
    gamma = factories.claim(writer, "gamma", slug="gamma")
    delta = factories.claim(writer, "Delta", slug="delta")
    one, other = factories.actor(writer), factories.actor(writer)
    factories.statement(writer, alpha, one, on="2023-10-02")
    factories.statement(writer, beta, one, on="2023-10-03")
    for actor in (one, other):
        factories.statement(writer, gamma, actor, on="2023-10-01")
    factories.statement(writer, delta, one, on="2023-09-01", stance=Stance.DENIES)
    factories.shown(writer, delta, BearingKind.SUPPORTS, on="2023-09-01")
    factories.verdict(writer, alpha, one, on="2023-10-02")
    assert asked(writer, Question(sort=sort)) == order


def test_ties_fall_to_the_claim_recorded_last(writer: Writer) -> None:
    for slug in ("one", "two", "three"):
        claim_said_on(writer, slug, "2023-10-13")
    assert asked(writer) == ["three", "two", "one"]


# At which cost


def test_report_takes_as_many_queries_for_many_claims_as_for_few(writer: Writer) -> None:
    disputed_claims(writer, 5)
    with queries(writer.connection) as few:
        list(summaries(writer, Question()))
    disputed_claims_more(writer)
    with queries(writer.connection) as many:
        assert len(list(summaries(writer, Question()))) == 205
    assert len(few) == len(many) == 3


def test_disputed_report_walks_its_index_and_sorts_nothing(writer: Writer) -> None:
    disputed_claims(writer, 30)
    with queries(writer.connection) as seen:
        list(summaries(writer, DISPUTED))
    plan = " | ".join(row[3] for row in writer.rows(f"EXPLAIN QUERY PLAN {seen[0]}"))
    assert "ix_claim_status_status_last_activity_latest_claim_id" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("sort", [Sort.ACTIVITY, Sort.RECORDED])
def test_whole_report_sorts_nothing(writer: Writer, sort: Sort) -> None:
    disputed_claims(writer, 30)
    with queries(writer.connection) as seen:
        list(summaries(writer, Question(sort=sort, limit=50)))
    assert "TEMP B-TREE" not in " | ".join(row[3] for row in writer.rows(f"EXPLAIN QUERY PLAN {seen[0]}"))


# For other tools


def as_the_view_says(record: Record) -> list[tuple[object, ...]]:
    return record.rows(
        "SELECT id, uid, slug, claim, status, lean, parties_for, parties_against, evidence_for, evidence_against,"
        " verdicts, asserted_by, denied_by, tags, last_activity, origins_for, origins_against FROM report"
    )


def as_the_report_says(record: Record) -> list[tuple[object, ...]]:
    return [
        (
            f"c{s.id}",
            *(s.uid, s.slug, s.claim, s.status, s.lean, s.parties_for, s.parties_against),
            *(s.evidence_for, s.evidence_against, s.verdicts),
            *("; ".join(names) or None for names in (s.asserted_by, s.denied_by, s.tags)),
            *(s.last_activity, s.origins_for.span, s.origins_against.span),
        )
        for s in summaries(record, Question(sort=Sort.RECORDED))
    ]


def varied_record(writer: Writer) -> None:
    actors: list[Actor] = [factories.actor(writer, name) for name in ("North Korea", "Russia", "대한민국", "A; B")]
    actors.append(factories.actor(writer, "Ministry", part_of=actors[2]))
    for n, stance in enumerate([*Stance, *Stance]):
        claim = factories.claim(writer, f"Sentence {n}")
        for m, actor in enumerate(actors):
            factories.statement(
                writer, claim, actor, stance=list(Stance)[(n * m) % len(Stance)], on=f"2023-10-{9 - m:02d}"
            )
        factories.statement(writer, claim, actors[n % 5], stance=stance)
        factories.shown(writer, claim, list(BearingKind)[n % 3], on=f"2023-11-{n + 1:02d}")
        factories.verdict(writer, claim, actors[0])
        for name in ("zeta", "Alpha", "포탄")[: n % 4]:
            factories.tag(writer, claim, name)
    one, other = factories.claim(writer), factories.claim(writer)
    unnamed = factories.actor(writer, "A source", kind=ActorKind.UNKNOWN)
    factories.statement(writer, other, unnamed, stance=Stance.DENIES)
    factories.statement(writer, other, actors[0], stance=Stance.DENIES)
    factories.reliance(writer, factories.statement(writer, other, actors[1]), factories.statement(writer, one, unnamed))
    factories.relation(writer, one, other, RelationKind.CONTRADICTS)
    writer.withdraw(one, reason="copy")
    writer.finish()


def test_view_says_what_the_report_says(writer: Writer) -> None:
    varied_record(writer)
    assert {row[-1] for row in as_the_view_says(writer)} >= {"0", "1", "2", "1-2"}
    assert sorted(as_the_view_says(writer), key=str) == sorted(as_the_report_says(writer), key=str)
