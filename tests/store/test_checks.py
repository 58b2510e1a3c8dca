"""Looking a database over: damage, rows that point to nothing, and derived rows that no longer follow."""

import sqlite3
from pathlib import Path

import pytest

from claimtrack.domain.vocabulary import Stance
from claimtrack.store import checks
from claimtrack.store.connection import transaction
from claimtrack.store.record import Record
from tests.store import factories


@pytest.fixture
def record(database: Path, connection: sqlite3.Connection) -> Record:
    """A record of seven disputed claims."""
    with factories.writing(database) as writer:
        one, other = factories.actor(writer), factories.actor(writer)
        for _ in range(7):
            claim = factories.claim(writer)
            factories.statement(writer, claim, one)
            factories.statement(writer, claim, other, stance=Stance.DENIES)
            factories.shown(writer, claim)
    return Record(connection, database, today=factories.TODAY)


def tampered(record: Record, *statements: str) -> Record:
    record.connection.execute("PRAGMA foreign_keys = OFF")
    with transaction(record.connection):
        for statement in statements:
            record.connection.execute(statement)
    return record


def test_sound_database_has_no_damage(record: Record) -> None:
    assert checks.damage(record) == ""


def test_sound_database_has_no_dangling_rows(record: Record) -> None:
    assert checks.dangling(record) == []


def test_sound_database_has_no_stale_rows(record: Record) -> None:
    assert checks.stale(record) == []


def test_sound_database_says_of_the_masks_what_the_rule_says(record: Record) -> None:
    assert checks.masks_differ(record) == []


def test_index_that_misses_a_row_is_damage(record: Record) -> None:
    tampered(
        record,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE INDEX ix_claim_folded ON claim (text)' WHERE name = 'ix_claim_folded'",
        "PRAGMA writable_schema = RESET",
    )
    assert "ix_claim_folded" in checks.damage(record)


def test_rows_that_point_to_nothing_are_named(record: Record) -> None:
    tampered(record, "DELETE FROM evidence")
    assert checks.dangling(record) == [f"bearing {n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claim_status SET mask = 1, status = 'asserted' WHERE claim_id = 3",
        "UPDATE claim_status SET parties_for = 2 WHERE claim_id = 3",
        "UPDATE claim_status SET evidence_against = 1 WHERE claim_id = 3",
        "UPDATE claim_status SET origins_for_most = 3 WHERE claim_id = 3",
        "UPDATE claim_status SET origins_against_least = 0 WHERE claim_id = 3",
        "UPDATE claim_status SET verdicts = 1 WHERE claim_id = 3",
        "UPDATE claim_status SET last_activity_latest = '2024-01-01' WHERE claim_id = 3",
        "DELETE FROM claim_status WHERE claim_id = 3",
        "DELETE FROM position WHERE claim_id = 3 AND side = 'for'",
        "UPDATE position SET side = 'against' WHERE claim_id = 3",
        "UPDATE statement SET stance = 'doubts' WHERE claim_id = 3",
    ],
)
def test_claim_whose_rows_no_longer_follow_is_named(record: Record, statement: str) -> None:
    assert checks.stale(tampered(record, statement)) == ["c3"]


def test_withdrawn_claim_that_kept_its_rows_is_named(record: Record) -> None:
    tampered(record, "UPDATE claim SET withdrawn_at = 'x', withdrawn_by = 'x', withdrawn_reason = 'x' WHERE id = 3")
    assert checks.stale(record) == ["c3"]


def test_no_more_than_five_are_named(record: Record) -> None:
    assert checks.stale(tampered(record, "DELETE FROM claim_status")) == ["c1", "c2", "c3", "c4", "c5"]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE status_tally SET claims = 6 WHERE status = 'disputed'", ["disputed"]),
        ("UPDATE status_tally SET claims = 1 WHERE status = 'denied'", ["denied"]),
        ("DELETE FROM status_tally WHERE status = 'reported'", ["reported"]),
        ("DELETE FROM claim_status WHERE claim_id = 3", ["disputed"]),
    ],
)
def test_status_of_which_another_number_is_kept_is_named(record: Record, statement: str, named: list[str]) -> None:
    assert checks.tally_differs(record) == []
    assert checks.tally_differs(tampered(record, statement)) == named


def test_mask_that_says_something_else_is_named(record: Record) -> None:
    tampered(record, "UPDATE mask_status SET lean = 'mixed' WHERE mask = 5", "DELETE FROM mask_status WHERE mask = 63")
    assert checks.masks_differ(record) == [5, 63]
