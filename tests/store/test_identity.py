"""Whose file it is: ours, as claimtrack made it and of this schema, or refused with the reason."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.base import DatabaseError
from claimtrack.errors.database import (
    DatabaseDamaged,
    EndlessSchema,
    ForeignSchema,
    NewerDatabase,
    NotADatabase,
    OlderDatabase,
)
from claimtrack.store import migration
from claimtrack.store.connection import connect, worded_errors
from claimtrack.store.identity import APPLICATION_ID, REVISION, require_ours, revision
from claimtrack.store.schema import scripts

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS version_num FROM n"

VIEW_OF_SQLITES_OWN_NAME = "('view', 'sqlite_master', 'sqlite_master', 0, 'CREATE VIEW sqlite_master AS SELECT 1')"
VIEW_WHOSE_NAME_IS_NO_UTF8 = """
('view', CAST(x'61ff' AS TEXT), CAST(x'61ff' AS TEXT), 0,
 CAST(x'4352454154452056494557202261ff222041532053454c4543542031' AS TEXT))
"""


def open_as_ours(path: Path) -> None:
    with closing(connect(path)) as opened:
        require_ours(opened, path)


def refusal(path: Path) -> DatabaseError:
    with pytest.raises(DatabaseError) as refused, worded_errors(path):
        open_as_ours(path)
    return refused.value


def altered(database: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(database, isolation_level=None)) as opened:
        for sql in statements:
            opened.execute(sql)
    return database


def test_file_of_ours_is_taken(connection: sqlite3.Connection, database: Path) -> None:
    require_ours(connection, database)
    assert revision(connection, database) == REVISION


def test_revision_known_is_the_last_migration_there_is() -> None:
    names = sorted(path.name for path in (scripts() / "versions").glob("*.py"))
    assert names[-1].startswith(f"{REVISION}_")


def test_file_carries_our_mark_in_its_header(database: Path) -> None:
    assert int.from_bytes(database.read_bytes()[68:72], "big") == APPLICATION_ID


def test_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert isinstance(error := refusal(path), NotADatabase)
    assert "it is empty" in error.message


def test_text_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database at all, but long enough to be looked at\n" * 100, encoding="utf-8")
    assert isinstance(refusal(path), NotADatabase)


def test_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    altered(path, "CREATE TABLE places (url)")
    assert "another program made it" in refusal(path).message


def test_refused_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = altered(tmp_path / "places.db", "CREATE TABLE places (url)")
    before = path.read_bytes()
    refusal(path)
    assert path.read_bytes() == before


def test_newer_schema_is_refused(database: Path) -> None:
    error = refusal(altered(database, "UPDATE alembic_version SET version_num = '9999'", "CREATE TABLE added (x)"))
    assert isinstance(error, NewerDatabase)


def test_older_schema_is_refused(tmp_path: Path) -> None:
    migration.upgrade(tmp_path / "old.db", mode="rwc", target="0001")
    assert isinstance(refusal(tmp_path / "old.db"), OlderDatabase)


def test_older_schema_that_was_changed_is_refused_as_such(tmp_path: Path) -> None:
    migration.upgrade(tmp_path / "old.db", mode="rwc", target="0001")
    error = refusal(altered(tmp_path / "old.db", "CREATE TRIGGER t AFTER INSERT ON claim BEGIN SELECT 1; END"))
    assert isinstance(error, ForeignSchema)


def test_file_that_says_it_is_older_than_it_is_is_refused(database: Path) -> None:
    assert isinstance(refusal(altered(database, "UPDATE alembic_version SET version_num = '0001'")), ForeignSchema)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('0001')",
        "UPDATE alembic_version SET version_num = '0000'",
        "UPDATE alembic_version SET version_num = 'newest'",
        "UPDATE alembic_version SET version_num = '../1'",
        "UPDATE alembic_version SET version_num = x'30303032'",
        "UPDATE alembic_version SET version_num = hex(zeroblob(3000000))",
    ],
)
def test_file_that_says_no_schema_of_ours_is_damaged(change: str, database: Path) -> None:
    assert isinstance(error := refusal(altered(database, change)), DatabaseDamaged)
    assert len(error.message) < len(str(database)) + 100


@pytest.mark.parametrize("instead", [[], [f"CREATE VIEW alembic_version AS {ENDLESS}"]], ids=["none", "endless"])
def test_revision_is_asked_of_no_other_table(instead: list[str], database: Path) -> None:
    assert isinstance(refusal(altered(database, "DROP TABLE alembic_version", *instead)), ForeignSchema)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("CREATE VIEW mine AS SELECT 1", "another program has added the view 'mine'"),
        ("ALTER TABLE tag ADD COLUMN x TEXT", "another program has changed the table 'tag'"),
        ("DROP VIEW report", "the view 'report' is missing"),
        ('CREATE VIEW "a\x1b[2J\nb" AS SELECT 1', r"the view 'a\x1b[2J\nb'"),
        (f'CREATE TABLE "{"x" * 300}" (y)', "xxx...'"),
    ],
)
def test_file_that_is_not_as_we_made_it_is_told_what_differs(change: str, words: str, database: Path) -> None:
    assert isinstance(error := refusal(altered(database, change)), ForeignSchema)
    assert words in error.message


def test_file_with_texts_of_another_encoding_is_refused(template: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(template)) as ours:
        lines = "\n".join(ours.iterdump())
    path = tmp_path / "wide.db"
    with closing(sqlite3.connect(path)) as copy:
        copy.executescript(f"PRAGMA encoding = 'UTF-16le'; PRAGMA application_id = {APPLICATION_ID}; {lines}")
    assert "its text is kept as UTF-16le" in refusal(path).message


def test_schema_without_end_is_given_up(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claimtrack.store.connection._MOST_CPU_SECONDS", -1.0)
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN")
        for number in range(300):
            other.execute(f"CREATE TABLE t{number} (x)")
        other.execute("COMMIT")
    assert isinstance(refusal(database), EndlessSchema)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sqlite_master SET sql = 'CREATE TABLE claim (' WHERE name = 'claim'",
        "UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'claim'",
        f"INSERT INTO sqlite_master VALUES {VIEW_OF_SQLITES_OWN_NAME}",
        "INSERT INTO sqlite_master VALUES ('trigger', 'x', 'claim', 0, NULL)",
        f"INSERT INTO sqlite_master VALUES {VIEW_WHOSE_NAME_IS_NO_UTF8}",
    ],
    ids=["cut", "nowhere", "master", "textless", "no-utf8"],
)
def test_schema_that_sqlite_cannot_read_is_damaged(change: str, database: Path) -> None:
    assert isinstance(refusal(altered(database, "PRAGMA writable_schema = ON", change)), DatabaseDamaged)


def test_format_of_a_sqlite_to_come_is_damaged(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[47] = 9
    database.write_bytes(content)
    assert isinstance(refusal(database), DatabaseDamaged)
