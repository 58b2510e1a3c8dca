"""What a day leaves as it is today is taken over, all else is judged: the answers are those of judging everything."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.records import Claim, Evidence, Membership, Reliance, Statement
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Stance, Status
from claimtrack.services import workspace
from claimtrack.store import settled, statuses, vantages
from claimtrack.store.facts import Lines
from claimtrack.store.record import Record, unseen
from claimtrack.store.writer import Writer
from tests.store import factories

CLAIMS = 120
DAYS = ("2024-01-03", "2024-01-09", "2024-01-14", "2024-01-22", "2024-01-31")


def record_of_everything(writer: Writer, seed: int, *, confidential: bool) -> None:
    """Record claims with coarse dates, chains across claims, memberships for a time, verdicts, and withdrawn rows."""
    draw = random.Random(seed)

    def days() -> tuple[str, str]:
        one, two = sorted(f"2024-01-{draw.randint(1, 30):02d}" for _ in range(2))
        return draw.choice(((one, two), (two, two)))

    kinds = [None, ActorKind.UNKNOWN, ActorKind.MEDIA]
    actors = [factories.actor(writer, f"Office {n}", kind=draw.choice(kinds)) for n in range(9)]
    for part, whole, begin, end in ((0, 1, None, "2024-01-12"), (2, 3, "2024-01-16", None), (4, 5, None, None)):
        writer.add(
            Membership(actor_id=actors[part].id, whole_id=actors[whole].id, during_earliest=begin, during_latest=end)
        )
    claims = writer.add_all([Claim(slug=f"p-{n}", text=f"Pier {n}", folded=f"pier {n}") for n in range(CLAIMS)])
    said: list[Statement] = []
    for claim in claims:
        for _ in range(draw.randint(0, 3)):
            first, last = days()
            said.append(
                writer.add(
                    Statement(
                        claim_id=claim.id,
                        actor_id=draw.choice(actors).id,
                        stance=draw.choice(list(Stance)),
                        said_earliest=first,
                        said_latest=last,
                        confidential=1 if confidential and draw.random() < 0.1 else None,
                    )
                )
            )
        if draw.random() < 0.3:
            first, last = days()
            item = writer.add(Evidence(text="x", published_earliest=first, published_latest=last))
            factories.bearing(writer, item, claim, draw.choice(list(BearingKind)))
        if draw.random() < 0.1:
            factories.verdict(writer, claim, draw.choice(actors), on=days()[1])
    for one, basis in {tuple(draw.sample(range(len(said)), 2)) for _ in range(60)}:
        writer.add(Reliance(statement_id=said[one].id, basis_id=said[basis].id))
    for row in draw.sample(said, 8):
        writer.withdraw(row, reason="misread")
    for claim in draw.sample(claims, 4):
        writer.withdraw(claim, reason="copy")


def by_judging_everything(path: Path, vantage: Vantage) -> dict[int, tuple[object, ...]]:
    """Return the kept row that every claim with activity by the day has, each judged as of that day."""
    assert vantage.as_of
    with workspace.reading(path, vantage) as record:
        every = [row[0] for row in record.rows("SELECT id FROM claim ORDER BY id")]
        judged = statuses.derived(record, settled.active(record, every, vantage.as_of), Lines(record))
        return {row[0]: row for row in judged.kept}


def rows_of(record: Record) -> dict[int, tuple[object, ...]]:
    every = [row[0] for row in record.rows("SELECT claim_id FROM claim_status")]
    assert len(every) == len(set(every)), "no claim is judged twice"
    return {row[0]: row for row in statuses.on_record(record, sorted(every)).kept}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("seed", "confidential"), [(1, False), (2, False), (3, True)])
def test_taking_over_what_is_settled_changes_no_answer(
    database: Path, seed: int, day: str, *, confidential: bool
) -> None:
    workspace.write(database, lambda writer: record_of_everything(writer, seed, confidential=confidential))
    vantage = Vantage(as_of=day)
    expected = by_judging_everything(database, vantage)
    with workspace.reading(database, vantage) as record:
        settled.judge_all(record, day, (), unseen)
        assert rows_of(record) == expected
    with workspace.reading(database, vantage) as record:
        assert vantages.counts(record, Question()) == Counter(Status(str(row[2])) for row in expected.values())
    with workspace.reading(database, vantage) as record:
        ordered = list(vantages.summaries(record, Question(sort=Sort.CLAIM)))
        assert {one.id for one in ordered} == set(expected)
    for status in Status:
        with workspace.reading(database, vantage) as record:
            settled.judge_all(record, day, {status}, unseen)
            assert rows_of(record) == {number: row for number, row in expected.items() if row[2] == status}


def test_what_was_settled_by_the_day_is_not_judged(database: Path) -> None:
    days = {"before": ["2024-01-01"], "after": ["2024-03-01"], "both": ["2024-01-01", "2024-03-01"]}

    def record(writer: Writer) -> None:
        actor = factories.actor(writer)
        for name, said in days.items():
            claim = factories.claim(writer, name, slug=name)
            for day in said:
                factories.statement(writer, claim, actor, on=day)

    workspace.write(database, record)
    judged: list[int] = []

    def progress(what: str, total: int) -> AbstractContextManager[Callable[[int], None]]:
        judged.append(total)
        return unseen(what, total)

    with workspace.reading(database, Vantage(as_of="2024-02-01")) as then:
        assert {one.slug for one in vantages.summaries(then, Question(), progress)} == {"before", "both"}
    with workspace.reading(database, Vantage(as_of="2024-02-01")) as then:
        assert vantages.counts(then, Question(limit=50), progress) == {Status.ASSERTED: 2}
    assert judged == [1, 2], "for counts each claim's status alone, also of the one that had none yet"
