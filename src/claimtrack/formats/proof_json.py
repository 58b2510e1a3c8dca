"""Proofs as JSON: the file that `prove` writes, and how such a file is read from hands that nobody knows."""

from typing import Any

from claimtrack.domain import strict_json
from claimtrack.domain.checkpoints import Checkpoint, checkpoints_in
from claimtrack.domain.ledger import SALT
from claimtrack.domain.merkle import DIGEST
from claimtrack.domain.proofs import Bridge, Proof, ProvenChange
from claimtrack.errors.history import NotAProof
from claimtrack.formats.document import Document, Json

FORMAT = "claimtrack-proof"
VERSION = 1
_LONGEST_PATH = 64  # hashes; a history that needs more cannot be


def document(proof: Proof) -> Document:
    """Return a proof as a document whose JSON is the file."""
    whole: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "checkpoint": str(proof.checkpoint),
        "changes": [_change(change) for change in proof.changes],
    }
    if proof.since:
        whole["since"] = [{"checkpoint": str(one.earlier), "path": _hashes(one.path)} for one in proof.since]
    return Document(title="Proof", fields=(), rows=(), whole=whole)


def _change(change: ProvenChange) -> Json:
    opened: dict[str, Json] = {}
    if change.salt is not None:
        opened = {"salt": change.salt.hex(), "content": change.content}
    return {"seq": change.seq, **opened, "leaf": change.leaf.hex(), "path": _hashes(change.path)}


def _hashes(path: tuple[bytes, ...]) -> list[Json]:
    return [one.hex() for one in path]


def read(data: bytes, *, name: str) -> Proof:
    """Return the proof that a file holds; raises NotAProof for anything else, whatever it is."""
    try:
        if len(data) > strict_json.LARGEST:
            raise strict_json.TooLargeError
        said = strict_json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotAProof(name, because="it is not UTF-8") from error
    except ValueError as error:
        raise NotAProof(name, because=str(error)) from error
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise NotAProof(name, because=f"it does not say that it is a {FORMAT}")
    if repr(said.get("version")) != str(VERSION):  # True is 1 to Python, and to no other reader
        raise NotAProof(name, because=f"it is not of version {VERSION}, the one known here")
    try:
        return _proof(said)
    except (ValueError, KeyError, TypeError) as error:
        raise NotAProof(name, because="what stands in it is not what stands in a proof") from error


def _proof(said: dict[str, Any]) -> Proof:
    changes = tuple(_read_change(one) for one in _list(said["changes"]))
    since = tuple(Bridge(_checkpoint(one["checkpoint"]), _path(one["path"])) for one in _list(said.get("since", [])))
    if not changes:
        raise ValueError(changes)
    return Proof(_checkpoint(said["checkpoint"]), changes, since)


def _read_change(said: dict[str, Any]) -> ProvenChange:
    seq = said["seq"]
    if type(seq) is not int or seq < 1:
        raise ValueError(seq)
    leaf, path = _bytes(said["leaf"], DIGEST), _path(said["path"])
    if "salt" not in said and "content" not in said:
        return ProvenChange(seq, leaf, path, salt=None, content=None)
    return ProvenChange(seq, leaf, path, _bytes(said["salt"], SALT), _text(said["content"]))


def _checkpoint(said: object) -> Checkpoint:
    (found,) = checkpoints_in(_text(said))
    if str(found) != said:
        raise ValueError(said)
    return found


def _path(said: object) -> tuple[bytes, ...]:
    found = tuple(_bytes(one, DIGEST) for one in _list(said))
    if len(found) > _LONGEST_PATH:
        raise ValueError(len(found))
    return found


def _bytes(said: object, length: int) -> bytes:
    found = bytes.fromhex(_text(said))
    if found.hex() != said or len(found) != length:
        raise ValueError(said)
    return found


def _text(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError(said)
    return said


def _list(said: object) -> list[Any]:
    if not isinstance(said, list):
        raise TypeError(said)
    return said
