"""Verifies the record: reads all of it, holds the tables against the ledger, and the ledger against checkpoints."""

from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.checkpoints import Checkpoint, checkpoints_in
from claimtrack.domain.ledger import Change
from claimtrack.domain.references import called
from claimtrack.errors.history import NoCheckpoint, UnreadableFile
from claimtrack.services import checking
from claimtrack.store import history, verification
from claimtrack.store.record import Record
from claimtrack.store.verification import Fault

LARGEST = 64 * 1024 * 1024  # bytes of a file that may hold a checkpoint


class Level(IntEnum):
    """How much was shown; each level holds what those below it hold."""

    READABLE = 0
    AGREES = 1
    CONTINUES = 2
    SIGNED = 3


LEVEL_MEANING = {
    Level.READABLE: "all of it can be read",
    Level.AGREES: "ledger and tables agree",
    Level.CONTINUES: "it continues the history that the checkpoint stands for",
    Level.SIGNED: "the checkpoint was signed by the key",
}


class Redaction(NamedTuple):
    """A row whose text was taken away for good: when, by whom and why."""

    what: str
    operation: int
    at: str
    by: str
    reason: str | None


class Verified(NamedTuple):
    """How much of the record was shown to be as it was, and what stands against more.

    `level` is None where not all of it can be read.
    """

    level: Level | None
    now: Checkpoint
    held: Sequence[Checkpoint]
    faults: list[Fault]
    redactions: list[Redaction]

    @property
    def is_well(self) -> bool:
        """Whether nothing was found that should not be."""
        return not self.faults


def verify(record: Record, checkpoints: Sequence[Checkpoint] = ()) -> Verified:
    """Return what reading the whole record shows; memory does not grow with it."""
    unreadable = [Fault(one.id, one.found) for one in checking.contents(record) if not one.well]
    found = verification.verify(record, checkpoints)
    faults = unreadable + found.faults
    strangers = [one for one in checkpoints if one.origin != found.now.origin]
    broken = [one for one in checkpoints if not found.continues[one] and one not in strangers]
    against = [Fault(str(one), f"this is a checkpoint of another record than {found.now.origin}") for one in strangers]
    against += [Fault(str(one), _broken(one, found.now)) for one in broken]
    level = Level.READABLE
    if not faults:
        level = Level.CONTINUES if checkpoints and not against else Level.AGREES
    redactions = [_redaction(record, change) for change in found.redacted]
    return Verified(level, found.now, checkpoints, faults + against, redactions)


def _broken(one: Checkpoint, now: Checkpoint) -> str:
    if one.size > now.size:
        return f"the history here ends at {now.size} changes: later ones are gone"
    return f"the first {one.size} changes are not those it stands for: something in them was changed"


def _redaction(record: Record, change: Change) -> Redaction:
    by = history.operation_of(record, change)
    return Redaction(called(change.entity, change.number), by.number, by.at, by.by, by.reason)


def held_in(path: Path) -> list[Checkpoint]:
    """Return the checkpoints in a file: a saved checkpoint, a report, an export.

    Raises UnreadableFile where it cannot be read, NoCheckpoint where there is none in it.
    """
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST).decode("utf-8", "replace")
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "no reason given") from error
    found = checkpoints_in(text)
    if not found:
        raise NoCheckpoint(str(path))
    return found
