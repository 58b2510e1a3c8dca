"""Laws of a party that holds a claim and its contradiction: when it does, when it does not, and since when."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.domain.implications import Held, Link, Saying, implied, steps
from claimtrack.domain.inconsistencies import Inconsistency, beginnings, both_implied, inconsistencies
from claimtrack.domain.status import Spoken, judge
from claimtrack.domain.vocabulary import STANCES_FOR, RelationKind, Stance
from tests.domain.test_implications import (
    ASSERTS,
    CONTRADICTS,
    DENIES,
    DOUBTS,
    LINKS,
    NARROWER,
    PART_OF,
    POSITIONS,
    SUGGESTS,
)

Pairs = set[tuple[int, frozenset[int]]]


def pairs(found: list[Inconsistency]) -> Pairs:
    """Return the party and the two claims of each."""
    return {(one.party, one.claims) for one in found}


def held(*positions: tuple[int, Stance]) -> list[Held]:
    return [Held(1, claim, stance, n) for n, (claim, stance) in enumerate(positions, 1)]


# Two claims


@pytest.mark.parametrize(
    ("kind", "one", "other", "is_inconsistent"),
    [
        (CONTRADICTS, ASSERTS, ASSERTS, True),
        (CONTRADICTS, ASSERTS, SUGGESTS, True),
        (CONTRADICTS, SUGGESTS, ASSERTS, True),
        (CONTRADICTS, SUGGESTS, SUGGESTS, False),
        (CONTRADICTS, DENIES, DENIES, False),
        (CONTRADICTS, DENIES, DOUBTS, False),
        (CONTRADICTS, ASSERTS, DENIES, False),
        (CONTRADICTS, DENIES, ASSERTS, False),
        (PART_OF, DENIES, ASSERTS, True),
        (PART_OF, DOUBTS, ASSERTS, True),
        (PART_OF, DOUBTS, SUGGESTS, False),
        (PART_OF, ASSERTS, DENIES, False),
        (PART_OF, ASSERTS, ASSERTS, False),
        (PART_OF, DENIES, DENIES, False),
        (NARROWER, ASSERTS, DENIES, True),
        (NARROWER, ASSERTS, DOUBTS, True),
        (NARROWER, DENIES, ASSERTS, False),
    ],
)
def test_two_positions_are_inconsistent_where_one_implies_the_opposite_of_the_other(
    kind: RelationKind, one: Stance, other: Stance, *, is_inconsistent: bool
) -> None:
    link = Link(1, kind, 2)
    found = inconsistencies(held((1, one), (2, other)), [link])
    assert found == ([Inconsistency(Held(1, 1, one, 1), Held(1, 2, other, 2), (link,))] if is_inconsistent else [])


@pytest.mark.parametrize("kind", sorted(set(RelationKind) - {PART_OF, NARROWER, CONTRADICTS}))
@pytest.mark.parametrize("stances", [(ASSERTS, ASSERTS), (ASSERTS, DENIES), (DENIES, ASSERTS)])
def test_other_relations_make_no_inconsistency(kind: RelationKind, stances: tuple[Stance, Stance]) -> None:
    assert inconsistencies(held((1, stances[0]), (2, stances[1])), [Link(1, kind, 2)]) == []


def test_positions_of_two_parties_are_never_inconsistent() -> None:
    both = [Held(1, 1, ASSERTS, 1), Held(2, 2, ASSERTS, 2)]
    assert inconsistencies(both, [Link(1, CONTRADICTS, 2)]) == []


# Chains


def test_a_whole_contradicts_what_a_part_of_it_contradicts_and_the_way_leads_there() -> None:
    way = (Link(2, PART_OF, 1), Link(3, CONTRADICTS, 2))
    for order in (((1, ASSERTS), (3, ASSERTS)), ((3, ASSERTS), (1, ASSERTS))):
        [found] = inconsistencies(held(*order), way)
        assert found.way == (way if order[0][0] == 1 else way[::-1])


def test_its_own_word_between_takes_the_place_of_what_would_follow_through_there() -> None:
    links = [Link(2, PART_OF, 1), Link(3, CONTRADICTS, 2)]
    both = held((1, ASSERTS), (2, ASSERTS), (3, ASSERTS))
    assert pairs(inconsistencies(both, links)) == {(1, frozenset((2, 3)))}


def test_one_position_is_not_inconsistent_with_itself() -> None:
    links = [Link(1, NARROWER, 2), Link(1, CONTRADICTS, 2)]
    assert inconsistencies(held((1, ASSERTS)), links) == []
    assert both_implied(implied(held((1, ASSERTS)), links)) == []


def test_a_position_that_implies_its_own_opposite_makes_none_with_one_that_implies_it() -> None:
    links = [Link(1, NARROWER, 2), Link(1, CONTRADICTS, 2), Link(3, NARROWER, 1)]
    assert inconsistencies(held((1, ASSERTS), (3, ASSERTS)), links) == []


def test_both_sides_implied_of_a_third_claim_are_an_inconsistency_there() -> None:
    links = [Link(3, PART_OF, 1), Link(3, CONTRADICTS, 2)]
    both = held((1, ASSERTS), (2, ASSERTS))
    expected = [Inconsistency(both[0], both[1], (links[0], links[1]))]
    assert both_implied(implied(both, links)) == inconsistencies(both, links) == expected


# Laws


def by_brute_force(positions: list[Held], links: list[Link]) -> Pairs:
    """Return the pairs by letting each position alone imply whatever it can, until nothing new follows."""
    found = set()
    for one in positions:
        spoken = {other.claim: other for other in positions if other.party == one.party}
        says = {Saying(one.claim, one.stance)}
        while True:
            able = {saying for saying in says if saying.claim not in spoken or saying == (one.claim, one.stance)}
            more = {end for link in links for start, end in steps(link) if start in able}
            if more <= says:
                break
            says |= more
        for claim, other in spoken.items():
            opposite = DENIES if other.stance in STANCES_FOR else ASSERTS
            if other is not one and Saying(claim, opposite) in says:
                found.add((one.party, frozenset((one.claim, claim))))
    return found


@given(POSITIONS, LINKS)
@settings(max_examples=500)
def test_inconsistencies_are_those_of_brute_force(positions: list[Held], links: list[Link]) -> None:
    found = inconsistencies(positions, links)
    assert pairs(found) == by_brute_force(positions, links)
    assert len(pairs(found)) == len(found)


@given(POSITIONS, LINKS)
def test_the_direction_of_a_contradiction_changes_nothing(positions: list[Held], links: list[Link]) -> None:
    turned = [Link(link.other, link.kind, link.claim) if link.kind is CONTRADICTS else link for link in links]
    assert pairs(inconsistencies(positions, turned)) == pairs(inconsistencies(positions, links))


@given(POSITIONS)
def test_without_relations_there_is_none(positions: list[Held]) -> None:
    assert inconsistencies(positions, []) == []


@given(POSITIONS, LINKS)
def test_denials_alone_are_never_inconsistent_and_two_hedged_words_neither(
    positions: list[Held], links: list[Link]
) -> None:
    denials = [one for one in positions if one.stance not in STANCES_FOR]
    assert inconsistencies(denials, links) == []
    for found in inconsistencies(positions, links):
        assert {ASSERTS, DENIES} & {found.one.stance, found.other.stance}
        assert {found.one.stance, found.other.stance} & STANCES_FOR


@given(POSITIONS, LINKS)
def test_each_way_leads_from_one_claim_to_the_other(positions: list[Held], links: list[Link]) -> None:
    for found in inconsistencies(positions, links):
        assert found.one.statement < found.other.statement
        at = found.one.claim
        for link in found.way:
            assert link in links
            assert at in (link.claim, link.other)
            at = link.other if at == link.claim else link.claim
        assert at == found.other.claim


@given(POSITIONS, LINKS)
def test_what_is_implied_on_both_sides_comes_from_positions_that_are_inconsistent(
    positions: list[Held], links: list[Link]
) -> None:
    assert pairs(both_implied(implied(positions, links))) <= pairs(inconsistencies(positions, links))


@given(POSITIONS, LINKS, st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_recorded_changes_no_pair(
    positions: list[Held], links: list[Link], draw: random.Random
) -> None:
    mixed, turned = draw.sample(positions, len(positions)), draw.sample(links, len(links))
    assert pairs(inconsistencies(mixed, turned)) == pairs(inconsistencies(positions, links))


# Since when

CONTRADICTION = [Link(1, CONTRADICTS, 2)]


def said(number: int, stance: Stance, day: int, *, line: tuple[int, ...] = (7,), earliest: int | None = None) -> Spoken:
    return Spoken(number, line, stance, f"2024-01-{earliest or day:02d}", f"2024-01-{day:02d}", f"{number:03d}")


def days_of(statements: dict[int, list[Spoken]], links: list[Link]) -> list[tuple[str, tuple[int, int]]]:
    return [(one.day, (one.found.one.statement, one.found.other.statement)) for one in beginnings(statements, links)]


def test_it_begins_on_the_last_day_that_the_later_position_allows() -> None:
    statements = {1: [said(1, ASSERTS, 2)], 2: [said(2, ASSERTS, 20, earliest=1, line=(8, 7))]}
    assert days_of(statements, CONTRADICTION) == [("2024-01-20", (1, 2))]


def test_a_position_renewed_begins_nothing_and_one_taken_again_does() -> None:
    statements = {
        1: [said(1, ASSERTS, 2), said(3, ASSERTS, 4), said(4, Stance.RETRACTS, 5), said(5, ASSERTS, 6)],
        2: [said(2, ASSERTS, 3)],
    }
    assert days_of(statements, CONTRADICTION) == [("2024-01-03", (1, 2)), ("2024-01-06", (2, 5))]


SPOKEN = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from([(1,), (2, 1), (3,)]), st.sampled_from(Stance), st.integers(1, 8)),
    max_size=10,
)


@given(SPOKEN, LINKS)
def test_what_has_begun_by_a_day_and_stands_is_what_its_positions_give(
    rows: list[tuple[int, tuple[int, ...], Stance, int]], links: list[Link]
) -> None:
    statements: dict[int, list[Spoken]] = {}
    for n, (claim, line, stance, day) in enumerate(rows):
        statements.setdefault(claim, []).append(said(n, stance, day, line=line))
    begun = beginnings(statements, links)
    before: Pairs = set()
    for today in sorted({one.latest for spoken in statements.values() for one in spoken}):
        positions = [
            Held(one.party, claim, one.stance, one.statement_id)
            for claim, spoken in statements.items()
            for judgement in [judge(spoken, (), today)]
            for one in (*judgement.held_for, *judgement.held_against)
        ]
        now = pairs(inconsistencies(positions, links))
        assert pairs([one.found for one in begun if one.day == today]) == now - before
        before = now
