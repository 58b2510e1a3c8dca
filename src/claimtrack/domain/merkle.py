"""The tree of hashes over a growing list, as in RFC 6962 (Certificate Transparency), section 2.1, with SHA-256.

A root of 32 bytes stands for the whole list in its order; a proof of some log2(n) hashes shows that one leaf is in it,
or that one list continues another. Leaves and inner nodes are hashed with different first bytes, so that neither can be
passed off as the other.
"""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple

DIGEST = 32  # bytes of every hash
EMPTY = sha256(b"").digest()
_PAIR = 2 * DIGEST
Stretch = tuple[int, int]  # leaves of a list, from the first to before the last


def leaf_hash(content: bytes) -> bytes:
    """Return the hash of a leaf."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


class Frontier(NamedTuple):
    """What must be kept of a list to let it grow: the roots of its full subtrees, the largest first.

    There is one for each bit that is set in `size`.
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def grown(self, leaves: Iterable[bytes]) -> "Frontier":
        """Return the frontier after more leaves; some two hashes a leaf, whatever the size.

        Level by level: what is left of a level before joins the new nodes, and one without a partner is left of it.
        """
        level, before, left, height = list(leaves), list(self.roots), [], 0
        size = self.size + len(level)
        while level:
            if self.size >> height & 1:
                level.insert(0, before.pop())
            if len(level) & 1:
                left.append(level.pop())
            pairs = b"".join(level)
            level = [sha256(b"\x01" + pairs[at : at + _PAIR]).digest() for at in range(0, len(pairs), _PAIR)]
            height += 1
        return Frontier(size, (*before, *reversed(left)))

    @property
    def root(self) -> bytes:
        """The root of the whole list."""
        if not self.roots:
            return EMPTY
        *others, root = self.roots
        for other in reversed(others):
            root = node_hash(other, root)
        return root

    def as_bytes(self) -> bytes:
        """Return the roots one after the other."""
        return b"".join(self.roots)

    @classmethod
    def of_bytes(cls, size: int, kept: bytes) -> "Frontier":
        """Return the frontier that was kept; raises ValueError where its size and its roots do not fit together."""
        roots = tuple(kept[start : start + DIGEST] for start in range(0, len(kept), DIGEST))
        if size < 0 or len(roots) != size.bit_count() or any(len(root) != DIGEST for root in roots):
            raise ValueError(size)
        return cls(size, roots)


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root of a list of leaf hashes."""
    return Frontier().grown(leaves).root


def roots_between(leaves: Iterable[bytes], stretches: Collection[Stretch]) -> dict[Stretch, bytes]:
    """Return the roots of stretches of a list, in one pass that keeps no leaf.

    Each must be one that `path` or `bridge` names: a full subtree, or what is left of the list at its end.
    """
    wanted, found = set(stretches), {}
    standing: list[tuple[int, bytes]] = []  # the full subtrees so far, each with its first leaf
    end = 0
    for end, leaf in enumerate(leaves, 1):
        start, root = end - 1, leaf
        if (start, end) in wanted:
            found[start, end] = root
        while standing and start - standing[-1][0] == end - start:
            start, left = standing.pop()
            root = node_hash(left, root)
            if (start, end) in wanted:
                found[start, end] = root
        standing.append((start, root))
    if standing:
        _, root = standing.pop()
        for start, left in reversed(standing):
            root = node_hash(left, root)
            if (start, end) in wanted:
                found[start, end] = root
    return found


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the hashes that show that the leaf at an index is in the list: RFC 6962, 2.1.1."""
    stretches = path(index, len(leaves))
    found = roots_between(leaves, stretches)
    return [found[one] for one in stretches]


def path(index: int, size: int) -> list[Stretch]:
    """Return the stretches of leaves beside the way from a leaf up to the root, the nearest first."""
    if not 0 <= index < size:
        raise IndexError(index)
    start, end, beside = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            beside.append((middle, end))
            end = middle
        else:
            beside.append((start, middle))
            start = middle
    return beside[::-1]


def _split(size: int) -> int:
    """Return the greatest power of two below a size above one: where RFC 6962 parts a list."""
    return 1 << (size - 1).bit_length() - 1


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that the leaf at an index is in the list with this root: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf
    for beside in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(beside, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistency(leaves: Sequence[bytes], earlier: int) -> list[bytes]:
    """Return the hashes that show that the list continues its own first `earlier` leaves: RFC 6962, 2.1.2."""
    stretches = bridge(earlier, len(leaves))
    found = roots_between(leaves, stretches)
    return [found[one] for one in stretches]


def bridge(earlier: int, size: int) -> list[Stretch]:
    """Return the stretches whose roots show that a list continues its own first `earlier` leaves."""
    if not 0 <= earlier <= size:
        raise IndexError(earlier)
    if earlier in (0, size):
        return []
    start, end, above = 0, size, []
    while earlier != end:
        middle = start + _split(end - start)
        if earlier <= middle:
            above.append((middle, end))
            end = middle
        else:
            above.append((start, middle))
            start = middle
    return ([(start, end)] if start else []) + above[::-1]


def continues(earlier: int, earlier_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether a proof shows that a list continues an earlier one: RFC 9162, 2.1.4.2."""
    if earlier == 0:
        return not proof and earlier_root == EMPTY
    if earlier >= size:
        return earlier == size and not proof and earlier_root == root
    steps = list(proof)
    if earlier & earlier - 1 == 0:
        steps.insert(0, earlier_root)
    if not steps:
        return False
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for beside in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(beside, before), node_hash(beside, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and before == earlier_root and after == root
