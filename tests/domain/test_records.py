"""The rows of the record: frozen, made by keywords, equal by what they hold."""

from typing import Any

import pytest

from claimtrack.domain.records import Actor, Alias, Claim, Row, Statement
from claimtrack.domain.vocabulary import Stance

KINDS = Row.__subclasses__()
CARRIED = ("id", "uid", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by", "withdrawn_reason")


def claim(*, slug: str = "nk-munitions", text: str = "North Korea sent munitions", number: int = 1) -> Claim:
    return Claim(slug=slug, text=text, folded="northkoreasentmunitions").replaced(id=number)


def filled(kind: type[Row]) -> Row:
    """Return a row of any kind, each column holding its own name."""
    made: Any = kind
    row: Row = made(**{name: name for name in kind.COLUMNS})
    return row


def test_there_are_sixteen_kinds_of_rows() -> None:
    assert len(KINDS) == 16


@pytest.mark.parametrize("kind", KINDS)
def test_columns_begin_with_what_every_row_carries(kind: type[Row]) -> None:
    assert kind.COLUMNS[: len(CARRIED)] == CARRIED


@pytest.mark.parametrize("kind", KINDS)
def test_columns_go_on_with_the_fields_in_their_order(kind: type[Row]) -> None:
    assert kind.COLUMNS[len(CARRIED) :] == tuple(kind.__annotations__)


@pytest.mark.parametrize("kind", KINDS)
def test_row_holds_what_it_was_given(kind: type[Row]) -> None:
    assert vars(filled(kind)) == {name: name for name in kind.COLUMNS}


@pytest.mark.parametrize("kind", KINDS)
def test_row_is_frozen(kind: type[Row]) -> None:
    row, column = filled(kind), kind.COLUMNS[-1]
    with pytest.raises(AttributeError, match=column):
        setattr(row, column, "another")


def test_row_takes_nothing_by_place() -> None:
    kind: Any = Alias
    with pytest.raises(TypeError):
        kind(1, "DPRK", "dprk")


def test_row_takes_no_column_it_does_not_have() -> None:
    kind: Any = Alias
    with pytest.raises(TypeError, match="nickname"):
        kind(actor_id=1, name="DPRK", folded="dprk", nickname="NK")


def test_row_without_a_column_it_needs_is_not_made() -> None:
    kind: Any = Alias
    with pytest.raises((TypeError, AttributeError), match="folded"):
        kind(actor_id=1, name="DPRK")


def test_what_is_not_said_is_none() -> None:
    said = Statement(claim_id=1, actor_id=2, stance=Stance.ASSERTS, said_latest="2024-01-01")
    assert (said.said, said.said_earliest, said.quote, said.source_id, said.place) == (None,) * 5


def test_new_row_stands() -> None:
    assert claim().withdrawn_at is None


def test_rows_that_hold_the_same_are_equal() -> None:
    assert claim() == claim()


def test_rows_that_differ_in_a_column_are_not() -> None:
    assert claim() != claim(text="North Korea sent none")


def test_rows_of_two_kinds_are_never_equal() -> None:
    assert Row() != Actor(slug="x", name="x")


def test_equal_rows_are_one_in_a_set() -> None:
    assert len({claim(), claim(), claim(number=2)}) == 2


def test_replaced_row_has_the_new_column() -> None:
    assert claim().replaced(slug="other").slug == "other"


def test_replaced_row_keeps_the_other_columns() -> None:
    assert claim().replaced(slug="other") == claim(slug="other")


def test_row_replaced_from_is_as_it_was() -> None:
    row = claim()
    row.replaced(slug="other")
    assert row == claim()


def test_row_is_not_replaced_with_a_column_it_does_not_have() -> None:
    with pytest.raises(TypeError, match="nickname"):
        claim().replaced(nickname="NK")


def test_row_shows_its_kind_and_columns() -> None:
    assert repr(claim()).startswith("Claim(id=1, uid='', ")
