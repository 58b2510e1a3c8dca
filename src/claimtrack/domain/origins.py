"""How many independent origins stand behind a side: where the chains of reliance end, and where they all meet.

This is the only place where that rule stands: the kept counts and every explanation ask one network. Independence is
only as recorded: a chain nobody recorded cannot be seen.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

Edges = Mapping[int, Sequence[int]]
_Onward = Callable[[int], Iterable[int]]
_SINK = -1  # a node after every end of a chain; statement numbers are positive


class Count(NamedTuple):
    """How many origins there are: the fewest and the most there can be."""

    least: int
    most: int

    @property
    def span(self) -> str:
        """The count as `1`, or as `1-2` where not everyone is named."""
        return str(self.most) if self.least == self.most else f"{self.least}-{self.most}"


def counted(identified: int, unresolved: int) -> Count:
    """Return the count of some origins that are named and some that are not.

    Whoever is not named may be one of those who are, and may be somebody else.
    """
    return Count(max(identified, 1 if unresolved else 0), identified + unresolved)


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
    def number(self) -> Count:
        """How many there are."""
        return counted(len(self.identified), self.unresolved)


class Network:
    """The chains of many statements, and the origins that each leads to; shared by every side that asks.

    `relies_on` leads from a statement to those it relies on, `party_of` from a statement to its party, None for an
    unnamed voice. An end is a statement that relies on nothing further; its origin is its party, or itself where nobody
    is named. What leads to no end is circular. Each statement and each edge is walked once, however many sides pass it.
    """

    def __init__(self, relies_on: Edges, party_of: Mapping[int, int | None]) -> None:
        self._relies_on = relies_on
        self._party_of = party_of
        self._behind: dict[int, int] = {}  # the origins of each statement walked, as a set of bits
        self._bit_of: dict[int, int] = {}  # the place of each party among the bits
        self._bits = 0
        self._named = 0

    def count(self, voices: Collection[int], collectors: Sequence[int | None] = ()) -> Count:
        """Return how many origins stand behind the statements of one side and the evidence counted for it.

        `collectors` has one party, or None, for each item of evidence.
        """
        if not any(map(self._relies_on.get, voices)):  # each is an end itself, as nearly all are
            ends = [*map(self._party_of.__getitem__, voices), *collectors]
            unnamed = ends.count(None)
            return counted(len({*ends}) - bool(unnamed), unnamed)
        named, unresolved = self._split(voices, collectors)
        return counted(named.bit_count(), unresolved)

    def origins(self, voices: Collection[int], collectors: Sequence[int | None] = ()) -> Origins:
        """Return these origins, what is circular, and where all chains meet."""
        named, unresolved = self._split(voices, collectors)
        reached = reached_by(voices, self._relies_on)
        grounded = {statement for statement in reached if self._behind[statement]}
        live = [voice for voice in voices if voice in grounded]
        meeting = _bottlenecks(live, self._relies_on, grounded) if len(live) > 1 and not collectors else ()
        identified = frozenset(party for party, bit in self._bit_of.items() if named >> bit & 1)
        return Origins(identified, unresolved, frozenset(reached - grounded), meeting)

    def _split(self, voices: Iterable[int], collectors: Sequence[int | None]) -> tuple[int, int]:
        """Return the parties behind a side as a set of bits, and how many of its origins name nobody."""
        behind = 0
        for voice in voices:
            if voice not in self._behind:
                if self._relies_on.get(voice):
                    self._walk(voice)
                else:  # it is an end itself, as nearly all are
                    self._settle((voice,))
            behind |= self._behind[voice]
        for collector in collectors:
            behind |= self._origin(collector) if collector is not None else 0
        unnamed = sum(collector is None for collector in collectors)
        return behind & self._named, (behind & ~self._named).bit_count() + unnamed

    def _origin(self, party: int | None) -> int:
        """Return the bit of a party, or one that nobody has where there is none."""
        if party is not None and party in self._bit_of:
            return 1 << self._bit_of[party]
        bit = 1 << self._bits
        if party is not None:
            self._bit_of[party] = self._bits
            self._named |= bit
        self._bits += 1
        return bit

    def _walk(self, start: int) -> None:
        """Find what a statement, and each that it leads to, comes down to; a circle is settled as one statement.

        Gabow's walk: `heads` are the statements on the way that may begin a circle; one met again takes all heads after
        it into its own. Only numbers are held on the way: Python looks through whatever else is alive again and again.
        """
        met: dict[int, int] = {}
        looked_at: dict[int, int] = {}
        way, heads, unsettled = [start], [], []
        while way:
            node = way[-1]
            bases = self._relies_on.get(node, ())
            if node not in met:
                met[node] = len(met)
                looked_at[node] = 0
                heads.append(node)
                unsettled.append(node)
            while looked_at[node] < len(bases):
                basis = bases[looked_at[node]]
                looked_at[node] += 1
                if basis in self._behind:
                    continue
                if basis not in met:
                    way.append(basis)
                    break
                while met[heads[-1]] > met[basis]:
                    heads.pop()
            else:
                way.pop()
                if heads[-1] == node:
                    heads.pop()
                    circle = [unsettled.pop()]
                    while circle[-1] != node:
                        circle.append(unsettled.pop())
                    self._settle(circle)

    def _settle(self, circle: Sequence[int]) -> None:
        """Give statements that all lead to each other, or one alone, the origins that any of them leads to."""
        behind = 0
        for node in circle:
            bases = self._relies_on.get(node)
            if not bases:
                behind = self._origin(self._party_of[node])
                continue
            for basis in bases:
                if further := self._behind.get(basis, 0):
                    behind = behind | further if behind else further  # along a chain it stays one and the same number
        self._behind.update(dict.fromkeys(circle, behind))


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
