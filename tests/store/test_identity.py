"""Whose file it is: ours and of this schema, or refused with the reason."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.base import DatabaseError
from claimtrack.errors.database import DatabaseDamaged, NewerDatabase, NotADatabase, OlderDatabase
from claimtrack.store.connection import connect, worded_errors
from claimtrack.store.identity import APPLICATION_ID, REVISION, require_ours, revision
from claimtrack.store.migration import scripts


def open_as_ours(path: Path) -> None:
    with closing(connect(path)) as opened:
        require_ours(opened, path)


def refusal(path: Path) -> DatabaseError:
    with pytest.raises(DatabaseError) as refused, worded_errors(path):
        open_as_ours(path)
    return refused.value


def altered(database: Path, sql: str) -> Path:
    with closing(connect(database)) as opened:
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
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE places (url)")
    assert "another program made it" in refusal(path).message


def test_refused_file_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE places (url)")
    before = path.read_bytes()
    refusal(path)
    assert path.read_bytes() == before


def test_newer_schema_is_refused(database: Path) -> None:
    error = refusal(altered(database, "UPDATE alembic_version SET version_num = '9999'"))
    assert isinstance(error, NewerDatabase)


def test_older_schema_is_refused(database: Path) -> None:
    error = refusal(altered(database, "UPDATE alembic_version SET version_num = '0000'"))
    assert isinstance(error, OlderDatabase)


@pytest.mark.parametrize("sql", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_file_that_does_not_say_its_schema_is_damaged(sql: str, database: Path) -> None:
    assert isinstance(refusal(altered(database, sql)), DatabaseDamaged)
