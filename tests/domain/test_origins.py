"""Origins: exact against a brute-force reading of random graphs, and unmoved by copies."""

import random
from collections import UserDict
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.origins import Count, Network, Origins, anachronisms

GRAPHS = 20_000
Edges = Mapping[int, Sequence[int]]


def reached(start: int, edges: Edges, *, without: int | None = None) -> set[int]:
    seen: set[int] = set()
    waiting = [start] if start != without else []
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting += [following for following in edges.get(node, ()) if following != without]
    return seen


def by_force(
    voices: Sequence[int], edges: Edges, party: Mapping[int, int | None], collectors: Sequence[int | None]
) -> Origins:
    """Return the origins by looking at every statement from every other, and taking each out in turn."""
    everything = set().union(*(reached(voice, edges) for voice in voices))
    ends = {node for node in everything if not edges.get(node)}
    circular = {node for node in everything if not reached(node, edges) & ends}
    found = [party[end] for end in ends] + list(collectors)
    live = [voice for voice in voices if voice not in circular]
    met = {
        node
        for node in everything - circular
        if len(live) > 1 and not collectors and not any(reached(v, edges, without=node) & (ends - {node}) for v in live)
    }
    named = frozenset(one for one in found if one is not None)
    return Origins(named, sum(one is None for one in found), frozenset(circular), tuple(sorted(met)))


def origins_of(
    voices: Sequence[int],
    edges: Edges,
    party: Mapping[int, int | None],
    collectors: Sequence[int | None] = (),
) -> Origins:
    return Network(edges, party).origins(voices, collectors)


def test_origins_are_exact_on_random_graphs_with_circles_unnamed_ends_and_copies() -> None:
    draw = random.Random(20231013)
    for _ in range(GRAPHS):
        nodes = range(1, draw.randint(2, 10))
        density = draw.choice((0.05, 0.2, 0.4))
        edges = {a: [b for b in nodes if a != b and draw.random() < density] for a in nodes}
        party = {node: None if draw.random() < 0.2 else draw.randint(1, 4) for node in nodes}
        shared = Network(edges, party)
        for _side in range(2):
            voices = draw.sample(nodes, draw.randint(1, len(nodes)))
            collectors = [draw.choice((None, 1, 2, 9)) for _ in range(draw.choice((0, 0, 0, 1, 2)))]
            forced = by_force(voices, edges, party, collectors)
            number = shared.count(voices, collectors)
            exact = shared.origins(voices, collectors)
            assert exact._replace(bottlenecks=tuple(sorted(exact.bottlenecks))) == forced
            assert number == exact.number == origins_of(voices, edges, party, collectors).number


PARTIES = st.one_of(st.none(), st.integers(1, 3))


@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=14),
    st.lists(PARTIES, min_size=9, max_size=9),
    st.data(),
)
def test_a_recorded_copy_changes_nothing(
    pairs: list[tuple[int, int]], parties: list[int | None], data: st.DataObject
) -> None:
    edges: dict[int, list[int]] = {}
    for one, other in pairs:
        edges.setdefault(one, []).append(other)
    party = dict(enumerate(parties))
    voices = data.draw(st.lists(st.integers(1, 8), min_size=1, unique=True))
    copied = data.draw(st.sampled_from(voices))
    before = origins_of(voices, edges, party)
    after = origins_of([*voices, 99], {**edges, 99: [copied]}, {**party, 99: 7})
    assert (after.identified, after.unresolved, after.circular - {99}) == before[:3]


def test_five_voices_that_rely_on_one_are_one_origin_and_meet_in_it() -> None:
    found = origins_of([2, 3, 4, 5, 6], {n: [1] for n in range(2, 7)}, {n: n * 10 for n in range(1, 7)})
    assert (found.identified, found.bottlenecks, found.number) == (frozenset({10}), (1,), Count(1, 1))


def test_a_chain_of_bottlenecks_runs_from_the_voices_to_the_origin() -> None:
    found = origins_of([4, 5], {4: [3], 5: [3], 3: [2], 2: [1]}, dict.fromkeys(range(1, 6), 1))
    assert found.bottlenecks == (3, 2, 1)


def test_an_unnamed_end_may_be_one_of_those_named() -> None:
    found = origins_of([1, 2], {}, {1: 10, 2: None})
    assert (found.number, found.number.span) == (Count(1, 2), "1-2")


def test_a_circle_gives_no_support() -> None:
    found = origins_of([1, 2], {1: [2], 2: [1]}, {1: 10, 2: 20})
    assert (found.identified, found.circular, found.number) == (frozenset(), frozenset({1, 2}), Count(0, 0))


def test_who_collected_evidence_is_an_origin() -> None:
    assert origins_of([1], {}, {1: 10}, [30, None])[:2] == (frozenset({10, 30}), 1)


class Watched(UserDict[int, list[int]]):
    """Edges that count how often a statement is asked what it relies on."""

    asked = 0

    def __getitem__(self, key: int) -> list[int]:
        self.asked += 1
        return super().__getitem__(key)


@pytest.mark.parametrize("sides", [1, 50])
def test_a_chain_that_many_sides_share_is_walked_once(sides: int) -> None:
    edges = Watched({n: [n - 1] for n in range(2, 1_000)})
    shared = Network(edges, dict.fromkeys(range(1, 1_000), 7))
    assert {shared.count([999 - n]) for n in range(sides)} == {Count(1, 1)}
    assert edges.asked < 4 * len(edges)


def test_circles_that_hang_together_are_walked_once() -> None:
    edges = Watched({n: [n + 1, max(n - 1, 1)] for n in range(1, 1_000)})
    shared = Network(edges, {1_000: None})
    assert {shared.count([n]) for n in range(1, 1_001)} == {Count(1, 1)}
    assert edges.asked < 5 * len(edges)


def test_a_chain_of_any_length_can_be_walked() -> None:
    found = origins_of([50_000], {n: [n - 1] for n in range(2, 50_001)}, dict.fromkeys(range(1, 50_001), 7))
    assert (found.identified, found.circular) == (frozenset({7}), frozenset())


def test_what_relies_on_something_certainly_later_is_an_anachronism() -> None:
    bounds = {1: ("2024-05-01", "2024-05-31"), 2: (None, "2024-05-10"), 3: ("2024-06-01", "2024-06-01")}
    assert anachronisms({1: [2, 3], 2: [1]}, bounds) == {(1, 3)}
