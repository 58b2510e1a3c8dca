"""Rows of delimited text: where each begins, and that a broken quote harms no row but its own."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.intake import Refused
from claimtrack.errors.tables import QuotesAstray
from claimtrack.formats.tables.encodings import Encoding
from claimtrack.formats.tables.records import LIMIT, Delimiting, Records
from claimtrack.formats.tables.values import Row

UTF8 = Encoding("utf-8", "strict")


def rows(text: str, sign: str = ",", *, encoding: Encoding = UTF8) -> list[Row | Refused]:
    stream = io.StringIO(text, newline="")
    return list(Records(stream, Delimiting(sign), origin="t.csv", encoding=encoding).rows())


def cells(text: str, sign: str = ",") -> list[list[str]]:
    return [list(row.cells) for row in rows(text, sign) if isinstance(row, Row)]


def places(text: str) -> list[str]:
    return [row.place for row in rows(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_end_as_any_system_ends_lines(end: str) -> None:
    assert cells(end.join(["a,b", "1,2", "3,4"])) == [["a", "b"], ["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_place_is_the_line_in_which_a_row_begins(end: str) -> None:
    text = end.join(["a,b", '"two', 'lines",2', "", "3,4"])
    assert places(text) == ["line 1", "line 2", "line 5"]


def test_raw_text_is_the_row_as_it_stood() -> None:
    assert rows('a,"b ""c"" \nd"\r\nx,y')[0].raw == 'a,"b ""c"" \nd"'


def test_rows_with_nothing_in_them_are_passed_over() -> None:
    assert cells("a,b\n\n , \n,,,\n1,2\n\n") == [["a", "b"], ["1", "2"]]


def test_quote_that_is_never_closed_costs_its_own_row_only() -> None:
    read = rows('a,b\n1,"open\n2,x\n3,y\n')
    assert [type(row) for row in read] == [Row, Refused, Row, Row]
    assert [row.place for row in read] == ["line 1", "line 2", "line 3", "line 4"]
    assert "not closed" in read[1].reason if isinstance(read[1], Refused) else False


def test_quote_closed_by_the_next_rows_quote_costs_its_own_row_only() -> None:
    assert [row.place for row in rows('1,"open\n2,"x"\n3,y\n') if isinstance(row, Refused)] == ["line 1"]


def test_quote_within_a_quoted_cell_is_refused_and_not_guessed_at() -> None:
    (row,) = rows('"He said "yes" to it",x')
    assert isinstance(row, Refused)
    assert row.raw == '"He said "yes" to it",x'


def test_quote_within_a_bare_cell_is_part_of_it() -> None:
    assert cells('5" gun,x') == [['5" gun', "x"]]


def test_tabs_part_cells_whatever_the_quotes_in_them() -> None:
    (row,) = rows('"Birds" are not real\tx', "\t")
    assert isinstance(row, Row)
    assert list(row.cells) == ['"Birds" are not real', "x"]
    assert [repair.done for repair in row.repairs] == ["its quotes are not matched, and taken as they stand"]


def test_nul_refuses_its_row() -> None:
    assert [type(row) for row in rows("a,b\n1\0,2\n3,4")] == [Row, Refused, Row]


def test_bytes_that_are_no_utf8_refuse_their_row() -> None:
    read = rows("a,b\n\udce9,2\n3,4", encoding=Encoding("utf-8", "surrogateescape"))
    assert [type(row) for row in read] == [Row, Refused, Row]


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        (f"{'x' * (LIMIT + 5)},1\n2,3\n", ["line 1", "line 2"]),
        (f'"{"x" * LIMIT}\n{"y" * 9}",1\n2,3\n', ["line 1", "line 2", "line 3"]),
    ],
)
def test_row_beyond_the_limit_is_refused_and_the_next_is_read(text: str, begin: list[str]) -> None:
    read = rows(text)
    assert [row.place for row in read] == begin
    assert isinstance(read[0], Refused)
    assert "more than 1,000,000 characters" in read[0].reason
    assert isinstance(read[-1], Row)
    assert list(read[-1].cells) == ["2", "3"]


def test_cell_of_half_a_million_characters_is_read() -> None:
    assert [len(row[0]) for row in cells(f"{'x' * 500_000},1")] == [500_000]


def test_quotes_astray_without_end_are_given_up_in_words() -> None:
    block = '"open\n' + f"{'y' * 600_000}\n" * 2
    assert len(rows(block * 3)) == 9
    with pytest.raises(QuotesAstray) as given_up:
        rows(block * 9)
    assert given_up.value.message.startswith("the quotes of t.csv cannot be matched: up to line 25 ")


@given(st.text(alphabet='ab,"\n\r\t;\0é ', max_size=60), st.sampled_from([",", ";", "\t", "|"]))
def test_any_text_is_rows_or_refusals_and_every_line_is_in_one(text: str, sign: str) -> None:
    read = rows(text, sign)
    raws = "\n".join(row.raw for row in read)
    kept = [part for part in "ab" if part in text]
    assert all(part in raws for part in kept)


@given(st.lists(st.lists(st.text(alphabet='ab,"\n\r;é ', max_size=8), min_size=2, max_size=2), max_size=8))
def test_rows_written_by_the_standard_library_are_read_as_they_were(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(table)
    assert cells(out.getvalue()) == [row for row in table if any(cell.strip() for cell in row)]
