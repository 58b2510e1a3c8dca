"""The open record: how it is asked."""

from typing import Any

import pytest

from claimtrack.store.record import among, listed
from claimtrack.store.writer import Writer


def test_values_are_bound_by_their_names(writer: Writer) -> None:
    assert writer.rows("SELECT :word, :number", word="it's; --", number=5) == [("it's; --", 5)]


def test_stream_gives_the_rows_of_the_query(writer: Writer) -> None:
    sql = "SELECT mask FROM mask_status ORDER BY mask"
    assert list(writer.stream(sql)) == writer.rows(sql)


def test_row_of_none_is_none(writer: Writer) -> None:
    assert writer.row("SELECT mask FROM mask_status WHERE mask = 99") is None


def test_one_value_is_that_value(writer: Writer) -> None:
    assert writer.one("SELECT count(*) FROM mask_status") == 64


@pytest.mark.parametrize(("numbers", "inside"), [([], ""), ([1], "1"), ([3, 1, 2], "3,1,2")])
def test_numbers_are_listed_for_sql(numbers: list[int], inside: str) -> None:
    assert listed(numbers) == inside


def test_only_numbers_are_listed_for_sql() -> None:
    words: Any = ["1); DROP TABLE claim; --"]
    with pytest.raises(ValueError, match="invalid literal"):
        listed(words)
    with pytest.raises(TypeError):
        among("mask", words)


@pytest.mark.parametrize("numbers", [[], [7], [4, 5, 6], [6, 4, 5, 5], [4, 6], [1, 2, 62, 63], [-1, 0]])
def test_numbers_asked_for_are_found_whether_they_are_a_range_or_not(writer: Writer, numbers: list[int]) -> None:
    found = {row[0] for row in writer.rows(f"SELECT mask FROM mask_status WHERE {among('mask', numbers)}")}
    assert found == {number for number in numbers if number >= 0}


def test_numbers_without_a_gap_are_asked_for_as_a_range() -> None:
    assert among("id", {3, 1, 2}) == "id BETWEEN 1 AND 3"
    assert among("id", [1, 3]) == "id IN (1,3)"
