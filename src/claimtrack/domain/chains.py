"""What stands behind one side of a claim: its voices, what they rely on, and the origins these come down to."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from claimtrack.domain.origins import Edges, Origins
from claimtrack.domain.status import Judgement
from claimtrack.domain.vocabulary import Side


class Voices(NamedTuple):
    """Who speaks and what shows on one side: the statements that hold positions, and the evidence that counts."""

    statements: tuple[int, ...] = ()
    evidence: tuple[int, ...] = ()


class Chains(NamedTuple):
    """What one side rests on.

    `relies_on` are the edges that were used; `anachronistic` are those that were not, since they rely on something
    certainly later.
    """

    voices: Voices
    relies_on: Edges
    origins: Origins
    anachronistic: tuple[tuple[int, int], ...]


Sides = Mapping[Side, Chains]


class Cut(StrEnum):
    """Why a tree of chains is not followed further at a statement."""

    CIRCULAR = "circular"
    ABOVE = "above"


class Branch(NamedTuple):
    """One line of the tree of chains: a statement, how deep it stands, and why it is not followed, if it is not."""

    statement: int
    depth: int
    cut: Cut | None


def voices_of(judgement: Judgement) -> dict[Side, Voices]:
    """Return the voices of both sides as the rule judged them."""
    return {
        Side.FOR: Voices(
            tuple(said.statement_id for said in judgement.held_for),
            tuple(item.evidence_id for item in judgement.supporting),
        ),
        Side.AGAINST: Voices(
            tuple(said.statement_id for said in judgement.held_against),
            tuple(item.evidence_id for item in judgement.refuting),
        ),
    }


def branches(voices: Sequence[int], relies_on: Edges) -> Iterator[Branch]:
    """Yield the tree of chains from each voice down, every statement followed once: it is no longer than the graph.

    A statement that is met again on its own way is circular; one that was followed elsewhere stands above.
    """
    followed: set[int] = set()
    on_the_way: set[int] = set()
    waiting = [(voice, 0) for voice in reversed(voices)]
    while waiting:
        node, depth = waiting.pop()
        if depth < 0:  # everything under it has been drawn
            on_the_way.discard(node)
            continue
        cut = None
        if node in followed and relies_on.get(node):
            cut = Cut.CIRCULAR if node in on_the_way else Cut.ABOVE
        yield Branch(node, depth, cut)
        if cut is None and node not in followed:
            followed.add(node)
            on_the_way.add(node)
            waiting.append((node, -1))
            waiting += [(basis, depth + 1) for basis in reversed(relies_on.get(node, ()))]
