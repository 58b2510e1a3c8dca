"""Reads the checkpoint that the ledger keeps of itself; a report needs no more of the ledger."""

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.errors.database import ForeignRow
from claimtrack.store.record import Record


def head(record: Record) -> Checkpoint:
    """Return the checkpoint of the record as it is; raises ForeignRow unless there is exactly one."""
    return Checkpoint(*kept(record)[:3])


def kept(record: Record) -> tuple[str, int, bytes, bytes]:
    """Return the checkpoint's origin, size and root, and the hashes by which the ledger grows."""
    found = record.rows("SELECT origin, size, root, nodes FROM checkpoint")
    if len(found) != 1:
        raise ForeignRow(kind="checkpoint", found=f"{len(found)} of them in place of one")
    origin, size, root, nodes = found[0]
    return origin, size, root, nodes
