"""Suggestions for what is no date: what may be meant, and nothing where nothing is known."""

import pytest

from claimtrack.domain.date_forms import forms_for


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("mid-May 2024", ("2024-05~", "2024-05-11/2024-05-20")),
        ("MAY  2024", ("2024-05",)),
        ("1.2.2024", ("2024-02-01 (if the day stands first)", "2024-01-02 (if the month stands first)")),
        ("from 2023-10-13", ("2023-10-13/..",)),
    ],
)
def test_forms_are_suggested_most_likely_first(text: str, forms: tuple[str, ...]) -> None:
    assert forms_for(text) == forms


@pytest.mark.parametrize("text", ["yesterday", "", "31/31/2023", "2023-02-30-01", "Smarch 2023"])
def test_nothing_is_suggested_where_nothing_is_known(text: str) -> None:
    assert forms_for(text) == ()
