"""Brings an older database up to date, with a verified backup beside it."""

import sqlite3
import tempfile
from pathlib import Path
from typing import NamedTuple

from claimtrack.services import backing_up, workspace
from claimtrack.store import backups, identity, opening
from claimtrack.store.connection import worded_errors


class Migrated(NamedTuple):
    """What a migration did, or would do; `backup` is None where the database was up to date."""

    path: Path
    found: str
    now: str
    backup: Path | None


def migrate(db: workspace.Named, *, dry_run: bool = False) -> Migrated:
    """Migrate the database, all or nothing; after an error the file is as it was.

    A dry run migrates a copy, and throws it away.
    """
    path = workspace.located(db)
    workspace.require_file(path)
    with worded_errors(path):
        found = opening.revision_of(path)
        if found == identity.REVISION:
            return Migrated(path, found, found, None)
        backup = backups.name_before(path, found)
        if dry_run:
            with tempfile.TemporaryDirectory(prefix="claimtrack-") as folder:
                copy = Path(folder) / path.name
                backing_up.keep_copy(path, copy)
                _bring_forward(copy)
        else:
            backing_up.keep_copy(path, backup)
            _bring_forward(path)
    return Migrated(path, found, identity.REVISION, backup)


def _bring_forward(path: Path) -> None:
    from claimtrack.store import migration  # costs 400 ms

    migration.upgrade(path, take_over=lambda connection: _take_over(connection, path))


def _take_over(connection: sqlite3.Connection, path: Path) -> None:
    workspace.writer_on(connection, path, reason="taken over from an earlier version").take_over()
