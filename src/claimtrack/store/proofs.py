"""Reads what it takes to prove a row: its changes as they were hashed, and the hashes beside their way to the root."""

from collections.abc import Sequence

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.ledger import Change, Wording
from claimtrack.domain.merkle import Stretch, bridge, path, roots_between
from claimtrack.domain.proofs import Bridge, Proof, ProvenChange
from claimtrack.domain.records import Row
from claimtrack.errors.database import ForeignRow
from claimtrack.store import history
from claimtrack.store.checkpoints import head
from claimtrack.store.history import Values
from claimtrack.store.ledger import SHAPES
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES


def proof(record: Record, row: Row, earlier: Sequence[Checkpoint]) -> Proof:
    """Return the proof of all changes of a row, bridged from earlier checkpoints that are not longer than the record.

    It has no changes where the ledger knows nothing of the row. One pass over the leaves, whatever the number of
    changes; whether the proof holds is not judged here.
    """
    now = head(record)
    _require_whole(record, now)
    recording = history.recording_of(record, row)
    if recording is None:
        return Proof(now, ())
    later = history.later_changes_of(record, TABLES[type(row)], row.id)
    changes = list(zip((recording, *later), history.walked_back(vars(row), later), strict=True))
    paths = [path(change.seq - 1, now.size) for change, _ in changes]
    bridges = [bridge(one.size, now.size) for one in earlier]
    leaves = (leaf for (leaf,) in record.stream("SELECT leaf FROM change ORDER BY seq"))
    found = roots_between(leaves, [stretch for stretches in (*paths, *bridges) for stretch in stretches])

    def hashes(stretches: list[Stretch]) -> tuple[bytes, ...]:
        return tuple(found[one] for one in stretches)

    return Proof(
        now,
        tuple(
            ProvenChange(change.seq, change.leaf, hashes(way), *_opened(record, now.origin, row, change, state))
            for (change, state), way in zip(changes, paths, strict=True)
        ),
        tuple(Bridge(one, hashes(way)) for one, way in zip(earlier, bridges, strict=True)),
    )


def _require_whole(record: Record, now: Checkpoint) -> None:
    numbers = record.row("SELECT count(*), min(seq), max(seq) FROM change")
    if now.size and numbers != (now.size, 1, now.size):
        raise ForeignRow(kind="checkpoint", found=f"one of {now.size} changes, which are not all there")


def _opened(
    record: Record, origin: str, row: Row, change: Change, state: Values | None
) -> tuple[bytes | None, str | None]:
    """Return the salt and the content of a change; neither, where a redaction took them away."""
    if change.salt is None or state is None:
        return None, None
    shape = SHAPES[type(row)]
    wording = Wording(origin, history.operation_of(record, change), change.action, change.entity, change.before)
    return change.salt, wording.content(change.seq, shape.row(shape.values(state))).decode()
