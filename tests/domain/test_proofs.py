"""What a proof proves: every change of one row, in its words, in one history; and nothing once a byte of it differs."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.ledger import Operation, Shape, Wording, leaf_of
from claimtrack.domain.merkle import consistency, inclusion, leaf_hash, root_of
from claimtrack.domain.proofs import Bridge, Proof, ProvenChange, faults_in, held_against, told

ORIGIN = "0192f3ab-1111-7111-8111-111111111111"
SALT = b"s" * 16
SIZE = 11


def content(seq: int, *, origin: str = ORIGIN, number: int = 1, text: str = "We have not.") -> str:
    shape = Shape(("id", "quote", "uid"))
    operation = Operation(1, "2024-06-01T12:00:00.000000Z", "tester", None, None)
    return (
        Wording(origin, operation, "recorded", "statement", None)
        .content(seq, shape.row((number, text, f"uid-{number}")))
        .decode()
    )


def proof_of(*contents: tuple[int, str], earlier: int | None = None) -> Proof:
    """Return the proof of contents at their places, in a history of other leaves."""
    leaves = [leaf_hash(bytes([n])) for n in range(SIZE)]
    for seq, said in contents:
        leaves[seq - 1] = leaf_of(SALT, said.encode())
    changes = (
        ProvenChange(seq, leaves[seq - 1], tuple(inclusion(leaves, seq - 1)), SALT, said) for seq, said in contents
    )
    since: tuple[Bridge, ...] = ()
    if earlier is not None:
        before = Checkpoint(ORIGIN, earlier, root_of(leaves[:earlier]))
        since = (Bridge(before, tuple(consistency(leaves, earlier))),)
    return Proof(Checkpoint(ORIGIN, SIZE, root_of(leaves)), tuple(changes), since)


def with_first(proof: Proof, **changes: object) -> Proof:
    first = ProvenChange(**{**proof.changes[0]._asdict(), **changes})
    return proof._replace(changes=(first, *proof.changes[1:]))


def test_honest_proof_holds() -> None:
    assert faults_in(proof_of((4, content(4)), (9, content(9)))) == []


def test_proof_of_a_redacted_change_shows_that_it_was_there() -> None:
    proof = with_first(proof_of((4, content(4))), salt=None, content=None)
    assert faults_in(proof) == []


FORGERIES: dict[str, Callable[[Proof], Proof]] = {
    "other words": lambda proof: with_first(proof, content=content(4, text="We have.")),
    "other salt": lambda proof: with_first(proof, salt=b"t" * 16),
    "other leaf": lambda proof: with_first(proof, leaf=leaf_hash(b"x")),
    "other place": lambda proof: with_first(proof, seq=5),
    "no place": lambda proof: with_first(proof, seq=SIZE + 1),
    "other way": lambda proof: with_first(proof, path=proof.changes[0].path[1:]),
    "other history": lambda proof: proof._replace(checkpoint=proof.checkpoint._replace(root=leaf_hash(b"x"))),
    "other length": lambda proof: proof._replace(checkpoint=proof.checkpoint._replace(size=SIZE + 9)),
    "twice": lambda proof: proof._replace(changes=proof.changes * 2),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_forged_proof_proves_nothing(forge: Callable[[Proof], Proof]) -> None:
    assert faults_in(forge(proof_of((4, content(4)))))


def test_changes_out_of_their_order_prove_nothing() -> None:  # the last one is shown as how the row stood
    proof = proof_of((4, content(4)), (9, content(9)))
    assert faults_in(proof._replace(changes=proof.changes[::-1]))


def test_honest_leaf_at_another_place_proves_nothing() -> None:
    """An owner who hashed content that names another place or record would have two histories to choose from."""
    assert faults_in(proof_of((4, content(5))))
    assert faults_in(proof_of((4, content(4, origin="another"))))


def test_changes_of_two_rows_are_no_proof_of_one() -> None:
    assert [fault.says for fault in faults_in(proof_of((4, content(4)), (5, content(5, number=2))))] == [
        "they are of more than one row"
    ]


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"row":{}}', content(4).replace('"id":1', '"id":"1"'),
                                  content(4).replace('"by"', '"to"'), content(4).replace('"seq":4', '"seq":4,"seq":4'),
                                  content(4).replace('"quote":"', '"quote":["').replace('."', '."]')])  # fmt: skip
def test_content_that_no_ledger_would_word_says_nothing(said: str) -> None:
    assert told(said) is None
    assert faults_in(proof_of((4, said)))


@given(said=st.text(st.characters(exclude_categories=["Cs"])))
def test_words_come_back_as_they_were(said: str) -> None:
    found = told(content(4, text=said))
    assert found
    assert (found.row["quote"], found.entity, found.number, found.seq) == (said, "statement", 1, 4)


def held_up(proof: Proof, held: Checkpoint) -> bool | None:
    return held_against(proof, [held])[0].agrees


@pytest.mark.parametrize("earlier", range(SIZE + 1))
def test_bridged_checkpoint_is_continued_and_no_other_of_its_length(earlier: int) -> None:
    proof = proof_of((4, content(4)), earlier=earlier)
    held = proof.since[0].earlier
    assert faults_in(proof) == []
    assert held_up(proof, held) is True
    assert held_up(proof, held._replace(root=leaf_hash(b"x"))) is False
    forged = proof.since[0]._replace(earlier=held._replace(root=leaf_hash(b"x")))
    assert faults_in(proof._replace(since=(forged,)))


@pytest.mark.parametrize("size", [SIZE - 1, SIZE + 1])
def test_checkpoint_of_another_length_cannot_be_compared(size: int) -> None:
    proof = proof_of((4, content(4)))
    (found,) = held_against(proof, [proof.checkpoint._replace(size=size)])
    assert found.agrees is None
    assert "cannot be compared without a consistency proof" in found.says


def test_checkpoint_of_another_record_is_none_of_the_proof() -> None:
    proof = proof_of((4, content(4)))
    assert held_up(proof, proof.checkpoint) is True
    assert held_up(proof, proof.checkpoint._replace(origin="0192f3ab-2222-7111-8111-111111111111")) is False
