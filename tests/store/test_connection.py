"""Connections: every setting made, every SQLite error worded, and transactions that are whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.base import DatabaseError
from claimtrack.errors.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DiskFull,
    EndlessSchema,
    NotADatabase,
)
from claimtrack.store.connection import bounded, busy_seconds, connect, connect_unchanging, transaction, worded_errors

INSERT = "INSERT INTO mask_status VALUES (64, 'disputed', 'none')"
COUNT = "SELECT count(*) FROM mask_status"
RULE_ROWS = 64


def value(connection: sqlite3.Connection, sql: str) -> object:
    return connection.execute(sql).fetchone()[0]


def asked(path: Path, sql: str) -> list[object]:
    with closing(connect(path)) as opened:
        return list(opened.execute(sql))


def write_and_raise(connection: sqlite3.Connection, raised: BaseException) -> None:
    with transaction(connection):
        connection.execute(INSERT)
        raise raised


def error(name: str = "", words: str = "it broke") -> sqlite3.DatabaseError:
    raised = sqlite3.OperationalError(words)
    raised.sqlite_errorname = name
    return raised


@pytest.mark.parametrize(
    ("pragma", "setting"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("busy_timeout", 60_000),
    ],
)
def test_every_connection_has_its_settings(connection: sqlite3.Connection, pragma: str, setting: int | str) -> None:
    assert value(connection, f"PRAGMA {pragma}") == setting


def test_connection_maps_no_memory(connection: sqlite3.Connection) -> None:
    row = connection.execute("PRAGMA mmap_size").fetchone()  # no row where SQLite was built without it
    assert row in (None, (0,))


def test_connection_takes_no_cell_past_sixteen_megabytes(connection: sqlite3.Connection) -> None:
    assert connection.getlimit(sqlite3.SQLITE_LIMIT_LENGTH) == 16 * 1024 * 1024


@pytest.mark.parametrize(
    ("limit", "most"),
    [
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
        (sqlite3.SQLITE_LIMIT_COLUMN, 100),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 50),
        (sqlite3.SQLITE_LIMIT_VDBE_OP, 1_000_000),
        (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 16),
        (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50_000),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
    ],
)
@pytest.mark.parametrize("mode", ["rw", "ro"])
def test_every_connection_has_its_limits(database: Path, mode: str, limit: int, most: int) -> None:
    with closing(connect(database, mode=mode)) as opened:
        assert opened.getlimit(limit) == most


def test_no_trigger_runs(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TRIGGER t AFTER INSERT ON mask_status BEGIN DELETE FROM mask_status; END")
    with pytest.raises(sqlite3.OperationalError, match="too many levels of trigger recursion"):
        connection.execute(INSERT)


def test_connection_is_looked_at_before_the_schema_is_read(database: Path) -> None:
    """A schema that SQLite cannot read stops it only behind the first look."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = 'CREATE' WHERE name = 'claim'")
    marks: list[object] = []
    with pytest.raises(sqlite3.DatabaseError, match="malformed"):
        connect(database, accept=lambda opened: marks.append(value(opened, "PRAGMA application_id")))
    assert len(marks) == 1


def test_statement_that_is_bounded_is_given_up(connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.store.connection._MOST_CPU_SECONDS", 0.01)
    long = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000000) SELECT count(*) FROM n"
    with pytest.raises(sqlite3.OperationalError, match="interrupted"), bounded(connection):
        value(connection, long)
    assert value(connection, COUNT) == RULE_ROWS  # and the next one is not


def test_interrupt_in_a_bounded_statement_is_an_interrupt(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[float | None] = [0.0, None, 0.0]  # of the clock: at the begin, in the handler, and behind it

    def read() -> float:
        now = readings.pop(0)
        if now is None:
            raise KeyboardInterrupt
        return now

    monkeypatch.setattr("claimtrack.store.connection.time.thread_time", read)
    with pytest.raises(KeyboardInterrupt), bounded(connection):
        value(connection, "SELECT count(*) FROM mask_status AS one, mask_status AS other")


def test_connection_attaches_no_other_file(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="attached"):
        connection.execute("ATTACH ':memory:' AS other")


def test_connection_begins_no_transaction_by_itself(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM mask_status WHERE mask = 63")
    assert not connection.in_transaction


def test_wait_for_other_writers_is_set_by_the_environment(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0.25")
    with closing(connect(database)) as opened:
        assert value(opened, "PRAGMA busy_timeout") == 250


@pytest.mark.parametrize(("text", "seconds"), [("", 60.0), ("soon", 60.0), ("0", 0.0), ("-5", 0.0), ("2.5", 2.5)])
def test_wait_that_is_no_number_is_the_usual_one(text: str, seconds: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", text)
    assert busy_seconds() == seconds


@pytest.mark.parametrize("name", ["with blank.db", "per%20cent.db", "hash#mark?.db", "북한.db", "quote'.db"])
def test_any_file_name_is_that_file(name: str, tmp_path: Path) -> None:
    with closing(connect(tmp_path / name, mode="rwc")) as opened:
        opened.execute("CREATE TABLE t (x)")
    assert (tmp_path / name).is_file()


def test_connecting_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError):
        connect(tmp_path / "missing.db")
    assert list(tmp_path.iterdir()) == []


def test_reading_connection_cannot_write(database: Path) -> None:
    with closing(connect(database, mode="ro")) as opened, pytest.raises(sqlite3.OperationalError, match="readonly"):
        opened.execute(INSERT)


def test_unchanging_connection_leaves_no_file_beside(database: Path) -> None:
    with closing(connect_unchanging(database)) as opened:
        assert value(opened, COUNT) == RULE_ROWS
        assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_closing_the_last_connection_leaves_one_file(database: Path) -> None:
    with closing(connect(database)) as opened:
        opened.execute("DELETE FROM mask_status WHERE mask = 63")
    assert [path.name for path in database.parent.iterdir()] == [database.name]


# Errors


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", DatabaseBusy),
        ("SQLITE_BUSY_SNAPSHOT", DatabaseBusy),
        ("SQLITE_LOCKED", DatabaseBusy),
        ("SQLITE_READONLY", DatabaseReadOnly),
        ("SQLITE_READONLY_DIRECTORY", DatabaseReadOnly),
        ("SQLITE_CANTOPEN", DatabaseReadOnly),
        ("SQLITE_PERM", DatabaseReadOnly),
        ("SQLITE_FULL", DiskFull),
        ("SQLITE_IOERR_WRITE", DiskFull),
        ("SQLITE_IOERR_FSYNC", DiskFull),
        ("SQLITE_IOERR_READ", DatabaseDamaged),
        ("SQLITE_CORRUPT", DatabaseDamaged),
        ("SQLITE_NOTADB", NotADatabase),
        ("SQLITE_INTERRUPT", EndlessSchema),
    ],
)
def test_what_sqlite_raises_is_worded(name: str, kind: type[DatabaseError]) -> None:
    with pytest.raises(kind, match=r"claims\.db"), worded_errors(Path("claims.db")):
        raise error(name)


@pytest.mark.parametrize("words", ["Could not decode to UTF-8 column 'text'", "unsupported file format"])
def test_what_has_no_code_of_its_own_is_known_by_its_words(words: str) -> None:
    with pytest.raises(DatabaseDamaged), worded_errors(Path("claims.db")):
        raise error(words=words)


@pytest.mark.parametrize("name", ["SQLITE_CONSTRAINT_CHECK", "SQLITE_ERROR", ""])
def test_fault_of_the_program_is_left_as_it_is(name: str) -> None:
    with pytest.raises(sqlite3.OperationalError), worded_errors(Path("claims.db")):
        raise error(name)


def test_other_errors_pass() -> None:
    with pytest.raises(KeyError), worded_errors(Path("claims.db")):
        raise KeyError


def test_second_writer_is_told_the_file_is_busy(
    connection: sqlite3.Connection, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0.01")
    with (
        transaction(connection),
        closing(connect(database)) as second,
        pytest.raises(DatabaseBusy),
        worded_errors(database),
    ):
        second.execute("BEGIN IMMEDIATE")


def test_text_file_is_told_to_be_no_sqlite_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("North Korea has sent munitions\n" * 200, encoding="utf-8")
    with pytest.raises(NotADatabase, match="no SQLite file"), worded_errors(path):
        asked(path, "PRAGMA application_id")


def test_damaged_file_is_told_to_be_damaged(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    database.write_bytes(content)
    with pytest.raises(DatabaseDamaged), worded_errors(database):
        asked(database, "SELECT * FROM claim, statement, report")


# Transactions


def test_transaction_is_kept_at_its_end(connection: sqlite3.Connection, database: Path) -> None:
    with transaction(connection):
        connection.execute(INSERT)
    with closing(connect(database)) as second:
        assert value(second, COUNT) == RULE_ROWS + 1


@pytest.mark.parametrize("raised", [KeyError(), KeyboardInterrupt(), sqlite3.OperationalError("disk I/O error")])
def test_error_in_a_transaction_keeps_nothing(connection: sqlite3.Connection, raised: BaseException) -> None:
    with pytest.raises(type(raised)):
        write_and_raise(connection, raised)
    assert (value(connection, COUNT), connection.in_transaction) == (RULE_ROWS, False)


def test_refused_row_in_a_transaction_keeps_nothing_of_it(connection: sqlite3.Connection) -> None:
    twice = f"{INSERT}, (64, 'denied', 'none')"
    with pytest.raises(sqlite3.IntegrityError), transaction(connection):
        connection.execute(twice)
    assert value(connection, COUNT) == RULE_ROWS


def test_dry_run_keeps_nothing(connection: sqlite3.Connection) -> None:
    with transaction(connection, keep=False):
        connection.execute(INSERT)
    assert value(connection, COUNT) == RULE_ROWS


def test_reader_beside_a_transaction_sees_what_stood_before(connection: sqlite3.Connection, database: Path) -> None:
    with transaction(connection), closing(connect(database)) as second:
        connection.execute(INSERT)
        assert value(second, COUNT) == RULE_ROWS


def test_writer_that_reads_first_is_not_overtaken(connection: sqlite3.Connection, database: Path) -> None:
    with transaction(connection), closing(connect(database)) as second:
        second.execute("PRAGMA busy_timeout = 0")
        connection.execute(COUNT)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            second.execute(INSERT)
