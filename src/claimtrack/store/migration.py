"""Brings an older database up to date, all or nothing; the only place that starts Alembic."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from claimtrack.errors.database import ForeignRow, MigrationFailed
from claimtrack.store import identity, schema
from claimtrack.store.connection import connect
from claimtrack.store.making import keep_log

# What is derived can be made again.
_NOT_RECORDED = ("alembic_version", "mask_status", "claim_status", "position", "status_tally")
_INDEX = "search"  # the index of words, and the tables an engine keeps it in
UNJUDGED = "SELECT 1 FROM claim WHERE withdrawn_at IS NULL AND id NOT IN (SELECT claim_id FROM claim_status) LIMIT 1"


def upgrade(
    path: Path,
    *,
    take_over: Callable[[sqlite3.Connection], None] | None = None,
    mode: str = "rw",
    folder: Path | None = None,
    target: str = "head",
) -> None:
    """Run the migrations the file lacks, and then what takes its rows over, in one transaction.

    A file that was there before (`rw`) is first shown to be ours, inside that transaction; one without rows has no need
    to `take_over` anything. Foreign keys are off while tables are rebuilt (a rebuilt parent would take its children
    with it), and checked, with the number of rows of each table, before the transaction ends. Raises MigrationFailed;
    the file is then as it was.
    """
    config = Config()
    config.set_main_option("script_location", str(folder or schema.scripts()).replace("%", "%%"))
    engine = _engine(path, mode)
    try:
        with engine.begin() as connection:
            if mode != "rwc":
                identity.revision(_driver(connection), path)
            before = _row_counts(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, target)
            if take_over:
                take_over(_driver(connection))
            _require_whole(connection, path, before)
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            if "CHECK constraint failed" in str(error.orig):  # where a column comes to a table, its rows are looked at
                raise ForeignRow(kind="row", found=str(error.orig)) from error
            raise error.orig from error
        raise
    finally:
        engine.dispose()
    if mode != "rwc":
        keep_log(path)


def _engine(path: Path, mode: str) -> Engine:
    """Return an engine over the one connection function; it begins IMMEDIATE, so a failure leaves nothing."""

    def opened() -> sqlite3.Connection:
        connection = connect(path, mode=mode)
        connection.execute("PRAGMA foreign_keys = OFF")
        return connection

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _driver(connection: Connection) -> sqlite3.Connection:
    """Return SQLite's own connection, inside whose transaction the migrations run."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection), "it is the one the engine was given"
    return driver


def _tables(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return [row[0] for row in rows]


def is_recorded(table: str) -> bool:
    """Tell whether what a table holds is part of the record, and not made of it."""
    return table not in _NOT_RECORDED and not table.startswith(_INDEX)


def _row_counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # names from sqlite_master
        for name in _tables(connection)
        if is_recorded(name)
    }


def _require_whole(connection: Connection, path: Path, before: dict[str, int]) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken:
        raise MigrationFailed(str(path), f"a row of {broken[0]} would point to nothing")
    after = _row_counts(connection)
    lost = [name for name, rows in before.items() if after.get(name, 0) < rows]
    if lost:
        raise MigrationFailed(str(path), f"rows of {', '.join(lost)} would be lost")
    if connection.exec_driver_sql(UNJUDGED).first():
        raise MigrationFailed(str(path), "the status of claims would be lost")
