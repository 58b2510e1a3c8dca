"""Checking: what a damaged page makes of a value ends as words about the file, not as a fault of the program."""

import sqlite3
from pathlib import Path

import pytest

from claimtrack.errors.database import DatabaseDamaged
from claimtrack.services import checking
from claimtrack.store import checks
from claimtrack.store.record import Record, listed
from tests.store import factories


def test_value_of_another_kind_is_damage(connection: sqlite3.Connection, database: Path) -> None:
    """A bit of a row's header moves its values: where a number was, there is a word."""
    record = Record(connection, database, today=factories.TODAY)
    with pytest.raises(DatabaseDamaged, match="what no claimtrack writes"), checking.readable(record):
        listed(connection.execute("SELECT 'asserts'").fetchone())


def test_damage_that_sqlite_finds_is_named_first(
    connection: sqlite3.Connection, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record(connection, database, today=factories.TODAY)
    monkeypatch.setattr(checks, "damage", lambda _: "a page is lost")
    with pytest.raises(DatabaseDamaged, match="a page is lost"), checking.readable(record):
        raise TypeError
