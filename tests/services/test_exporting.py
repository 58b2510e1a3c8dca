"""Which claims an export takes: those that references concern, those that a question finds, or both."""

import pytest

from claimtrack.domain.questions import Question
from claimtrack.domain.references import Kind
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Stance, Status
from claimtrack.errors.references import UnknownReference, WithdrawnReference
from claimtrack.services.exporting import claims, extract
from claimtrack.store.writer import Writer
from tests.store import factories

ALL = Question()
DISPUTED = Question(statuses=frozenset({Status.DISPUTED}))


@pytest.fixture
def record(writer: Writer) -> Writer:
    """A record of a disputed claim and an asserted one, both by South Korea, and one that nobody spoke on."""
    state = factories.actor(writer, "South Korea", slug="south-korea")
    disputed, asserted = factories.claim(writer, slug="nk-munitions"), factories.claim(writer, slug="nk-missiles")
    factories.claim(writer, slug="unaddressed")
    paper = factories.source(writer)
    factories.statement(writer, disputed, state, read_in=paper)
    factories.statement(writer, disputed, factories.actor(writer), stance=Stance.DENIES)
    factories.statement(writer, asserted, state, on="2024-01-01")
    writer.finish()
    return writer


def test_without_references_or_filters_all_claims_are_taken(record: Writer) -> None:
    assert claims(record, [], ALL) == {1, 2, 3}


def test_filters_are_those_of_the_report(record: Writer) -> None:
    assert claims(record, [], DISPUTED) == {1}


def test_references_take_the_claims_they_concern(record: Writer) -> None:
    for refs, wanted in ((["c2"], {2}), (["south-korea"], {1, 2}), (["s1"], {1}), (["st3", "nk-mu"], {1, 2})):
        assert claims(record, refs, ALL) == wanted


def test_references_and_filters_narrow_each_other(record: Writer) -> None:
    assert claims(record, ["south-korea"], DISPUTED) == {1}
    assert claims(record, ["c2"], DISPUTED) == set()


def test_merged_actor_is_taken_as_the_one_it_stands_for(record: Writer) -> None:
    twice = factories.actor(record, "Twice")
    state = next(iter(factories.all_rows(record, type(twice))))
    factories.merger(record, twice, state)
    assert claims(record, [f"a{twice.id}"], ALL) == {1, 2}


def test_reference_to_nothing_or_to_what_was_withdrawn_is_an_error(record: Writer) -> None:
    with pytest.raises(UnknownReference, match=Kind.CLAIM):
        claims(record, ["c9"], ALL)
    record.withdraw(factories.claim(record, slug="gone"), reason="a slip")
    with pytest.raises(WithdrawnReference):
        claims(record, ["c4"], ALL)


def test_extract_says_from_where_and_of_which_record_it_is(record: Writer) -> None:
    record.conclude()
    found = extract(record, [1, 2])
    assert found.checkpoint.startswith("checkpoint ")
    assert (found.today, found.clocks) == (factories.TODAY, "")
    assert found.statuses == {1: Status.DISPUTED, 2: Status.ASSERTED}
    assert extract(record, [1], checkpoint=False).checkpoint == ""


def test_extract_has_the_status_of_the_day_it_is_asked_for(record: Writer) -> None:
    record.vantage = Vantage(as_of="2023-12-31")
    found = extract(record, [2], checkpoint=False)
    assert found.clocks == "as of 2023-12-31"
    assert found.statuses == {2: Status.UNADDRESSED}
