"""Laws of what is implied: signs across each relation, chains, circles, and no denial of a whole that spreads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.implications import Held, Implied, Link, Saying, implied, steps
from claimtrack.domain.vocabulary import RelationKind, Stance

ASSERTS, DENIES, SUGGESTS, DOUBTS = Stance.ASSERTS, Stance.DENIES, Stance.SUGGESTS, Stance.DOUBTS
PART_OF, NARROWER, CONTRADICTS = RelationKind.PART_OF, RelationKind.NARROWER_THAN, RelationKind.CONTRADICTS

CLAIMS = st.integers(1, 6)
LINKS = st.lists(
    st.builds(Link, CLAIMS, st.sampled_from(RelationKind), CLAIMS).filter(lambda link: link.claim != link.other),
    max_size=12,
    unique=True,
)
POSITIONS = st.dictionaries(
    st.tuples(st.integers(1, 3), CLAIMS), st.sampled_from([ASSERTS, DENIES, SUGGESTS, DOUBTS]), max_size=8
).map(lambda held: [Held(party, claim, stance, n) for n, ((party, claim), stance) in enumerate(held.items(), 1)])


def follows(stance: Stance, on: int, *links: Link) -> dict[int, set[Stance]]:
    """Return what one party's one position implies, by claim."""
    found: dict[int, set[Stance]] = {}
    for one in implied([Held(1, on, stance, 1)], links):
        found.setdefault(one.claim, set()).add(one.says)
    return found


def places(found: list[Implied]) -> set[tuple[int, int, Stance]]:
    return {(one.party, one.claim, one.says) for one in found}


@pytest.mark.parametrize(
    ("kind", "on", "stance", "expected"),
    [
        (PART_OF, 2, ASSERTS, {1: {ASSERTS}}),
        (PART_OF, 1, DENIES, {2: {DENIES}}),
        (PART_OF, 1, ASSERTS, {}),
        (PART_OF, 2, DENIES, {}),
        (NARROWER, 1, ASSERTS, {2: {ASSERTS}}),
        (NARROWER, 2, DENIES, {1: {DENIES}}),
        (NARROWER, 2, ASSERTS, {}),
        (NARROWER, 1, DENIES, {}),
        (CONTRADICTS, 1, ASSERTS, {2: {DENIES}}),
        (CONTRADICTS, 2, ASSERTS, {1: {DENIES}}),
        (CONTRADICTS, 1, DENIES, {}),
        (CONTRADICTS, 2, DENIES, {}),
    ],
)
def test_what_follows_from_one_across_two(
    kind: RelationKind, on: int, stance: Stance, expected: dict[int, set[Stance]]
) -> None:
    assert follows(stance, on, Link(1, kind, 2)) == expected


@pytest.mark.parametrize("kind", sorted(set(RelationKind) - {PART_OF, NARROWER, CONTRADICTS}))
@pytest.mark.parametrize("stance", [ASSERTS, DENIES])
def test_other_relations_imply_nothing(kind: RelationKind, stance: Stance) -> None:
    assert follows(stance, 1, Link(1, kind, 2)) == follows(stance, 2, Link(1, kind, 2)) == {}


@pytest.mark.parametrize("stance", [SUGGESTS, DOUBTS])
@pytest.mark.parametrize("kind", [PART_OF, NARROWER, CONTRADICTS])
def test_a_hedged_word_implies_nothing(kind: RelationKind, stance: Stance) -> None:
    assert follows(stance, 1, Link(1, kind, 2)) == follows(stance, 2, Link(1, kind, 2)) == {}


def test_a_chain_leads_through_several_relations_and_is_carried() -> None:
    chain = (Link(2, PART_OF, 1), Link(2, NARROWER, 3), Link(4, CONTRADICTS, 3), Link(4, PART_OF, 5))
    found = implied([Held(1, 1, ASSERTS, 7)], chain)
    assert [(one.claim, one.says, len(one.chain)) for one in found] == [
        (2, ASSERTS, 1),
        (3, ASSERTS, 2),
        (4, DENIES, 3),
        (5, DENIES, 4),
    ]
    assert found[-1].chain == chain
    assert found[-1].by == Held(1, 1, ASSERTS, 7)


def test_both_sides_are_kept_where_both_follow() -> None:
    held = [Held(1, 1, ASSERTS, 1), Held(1, 2, ASSERTS, 2)]
    found = implied(held, [Link(3, PART_OF, 1), Link(3, CONTRADICTS, 2)])
    assert places(found) == {(1, 3, ASSERTS), (1, 3, DENIES)}


def test_its_own_word_goes_before_what_would_follow_there_and_from_there() -> None:
    held = [Held(1, 1, ASSERTS, 1), Held(1, 2, SUGGESTS, 2)]
    assert implied(held, [Link(2, PART_OF, 1), Link(3, PART_OF, 2)]) == []


@given(POSITIONS, LINKS)
def test_each_chain_leads_from_the_position_to_what_is_implied(held: list[Held], links: list[Link]) -> None:
    for one in implied(held, links):
        at = Saying(one.by.claim, one.by.stance)
        for link in one.chain:
            assert link in links
            at = dict(steps(link))[at]
        assert at == (one.claim, one.says)
        assert one.by in held
        assert one.by.party == one.party


@given(POSITIONS, LINKS)
def test_nothing_is_implied_where_a_party_has_spoken_nor_said_twice(held: list[Held], links: list[Link]) -> None:
    found = implied(held, links)
    assert len(places(found)) == len(found)
    assert not {(one.party, one.claim) for one in found} & {(one.party, one.claim) for one in held}


@given(POSITIONS, LINKS, LINKS)
def test_more_relations_take_nothing_away(held: list[Held], links: list[Link], more: list[Link]) -> None:
    assert places(implied(held, links)) <= places(implied(held, [*links, *more]))


@given(POSITIONS, LINKS, st.integers(1, 3))
def test_what_one_party_says_changes_nothing_for_another(held: list[Held], links: list[Link], party: int) -> None:
    others = [one for one in held if one.party != party]
    assert places(implied(others, links)) == {place for place in places(implied(held, links)) if place[0] != party}


@given(POSITIONS, LINKS)
def test_a_denial_alone_never_reaches_a_part_nor_becomes_an_assertion(held: list[Held], links: list[Link]) -> None:
    denials = [one for one in held if one.stance is DENIES]
    assert all(one.says is DENIES for one in implied(denials, links))
    parts = [link for link in links if link.kind is PART_OF]
    for one in implied(denials, parts):
        assert all(link.claim != one.claim for link in one.chain[-1:])


@given(st.integers(2, 40), st.sampled_from([PART_OF, NARROWER, CONTRADICTS]))
def test_circles_end_with_each_claim_reached(size: int, kind: RelationKind) -> None:
    ring = [Link(n, kind, n % size + 1) for n in range(1, size + 1)]
    found = implied([Held(1, 1, ASSERTS, 1)], ring)
    assert len(found) == len(places(found))
    assert {one.claim for one in found} == (set(range(2, size + 1)) if kind is not CONTRADICTS else {2, size})
