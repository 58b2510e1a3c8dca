"""Proves to who has nothing else that a row was in a record, in these words: hashes beside what was hashed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from claimtrack.domain import merkle, strict_json
from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.ledger import leaf_of


class ProvenChange(NamedTuple):
    """One change with the way from its leaf up to the root; redacted, it has neither salt nor content."""

    seq: int
    leaf: bytes
    path: tuple[bytes, ...]
    salt: bytes | None
    content: str | None


class Bridge(NamedTuple):
    """An earlier checkpoint, and the hashes that show that the history continues it."""

    earlier: Checkpoint
    path: tuple[bytes, ...]


class Proof(NamedTuple):
    """The changes of one row, each proven to be in the history that a checkpoint stands for."""

    checkpoint: Checkpoint
    changes: tuple[ProvenChange, ...]
    since: tuple[Bridge, ...] = ()


class Told(NamedTuple):
    """What the content of a change says: what was done to which row, and the row as the change left it."""

    origin: str
    seq: int
    operation: int
    action: str
    at: str
    by: str
    reason: str | None
    entity: str
    number: int
    row: dict[str, str | int]


class Fault(NamedTuple):
    """Which part of a proof does not hold, and how."""

    where: str
    says: str


class Held(NamedTuple):
    """How a checkpoint in one's own hands stands to a proof: `agrees` is None where the two cannot be compared."""

    checkpoint: Checkpoint
    agrees: bool | None
    says: str


def told(content: str) -> Told | None:
    """Return what a content says, or None for one that no ledger of ours would word."""
    try:
        said = strict_json.loads(content)
        row = said["row"]
        found = Told(
            said["origin"], said["seq"], said["operation"], said["action"], said["at"], said["by"],
            said.get("reason"), said["entity"], row["id"], row,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    texts = (found.origin, found.action, found.at, found.by, found.entity, found.reason or "")
    numbers = (found.seq, found.operation, found.number)
    fits = all(isinstance(one, str) for one in texts) and all(type(one) is int for one in numbers)
    return found if fits and all(_is_cell(value) for value in row.values()) else None


def _is_cell(value: object) -> bool:
    return isinstance(value, str) or type(value) is int


def faults_in(proof: Proof) -> list[Fault]:
    """Return what in a proof does not hold; nothing, where it proves what it says."""
    faults = [fault for change in proof.changes for fault in _faults_of(change, proof.checkpoint)]
    said = [told(change.content) for change in proof.changes if change.content is not None]
    if len({(one.entity, one.number, one.row.get("uid")) for one in said if one}) > 1:
        faults.append(Fault("changes", "they are of more than one row"))
    if any(one.seq >= next_one.seq for one, next_one in pairwise(proof.changes)):
        faults.append(Fault("changes", "they do not stand in their order, each once"))
    return faults + [Fault(str(one.earlier), says) for one in proof.since if (says := _unbridged(one, proof))]


def _faults_of(change: ProvenChange, whole: Checkpoint) -> Iterator[Fault]:
    where = f"change {change.seq}"
    if not merkle.includes(change.leaf, change.seq - 1, whole.size, change.path, whole.root):
        yield Fault(where, "its leaf is not in the history that the checkpoint stands for")
    if change.salt is None or change.content is None:
        return
    if leaf_of(change.salt, change.content.encode()) != change.leaf:
        yield Fault(where, "its words are not those that were hashed")
    said = told(change.content)
    if said is None:
        yield Fault(where, "its content is not worded as a ledger words a change")
    elif (said.origin, said.seq) != (whole.origin, change.seq):
        yield Fault(where, "its content says that it is another change, or one of another record")


def _unbridged(one: Bridge, proof: Proof) -> str:
    """Return why a proof's checkpoint is not shown to continue an earlier one, or nothing."""
    now = proof.checkpoint
    if one.earlier.origin != now.origin:
        return f"this is a checkpoint of another record than {now.origin}"
    if not merkle.continues(one.earlier.size, one.earlier.root, now.size, now.root, one.path):
        return "the history is not shown to continue it"
    return ""


def held_against(proof: Proof, held: Sequence[Checkpoint]) -> list[Held]:
    """Return how checkpoints stand to a proof that holds in itself."""
    return [Held(one, *_compared(proof, one)) for one in held]


def _compared(proof: Proof, held: Checkpoint) -> tuple[bool | None, str]:
    now = proof.checkpoint
    if held.origin != now.origin:
        return False, f"it is of another record than {now.origin}"
    if held.size == now.size:
        if held.root == now.root:
            return True, "it is the checkpoint of the proof"
        return False, "it stands for another history of the same length"
    bridged = [one.earlier for one in proof.since if one.earlier.size == held.size]
    if held in bridged:
        return True, f"the history of the proof continues it, from {held.size} changes to {now.size}"
    if bridged:
        return False, f"the history of the proof began with {held.size} other changes"
    sizes = f"it stands for {held.size} changes, the proof for {now.size}"
    return None, f"{sizes}: they cannot be compared without a consistency proof"
