"""A claim followed through time: what its timeline implies of a day is what a report of that day says."""

import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from claimtrack.domain.records import Bearing, Claim, Evidence, Membership, Merger, Statement
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import BearingKind, Stance, Status
from claimtrack.services import following, reporting, workspace
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer
from tests.store import factories

CLAIMS = 6


def _day(draw: random.Random) -> str:
    return f"2024-01-{draw.randint(2, 27):02d}"


def _record_at_random(writer: Writer, draw: random.Random) -> None:
    actors = [factories.actor(writer, f"A {n}").id for n in range(7)]
    for part in range(5):
        earliest, latest = sorted((_day(draw), _day(draw)))
        middle = (date.fromisoformat(latest) + timedelta(days=draw.randint(1, 3))).isoformat()
        times: list[list[tuple[str | None, str | None]]] = [
            [], [(None, None)], [(earliest, latest)], [(None, earliest)], [(earliest, latest), (middle, None)],
        ]  # fmt: skip
        for first, last in draw.choice(times):
            whole = draw.choice(actors[part + 1 :])
            writer.add(Membership(actor_id=actors[part], whole_id=whole, during_earliest=first, during_latest=last))
    if draw.random() < 0.5:
        twice = factories.actor(writer, "Twice").id
        writer.add(Membership(actor_id=twice, whole_id=actors[6], during_earliest=_day(draw)))
        writer.add(Merger(actor_id=twice, into_id=actors[5]))
        actors.append(twice)
    for n in range(CLAIMS):
        claim = writer.add(Claim(slug=f"p-{n}", text=f"Pier {n}", folded=f"pier {n}"))
        for _ in range(draw.randint(0, 5)):
            speaker, stance = draw.choice(actors), draw.choice([*Stance, Stance.ASSERTS, Stance.DENIES])
            writer.add(Statement(claim_id=claim.id, actor_id=speaker, stance=stance, said_latest=_day(draw)))
        if draw.random() < 0.3:
            item = writer.add(Evidence(text="x", published_latest=_day(draw)))
            writer.add(Bearing(evidence_id=item.id, claim_id=claim.id, kind=draw.choice(list(BearingKind))))


def _statuses(database: Path, day: str) -> dict[int, Status]:
    with workspace.reading(database, Vantage(as_of=day)) as then:
        found = reporting.report(then, reporting.question(then)).claims
        return {summary.id: summary.status for summary in found}


@pytest.mark.parametrize("seed", range(12))
def test_what_a_timeline_implies_of_a_day_is_what_a_report_of_it_says(database: Path, seed: int) -> None:
    draw = random.Random(seed)
    workspace.write(database, lambda writer: _record_at_random(writer, draw))
    with workspace.reading(database) as record:
        changes = list(following.timeline(record, None, reporting.question(record)))
    for one in changes:
        assert (one.change.was is one.change.now) <= bool(one.reversed_by)
    for number in range(1, 32):
        day = f"2024-01-{number:02d}"
        implied = dict.fromkeys(range(1, CLAIMS + 1), Status.UNADDRESSED)
        for one in changes:
            if one.change.day <= day:
                assert one.change.day < day or one.change.was is not one.change.now or one.reversed_by
                implied[one.claim.id] = one.change.now
        said = _statuses(database, day)
        assert implied == {claim: said.get(claim, Status.UNADDRESSED) for claim in implied}


def _queries(database: Path) -> int:
    with workspace.reading(database) as record:
        asked: list[str] = []
        assert isinstance(record.connection, sqlite3.Connection), "the record is a file"
        record.connection.set_trace_callback(asked.append)
        list(following.timeline(record, None, reporting.question(record)))
        record.connection.set_trace_callback(None)
    return len(asked)


def test_claims_whose_lines_never_turned_cost_one_query_more(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(writer: Writer) -> None:
        whole = factories.actor(writer, "State")
        part = factories.actor(writer, "Desk", part_of=whole)
        other = factories.actor(writer, "Other")
        writer.add(Membership(actor_id=other.id, whole_id=whole.id, during_earliest="2023-01-01"))
        for n in range(20):
            claim = writer.add(Claim(slug=f"p-{n}", text=f"Pier {n}", folded=f"pier {n}"))
            factories.statement(writer, claim, part)

    def none(_record: Record, _actors: Any) -> dict[int, set[str]]:
        return {}

    workspace.write(database, fill)
    cost = _queries(database)
    monkeypatch.setattr(following, "turning_days", none)
    assert cost == _queries(database) + 1
