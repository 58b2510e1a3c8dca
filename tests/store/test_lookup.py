"""Finding records by what names them: only what stands is found by name, all by number and slug."""

import pytest

from claimtrack.domain.records import Actor, Claim, Source
from claimtrack.domain.text import folded
from claimtrack.store import lookup
from claimtrack.store.writer import Writer
from tests.store import factories


def test_record_is_found_by_its_number(writer: Writer) -> None:
    claim = factories.claim(writer)
    assert lookup.by_number(writer, Claim, claim.id) == claim


def test_record_withdrawn_is_found_by_its_number(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.withdraw(claim, reason="copy")
    found = lookup.by_number(writer, Claim, claim.id)
    assert found
    assert found.withdrawn_reason == "copy"


def test_number_never_given_finds_nothing(writer: Writer) -> None:
    assert lookup.by_number(writer, Claim, 10**17) is None


def test_records_are_found_by_their_numbers(writer: Writer) -> None:
    one, other, _ = (factories.claim(writer) for _ in range(3))
    assert lookup.by_numbers(writer, Claim, {one.id, other.id}) == {one.id: one, other.id: other}


def test_no_numbers_find_nothing(writer: Writer) -> None:
    assert lookup.by_numbers(writer, Claim, []) == {}


def test_record_is_found_by_its_uid(writer: Writer) -> None:
    actor = factories.actor(writer)
    assert lookup.by_uid(writer, Actor, actor.uid) == actor


def test_record_is_found_by_its_slug(writer: Writer) -> None:
    claim = factories.claim(writer, slug="nk-munitions")
    assert lookup.by_slug(writer, Claim, "nk-munitions") == claim


@pytest.mark.parametrize(
    ("prefix", "slugs"),
    [
        ("nk", ["nk", "nk-a", "nk-b", "nkz"]),
        ("nk-", ["nk-a", "nk-b"]),
        ("nk-a", ["nk-a"]),
        ("n", ["nk", "nk-a", "nk-b", "nkz"]),
        ("x", []),
    ],
)
def test_claims_are_found_by_the_beginning_of_their_slug(writer: Writer, prefix: str, slugs: list[str]) -> None:
    for slug in ("nkz", "nk-b", "nk", "nk-a", "other"):
        factories.claim(writer, slug=slug)
    assert [row.slug for row in lookup.by_slug_prefix(writer, Claim, prefix, limit=9)] == slugs


def test_no_more_are_found_than_asked_for(writer: Writer) -> None:
    for n in range(4):
        factories.claim(writer, slug=f"nk-{n}")
    assert len(lookup.by_slug_prefix(writer, Claim, "nk", limit=2)) == 2


def test_claim_withdrawn_is_not_found_by_a_beginning(writer: Writer) -> None:
    writer.withdraw(factories.claim(writer, slug="nk-munitions"), reason="copy")
    assert lookup.by_slug_prefix(writer, Claim, "nk", limit=9) == []


def test_slug_of_a_withdrawn_claim_stays_taken(writer: Writer) -> None:
    writer.withdraw(factories.claim(writer, slug="nk-munitions"), reason="copy")
    assert lookup.slug_taken(writer, Claim, "nk-munitions")


def test_slug_of_a_claim_is_free_for_an_actor(writer: Writer) -> None:
    factories.claim(writer, slug="nk")
    assert not lookup.slug_taken(writer, Actor, "nk")


@pytest.mark.parametrize("name", ["DPRK", "dprk", " D\u200bPRK ", "ＤＰＲＫ"])
def test_actor_is_found_by_any_way_of_writing_its_name(writer: Writer, name: str) -> None:
    actor = factories.actor(writer)
    factories.alias(writer, actor, "DPRK")
    assert lookup.actor_by_name(writer, folded(name)) == actor


def test_withdrawn_name_finds_nobody(writer: Writer) -> None:
    writer.withdraw(factories.alias(writer, factories.actor(writer), "DPRK"), reason="typo")
    assert lookup.actor_by_name(writer, "dprk") is None


def test_withdrawn_actor_is_not_found_by_its_name(writer: Writer) -> None:
    actor = factories.actor(writer)
    factories.alias(writer, actor, "DPRK")
    writer.withdraw(actor, reason="copy")
    assert (lookup.actor_by_name(writer, "dprk"), lookup.names(writer, limit=9)) == (None, [])


def test_names_are_given_with_the_slug_of_their_actor(writer: Writer) -> None:
    factories.alias(writer, factories.actor(writer, "North Korea", slug="north-korea"), "DPRK")
    assert sorted(lookup.names(writer, limit=9)) == [("DPRK", "north-korea"), ("North Korea", "north-korea")]


def test_aliases_come_as_they_were_recorded(writer: Writer) -> None:
    actor = factories.actor(writer, "North Korea")
    factories.alias(writer, actor, "DPRK")
    assert [row.name for row in lookup.aliases_of(writer, [actor.id])] == ["North Korea", "DPRK"]


def test_slugs_are_those_recorded_last(writer: Writer) -> None:
    for slug in ("one", "two", "three"):
        factories.claim(writer, slug=slug)
    assert lookup.slugs(writer, limit=2) == ["three", "two"]
    assert lookup.slugs_around(writer, "two", limit=1) == ["three", "two"]


@pytest.mark.parametrize("words", ["North Korea sent munitions", "NORTH KOREA  SENT MUNITIONS"])
def test_claim_is_found_by_its_words(writer: Writer, words: str) -> None:
    first = factories.claim(writer, "North Korea sent munitions")
    factories.claim(writer, "North Korea sent munitions")
    assert lookup.claim_worded(writer, folded(words)) == first


def test_claim_withdrawn_is_not_found_by_its_words(writer: Writer) -> None:
    writer.withdraw(factories.claim(writer, "It was so"), reason="copy")
    assert lookup.claim_worded(writer, folded("It was so")) is None


def test_source_is_found_by_its_location_before_its_title(writer: Writer) -> None:
    factories.source(writer, title="https://a.example")
    by_location = factories.source(writer, title=None, location="https://a.example")
    assert lookup.source_called(writer, "https://a.example") == by_location


def test_source_is_found_by_its_title(writer: Writer) -> None:
    source = factories.source(writer, title="A briefing")
    assert lookup.source_called(writer, "A briefing") == source


def test_source_withdrawn_is_not_found(writer: Writer) -> None:
    writer.withdraw(factories.source(writer, title="A briefing"), reason="copy")
    assert lookup.source_called(writer, "A briefing") is None


def test_source_is_found_exactly_or_not(writer: Writer) -> None:
    factories.source(writer, title="A briefing")
    assert [lookup.source_called(writer, words) for words in ("a briefing", "A brief%", "")] == [None] * 3


def test_kind_of_source_never_recorded_is_not_found(writer: Writer) -> None:
    assert lookup.by_uid(writer, Source, "u") is None
