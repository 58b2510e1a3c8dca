"""Extracts: their rows are found by kind and number, and what was left out is worded for how much it was."""

import pytest

from claimtrack.domain.extracts import Extract, left_out, lost
from claimtrack.domain.records import Claim, Source, Tag

CLAIMS = [Claim(slug=f"c{n}", text="x", folded="x").replaced(id=n) for n in (3, 7)]
EXTRACT = Extract({Claim: CLAIMS, Source: []}, checkpoint="", today="2024-06-01", context=[7])


def test_rows_are_found_by_kind_and_number() -> None:
    assert list(EXTRACT.all(Claim)) == CLAIMS
    assert EXTRACT.one(Claim, 7) is CLAIMS[1]
    assert list(EXTRACT.all(Source)) == list(EXTRACT.all(Tag)) == []


def test_row_that_was_not_taken_is_an_error() -> None:
    with pytest.raises(KeyError):
        EXTRACT.one(Source, 3)


def test_only_kinds_with_rows_are_named() -> None:
    assert list(EXTRACT.kinds()) == [Claim]


def test_what_was_left_out_is_worded_for_one_and_for_many() -> None:
    assert list(lost(1, "tag", "tags")) == [("tag", 1)]
    assert list(lost(2, "tag", "tags")) == [("tags", 2)]
    assert list(lost(0, "tag", "tags")) == []


def test_rows_of_a_kind_are_left_out_by_its_name() -> None:
    assert list(left_out(EXTRACT, Source, Claim, Tag)) == [("claims", 2)]
