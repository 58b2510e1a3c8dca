"""Cells of our own tables: nothing hidden, nothing that runs, and each says exactly what its text was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.text import safe
from claimtrack.formats.tables import cells
from tests.formats.documents import NASTY
from tests.formats.tables.extracts import LOOKING

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | LOOKING | st.sampled_from(NASTY)


@given(ANY)
def test_text_is_read_back_from_a_delimited_table(text: str) -> None:
    assert cells.from_delimited(cells.delimited(text)) == text


@given(ANY)
def test_text_is_read_back_from_a_workbook(text: str) -> None:
    assert cells.from_workbook(cells.in_workbook(text)) == text


@given(ANY)
def test_no_cell_of_a_delimited_table_runs_or_hides(text: str) -> None:
    cell = cells.delimited(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe(cell) == cell


@given(ANY)
def test_no_cell_of_a_workbook_hides(text: str) -> None:
    assert all(safe(line) == line for line in cells.in_workbook(text).split("\n"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("'so'", "'so'"),
        ("one\ntwo", "one<U+000A>two"),
        ("<U+000A>", "<U+003C>U+000A>"),
        ("<U+00ZZ>", "<U+00ZZ>"),
    ],
)
def test_text_is_written_so(text: str, cell: str) -> None:
    assert cells.delimited(text) == cell


def test_character_that_there_is_not_is_left_as_it_is_written() -> None:
    assert cells.from_workbook("<U+FFFFFF>") == "<U+FFFFFF>"
