"""Rows turned into columns: what they hold, as it is stored, and nothing of what none of them holds."""

from typing import Any

from claimtrack.domain.records import Actor, Evidence, Statement
from claimtrack.domain.vocabulary import ActorKind, Credibility, Stance
from claimtrack.store.columns import Columns
from claimtrack.store.tables import as_row


def statement(number: int, **more: Any) -> Statement:
    said = Statement(claim_id=1, actor_id=2, stance=Stance.DENIES, said_latest="2024-01-01")
    return said.replaced(id=number, uid=f"u{number}", recorded_at="then", recorded_by="me", **more)


def test_what_no_row_holds_is_left_out() -> None:
    held = Columns.of([statement(1), statement(2, quote="No")]).held
    assert list(held) == [
        "id", "uid", "recorded_at", "recorded_by", "claim_id", "actor_id", "stance", "said_latest", "quote"
    ]  # fmt: skip


def test_nought_and_nothing_said_are_something() -> None:
    assert {"place", "source_id"} <= Columns.of([statement(1, place="", source_id=0)]).held.keys()


def test_words_of_the_vocabulary_are_plain() -> None:
    rows = [
        Columns.of([statement(1)])["stance"],
        Columns.of(
            [
                Evidence(text="x", published_latest="2024-01-01", credibility=Credibility(2)),
                Evidence(text="y", published_latest="2024-01-01"),
            ]
        )["credibility"],
        Columns.of([Actor(slug="a", name="A", kind=ActorKind.MEDIA)])["kind"],
    ]
    assert [[*map(type, row)] for row in rows] == [[str], [int, type(None)], [str]]
    assert [list(row) for row in rows] == [["denies"], [2, None], ["media"]]


def test_rows_come_back_with_all_their_columns() -> None:
    rows = [statement(1), statement(2, quote="No", confidential=1)]
    assert list(Columns.of(rows).rows(Statement.COLUMNS)) == [as_row(row) for row in rows]


def test_rows_with_something_in_every_column_that_any_fills_are_full() -> None:
    assert Columns.of([statement(1, quote="No"), statement(2, quote="Yes")]).are_full
    assert not Columns.of([statement(1, quote="No"), statement(2)]).are_full
