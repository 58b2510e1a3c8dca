"""Brings an older database up to date, with a verified backup beside it."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from claimtrack.services import workspace
from claimtrack.store import identity, opening
from claimtrack.store.connection import worded_errors


class Migrated(NamedTuple):
    """What a migration did; `backup` is None where the database was up to date."""

    path: Path
    found: str
    now: str
    backup: Path | None


def migrate(db: Path | None) -> Migrated:
    """Migrate the database, all or nothing; after an error the file is as it was."""
    path = workspace.located(db)
    workspace.require_file(path)
    with worded_errors(path):
        found = opening.revision_of(path)
        if found == identity.REVISION:
            return Migrated(path, found, found, None)
        from claimtrack.store import migration  # costs 400 ms

        backup = migration.backup_path(path, found)
        migration.back_up(path, backup)
        migration.upgrade(path, take_over=lambda connection: _take_over(connection, path))
    return Migrated(path, found, identity.REVISION, backup)


def _take_over(connection: sqlite3.Connection, path: Path) -> None:
    workspace.writer_on(connection, path, reason="taken over from an earlier version").take_over()
