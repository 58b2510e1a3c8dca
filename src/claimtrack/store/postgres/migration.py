"""Makes the tables of a database on a server, and brings older ones up to date, inside the transaction that asks."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from claimtrack.domain.places import Server
from claimtrack.errors.database import MigrationFailed
from claimtrack.store import schema
from claimtrack.store.migration import UNJUDGED, is_recorded
from claimtrack.store.postgres import dialect
from claimtrack.store.postgres.session import Session


def upgrade(
    session: Session,
    server: Server,
    *,
    take_over: Callable[[Session], None] | None = None,
    folder: Path | None = None,
    target: str = "head",
) -> None:
    """Run the migrations that are missing, and then what takes the rows over, in the session's open transaction.

    PostgreSQL makes and drops tables inside of transactions as it writes rows, and checks its foreign keys all the
    while. Raises MigrationFailed where rows would be lost; whoever holds the transaction then rolls it back.
    """
    config = Config()
    config.set_main_option("script_location", str(folder or schema.scripts()).replace("%", "%%"))
    before = _row_counts(session)
    engine = _engine(session)
    try:
        with engine.connect() as connection:
            connection.begin()  # or Alembic would keep what it did by itself; it is neither kept nor rolled back here
            config.attributes["connection"] = connection
            command.upgrade(config, target)
    except DBAPIError as error:
        raise error.orig or error from error
    if take_over:
        take_over(session)
    after = _row_counts(session)
    lost = [name for name, rows in before.items() if after.get(name, 0) < rows]
    if lost:
        raise MigrationFailed(str(server), f"rows of {', '.join(lost)} would be lost")
    if session.execute(UNJUDGED).fetchone():
        raise MigrationFailed(str(server), "the status of claims would be lost")


def _engine(session: Session) -> Engine:
    """Return an engine over the session's connection, which begins, keeps and closes nothing of its own."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: session.driver,
        poolclass=StaticPool,
        pool_reset_on_return=None,
        skip_autocommit_rollback=True,  # the transaction that is open was begun by hand
        use_native_hstore=False,
    )

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def word(*called: Any) -> tuple[str, Any]:
        _, _, statement, parameters, *_ = called
        return dialect.made(statement), parameters

    return engine


def _row_counts(session: Session) -> dict[str, int]:
    tables = session.execute(
        f"SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = '{dialect.SCHEMA}'::regnamespace"
    ).fetchall()
    return {
        name: session.execute(f'SELECT count(*) FROM main."{name}"').fetchall()[0][0]  # names from the catalogue
        for (name,) in tables
        if is_recorded(name)
    }
