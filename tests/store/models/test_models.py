"""The declared tables: the migrated schema, the declarations and the records agree on every column and constraint."""

import re
import sqlite3
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, col, select

from claimtrack.store import models
from claimtrack.store.models.recorded import Recorded
from claimtrack.store.tables import TABLES

SEARCH = {"search", "search_config", "search_data", "search_docsize", "search_idx", "search_word"}  # SQLite's own kind
NOT_DECLARED = {"alembic_version", "report", *SEARCH}
MODEL_OF = {
    model.__tablename__: model
    for model in (getattr(models, name) for name in models.__all__)
    if hasattr(model, "__tablename__")
}


def normalised(sql: str | None) -> object:
    """Return what a CREATE statement says, whatever its blanks, quotes and order of columns and constraints."""
    flat = re.sub(r"\s+", " ", sql or "").replace('"', "").strip()
    table = re.fullmatch(r"(CREATE TABLE \S+) ?\((.*)\) ?((?:WITHOUT ROWID|STRICT|, )*)", flat)
    if table is None:
        return flat
    parts = re.split(r", (?=(?:CONSTRAINT|[a-z_]+ (?:TEXT|INTEGER)))", table[2])
    return table[1], sorted(part.strip() for part in parts), sorted(table[3].split(", "))


def schema_of(connection: sqlite3.Connection) -> dict[str, object]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: normalised(sql) for name, sql in rows if name not in NOT_DECLARED}


@pytest.fixture(scope="module")
def declared() -> dict[str, object]:
    """The schema that the declarations alone would make."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    SQLModel.metadata.create_all(engine)
    raw: Any = engine.raw_connection()
    schema = schema_of(raw.driver_connection)
    raw.close()
    engine.dispose()
    return schema


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})")]


def test_migrated_schema_has_what_is_declared_and_no_more(
    connection: sqlite3.Connection, declared: dict[str, object]
) -> None:
    assert sorted(schema_of(connection)) == sorted(declared)


def test_migrated_schema_says_what_is_declared(connection: sqlite3.Connection, declared: dict[str, object]) -> None:
    assert schema_of(connection) == declared


# SQLAlchemy does not read back an index over a sum; the test before this one holds it to what is declared.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_alembic_finds_nothing_to_migrate(connection: sqlite3.Connection) -> None:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with engine.connect() as opened:
        opts = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, *_: name not in SEARCH,
        }
        context = MigrationContext.configure(opened, opts=opts)
        assert compare_metadata(context, SQLModel.metadata) == []


@pytest.mark.parametrize("table", sorted(MODEL_OF))
def test_declared_columns_are_those_of_the_table(connection: sqlite3.Connection, table: str) -> None:
    assert {column.name for column in SQLModel.metadata.tables[table].columns} == set(columns_of(connection, table))


@pytest.mark.parametrize("table", TABLES.values())
def test_every_recorded_table_is_declared_as_recorded(table: str) -> None:
    assert issubclass(MODEL_OF[table], Recorded)


def test_every_table_is_declared(connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    assert {row[0] for row in rows} - NOT_DECLARED == set(MODEL_OF)


def test_every_table_is_strict(connection: sqlite3.Connection) -> None:
    rows = connection.execute("PRAGMA table_list").fetchall()
    strict = {row[1] for row in rows if row[0] == "main" and row[5]}
    assert strict == set(MODEL_OF)


def test_every_foreign_key_can_be_followed_by_an_index(connection: sqlite3.Connection) -> None:
    unindexed = []
    for table in MODEL_OF:
        indexed = {connection.execute(f"PRAGMA index_info({i[1]})").fetchone()[2] for i in indexes(connection, table)}
        indexed |= {row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})") if row[5] == 1}
        keys = {row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}
        unindexed += [(table, key) for key in keys - indexed]
    assert sorted(unindexed) == [("claim_status", "mask"), ("position", "party_id")]  # 64 masks; read by claim only


def indexes(connection: sqlite3.Connection, table: str) -> list[Any]:
    return connection.execute(f"PRAGMA index_list({table})").fetchall()


def test_declared_tables_read_the_record_for_those_who_script(connection: sqlite3.Connection) -> None:
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
    with Session(engine) as session:
        found = session.exec(select(models.MaskStatus).where(col(models.MaskStatus.mask) == 5)).one()
        assert found.status == "disputed"
