"""What is hashed of a change: one canonical JSON, whatever stands in the row."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.ledger import Action, Operation, Shape, Wording, before_of, leaf_of
from claimtrack.domain.merkle import leaf_hash
from claimtrack.domain.records import Claim, Evidence, Row, Statement
from claimtrack.domain.vocabulary import Credibility, Stance

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.none() | texts | st.integers(-(2**63), 2**63 - 1)


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@given(row=st.dictionaries(st.from_regex("[a-z_]{1,9}", fullmatch=True), values, min_size=2))
def test_row_is_written_as_sorted_json_without_what_is_empty(row: dict[str, str | int | None]) -> None:
    shape = Shape(row)
    written = shape.row(shape.values(row))
    assert written == canonical({name: value for name, value in row.items() if value is not None})


@pytest.mark.parametrize(
    "text", ['"', "\\", "\n", "\x00", "\x1f", "\x7f", "%s", "%", "{}", "None", "", "é", "\u2028", "😀", '5":"', "a,b"]
)
def test_text_is_escaped_as_json_escapes_it_and_no_more(text: str) -> None:
    row = {"id": 5, "quote": text, "said": None, "uid": f"before {text} after"}
    shape = Shape(row)
    assert shape.row(shape.values(row)) == canonical({name: value for name, value in row.items() if value is not None})


def test_number_is_not_written_as_the_text_that_looks_like_it() -> None:
    shape = Shape(("id", "quote"))
    assert [shape.row((1, value)) for value in ("5", 5, None, "None")] == [
        '{"id":1,"quote":"5"}',
        '{"id":1,"quote":5}',
        '{"id":1}',
        '{"id":1,"quote":"None"}',
    ]


@pytest.mark.parametrize("kind", [Claim, Statement, Evidence])
def test_words_of_the_vocabulary_are_written_as_they_are_stored(kind: type[Row]) -> None:
    own: dict[str, object] = {"stance": Stance.NO_COMMENT} if kind is Statement else {}
    own |= {"credibility": Credibility(6)} if kind is Evidence else {}
    required = {name: "x" for name in kind.COLUMNS if not hasattr(kind, name)}
    shape = Shape(kind.COLUMNS)
    said = json.loads(shape.row(shape.values(vars(kind(**{**required, **own})))))
    assert said.get("stance", "no-comment") == "no-comment"
    assert said.get("credibility", 6) == 6


@given(at=texts, by=texts, reason=st.none() | texts, undoes=st.none() | st.integers(1), row=texts, held=texts)
def test_content_is_canonical_json_of_the_whole_change(
    at: str, by: str, reason: str | None, undoes: int | None, row: str, held: str
) -> None:
    operation = Operation(7, at, by, reason, undoes)
    wording = Wording("0192f3ab", operation, Action.EDITED, "claim", before_of({"text": held, "event": None}))
    said = {
        "action": "edited",
        "at": at,
        "before": {"event": None, "text": held},
        "by": by,
        "entity": "claim",
        "operation": 7,
        "origin": "0192f3ab",
        "reason": reason,
        "row": {"text": row},
        "seq": 12,
        "undoes": undoes,
    }
    expected = canonical({name: value for name, value in said.items() if value is not None})
    assert wording.content(12, canonical({"text": row})) == expected.encode()


def test_leaf_is_the_hash_of_salt_and_content() -> None:
    assert leaf_of(b"s" * 16, b"{}") == leaf_hash(b"s" * 16 + b"{}")


@given(
    rows=st.lists(st.tuples(st.integers(1), values, values), max_size=6),
    by=texts,
    reason=st.none() | texts | st.just("100 %s of %d%%"),
    undoes=st.none() | st.integers(1),
)
def test_contents_of_many_rows_are_those_of_each(
    rows: list[tuple[int, str | int | None, str | int | None]], by: str, reason: str | None, undoes: int | None
) -> None:
    operation = Operation(7, "2024-06-01T12:00:00.000000Z", by, reason, undoes)
    wording = Wording("0192f3ab", operation, Action.RECORDED, "claim", None)
    shape = Shape(("id", "quote", "said"))
    each = [wording.content(seq, shape.row(row)) for seq, row in enumerate(rows, 41)]
    assert list(wording.contents(shape, rows, first=41)) == each


@given(rows=st.lists(st.tuples(st.integers(1), texts), max_size=6))
def test_contents_of_rows_that_are_alike_are_those_of_each(rows: list[tuple[int, str]]) -> None:
    wording = Wording("0192f3ab", Operation(7, "then", "me", None, None), Action.RECORDED, "claim", None)
    shape = Shape(("id", "quote"))
    each = [wording.content(seq, shape.row(row)) for seq, row in enumerate(rows, 1)]
    assert list(wording.contents(shape, rows, first=1, alike=True)) == each
