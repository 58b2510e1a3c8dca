"""How many independent origins stand behind a side: where the chains of reliance end, and where they all meet.

Independence is only as recorded: a chain nobody recorded cannot be seen.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

Edges = Mapping[int, Sequence[int]]
_Onward = Callable[[int], Iterable[int]]
_SINK = -1  # a node after every end of a chain; statement numbers are positive


class Origins(NamedTuple):
    """What the chains of one side come down to.

    `identified` are the parties at whose own word a chain ends, or who collected evidence; `unresolved` counts the ends
    that name nobody; `circular` are the statements whose chains lead nowhere but in a circle and give no support;
    `bottlenecks` are the statements every chain passes, from the voices to the origin.
    """

    identified: frozenset[int]
    unresolved: int
    circular: frozenset[int]
    bottlenecks: tuple[int, ...]

    @property
    def least(self) -> int:
        """The fewest there can be: whoever is not named may be one of those who are."""
        return max(len(self.identified), 1 if self.unresolved else 0)

    @property
    def most(self) -> int:
        """The most there can be: everyone who is not named is somebody else."""
        return len(self.identified) + self.unresolved

    @property
    def span(self) -> str:
        """How many there are, as `1`, or as `1-2` where not everyone is named."""
        return str(self.most) if self.least == self.most else f"{self.least}-{self.most}"


def origins_of(
    voices: Collection[int],
    relies_on: Edges,
    party_of: Mapping[int, int | None],
    collectors: Sequence[int | None] = (),
) -> Origins:
    """Return the origins behind the statements of one side and the evidence counted for it.

    `relies_on` leads from a statement to those it relies on, `party_of` from a statement to its party, None for an
    unnamed voice; `collectors` has one party, or None, for each item of evidence. Linear in statements and edges: an
    end is a statement that relies on nothing further, and what reaches no end is circular.
    """
    reached = reached_by(voices, relies_on)
    ends = {node for node in reached if not relies_on.get(node)}
    grounded = reached_by(ends, _reversed(reached, relies_on))
    parties = [party_of[end] for end in ends] + list(collectors)
    live = [voice for voice in voices if voice in grounded]
    meeting = _bottlenecks(live, relies_on, grounded) if len(live) > 1 and not collectors else ()
    return Origins(
        frozenset(party for party in parties if party is not None),
        sum(party is None for party in parties),
        frozenset(reached - grounded),
        meeting,
    )


def reached_by(starts: Iterable[int], edges: Edges) -> set[int]:
    """Return the statements that chains lead to, the first ones among them."""
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        for following in edges.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def anachronisms(relies_on: Edges, bounds: Mapping[int, tuple[str | None, str]]) -> frozenset[tuple[int, int]]:
    """Return the edges that rely on something certainly later: made after the last day the relying statement allows.

    `bounds` has each statement's earliest and latest day as ISO text; such an edge is pointed out, and not used.
    """
    return frozenset(
        (statement, basis)
        for statement, bases in relies_on.items()
        for basis in bases
        if (bounds[basis][0] or "") > bounds[statement][1]
    )


def _reversed(nodes: Iterable[int], edges: Edges) -> dict[int, list[int]]:
    back: dict[int, list[int]] = {}
    for node in nodes:
        for following in edges.get(node, ()):
            back.setdefault(following, []).append(node)
    return back


def _bottlenecks(voices: Sequence[int], relies_on: Edges, grounded: Collection[int]) -> tuple[int, ...]:
    """Return the statements that every chain from any of the voices passes, in order.

    One chain is followed to its end; a statement on it is passed by all exactly if no way around it, through statements
    off that chain, leads from what comes before it to what comes after it. Every edge is looked at once.
    """

    def onward(node: int) -> Iterable[int]:
        if node == 0:
            return voices
        bases = relies_on.get(node, ())
        return [basis for basis in bases if basis in grounded] if bases else (_SINK,)

    chain = _one_chain(onward)
    place = {node: n for n, node in enumerate(chain)}
    furthest, seen, met = 0, set(chain), []
    for n, node in enumerate(chain[:-1]):
        if n and furthest == n:
            met.append(node)
        waiting = [node]
        while waiting:
            for following in onward(waiting.pop()):
                if following in place:
                    furthest = max(furthest, place[following])
                elif following not in seen:
                    seen.add(following)
                    waiting.append(following)
    return tuple(met)


def _one_chain(onward: _Onward) -> list[int]:
    """Return one way from the beginning, 0, to the sink; there is one, since every voice is grounded."""
    came_from = {0: 0}
    waiting = [0]
    while _SINK not in came_from:
        node = waiting.pop()
        for following in onward(node):
            if following not in came_from:
                came_from[following] = node
                waiting.append(following)
    chain = [_SINK]
    while chain[-1] != 0:
        chain.append(came_from[chain[-1]])
    return chain[::-1]
