"""Verifies the record: reads all of it, holds the tables against the ledger, and the ledger against checkpoints."""

import codecs
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.ledger import OPERATION, Change
from claimtrack.domain.references import called
from claimtrack.domain.signatures import Signature, TooManyLinesError, signatures_in
from claimtrack.errors.history import NoCheckpoint, TooManyCheckpoints, UnreadableFile
from claimtrack.services import checking
from claimtrack.store import history, verification
from claimtrack.store.record import Record
from claimtrack.store.verification import Fault

LARGEST = 64 * 1024 * 1024  # bytes of a file that may hold a checkpoint
_PIECE = 256 * 1024  # of which so much is in memory at a time
MOST = 10_000  # checkpoints and signatures of one file


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
    """A row whose text, or an operation whose reason was taken away for good: when, by whom and why."""

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


def verify(
    record: Record, checkpoints: Sequence[Checkpoint] = (), *, signed: Collection[Checkpoint] | None = None
) -> Verified:
    """Return what reading the whole record shows; memory does not grow with it.

    `signed` are those of the checkpoints that bear a key's valid signature; None where no key was given. Raises
    DatabaseDamaged where values are not of the kind they were written as.
    """
    with checking.readable(record):
        unreadable = [Fault(one.id, one.found) for one in checking.contents(record) if not one.well]
        found = verification.verify(record, checkpoints)
    faults = unreadable + found.faults
    strangers = [one for one in checkpoints if one.origin != found.now.origin]
    broken = [one for one in checkpoints if not found.continues[one] and one.origin == found.now.origin]
    against = [Fault(str(one), f"this is a checkpoint of another record than {found.now.origin}") for one in strangers]
    against += [Fault(str(one), _broken(one, found.now)) for one in broken]
    unsigned = [one for one in checkpoints if signed is not None and one not in signed]
    level = Level.READABLE
    if not faults:
        level = Level.CONTINUES if checkpoints and not against else Level.AGREES
    if level is Level.CONTINUES and signed is not None and not unsigned:
        level = Level.SIGNED
    against += [Fault(str(one), "the key has not signed it") for one in unsigned]
    redactions = [_redaction(record, change) for change in found.redacted]
    return Verified(level, found.now, checkpoints, faults + against, redactions)


def _broken(one: Checkpoint, now: Checkpoint) -> str:
    if one.size > now.size:
        return f"the history here ends at {now.size} changes: later ones are gone"
    return f"the first {one.size} changes are not those it stands for: something in them was changed"


def _redaction(record: Record, change: Change) -> Redaction:
    by = history.operation_of(record, change)
    what = called(change.entity, change.number)
    return Redaction(
        f"the reason of {what}" if change.entity == OPERATION else what, by.number, by.at, by.by, by.reason
    )


def held_in(paths: Iterable[Path]) -> dict[Checkpoint, list[Signature]]:
    """Return the checkpoints in files (saved checkpoints, reports, exports), each once, with their signatures.

    Raises UnreadableFile where one cannot be read, NoCheckpoint where there is none in it, TooManyCheckpoints.
    """
    found: dict[Checkpoint, list[Signature]] = {}
    for path in paths:
        try:
            held = signatures_in(_pieces_of(path), most=MOST)
        except OSError as error:
            raise UnreadableFile(str(path), error.strerror or "no reason given") from error
        except TooManyLinesError as error:
            raise TooManyCheckpoints(str(path), MOST) from error
        if not held:
            raise NoCheckpoint(str(path))
        for checkpoint, signatures in held.items():
            found.setdefault(checkpoint, []).extend(signatures)
    return found


def _pieces_of(path: Path) -> Iterator[str]:
    """Yield the text of a file, up to the most that is looked at."""
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    with path.open("rb") as file:
        for _ in range(LARGEST // _PIECE):
            if not (piece := file.read(_PIECE)):
                return
            yield decode(piece)
