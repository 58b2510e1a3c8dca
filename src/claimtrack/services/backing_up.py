"""Makes copies of the database that are shown to hold all of it before they are called backups."""

import os
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.places import Server
from claimtrack.domain.vantage import WHOLE
from claimtrack.errors.database import BackupFailed, BackupInTheWay, NoFolder
from claimtrack.services import copying, verifying, witnessing, workspace
from claimtrack.store import backups, identity, opening
from claimtrack.store.connection import worded_errors
from claimtrack.store.placing import put_in_place, unfinished_beside
from claimtrack.store.record import Record


class BackedUp(NamedTuple):
    """A copy that was read back: where it is, how large, and the checkpoint of the history it holds."""

    path: Path
    size: int
    checkpoint: Checkpoint


def back_up(db: workspace.Named, copy: Path) -> BackedUp:
    """Copy the database, while others may write to it; the copy holds all that was committed before.

    Of a server's database the copy is a file: the record, with its ledger byte for byte.

    Raises BackupInTheWay for a name that is taken, and BackupFailed where the copy is not whole; none is left then.
    """
    path = workspace.located(db)
    if isinstance(path, Server):
        made = copying.copy_to(path, copy)
        return BackedUp(copy, copy.stat().st_size, made.checkpoint)
    workspace.require_file(path)
    if os.path.lexists(copy):
        raise BackupInTheWay(str(copy))
    if not copy.parent.is_dir():
        raise NoFolder(str(copy.parent))
    with workspace.reading(path, WHOLE) as record:
        before = witnessing.checkpoint(record)
    with worded_errors(path):
        now = keep_copy(path, copy, holding=before)
    assert now is not None, "a file of this schema has a ledger"
    return BackedUp(copy, copy.stat().st_size, now)


def keep_copy(path: Path, copy: Path, *, holding: Checkpoint | None = None) -> Checkpoint | None:
    """Copy a database of ours to a name that is free, and show the copy to be whole before it gets that name.

    Its pages, its schema and, where it has this program's schema, its rows and its ledger are read back; so is that its
    history goes on from the checkpoint it is to hold. Returns its own, or None for an older schema.
    """
    with unfinished_beside(copy) as unfinished:
        backups.write(path, unfinished)
        with worded_errors(copy):
            is_current = backups.revision_of_sound(unfinished) == identity.REVISION
            now = _verified(unfinished, copy, holding) if is_current else None
        if not put_in_place(unfinished, copy):
            raise BackupInTheWay(str(copy))
    return now


def _verified(unfinished: Path, copy: Path, holding: Checkpoint | None) -> Checkpoint:
    with closing(opening.to_read(unfinished)) as connection:
        record = Record(connection, copy, today=workspace.today())
        found = verifying.verify(record, [holding] if holding else [])
    if found.faults:
        fault = found.faults[0]
        raise BackupFailed(str(copy), f"{fault.where}: {fault.says}")
    return found.now
