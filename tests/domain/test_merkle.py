"""The tree of hashes: RFC 6962's own examples, and every proof of every small list, honest and forged."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.merkle import (
    EMPTY,
    Frontier,
    consistency,
    continues,
    includes,
    inclusion,
    leaf_hash,
    node_hash,
    root_of,
)

# The inputs and roots that the tests of Certificate Transparency's own programs share.
INPUTS = [bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
SIZES = range(34)


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(bytes([n])) for n in range(size)]


def naive_root(hashes: list[bytes]) -> bytes:
    """Return the root by the definition of RFC 6962, 2.1, word for word."""
    if not hashes:
        return sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return node_hash(naive_root(hashes[:split]), naive_root(hashes[split:]))


def test_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]) == EMPTY == sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_every_other_program_finds(size: int) -> None:
    assert root_of(leaf_hash(one) for one in INPUTS[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize("size", SIZES)
def test_root_is_that_of_the_definition(size: int) -> None:
    assert root_of(leaves(size)) == naive_root(leaves(size))


@given(parts=st.lists(st.integers(0, 9), max_size=6))
def test_a_list_that_grows_in_parts_has_the_root_of_the_whole(parts: list[int]) -> None:
    found, rest = Frontier(), leaves(sum(parts))
    for part in parts:
        found, rest = found.grown(rest[:part]), rest[part:]
        found = Frontier.of_bytes(found.size, found.as_bytes())
    assert found.root == naive_root(leaves(sum(parts)))


@pytest.mark.parametrize(("size", "kept"), [(1, b""), (3, b"x" * 32), (0, b"x" * 32), (1, b"x" * 31), (-1, b"x" * 32)])
def test_frontier_that_does_not_fit_its_size_is_refused(size: int, kept: bytes) -> None:
    with pytest.raises(ValueError, match=str(size)):
        Frontier.of_bytes(size, kept)


@pytest.mark.parametrize("size", SIZES)
def test_every_leaf_is_proven_and_no_other(size: int) -> None:
    found, root = leaves(size), root_of(leaves(size))
    for index in range(size):
        proof = inclusion(found, index)
        assert includes(found[index], index, size, proof, root)
        for wrong in range(-1, size + 1):
            assert includes(found[index], wrong, size, proof, root) == (wrong == index)
        assert not includes(leaf_hash(b"forged"), index, size, proof, root)
        assert not includes(found[index], index, size, proof, leaf_hash(b"forged"))
        assert not includes(found[index], index, size, [*proof, root], root)
        assert not proof or not includes(found[index], index, size, proof[1:], root)


def test_proof_is_as_long_as_the_tree_is_high() -> None:
    assert len(inclusion(leaves(200), 77)) == 8


@pytest.mark.parametrize("size", SIZES)
def test_every_list_is_shown_to_continue_its_beginnings_and_nothing_else(size: int) -> None:
    found, root = leaves(size), root_of(leaves(size))
    for earlier in range(size + 1):
        proof, before = consistency(found, earlier), root_of(found[:earlier])
        assert continues(earlier, before, size, root, proof)
        assert not continues(earlier, leaf_hash(b"forged"), size, root, proof)
        assert earlier == 0 or not continues(earlier, before, size, leaf_hash(b"forged"), proof)
        assert not continues(earlier, before, size, root, [*proof, root])
        assert not proof or not continues(earlier, before, size, root, proof[:-1])


@pytest.mark.parametrize("index", [-1, 3])
def test_there_is_no_proof_of_what_is_not_there(index: int) -> None:
    with pytest.raises(IndexError):
        inclusion(leaves(3), index)


@pytest.mark.parametrize("earlier", [-1, 4])
def test_there_is_no_proof_from_what_never_was(earlier: int) -> None:
    with pytest.raises(IndexError):
        consistency(leaves(3), earlier)
