"""Repairs: what follows from the record is made again, all of it, and nothing where it cannot be whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.store import checks, placing, repairs
from claimtrack.store.connection import transaction
from claimtrack.store.record import Record
from tests.store import factories
from tests.store.test_verification import fill


@pytest.fixture
def record(database: Path, connection: sqlite3.Connection) -> Record:
    fill(database)
    return Record(connection, database, today=factories.TODAY)


def test_index_that_agrees_is_left(record: Record) -> None:
    with transaction(record.connection):
        assert repairs.reindex(record) == []


def test_masks_are_written_under_rows_that_name_them(record: Record) -> None:
    record.connection.execute("UPDATE mask_status SET lean = 'mixed'")
    with transaction(record.connection):
        repairs.write_masks(record)
    assert (checks.masks_differ(record), checks.dangling(record), checks.stale(record)) == ([], [], [])


def test_tally_is_made_again_with_the_rows_it_counts(record: Record) -> None:
    record.connection.execute("DELETE FROM status_tally WHERE status <> 'denied'")
    with transaction(record.connection):
        repairs.judge_again(record)
    assert checks.tally_differs(record) == []


def test_derived_rows_of_claims_that_are_gone_go_too(record: Record) -> None:
    record.connection.execute("PRAGMA foreign_keys = OFF")
    record.connection.execute("INSERT INTO position VALUES (999, 1, 1, 'for')")
    assert checks.stale(record) == ["c999"]
    with transaction(record.connection):
        repairs.judge_again(record)
    assert checks.stale(record) == []


@pytest.mark.usefixtures("record")
def test_log_that_somebody_reads_is_left(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repairs, "_LOG_SECONDS", 0)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM claim").fetchall()
        with factories.writing(database) as writer:
            factories.claim(writer)
        assert not repairs.take_in_log(database)
        reader.execute("COMMIT")
        assert repairs.take_in_log(database)
        assert placing.log_size(database) == 0
