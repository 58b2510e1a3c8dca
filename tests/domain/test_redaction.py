"""Redaction: every text that somebody wrote has a fixed word to take its place, and nothing else goes."""

from typing import Any

import pytest

from claimtrack.domain.records import Actor, Alias, Claim, Row, Source, Statement, Tag
from claimtrack.domain.redaction import REDACTED, WORDS, redacted, words_of
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import Stance

# What is no text of anybody: keys, days and where a date was typed, words of a vocabulary, who recorded, and why.
NOT_WORDS = {
    "id", "uid", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason",
    "kind", "reliability", "stance", "rating", "credibility", "confidential",
    "language", "format", "decision",
    *(f"{date}{end}" for date in ("event", "said", "published", "during") for end in ("", "_earliest", "_latest")),
}  # fmt: skip


@pytest.mark.parametrize("kind", Row.__subclasses__())
def test_every_column_is_words_or_known_to_be_none(kind: type[Row]) -> None:
    rest = {column for column in kind.COLUMNS if not column.endswith("_id")} - NOT_WORDS
    assert rest == set(WORDS.get(kind, ()))


def filled(kind: type[Row]) -> Row:
    made: Any = kind
    row: Row = made(**dict.fromkeys(kind.COLUMNS, "some words") | {"id": 7})
    return row


@pytest.mark.parametrize("kind", WORDS)
def test_what_was_redacted_holds_no_more_words(kind: type[Row]) -> None:
    row = filled(kind)
    gone = row.replaced(**redacted(row, slug="redacted-x7"))
    assert words_of(row).keys() == set(WORDS[kind])
    assert words_of(gone) == {}
    assert "some words" not in [getattr(gone, column) for column in WORDS[kind]]


def test_what_was_empty_stays_empty() -> None:
    said = Statement(claim_id=1, actor_id=1, stance=Stance.ASSERTS, said_latest="2024-06-01", quote="So it is")
    assert redacted(said) == {"quote": REDACTED}
    assert redacted(Source(location="https://example.org")) == {"location": REDACTED}


def test_slug_that_begins_as_a_redacted_one_is_words_beside_others() -> None:
    claim = Claim(slug="redacted-files", text="Files were redacted", folded="files were redacted")
    assert words_of(claim).keys() == {"slug", "text", "folded"}


@pytest.mark.parametrize("row", [Alias(actor_id=1, name="x", folded="x"), Tag(claim_id=1, name="x", folded="x")])
def test_key_of_a_redacted_name_is_unique_and_no_name_folds_to_it(row: Row) -> None:
    key = redacted(row)["folded"]
    assert key != redacted(row.replaced(id=4))["folded"]
    assert folded(key) != key


def test_actor_keeps_what_is_no_word() -> None:
    assert set(redacted(Actor(slug="dprk", name="DPRK"), slug="redacted-a1")) == {"slug", "name"}
