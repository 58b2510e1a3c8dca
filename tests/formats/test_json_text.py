"""JSON and JSON Lines: the exact data, whatever it holds."""

import json
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.formats.document import Document, Json
from claimtrack.formats.json_text import write, write_lines
from tests.formats.documents import document, nasty_document, nasty_rows

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)),
    max_leaves=6,
)


def as_json(given_document: Document) -> str:
    out = StringIO()
    write(given_document, out)
    return out.getvalue()


def as_lines(given_document: Document) -> list[str]:
    out = StringIO()
    write_lines(given_document, out)
    return out.getvalue().splitlines()


def test_json_holds_the_rows_exactly() -> None:
    assert json.loads(as_json(nasty_document())) == nasty_rows()


def test_every_line_holds_its_row_exactly() -> None:
    assert [json.loads(line) for line in as_lines(nasty_document())] == nasty_rows()


@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=3))
def test_json_holds_any_rows_exactly(rows: list[dict[str, Json]]) -> None:
    assert json.loads(as_json(document(rows=rows))) == rows


@given(st.lists(st.dictionaries(st.text(), VALUES, max_size=3), max_size=3))
def test_any_row_takes_one_line(rows: list[dict[str, Json]]) -> None:
    assert [json.loads(line) for line in as_lines(document(rows=rows))] == rows


@given(VALUES.filter(lambda value: value is not None))
def test_answer_that_is_one_thing_is_that_thing(whole: Json) -> None:
    assert json.loads(as_json(document(whole=whole, rows=[{"id": 1}]))) == whole


def test_no_rows_are_an_empty_array() -> None:
    assert as_json(document()) == "[]\n"


def test_no_rows_are_no_lines() -> None:
    assert as_lines(document()) == []


def test_korean_stays_readable() -> None:
    assert as_json(document(rows=[{"claim": "북한"}])) == '[\n  {"claim": "북한"}\n]\n'


def test_rows_are_written_as_they_come() -> None:
    rows = ({"n": n} for n in range(3))
    assert as_lines(document(rows=rows)) == ['{"n": 0}', '{"n": 1}', '{"n": 2}']
