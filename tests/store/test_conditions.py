"""Conditions: which filter lets the fewest claims through, and when they are too many to be sorted."""

import pytest

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.vocabulary import Status
from claimtrack.store import conditions
from claimtrack.store.writer import Writer
from tests.store import factories

DISPUTED = frozenset({Status.DISPUTED})


@pytest.fixture
def tagged(writer: Writer) -> Writer:
    """Six claims, on all of which an actor spoke; two have a tag."""
    actor = factories.actor(writer)
    for n in range(6):
        claim = factories.claim(writer)
        factories.statement(writer, claim, actor)
        if n % 3 == 0:
            factories.tag(writer, claim, "rare")
    writer.finish()
    return writer


def left_by_narrowest(writer: Writer, question: Question, *, most: int) -> Question | None:
    narrowed = conditions.narrowest(writer, conditions.filters(question), question, most=most)
    return narrowed.left if narrowed else None


@pytest.mark.parametrize("sort", Sort)
def test_the_filter_of_the_fewest_claims_is_taken(tagged: Writer, sort: Sort) -> None:
    asked = Question(frozenset({Status.ASSERTED}), actor=1, tag="rare", sort=sort)
    assert left_by_narrowest(tagged, asked, most=3) == asked._replace(tag=None)
    assert left_by_narrowest(tagged, asked, most=1) is None


def test_nothing_asked_is_no_filter(tagged: Writer) -> None:
    assert left_by_narrowest(tagged, Question(sort=Sort.CLAIM), most=3) is None


@pytest.mark.parametrize("sort", Sort)
def test_status_and_days_are_a_filter_where_they_do_not_bound_the_walk(sort: Sort) -> None:
    found = conditions.filters(Question(DISPUTED, until="2024-01-01", sort=sort))
    assert [one.left for one in found] == ([Question(sort=sort)] if sort in conditions.OTHERWISE else [])


def test_few_claims_are_named_with_what_is_left_to_be_asked(tagged: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Question(actor=1, tag="rare")
    assert conditions.few(tagged, asked) == ([1, 4], asked._replace(tag=None))
    monkeypatch.setattr(conditions, "FEW", 1)
    assert conditions.few(tagged, asked) is None
