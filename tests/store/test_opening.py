"""Opening: ours in one transaction from the first look on, and whatever is not ours left as it lies."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.base import DatabaseError
from claimtrack.errors.database import ForeignSchema, NewerDatabase, NotADatabase
from claimtrack.store import opening
from claimtrack.store.connection import connect, transaction
from claimtrack.store.identity import APPLICATION_ID


def read(path: Path) -> None:
    opening.to_read(path).close()


def write(path: Path) -> None:
    with opening.to_write(path, shown=path, keep=True):
        pass


def ask(path: Path) -> None:
    opening.revision_of(path)


# More than SQLite keeps in memory here, so that part of it is in the file before it is kept.
MUCH_OF_OURS = """
INSERT INTO claim (uid, recorded_at, recorded_by, slug, text, folded)
WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 99)
SELECT 'u' || x, 'x', 'x', 'slug' || x, hex(zeroblob(999)), 'x' FROM n
"""
MUCH_OF_THEIRS = """
INSERT INTO places WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 99) SELECT zeroblob(999) FROM n
"""

WAYS = pytest.mark.parametrize("way", [read, write, ask])
Way = Callable[[Path], None]


def left_by_a_crash(folder: Path, source: Path, mode: str, *statements: str) -> Path:
    """Return a file with what a program that was killed leaves beside it, in the middle of a write or after one."""
    work, path = folder / "work.db", folder / "left.db"
    shutil.copyfile(source, work)
    with closing(sqlite3.connect(work, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("PRAGMA cache_size = 1")  # so that a write that is not finished yet reaches the file
        for statement in statements:
            other.execute(statement)
        for suffix in ("", "-wal", "-journal"):
            if Path(f"{work}{suffix}").exists():
                shutil.copyfile(f"{work}{suffix}", f"{path}{suffix}")
        if other.in_transaction:
            other.execute("ROLLBACK")
    work.unlink()
    return path


def contents(path: Path) -> dict[str, bytes]:
    """Return the bytes of a file and of its log; the index of a log says nothing that the log does not."""
    return {found.name: found.read_bytes() for found in path.parent.glob("left.db*") if not found.name.endswith("-shm")}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """A database of another program."""
    with closing(sqlite3.connect(tmp_path / "places.db", isolation_level=None)) as other:
        other.execute("CREATE TABLE places (url)")
    return tmp_path / "places.db"


def test_what_is_read_is_of_the_moment_of_the_first_look(database: Path) -> None:
    with closing(opening.to_read(database)) as opened:
        assert opened.in_transaction
        with closing(connect(database)) as other:
            other.execute("DELETE FROM mask_status WHERE mask = 63")
        assert opened.execute("SELECT count(*) FROM mask_status").fetchone() == (64,)


def test_file_is_looked_at_in_the_transaction_that_uses_it(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[bool] = []
    monkeypatch.setattr(opening, "require_ours", lambda connection, _: begun.append(connection.in_transaction))
    read(database)
    write(database)
    assert begun == [True, True]


def test_write_that_waited_for_a_migration_is_refused(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The revision is looked at when the writer's turn has come, not when it began to wait."""
    begin = transaction

    def late(connection: sqlite3.Connection, *, keep: bool) -> object:
        with closing(connect(database)) as other:
            other.execute("UPDATE alembic_version SET version_num = '9999'")
        return begin(connection, keep=keep)

    monkeypatch.setattr(opening, "transaction", late)
    with pytest.raises(NewerDatabase):
        write(database)


def test_write_is_kept_and_leaves_one_file(database: Path) -> None:
    with opening.to_write(database, shown=database, keep=True) as opened:
        opened.execute("DELETE FROM mask_status WHERE mask = 63")
    with closing(opening.to_read(database)) as opened:
        assert opened.execute("SELECT count(*) FROM mask_status").fetchone() == (63,)
    assert [path.name for path in database.parent.iterdir()] == [database.name]


@WAYS
def test_log_of_ours_is_read_and_moved_in(way: Way, database: Path, tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path, database, "WAL", "DELETE FROM mask_status WHERE mask = 63")
    assert "left.db-wal" in contents(path)
    way(path)
    assert list(contents(path)) == ["left.db"]
    with closing(opening.to_read(path)) as opened:
        assert opened.execute("SELECT count(*) FROM mask_status").fetchone() == (63,)


@WAYS
def test_broken_write_of_ours_is_undone(way: Way, database: Path, tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path, database, "DELETE", "BEGIN", "DELETE FROM mask_status", MUCH_OF_OURS)
    assert "left.db-journal" in contents(path)
    way(path)
    with closing(opening.to_read(path)) as opened:
        assert opened.execute("SELECT count(*) FROM mask_status").fetchone() == (64,)


@WAYS
def test_log_of_another_program_is_left(way: Way, places: Path, tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path, places, "WAL", "INSERT INTO places VALUES ('x')")
    before = contents(path)
    with pytest.raises(NotADatabase):
        way(path)
    assert contents(path) == before
    assert len(before) == 2


@WAYS
def test_broken_write_of_another_program_is_left(way: Way, places: Path, tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path, places, "DELETE", "BEGIN", MUCH_OF_THEIRS)
    before = contents(path)
    with pytest.raises(NotADatabase):
        way(path)
    assert contents(path) == before
    assert len(before) == 2


@WAYS
def test_log_that_brings_a_trigger_is_not_moved_in(way: Way, database: Path, tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM actor; END"
    path = left_by_a_crash(tmp_path, database, "WAL", trigger)
    before = contents(path)
    with pytest.raises(ForeignSchema, match="trigger 't'"):
        way(path)
    assert contents(path) == before


@WAYS
def test_file_is_watched_through_a_link(way: Way, places: Path, tmp_path: Path) -> None:
    path = left_by_a_crash(tmp_path, places, "WAL", "INSERT INTO places VALUES ('x')")
    (tmp_path / "link.db").symlink_to(path)
    before = contents(path)
    with pytest.raises(NotADatabase):
        way(tmp_path / "link.db")
    assert contents(path) == before


@WAYS
def test_wide_table_of_another_program_is_its_own_affair(way: Way, tmp_path: Path) -> None:
    """The mark is looked for before SQLite reads the schema: past our limits it could not even be named."""
    with closing(sqlite3.connect(tmp_path / "wide.db")) as other:
        other.execute(f"CREATE TABLE wide ({', '.join(f'c{n}' for n in range(900))})")
    with pytest.raises(NotADatabase, match="another program made it"):
        way(tmp_path / "wide.db")


@WAYS
def test_refusal_leaves_nothing_open(way: Way, places: Path) -> None:
    with pytest.raises(DatabaseError):
        way(places)
    with closing(sqlite3.connect(places, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")


def test_mark_alone_makes_no_file_ours(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "marked.db")) as other:
        other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    with pytest.raises(ForeignSchema, match="is missing"):
        read(tmp_path / "marked.db")
