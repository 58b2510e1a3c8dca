"""A page of another day costs what it shows: the walk reads indexes from the day backwards, and stops when full."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor, Claim, Statement
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Stance
from claimtrack.services import workspace
from claimtrack.store import vantages
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer

CLAIMS = 1_000


@pytest.fixture
def thousand(database: Path) -> Path:
    """A thousand claims, each asserted on a day of its own decade."""

    def record(writer: Writer) -> None:
        actor = writer.add(Actor(slug="harbour", name="Harbour")).id
        claims = writer.add_all([Claim(slug=f"p-{n}", text=f"Pier {n}", folded=f"pier {n}") for n in range(CLAIMS)])
        days = [f"{2000 + n // 50}-01-{n % 28 + 1:02d}" for n in range(CLAIMS)]
        writer.add_all(
            [
                Statement(claim_id=claim.id, actor_id=actor, stance=Stance.ASSERTS, said_earliest=day, said_latest=day)
                for claim, day in zip(claims, days, strict=True)
            ]
        )

    workspace.write(database, record)
    return database


@pytest.fixture
def then(thousand: Path) -> Iterator[Record]:
    """The record, looked at from the middle of it, with both clocks."""
    with workspace.reading(thousand, Vantage("2010-06-01", "9999-01-01T00:00:00.000000Z")) as record:
        yield record


@pytest.mark.parametrize(
    ("walk", "index"), list(zip(vantages._ACTIVITY, ("said", "published", "published"), strict=True))
)
def test_the_walk_back_from_the_day_sorts_nothing(then: Record, walk: str, index: str) -> None:
    plan = [row[3] for row in then.rows(f"EXPLAIN QUERY PLAN {walk}", day="2010-06-01")]
    assert any(f"{index}_latest" in step and "USING" in step for step in plan), plan
    assert not any("TEMP B-TREE" in step for step in plan), plan


def test_a_page_judges_no_more_claims_than_it_needs(then: Record) -> None:
    found = list(vantages.summaries(then, Question(limit=20)))
    assert len(found) == 20
    assert then.one("SELECT count(*) FROM claim_status") <= vantages._BATCH


def test_the_whole_answer_has_every_claim_with_activity_by_the_day(then: Record) -> None:
    assert len(list(vantages.summaries(then, Question()))) == 550


def test_looking_from_elsewhere_writes_nothing_into_the_file(thousand: Path) -> None:
    before = thousand.read_bytes()
    with workspace.reading(thousand, Vantage("2010-06-01")) as record:
        assert list(vantages.summaries(record, Question(limit=5)))
    assert thousand.read_bytes() == before
