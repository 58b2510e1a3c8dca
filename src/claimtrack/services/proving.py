"""Proves one row to an outsider, and checks such a proof without any database."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain import proofs, strict_json
from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.proofs import Fault, Held, Proof, Told
from claimtrack.domain.records import Row
from claimtrack.domain.references import called, is_uid
from claimtrack.errors.history import CannotProve, UnreadableFile
from claimtrack.formats import proof_json
from claimtrack.services import naming
from claimtrack.store import checkpoints, history, lookup, withholding
from claimtrack.store import proofs as proving
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES

LARGEST = strict_json.LARGEST  # bytes of a proof


class Checked(NamedTuple):
    """What a proof was found to show; `told` are the words of its changes, None of one that was redacted."""

    proof: Proof
    told: list[Told | None]
    faults: list[Fault]
    held: list[Held]

    @property
    def holds(self) -> bool:
        """Whether the proof holds in itself, and against the checkpoints it was to be held against."""
        agreeing = not self.held or any(one.agrees for one in self.held)
        return not self.faults and agreeing and all(one.agrees is not False for one in self.held)

    @property
    def what(self) -> str:
        """What the row is called, as the proof itself says."""
        named = [one for one in self.told if one]
        return called(named[0].entity, named[0].number) if named else "a row"


def prove(record: Record, ref: str, since: Sequence[Checkpoint] = ()) -> Proof:
    """Return a proof of all changes of what a reference names, bridged from earlier checkpoints of this record.

    Raises what `naming.anything` raises, and CannotProve where ledger and tables do not agree on it, where the history
    does not continue a checkpoint, or where the proof would show what is left out as confidential.
    """
    row = _named(record, ref)
    what = called(TABLES[type(row)], row.id)
    if record.withholds and (confided := _confided(record, row)):
        raise CannotProve(what, because=f"{confided}, and a proof shows all of it (--include-confidential)")
    now = checkpoints.head(record)
    for one in since:
        if one.origin != now.origin:
            raise CannotProve(what, because=f"{one} is of another record than {now.origin}")
        if one.size > now.size:
            raise CannotProve(what, because=f"the history here ends at {now.size} changes, before {one}")
    proof = proving.proof(record, row, since)
    if not proof.changes:
        raise CannotProve(what, because="the ledger knows nothing of it")
    if faults := proofs.faults_in(proof):
        raise CannotProve(what, because=f"{faults[0].where}: {faults[0].says}")
    return proof


def _confided(record: Record, row: Row) -> str:
    """Return what the proof of a row would show that answers leave out, or nothing.

    What was hashed of a change is the whole row, and why its operation was done.
    """
    if not withholding.is_shown_whole(record, row):
        return "it was read or found in a confidential source"
    for operation in history.operations_on(record, row):
        changes = history.changes_of(record, operation)
        if operation.reason is not None and len(history.without_left_out(record, changes)) < len(changes):
            return f"the reason of operation {operation.number} may speak of confidential rows"
    return ""


def _named(record: Record, ref: str) -> Row:
    """Return what a reference names; a uid, other than for what is read, names a row of any table."""
    uid = ref.strip().lower()
    if is_uid(uid):
        by_uid = (lookup.by_uid(record, kind, uid) for kind in TABLES)
        if row := next((row for row in by_uid if row), None):
            return row
    return naming.anything(record, ref)


def check(proof: Proof, held: Sequence[Checkpoint] = ()) -> Checked:
    """Return what a proof shows, by itself and against checkpoints in one's own hands."""
    said = [proofs.told(change.content) if change.content is not None else None for change in proof.changes]
    return Checked(proof, said, proofs.faults_in(proof), proofs.held_against(proof, held))


def read(path: Path) -> Proof:
    """Return the proof in a file; raises UnreadableFile, or NotAProof for whatever else stands in it."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "no reason given") from error
    return proof_json.read(data, name=str(path))


def read_from(data: bytes) -> Proof:
    """Return the proof that was read from stdin; raises NotAProof for whatever else that is."""
    return proof_json.read(data, name="stdin")
