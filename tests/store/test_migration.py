"""Migrations: a file is created whole, brought forward with all its rows, and left as it was where that fails."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.errors.database import ForeignRow, ForeignSchema, MigrationFailed
from claimtrack.errors.history import CannotUndo
from claimtrack.services.undoing import undo
from claimtrack.store import migration, schema
from claimtrack.store.checkpoints import head
from claimtrack.store.checks import dangling, stale, tally_differs
from claimtrack.store.connection import connect
from claimtrack.store.identity import REVISION, require_ours
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES
from claimtrack.store.verification import verify
from tests.store import factories

Revision = Callable[[str], Path]

HEAD = '''"""A revision of a test."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "LATEST"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema one revision forward."""
'''
# A rebuilt parent: the view over it must be out of the way, and no child may go with it.
REBUILD = """
    connection = op.get_bind()
    view = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE name = 'report'").scalar_one()
    op.execute("DROP VIEW report")
    for parent in ("claim", "actor", "evidence"):
        with op.batch_alter_table(parent, recreate="always") as batch:
            batch.add_column(sa.Column("note", sa.Text()))
    connection.exec_driver_sql(view)
"""
ADD_TABLE = """
    op.execute("CREATE TABLE added (id INTEGER PRIMARY KEY) STRICT")
"""
FAIL_HALFWAY = """
    op.execute("CREATE TABLE added (id INTEGER PRIMARY KEY) STRICT")
    op.execute("ALTER TABLE claim ADD COLUMN note TEXT")
    op.execute("UPDATE claim SET text = 'lost'")
    op.execute("DELETE FROM tag")
"""
RAISE = FAIL_HALFWAY + '    raise RuntimeError("in the middle")\n'
REFUSED_BY_SQLITE = FAIL_HALFWAY + '    op.execute("SELECT * FROM nowhere")\n'
LOSE_ROWS = """
    op.execute("DELETE FROM tag WHERE id = 1")
"""
LOSE_TABLE = """
    op.execute("DROP TABLE tag")
"""
ORPHAN_ROWS = """
    op.execute("DELETE FROM actor WHERE id = 1")
"""


@pytest.fixture
def revision(tmp_path: Path) -> Revision:
    """Write a second revision beside a copy of ours, and return the folder of both."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.scripts(), folder, ignore=shutil.ignore_patterns("__pycache__"))

    def with_body(body: str) -> Path:
        (folder / "versions" / "9999_next.py").write_text(HEAD.replace("LATEST", REVISION) + body, encoding="utf-8")
        shutil.rmtree(folder / "versions" / "__pycache__", ignore_errors=True)  # as new as the source it came from
        return folder

    return with_body


@pytest.fixture
def filled(database: Path) -> Path:
    """A database with rows in every table that had changes in the first ledger."""
    with factories.writing(database) as writer:
        state = factories.actor(writer, "State")
        ministry = factories.actor(writer, "Ministry", part_of=state)
        other = factories.actor(writer, "Other")
        source = factories.source(writer, publisher=other)
        other_claim = factories.claim(writer)
        for n in range(19):
            claim = factories.claim(writer, f"Sentence {n}", slug=f"claim-no-{n}")
            said = factories.statement(writer, claim, ministry, read_in=source)
            relayed = factories.statement(writer, claim, other, stance=list(Stance)[n % len(Stance)], on="2023-10-14")
            factories.shown(writer, claim, list(BearingKind)[n % 3])
            factories.verdict(writer, claim, other)
            factories.tag(writer, claim)
            factories.relation(writer, claim, other_claim)
            factories.reliance(writer, relayed, said)
        factories.merger(writer, factories.actor(writer, "Another"), other)
        factories.citation(writer, source, factories.source(writer))
    return database


@pytest.fixture
def filled_now(filled: Path) -> Path:
    """The same with rows in the tables that older schemas have not."""
    with factories.writing(filled) as writer:
        one, other = factories.claim(writer), factories.claim(writer)
        factories.original(writer, one)
        factories.distinction(writer, one, other)
    return filled


def content(path: Path) -> list[str]:
    """Return all that a file says; a copy may say it in another order."""
    with closing(connect(path, mode="ro")) as opened:
        return sorted(opened.iterdump())


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(connect(path, mode="ro")) as opened:
        return opened.execute(sql).fetchall()


def counts(path: Path) -> dict[str, int]:
    with closing(connect(path, mode="ro")) as opened:
        names = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {name: opened.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names}


def foreign_keys(path: Path) -> set[tuple[object, ...]]:
    sql = (
        "SELECT t.name, k.[from], k.[table], k.[to] FROM sqlite_master AS t, pragma_foreign_key_list(t.name) AS k"
        " WHERE t.type = 'table'"
    )
    return set(asked(path, sql))


def refuse(path: Path, folder: Path) -> str:
    with pytest.raises(MigrationFailed) as refused:
        migration.upgrade(path, folder=folder)
    return refused.value.message


# Bringing forward


def test_file_that_is_up_to_date_is_left_as_it_is(filled: Path) -> None:
    before = content(filled)
    migration.upgrade(filled)
    assert content(filled) == before


def test_migration_brings_the_schema_forward(filled: Path, revision: Revision) -> None:
    migration.upgrade(filled, folder=revision(ADD_TABLE))
    assert asked(filled, "SELECT version_num FROM alembic_version") == [("9999",)]
    assert asked(filled, "SELECT * FROM added") == []


def test_rebuilt_parents_keep_every_row_of_every_table(filled_now: Path, revision: Revision) -> None:
    before = counts(filled_now)
    migration.upgrade(filled_now, folder=revision(REBUILD))
    assert counts(filled_now) == before
    assert min(before.values()) > 0


def test_rebuilt_parents_keep_every_foreign_key(filled: Path, revision: Revision) -> None:
    before = foreign_keys(filled)
    migration.upgrade(filled, folder=revision(REBUILD))
    assert foreign_keys(filled) == before


def test_rebuilt_parents_leave_no_row_that_points_to_nothing(filled: Path, revision: Revision) -> None:
    migration.upgrade(filled, folder=revision(REBUILD))
    assert asked(filled, "PRAGMA foreign_key_check") == []


def test_rebuilt_parents_leave_the_report_as_it_was(filled: Path, revision: Revision) -> None:
    before = asked(filled, "SELECT * FROM report")
    migration.upgrade(filled, folder=revision(REBUILD))
    assert asked(filled, "SELECT * FROM report") == before
    assert len(before) == 20


def test_migrated_file_refuses_what_it_refused_before(filled: Path, revision: Revision) -> None:
    migration.upgrade(filled, folder=revision(REBUILD))
    with closing(connect(filled)) as opened, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        opened.execute("DELETE FROM claim WHERE id = 1")


def held_by(found: sqlite3.Cursor) -> list[dict[str, object]]:
    """Return what rows hold, by column; what is empty is left out."""
    names = [column[0] for column in found.description]
    return [{name: value for name, value in zip(names, row, strict=True) if value is not None} for row in found]


def of_schema(revision: str, path: Path, filled: Path) -> Path:
    """Return a database of an older schema with the rows of another, as the program of that time left them."""
    migration.upgrade(path, mode="rwc", target=revision)
    with closing(connect(path)) as opened, closing(connect(filled, mode="ro")) as rows:
        opened.execute("PRAGMA foreign_keys = OFF")
        names = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        words = {name for name in names if name.startswith("search")}  # of no rows of its own: it cannot be emptied
        for name in names - {"alembic_version", "mask_status"} - words:
            columns = [row[1] for row in opened.execute(f"PRAGMA table_info({name})")]
            opened.execute(f"DELETE FROM {name}")
            places = ", ".join("?" for _ in columns)
            opened.executemany(
                f"INSERT INTO {name} VALUES ({places})", rows.execute(f"SELECT {', '.join(columns)} FROM {name}")
            )
    return path


def test_hashes_from_before_a_column_came_still_hold(filled: Path, tmp_path: Path) -> None:
    old = of_schema("0005", tmp_path / "old.db", filled)
    with closing(connect(old)) as opened:
        opened.execute("DELETE FROM checkpoint WHERE size = 0")  # the one of a new file
        held = head(Record(opened, old, today=factories.TODAY))
    migration.upgrade(old, take_over=factories.taking_over(old))
    with closing(connect(old)) as opened:
        found = verify(Record(opened, old, today=factories.TODAY), [held])
    assert (found.faults, found.now, found.continues) == ([], held, {held: True})


@pytest.mark.parametrize(("revision", "has_chains"), [("0001", False), ("0002", True)])
def test_a_filled_file_of_an_older_schema_gets_its_origins(
    filled: Path, tmp_path: Path, *, revision: str, has_chains: bool
) -> None:
    old = of_schema(revision, tmp_path / "old.db", filled)
    before = counts(old)
    migration.upgrade(old, take_over=factories.taking_over(old))
    assert {name: counts(old)[name] for name in before} == before
    with closing(connect(old)) as opened:
        require_ours(opened, old)
        record = Record(opened, old, today=factories.TODAY)
        assert (dangling(record), stale(record), tally_differs(record)) == ([], [], [])
    migrated, written = (asked(path, "SELECT * FROM report ORDER BY uid") for path in (old, filled))
    assert len(migrated) == len(written) == 20
    assert (migrated == written) is has_chains
    assert [row[:-2] for row in migrated] == [row[:-2] for row in written]


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004"])
def test_the_ledger_takes_over_every_row_of_an_older_schema(filled: Path, tmp_path: Path, revision: str) -> None:
    old = of_schema(revision, tmp_path / "old.db", filled)
    migration.upgrade(old, take_over=factories.taking_over(old))
    with closing(connect(old)) as opened:
        record = Record(opened, old, today=factories.TODAY)
        rows = sum(record.one(f"SELECT count(*) FROM {table}") for table in TABLES.values())
        found = verify(record)
        assert (found.faults, found.now.size) == ([], rows)
    with factories.writing(old, at="2024-06-02T12:00:00.000000Z", keep=False) as writer:
        factories.claim(writer)
        writer.conclude()
        with pytest.raises(CannotUndo, match="it took in what had been recorded elsewhere or before"):
            undo(writer, 1)


def test_derived_rows_that_another_program_spoiled_are_right_after_migrating(filled: Path, tmp_path: Path) -> None:
    old = of_schema("0002", tmp_path / "old.db", filled)
    with closing(connect(old)) as opened:
        opened.execute("UPDATE claim SET withdrawn_at = 'x', withdrawn_by = 'x', withdrawn_reason = 'x' WHERE id = 3")
        opened.execute("DELETE FROM claim_status WHERE claim_id = 4")
    migration.upgrade(old, take_over=factories.taking_over(old))
    with closing(connect(old)) as opened:
        record = Record(opened, old, today=factories.TODAY)
        assert (stale(record), tally_differs(record)) == ([], [])


def test_migration_that_cannot_judge_the_claims_leaves_the_file_as_it_was(filled: Path, tmp_path: Path) -> None:
    old = of_schema("0002", tmp_path / "old.db", filled)
    before = content(old)
    with pytest.raises(MigrationFailed, match="status of claims"):
        migration.upgrade(old)
    with closing(connect(old)) as opened:
        opened.execute("PRAGMA ignore_check_constraints = ON")
        opened.execute("UPDATE statement SET stance = 'mumbles' WHERE id = 1")
    spoiled = content(old)
    with pytest.raises(ForeignRow):
        migration.upgrade(old, take_over=factories.taking_over(old))
    assert content(old) == spoiled != before


# Failing


@pytest.mark.parametrize(
    ("body", "error"), [(RAISE, RuntimeError), (REFUSED_BY_SQLITE, sqlite3.OperationalError)], ids=["raise", "sql"]
)
def test_migration_that_fails_halfway_leaves_the_file_as_it_was(
    filled: Path, revision: Revision, body: str, error: type[Exception]
) -> None:
    before = content(filled)
    folder = revision(body)
    with pytest.raises(error):
        migration.upgrade(filled, folder=folder)
    assert content(filled) == before


def test_migration_that_failed_can_be_run_again(filled: Path, revision: Revision) -> None:
    folder = revision(RAISE)
    with pytest.raises(RuntimeError):
        migration.upgrade(filled, folder=folder)
    migration.upgrade(filled, folder=revision(ADD_TABLE))
    assert asked(filled, "SELECT version_num FROM alembic_version") == [("9999",)]


@pytest.mark.parametrize("body", [LOSE_ROWS, LOSE_TABLE], ids=["rows", "table"])
def test_migration_that_loses_rows_is_refused(filled: Path, revision: Revision, body: str) -> None:
    before = content(filled)
    assert "rows of tag would be lost" in refuse(filled, revision(body))
    assert content(filled) == before


def test_migration_that_leaves_rows_pointing_to_nothing_is_refused(filled: Path, revision: Revision) -> None:
    before = content(filled)
    assert "would point to nothing" in refuse(filled, revision(ORPHAN_ROWS))
    assert content(filled) == before


def test_file_that_was_changed_after_it_was_looked_at_is_not_migrated(filled: Path, revision: Revision) -> None:
    with closing(sqlite3.connect(filled)) as other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON claim BEGIN SELECT 1; END")
    before = content(filled)
    with pytest.raises(ForeignSchema, match="trigger 't'"):
        migration.upgrade(filled, folder=revision(ADD_TABLE))
    assert content(filled) == before


def test_writer_that_holds_the_file_stops_a_migration(
    filled: Path, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0.01")
    folder = revision(ADD_TABLE)
    with factories.writing(filled), pytest.raises(sqlite3.OperationalError, match="locked"):
        migration.upgrade(filled, folder=folder)
