"""The derived rows: after any writes they are what the rule makes of the record."""

import sqlite3
from collections.abc import Iterable
from itertools import cycle, islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.records import Actor, Bearing, Claim, Evidence, Membership, Reliance, Row, Statement, Verdict
from claimtrack.domain.status import MASKS, Shown, Spoken, judge, lean_of, status_of
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Stance, Status
from claimtrack.store import checks
from claimtrack.store.record import Record
from claimtrack.store.statuses import renew
from claimtrack.store.tables import R, records
from claimtrack.store.writer import Writer
from tests.store import factories

DAYS = ("2023-10-01", "2023-10-02", "2023-10-03")


def kept(record: Record, claim: Claim) -> dict[str, Any] | None:
    cursor = record.connection.execute("SELECT * FROM claim_status WHERE claim_id = ?", (claim.id,))
    assert isinstance(cursor, sqlite3.Cursor)
    row = cursor.fetchone()
    return dict(zip((column[0] for column in cursor.description), row, strict=True)) if row else None


def status_kept(writer: Writer, claim: Claim) -> str | None:
    writer.finish()
    row = kept(writer, claim)
    return row["status"] if row else None


def last_activity(writer: Writer, claim: Claim) -> tuple[str | None, str]:
    writer.finish()
    row = kept(writer, claim)
    assert row
    return row["last_activity_earliest"], row["last_activity_latest"]


@pytest.mark.parametrize("mask", MASKS)
def test_table_of_masks_says_what_the_rule_says(writer: Writer, mask: int) -> None:
    row = writer.row("SELECT status, lean FROM mask_status WHERE mask = :mask", mask=mask)
    assert row == (status_of(mask), lean_of(mask))


def test_table_of_masks_has_no_other_masks(writer: Writer) -> None:
    assert writer.one("SELECT count(*) FROM mask_status") == len(MASKS)


# One write at a time


def test_new_claim_is_kept_as_unaddressed(writer: Writer) -> None:
    assert status_kept(writer, factories.claim(writer)) == Status.UNADDRESSED


def test_denial_after_assertion_is_kept_as_disputed(writer: Writer) -> None:
    claim = factories.claim(writer)
    factories.statement(writer, claim, factories.actor(writer))
    factories.statement(writer, claim, factories.actor(writer, "Russia"), stance=Stance.DENIES)
    assert status_kept(writer, claim) == Status.DISPUTED


def test_bearing_renews_the_claim_it_bears_on(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.finish()
    factories.shown(writer, claim, BearingKind.REFUTES)
    assert status_kept(writer, claim) == Status.REFUTED


def test_withdrawn_statement_counts_no_longer(writer: Writer) -> None:
    claim = factories.claim(writer)
    said = factories.statement(writer, claim, factories.actor(writer))
    writer.finish()
    writer.withdraw(said, reason="copy")
    assert status_kept(writer, claim) == Status.UNADDRESSED


def test_withdrawn_evidence_counts_no_longer_on_any_claim(writer: Writer) -> None:
    claims = [factories.claim(writer), factories.claim(writer)]
    item = factories.evidence(writer)
    for claim in claims:
        factories.bearing(writer, item, claim)
    writer.finish()
    writer.withdraw(item, reason="forged")
    assert [status_kept(writer, claim) for claim in claims] == [Status.UNADDRESSED] * 2


def test_withdrawn_bearing_counts_no_longer(writer: Writer) -> None:
    claim = factories.claim(writer)
    link = factories.shown(writer, claim)
    writer.finish()
    writer.withdraw(link, reason="wrong claim")
    assert status_kept(writer, claim) == Status.UNADDRESSED


def test_withdrawn_claim_has_no_derived_rows(writer: Writer) -> None:
    claim = factories.claim(writer)
    factories.statement(writer, claim, factories.actor(writer))
    writer.finish()
    writer.withdraw(claim, reason="copy")
    assert status_kept(writer, claim) is None
    assert writer.rows("SELECT * FROM position") == []


def test_organ_that_joins_a_party_speaks_for_it(writer: Writer) -> None:
    claim, state, ministry = factories.claim(writer), factories.actor(writer), factories.actor(writer, "Ministry")
    factories.statement(writer, claim, state)
    factories.statement(writer, claim, ministry, stance=Stance.DENIES, on="2023-10-14")
    writer.finish()
    factories.membership(writer, ministry, state)
    assert status_kept(writer, claim) == Status.DENIED


def test_organ_that_leaves_a_party_speaks_for_itself(writer: Writer) -> None:
    claim, state, ministry = factories.claim(writer), factories.actor(writer), factories.actor(writer, "Ministry")
    link = factories.membership(writer, ministry, state)
    factories.statement(writer, claim, state)
    factories.statement(writer, claim, ministry, stance=Stance.DENIES, on="2023-10-14")
    writer.finish()
    writer.withdraw(link, reason="not so")
    assert status_kept(writer, claim) == Status.DISPUTED


def test_party_that_joins_another_takes_its_organs_along(writer: Writer) -> None:
    claim, union, state = factories.claim(writer), factories.actor(writer, "Union"), factories.actor(writer, "State")
    ministry = factories.actor(writer, "Ministry", part_of=state)
    factories.statement(writer, claim, union)
    factories.statement(writer, claim, ministry, stance=Stance.DENIES, on="2023-10-14")
    writer.finish()
    factories.membership(writer, state, union)
    assert status_kept(writer, claim) == Status.DENIED


def test_position_is_kept_with_its_party_and_side(writer: Writer) -> None:
    claim, state = factories.claim(writer), factories.actor(writer)
    said = factories.statement(writer, claim, factories.actor(writer, "Ministry", part_of=state), stance=Stance.DOUBTS)
    writer.finish()
    assert writer.rows("SELECT * FROM position") == [(claim.id, said.id, state.id, "against")]


def test_verdicts_are_counted(writer: Writer) -> None:
    claim, desk = factories.claim(writer), factories.actor(writer, "Desk")
    factories.verdict(writer, claim, desk)
    writer.withdraw(factories.verdict(writer, claim, desk), reason="copy")
    writer.finish()
    assert (kept(writer, claim) or {})["verdicts"] == 1


def test_claim_nobody_addressed_was_last_active_when_recorded(writer: Writer) -> None:
    assert last_activity(writer, factories.claim(writer)) == (factories.TODAY, factories.TODAY)


def test_last_activity_is_the_latest_of_what_was_said_shown_and_published(writer: Writer) -> None:
    claim, desk = factories.claim(writer), factories.actor(writer)
    factories.statement(writer, claim, desk, on="2023-10-13")
    factories.shown(writer, claim, on="2023-10-15")
    factories.verdict(writer, claim, desk, on="2023-10-14")
    assert last_activity(writer, claim) == ("2023-10-15", "2023-10-15")


def test_last_activity_keeps_the_bounds_of_its_date(writer: Writer) -> None:
    claim = factories.claim(writer)
    factories.statement(writer, claim, factories.actor(writer), on="2023-10-31", since="2023-10-01")
    assert last_activity(writer, claim) == ("2023-10-01", "2023-10-31")


def test_many_claims_are_renewed_at_once(writer: Writer) -> None:
    claims = writer.add_all([Claim(slug=f"c-{n}", text="It was so", folded="itwasso") for n in range(1200)])
    writer.finish()
    assert writer.one("SELECT count(*) FROM claim_status") == len(claims)


def test_renewing_again_changes_nothing(writer: Writer) -> None:
    claim = factories.claim(writer)
    factories.statement(writer, claim, factories.actor(writer))
    writer.finish()
    before = (kept(writer, claim), writer.rows("SELECT * FROM position"))
    renew(writer, [claim.id])
    assert (kept(writer, claim), writer.rows("SELECT * FROM position")) == before


# The law: whatever is written, the kept rows are what the rule makes of the rows that stand

PLACES = st.integers(0, 5)
WRITES = st.lists(
    st.one_of(
        st.tuples(st.just("say"), PLACES, PLACES, st.sampled_from(list(Stance)), st.sampled_from(DAYS)),
        st.tuples(st.just("show"), PLACES, PLACES, st.sampled_from(list(BearingKind)), st.sampled_from(DAYS)),
        st.tuples(st.just("bear"), PLACES, PLACES, st.sampled_from(list(BearingKind)), st.just("")),
        st.tuples(st.just("judge"), PLACES, PLACES, st.just(""), st.sampled_from(DAYS)),
        st.tuples(st.just("join"), PLACES, PLACES, st.just(""), st.just("")),
        st.tuples(st.just("join"), PLACES, PLACES, st.just(""), st.just("")),
        st.tuples(st.just("rely"), st.integers(0, 20), st.integers(0, 20), st.just(""), st.just("")),
        st.tuples(st.just("rely"), st.integers(0, 20), st.integers(0, 20), st.just(""), st.just("")),
        st.tuples(st.just("unname"), PLACES, PLACES, st.just(""), st.just("")),
        st.tuples(st.just("withdraw"), st.integers(0, 6), st.integers(0, 20), st.just(""), st.just("")),
        st.tuples(st.just("finish"), PLACES, PLACES, st.just(""), st.just("")),
    ),
    max_size=25,
)
Write = tuple[str, int, int, str, str]


def standing(record: Record, kind: type[R]) -> list[R]:
    return records(record, kind, "WHERE withdrawn_at IS NULL ORDER BY id")


def at(rows: list[R], place: int) -> R:
    return next(islice(cycle(rows), place, None))


class World:
    """A small record, and the writes that can befall it."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.claims = [factories.claim(writer) for _ in range(3)]
        self.actors = [factories.actor(writer) for _ in range(4)]

    def write(self, name: str, one: int, other: int, word: str, day: str) -> None:
        """Do one write."""
        claim, actor = at(self.claims, one), at(self.actors, other)
        match name:
            case "say":
                factories.statement(self.writer, claim, actor, stance=Stance(word), on=day)
            case "show":
                factories.shown(self.writer, claim, BearingKind(word), on=day, collector=actor)
            case "bear":
                self.bear(other, claim, BearingKind(word))
            case "judge":
                factories.verdict(self.writer, claim, actor, on=day)
            case "join":
                self.join(at(self.actors, one), actor)
            case "rely":
                self.rely(one, other)
            case "unname":
                self.unname(other)
            case "withdraw":
                self.withdraw(one, other)
            case _:
                self.writer.finish()

    def bear(self, place: int, claim: Claim, kind: BearingKind) -> None:
        """Let evidence on record bear on another claim."""
        found = standing(self.writer, Evidence)
        borne = {(row.evidence_id, row.claim_id) for row in standing(self.writer, Bearing)}
        if found and (at(found, place).id, claim.id) not in borne:
            factories.bearing(self.writer, at(found, place), claim, kind)

    def join(self, part: Actor, whole: Actor) -> None:
        """Make an actor part of one that stands after it, so that no chain closes."""
        if part.id < whole.id and part.id not in {row.actor_id for row in standing(self.writer, Membership)}:
            factories.membership(self.writer, part, whole)

    def rely(self, place: int, other: int) -> None:
        """Let a statement rely on another one, in a circle if it comes so."""
        said = standing(self.writer, Statement)
        linked = {(row.statement_id, row.basis_id) for row in standing(self.writer, Reliance)}
        if said and (one := at(said, place)) != (basis := at(said, other)) and (one.id, basis.id) not in linked:
            factories.reliance(self.writer, one, basis)

    def unname(self, place: int) -> None:
        """Say of an actor that it names nobody, or that it does after all."""
        actor = self.actors[place % len(self.actors)]
        kind = None if actor.kind else ActorKind.UNKNOWN
        self.actors[place % len(self.actors)] = self.writer.edit(actor, kind=kind)

    def withdraw(self, kind: int, place: int) -> None:
        """Withdraw a row, if there is one of the kind."""
        kinds: tuple[type[Row], ...] = (Statement, Evidence, Bearing, Verdict, Membership, Claim, Reliance)
        found = standing(self.writer, kinds[kind])
        if found and not (kinds[kind] is Claim and len(found) == 1):
            self.writer.withdraw(at(found, place), reason="test")


def line_of(actor: int, wholes: dict[int, int]) -> tuple[int, ...]:
    return (actor, *line_of(wholes[actor], wholes)) if actor in wholes else (actor,)


def derived_by_hand(record: Record) -> dict[int, tuple[object, ...]]:
    """Return what each claim's rows should be, from every row that stands and nothing else."""
    wholes = {row.actor_id: row.whole_id for row in standing(record, Membership)}
    items = {row.id: row for row in standing(record, Evidence)}
    said, verdicts, links = standing(record, Statement), standing(record, Verdict), standing(record, Bearing)
    derived: dict[int, tuple[object, ...]] = {}
    for claim in standing(record, Claim):
        spoken = [
            Spoken(s.id, line_of(s.actor_id, wholes), s.stance, s.said_earliest, s.said_latest, s.uid)
            for s in said
            if s.claim_id == claim.id
        ]
        shown = [
            Shown(link.evidence_id, link.kind, items[link.evidence_id].published_earliest, found.published_latest)
            for link in links
            if link.claim_id == claim.id and (found := items.get(link.evidence_id))
        ]
        published = [row.published_latest for row in verdicts if row.claim_id == claim.id]
        judged = judge(spoken, shown)
        days = [*(s.latest for s in spoken), *(s.latest for s in shown), *published] or [claim.recorded_at[:10]]
        counts = [len(rows) for rows in judged[:4]]
        positions = sorted((s.statement_id, s.party) for s in (*judged.held_for, *judged.held_against))
        derived[claim.id] = (judged.mask, status_of(judged.mask), *counts, len(published), max(days), positions)
    return derived


def derived_as_kept(record: Record) -> dict[int, tuple[object, ...]]:
    rows = record.rows(
        "SELECT claim_id, mask, status, parties_for, parties_against, evidence_for, evidence_against, verdicts,"
        " last_activity_latest FROM claim_status"
    )
    positions = record.rows("SELECT claim_id, statement_id, party_id FROM position ORDER BY statement_id")
    return {claim: (*kept, [tuple(held) for owner, *held in positions if owner == claim]) for claim, *kept in rows}


def play(writer: Writer, writes: Iterable[Write]) -> None:
    world = World(writer)
    for write in writes:
        world.write(*write)
    writer.finish()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(writes=WRITES)
def test_kept_rows_are_what_the_rule_makes_of_the_record(writer: Writer, writes: list[Write]) -> None:
    writer.connection.execute("SAVEPOINT example")
    try:
        play(Writer(writer.connection, writer.path, today=writer.today, at=writer.at, by=writer.by), writes)
        assert derived_as_kept(writer) == derived_by_hand(writer)
        assert (checks.stale(writer), checks.tally_differs(writer)) == ([], [])
    finally:
        writer.connection.execute("ROLLBACK TO example")
