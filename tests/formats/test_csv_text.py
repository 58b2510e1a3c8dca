"""CSV: what is read back is what was shown, and no cell runs in a spreadsheet."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.text import safe
from claimtrack.formats.csv_text import write
from claimtrack.formats.document import Document, Json
from tests.formats.documents import FIELDS, NASTY, document, nasty_document


def read_back(given_document: Document) -> list[list[str]]:
    out = StringIO()
    write(given_document, out)
    return list(csv.reader(StringIO(out.getvalue(), newline=""), strict=True))


def cell_of(value: Json) -> str:
    return read_back(document(fields=("claim",), rows=[{"claim": value}]))[1][0]


def test_first_line_names_the_fields() -> None:
    assert read_back(nasty_document())[0] == list(FIELDS)


def test_every_row_has_every_field() -> None:
    assert {len(row) for row in read_back(nasty_document())} == {len(FIELDS)}


def test_every_row_is_there() -> None:
    assert len(read_back(nasty_document())) == 1 + len(NASTY)


def test_no_cell_of_the_nasty_document_runs() -> None:
    assert not [cell for row in read_back(nasty_document()) for cell in row if cell.startswith(("=", "+", "-", "@"))]


@given(st.text())
def test_no_text_runs(text: str) -> None:
    assert not cell_of(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_text_is_read_back_as_it_is_shown(text: str) -> None:
    assert cell_of(text) in (safe(text), "'" + safe(text))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (-3, "-3"),
        ("plain", "plain"),
        ("a,b", "a,b"),
        ('say "so"', 'say "so"'),
        ("=1+1", "'=1+1"),
        ("\t=1", "'<U+0009>=1"),
        ("'=1+1", "''=1+1"),
        ("'quoted'", "'quoted'"),
        (["a", "b"], "a; b"),
        (["=a", "b"], "'=a; b"),
        ([], ""),
        ([{"status": "denied", "until": None}], '[{"status": "denied", "until": null}]'),
    ],
)
def test_value_is_written_so(value: Json, cell: str) -> None:
    assert cell_of(value) == cell


def test_field_a_row_does_not_have_is_empty() -> None:
    assert read_back(document(fields=("id", "claim"), rows=[{"id": "c1"}]))[1] == ["c1", ""]
