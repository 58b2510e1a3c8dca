"""Trees of chains: every statement followed once, circles cut, nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.chains import Branch, Cut, branches
from claimtrack.domain.origins import reached_by

GRAPHS = st.dictionaries(st.integers(1, 8), st.lists(st.integers(1, 8), unique=True, max_size=4))


def test_a_chain_goes_down_to_its_origin() -> None:
    assert list(branches([3], {3: [2], 2: [1]})) == [Branch(3, 0, None), Branch(2, 1, None), Branch(1, 2, None)]


def test_a_circle_is_cut_where_it_closes() -> None:
    assert list(branches([1], {1: [2], 2: [1]})) == [Branch(1, 0, None), Branch(2, 1, None), Branch(1, 2, Cut.CIRCULAR)]


def test_what_was_followed_elsewhere_stands_above() -> None:
    assert list(branches([1, 2], {1: [2], 2: [3]}))[-1] == Branch(2, 0, Cut.ABOVE)


@given(voices=st.lists(st.integers(1, 8), unique=True), edges=GRAPHS)
def test_a_tree_has_every_statement_reached_and_is_no_longer_than_the_graph(
    voices: list[int], edges: dict[int, list[int]]
) -> None:
    drawn = list(branches(voices, edges))
    reached = reached_by(voices, edges)
    assert {branch.statement for branch in drawn} == reached
    assert len(drawn) == len(voices) + sum(len(edges.get(node, ())) for node in reached)
