"""What a file of each revision holds: written down as the migrations make it, and compared without being run."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.store import migration, schema
from claimtrack.store.connection import connect
from claimtrack.store.identity import REVISION
from claimtrack.store.schema import Difference

REVISIONS = sorted(path.name[:4] for path in (schema.scripts() / "versions").glob("[0-9]*.py"))
WRITE_DOWN = "write it down with: pytest tests/store/test_schema.py --update-golden"


def held(path: Path) -> set[schema.Made]:
    with closing(connect(path)) as opened:
        return schema.held(opened)


def changed(path: Path, *statements: str) -> Difference | None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)
    return schema.difference(held(path), schema.written(REVISION))


def rewritten(path: Path, name: str, old: str, new: str) -> Difference | None:
    """Change the text of an entry behind SQLite's back, as another program may."""
    return changed(
        path,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, {old}, {new}) WHERE name = '{name}'",
    )


# What is written down


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_is_written_down_as_its_migrations_make_it(
    revision: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    migration.upgrade(tmp_path / "new.db", mode="rwc", target=revision)
    made = held(tmp_path / "new.db")
    if request.config.getoption("--update-golden"):
        schema.text_path(revision).write_bytes(schema.as_text(made))
    assert schema.text_path(revision).is_file(), WRITE_DOWN
    assert schema.difference(made, schema.written(revision)) is None, WRITE_DOWN


def test_nothing_else_is_written_down() -> None:
    there = sorted(path.name for path in schema.text_path(REVISION).parent.iterdir() if path.suffix != ".txt")
    assert there == [f"{n}.sql" for n in REVISIONS]


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_file_brought_forward_holds_what_a_new_one_holds(revision: str, tmp_path: Path) -> None:
    migration.upgrade(tmp_path / "old.db", mode="rwc", target=revision)
    migration.upgrade(tmp_path / "old.db")
    assert schema.difference(held(tmp_path / "old.db"), schema.written(REVISION)) is None


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_text_has_a_comment(revision: str) -> None:
    """A line break ends a comment, and line breaks are not compared: a rule could be hidden in one."""
    texts = [sql for *_, sql in schema.written(revision) if sql]
    assert [sql for sql in texts if b"--" in sql or b"/*" in sql] == []


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_is_written_is_what_is_read(revision: str) -> None:
    made = schema.written(revision)
    assert schema.as_text(made) == schema.text_path(revision).read_bytes()
    assert len(made) > 40


# What makes no difference


def test_new_file_is_as_it_was_made(database: Path) -> None:
    assert changed(database) is None


def test_statistics_and_a_rebuilt_file_make_no_difference(database: Path) -> None:
    assert changed(database, "ANALYZE", "VACUUM") is None


@pytest.mark.parametrize("blank", ["' '", "char(10)", "char(9, 32)", "char(13, 10)"])
def test_blanks_between_words_make_no_difference(database: Path, blank: str) -> None:
    assert rewritten(database, "alembic_version", "char(10, 9)", blank) is None


# What does


@pytest.mark.parametrize("blank", ["char(160)", "char(8195)", "''"])
def test_what_sqlite_takes_for_no_blank_is_none(database: Path, blank: str) -> None:
    found = rewritten(database, "report", "'AS claim'", f"'AS' || {blank} || 'claim'")
    assert found == Difference("view", "report", is_there=True, is_wanted=True)


@pytest.mark.parametrize(
    ("statement", "kind", "name"),
    [
        ("CREATE TABLE notes (x)", "table", "notes"),
        ("CREATE VIEW mine AS SELECT * FROM claim", "view", "mine"),
        ("CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM actor; END", "trigger", "t"),
        ("CREATE INDEX by_text ON claim (lower(text))", "index", "by_text"),
        ("CREATE VIRTUAL TABLE words USING fts5(x)", "table", "words"),
        ("CREATE TABLE n (x INTEGER PRIMARY KEY AUTOINCREMENT)", "table", "n"),
    ],
)
def test_what_was_added_is_named(database: Path, statement: str, kind: str, name: str) -> None:
    assert changed(database, statement) == Difference(kind, name, is_there=True, is_wanted=False)


@pytest.mark.parametrize("statement", ["DROP TABLE tag", "DROP INDEX ix_claim_folded", "DROP VIEW report"])
def test_what_is_missing_is_named(database: Path, statement: str) -> None:
    found = changed(database, statement)
    assert found
    assert (found.is_there, found.is_wanted) == (False, True)


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE claim ADD COLUMN note TEXT",
        "ALTER TABLE claim ADD COLUMN note TEXT DEFAULT 'x'",
        "ALTER TABLE claim ADD COLUMN loud TEXT AS (upper(text)) VIRTUAL",
    ],
)
def test_table_with_another_column_is_changed(database: Path, statement: str) -> None:
    assert changed(database, statement) == Difference("table", "claim", is_there=True, is_wanted=True)


@pytest.mark.parametrize(
    ("old", "new"), [("'asserts'", "'asserted'"), ("said_earliest <=", "said_earliest <"), (" STRICT", "")]
)
def test_rule_that_was_changed_is_a_changed_table(database: Path, old: str, new: str) -> None:
    quoted = [text.replace("'", "''") for text in (old, new)]
    found = rewritten(database, "statement", f"'{quoted[0]}'", f"'{quoted[1]}'")
    assert found == Difference("table", "statement", is_there=True, is_wanted=True)


def test_view_in_the_place_of_a_table_is_named(database: Path) -> None:
    found = changed(database, "DROP TABLE tag", "CREATE VIEW tag AS SELECT 1 AS id")
    assert found == Difference("view", "tag", is_there=True, is_wanted=False)


def test_trigger_is_named_before_all_else(database: Path) -> None:
    trigger = "CREATE TRIGGER z AFTER INSERT ON claim BEGIN SELECT 1; END"
    found = changed(database, "CREATE TABLE aa (x)", "DROP TABLE tag", "CREATE VIEW bb AS SELECT 1", trigger)
    assert found == Difference("trigger", "z", is_there=True, is_wanted=False)


def test_no_more_entries_are_read_than_show_that_it_is_not_ours(database: Path) -> None:
    added = changed(database, "BEGIN", *(f"CREATE TABLE t{number} (x)" for number in range(1200)), "COMMIT")
    assert added
    assert added.name.startswith("t")
    assert len(held(database)) == 1000


@pytest.mark.parametrize("name", ["sqlite_stat1", "sqlite_stat9", "sqlite_autoindex_claim_9"])
def test_trigger_under_a_name_of_sqlite_is_found(database: Path, name: str) -> None:
    sql = f"CREATE TRIGGER {name} AFTER INSERT ON claim BEGIN DELETE FROM actor; END"
    found = changed(
        database,
        "PRAGMA writable_schema = ON",
        f"INSERT INTO sqlite_master VALUES ('trigger', '{name}', 'claim', 0, '{sql}')",
    )
    assert found == Difference("trigger", name, is_there=True, is_wanted=False)


def test_statistics_of_another_form_are_found(database: Path) -> None:
    """SQLite reads this table while it reads the schema: a column that is worked out would be their code."""
    changed(database, "ANALYZE")
    found = rewritten(database, "sqlite_stat1", "'stat)'", "'stat AS (hex(zeroblob(99))))'")
    assert found == Difference("table", "sqlite_stat1", is_there=True, is_wanted=False)


def test_text_with_a_second_one_behind_its_end_is_changed(database: Path) -> None:
    found = changed(
        database,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = sql || char(0) || 'more' WHERE name = 'report'",
    )
    assert found == Difference("view", "report", is_there=True, is_wanted=True)
