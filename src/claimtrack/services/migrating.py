"""Brings an older database up to date, with a verified backup beside it."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.places import Place, Server
from claimtrack.services import backing_up, workspace
from claimtrack.store import backups, engines, identity, opening
from claimtrack.store.engine import Connection
from claimtrack.store.engines import worded_errors


class Migrated(NamedTuple):
    """What a migration did, or would do; `found` is empty where there were no tables yet.

    `backup` is None where nothing changed, and for a server, whose transaction is what keeps the record safe.
    """

    path: Place
    found: str
    now: str
    backup: Path | None
    is_changed: bool


def migrate(db: workspace.Named, *, dry_run: bool = False) -> Migrated:
    """Migrate the database, all or nothing; after an error the file is as it was.

    A dry run migrates a copy, and throws it away. On a server all of it is one transaction, which a dry run rolls back;
    in an empty database the tables are made, by a role that may.
    """
    path = workspace.located(db)
    if isinstance(path, Server):
        with worded_errors(path), engines.migrating_on(path, keep=not dry_run, take_over=_taking_over(path)) as found:
            return Migrated(path, found, identity.REVISION, None, is_changed=found != identity.REVISION)
    workspace.require_file(path)
    with worded_errors(path):
        found = opening.revision_of(path)
        if found == identity.REVISION:
            return Migrated(path, found, found, None, is_changed=False)
        backup = backups.name_before(path, found)
        if dry_run:
            with tempfile.TemporaryDirectory(prefix="claimtrack-") as folder:
                copy = Path(folder) / path.name
                backing_up.keep_copy(path, copy)
                _bring_forward(copy)
        else:
            backing_up.keep_copy(path, backup)
            _bring_forward(path)
    return Migrated(path, found, identity.REVISION, backup, is_changed=True)


def _bring_forward(path: Path) -> None:
    from claimtrack.store import migration  # costs 400 ms

    migration.upgrade(path, take_over=_taking_over(path))


def _taking_over(path: Place) -> Callable[[Connection], None]:
    reason = "taken over from an earlier version"
    return lambda connection: workspace.writer_on(connection, path, reason=reason).take_over()
