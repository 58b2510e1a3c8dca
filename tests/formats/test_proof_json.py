"""The file of a proof: it comes back as it was written, and whatever else stands in a file is no proof."""

import json
from typing import Any

import pytest

from claimtrack.domain import strict_json
from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.proofs import Bridge, Proof, ProvenChange
from claimtrack.errors.history import NotAProof
from claimtrack.formats import proof_json

ORIGIN = "0192f3ab-1111-7111-8111-111111111111"
PROOF = Proof(
    Checkpoint(ORIGIN, 3, b"r" * 32),
    (
        ProvenChange(1, b"l" * 32, (b"p" * 32, b"q" * 32), b"s" * 16, '{"é":"\u202e\U0001f600\x7f"}'),
        ProvenChange(2, b"m" * 32, (), None, None),
    ),
    (Bridge(Checkpoint(ORIGIN, 2, b"e" * 32), (b"p" * 32,)),),
)
WHOLE = proof_json.document(PROOF).whole


def read(data: bytes) -> Proof:
    return proof_json.read(data, name="one.proof")


@pytest.mark.parametrize("proof", [PROOF, PROOF._replace(since=())], ids=["bridged", "not bridged"])
@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_proof_comes_back_as_it_was_written(proof: Proof, *, ascii_only: bool, encoding: str) -> None:
    text = json.dumps(proof_json.document(proof).whole, ensure_ascii=ascii_only)
    assert read(text.encode(encoding)) == proof


def with_first(**changes: object) -> bytes:
    whole: Any = json.loads(json.dumps(WHOLE))
    whole["changes"][0] |= changes
    return json.dumps(whole).encode()


def without(name: str) -> bytes:
    whole: Any = json.loads(json.dumps(WHOLE))
    for holding in (whole["changes"][0], whole):
        holding.pop(name, None)
    return json.dumps(whole).encode()


def with_whole(**changes: object) -> bytes:
    return json.dumps({**json.loads(json.dumps(WHOLE)), **changes}).encode()


NO_PROOFS = {
    "nothing": b"",
    "no UTF-8": b"\xff\xfe{}",
    "no JSON": b"proof",
    "a list": b"[]",
    "a number": b"7",
    "another format": b'{"format": "bundle"}',
    "a later version": with_whole(version=2),
    "a version that is true": with_whole(version=True),
    "NaN": b'{"format": NaN}',
    "deep": b'{"format":' * 100_000,
    "too large": b" " * (strict_json.LARGEST + 1),
    "a key twice": b'{"format": "claimtrack-proof", "format": "claimtrack-proof"}',
    "no changes": with_whole(changes=[]),
    "changes that are none": with_whole(changes="abc"),
    "a change that is none": with_whole(changes=[None]),
    "a checkpoint with more": with_whole(checkpoint=f"{PROOF.checkpoint} and more"),
    "two checkpoints": with_whole(checkpoint=f"{PROOF.checkpoint} {PROOF.since[0].earlier}"),
    "a checkpoint that is none": with_whole(checkpoint=7),
    "a bridge that is none": with_whole(since=[7]),
    "bridges that are none": with_whole(since={}),
    "a place before the first": with_first(seq=0),
    "a place that is true": with_first(seq=True),
    "a place beyond all numbers": with_first(seq=10**30),
    "a leaf too short": with_first(leaf="00"),
    "a leaf of other signs": with_first(leaf="xx" * 32),
    "a leaf with blanks": with_first(leaf="00 " * 32),
    "a leaf in capitals": with_first(leaf="AB" * 32),
    "a salt too long": with_first(salt="00" * 17),
    "a way too long": with_first(path=["00" * 32] * 65),
    "a way of numbers": with_first(path=[7]),
    "words that are none": with_first(content=7),
    "half a character": with_first(content="\ud83d"),
    **{f"no {name}": without(name) for name in ("seq", "leaf", "path", "salt", "content", "checkpoint", "changes")},
}


@pytest.mark.parametrize("data", NO_PROOFS.values(), ids=NO_PROOFS)
def test_whatever_else_stands_in_a_file_is_no_proof(data: bytes) -> None:
    with pytest.raises(NotAProof):
        read(data)
