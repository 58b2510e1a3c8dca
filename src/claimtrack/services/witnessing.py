"""Gives away what stands for the whole history, so that everyone who gets a report is a witness of it."""

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.store import checkpoints
from claimtrack.store.record import Record


def checkpoint(record: Record) -> Checkpoint:
    """Return the checkpoint of the record as it is; raises ForeignRow unless it has exactly one."""
    return checkpoints.head(record)
