"""Pages: whichever way the claims of one are found, they are the first of the whole answer."""

import random
from itertools import product

import pytest

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.records import Claim
from claimtrack.domain.vocabulary import BearingKind, Stance, Status
from claimtrack.store import conditions, paging, reports
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries

DISPUTED = frozenset({Status.DISPUTED})
FILTERS = (
    Question(),
    Question(statuses=DISPUTED),
    Question(statuses=frozenset({Status.DENIED, Status.ASSERTED})),
    Question(actor=1),
    Question(tag="odd"),
    Question(text="pier 1"),
    Question(since="2024-01-05", until="2024-01-20"),
    Question(until="2024-01-12"),
    Question(actor=1, tag="odd"),
    Question(tag="odd", until="2024-01-12"),
    Question(statuses=DISPUTED, actor=2, tag="odd", since="2024-01-05"),
    Question(tag="none such"),
)


@pytest.fixture
def varied(writer: Writer) -> Writer:
    """Eighty claims of many kinds, with many ties."""
    draw = random.Random(11)
    actors = [factories.actor(writer, f"Office {n}") for n in range(4)]
    factories.membership(writer, actors[3], actors[0])
    for n in range(80):
        claim = factories.claim(
            writer, f"Pier {n % 30}", event=draw.choice((None, f"2024-01-{draw.randint(1, 9):02d}"))
        )
        for actor in draw.sample(actors, draw.randint(0, 3)):
            stance = draw.choice((Stance.ASSERTS, Stance.DENIES, Stance.REPORTS))
            factories.statement(writer, claim, actor, stance=stance, on=f"2024-01-{draw.randint(1, 28):02d}")
        if n % 3 == 0:
            factories.shown(writer, claim, draw.choice(list(BearingKind)), on="2024-01-09")
        if n % 5 == 0:
            factories.verdict(writer, claim, actors[0], on="2024-01-09")
        if n % 2:
            factories.tag(writer, claim, "odd")
    writer.withdraw(factories.all_rows(writer, Claim)[7], reason="copy")
    writer.finish()
    return writer


@pytest.mark.parametrize("few", [0, 20, 5_000])
def test_a_page_begins_as_the_whole_answer_does(varied: Writer, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(conditions, "FEW", few)
    monkeypatch.setattr(conditions, "OF_TWO", few)
    monkeypatch.setattr(paging, "_FIRST", few // 2)
    for sort, filters in product(Sort, FILTERS):
        asked = filters._replace(sort=sort)
        whole = [summary.id for summary in reports.summaries(varied, asked)]
        for limit in (1, 7, 500):
            assert paging.page(varied, asked._replace(limit=limit)) == whole[:limit], (sort, filters)
        counts = reports.counts(varied, asked)
        assert sum(counts.values()) == len(whole)


@pytest.mark.parametrize("filters", FILTERS)
@pytest.mark.parametrize("sort", Sort)
def test_a_page_that_is_walked_is_not_sorted(
    varied: Writer, monkeypatch: pytest.MonkeyPatch, sort: Sort, filters: Question
) -> None:
    monkeypatch.setattr(conditions, "FEW", -1)
    monkeypatch.setattr(conditions, "OF_TWO", -1)
    with queries(varied.connection) as seen:
        paging.page(varied, filters._replace(sort=sort, limit=5))
    pages = [sql for sql in seen if "SELECT kept.claim_id, " in sql]
    steps = [row[3] for sql in pages for row in varied.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert pages
    assert not any(step.endswith("TEMP B-TREE FOR ORDER BY") for step in steps)
