"""Reading evidence and sources, each with what it points to and what points to it."""

import pytest

from claimtrack.domain.files import BearingLine, EvidenceSummary, SourceSummary
from claimtrack.domain.vocabulary import BearingKind
from claimtrack.store import evidence
from claimtrack.store.writer import Writer
from tests.store import factories


def test_evidence_bears_on_a_claim_with_who_collected_it_and_where_it_was_found(writer: Writer) -> None:
    claim, collector, source = factories.claim(writer), factories.actor(writer), factories.source(writer)
    item = factories.evidence(writer, collector=collector, found_in=source)
    link = factories.bearing(writer, item, claim, BearingKind.REFUTES)
    line = BearingLine(link, item, claim, collector, source)
    assert (evidence.bearings_of(writer, claim), evidence.bearings_of(writer, item)) == ([line], [line])


def test_evidence_without_collector_and_source_bears_all_the_same(writer: Writer) -> None:
    claim = factories.claim(writer)
    factories.shown(writer, claim)
    assert evidence.bearings_of(writer, claim)[0][3:] == (None, None)


def test_evidence_bears_on_many_claims(writer: Writer) -> None:
    item = factories.evidence(writer)
    links = [factories.bearing(writer, item, factories.claim(writer)) for _ in range(3)]
    assert [line.bearing for line in evidence.bearings_of(writer, item)] == links


@pytest.mark.parametrize("what", ["bearing", "evidence"])
def test_what_is_withdrawn_bears_on_nothing(writer: Writer, what: str) -> None:
    claim, item = factories.claim(writer), factories.evidence(writer)
    rows = {"bearing": factories.bearing(writer, item, claim), "evidence": item}
    writer.withdraw(rows[what], reason="forged")
    assert (evidence.bearings_of(writer, claim), evidence.bearing_between(writer, item, claim)) == ([], None)


def test_bearing_between_evidence_and_claim_is_found(writer: Writer) -> None:
    claim, item = factories.claim(writer), factories.evidence(writer)
    link = factories.bearing(writer, item, claim)
    factories.bearing(writer, item, factories.claim(writer))
    assert evidence.bearing_between(writer, item, claim) == link


def test_evidence_in_a_source_comes_as_it_was_recorded(writer: Writer) -> None:
    source = factories.source(writer)
    found = [factories.evidence(writer, found_in=source) for _ in range(2)]
    writer.withdraw(factories.evidence(writer, found_in=source), reason="copy")
    factories.evidence(writer)
    assert evidence.evidence_in(writer, source) == found


def test_evidence_is_listed_with_the_claims_it_bears_on(writer: Writer) -> None:
    one, other, collector = factories.claim(writer), factories.claim(writer), factories.actor(writer)
    plain = factories.evidence(writer)
    item = factories.evidence(writer, collector=collector)
    factories.bearing(writer, item, other, BearingKind.REFUTES)
    factories.bearing(writer, item, one, BearingKind.CONTEXT)
    writer.withdraw(factories.evidence(writer), reason="copy")
    assert evidence.evidence_list(writer) == [
        EvidenceSummary(item, collector, ((BearingKind.CONTEXT, one.id), (BearingKind.REFUTES, other.id))),
        EvidenceSummary(plain, None, ()),
    ]


def test_sources_are_listed_with_what_was_found_in_each(writer: Writer) -> None:
    publisher = factories.actor(writer)
    plain = factories.source(writer)
    source = factories.source(writer, publisher=publisher)
    factories.statement(writer, factories.claim(writer), publisher, read_in=source)
    factories.evidence(writer, found_in=source)
    factories.evidence(writer, found_in=source)
    writer.withdraw(factories.source(writer), reason="copy")
    assert evidence.source_list(writer) == [SourceSummary(source, publisher, 1, 2), SourceSummary(plain, None, 0, 0)]
