"""Brings an older database up to date, with a verified backup beside it."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from claimtrack.errors.database import NewerDatabase, NoDatabase
from claimtrack.services import workspace
from claimtrack.store import identity
from claimtrack.store.connection import connect, worded_errors


class Migrated(NamedTuple):
    """What a migration did; `backup` is None where the database was up to date."""

    path: Path
    found: str
    now: str
    backup: Path | None


def migrate(db: Path | None) -> Migrated:
    """Migrate the database, all or nothing; on NewerDatabase and MigrationFailed the file is as it was."""
    path = workspace.located(db)
    if not path.is_file():
        raise NoDatabase(str(path))
    with worded_errors(path):
        with closing(connect(path)) as connection:
            found = identity.revision(connection, path)
        if found == identity.REVISION:
            return Migrated(path, found, found, None)
        if found > identity.REVISION:
            raise NewerDatabase(str(path), found=found, known=identity.REVISION)
        from claimtrack.store import migration  # costs 400 ms

        backup = migration.backup_path(path, found)
        migration.back_up(path, backup)
        migration.upgrade(path, take_over=lambda connection: _take_over(connection, path))
    return Migrated(path, found, identity.REVISION, backup)


def _take_over(connection: sqlite3.Connection, path: Path) -> None:
    workspace.writer_on(connection, path, reason="taken over from an earlier version").take_over()
