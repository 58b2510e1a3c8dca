"""Where the positions of one party say both that one claim is so and that it is not, by how claims stand to each other.

What follows from a position is what `implications` gives, and nothing else: of two claims that contradict each other a
party may deny both, since both can be false, and it may suggest both, since a hedged word implies nothing. It may not
assert both: who asserts one denies the other. Nor may it assert a whole and deny a part, or assert the narrower claim
and deny the broader. Relations that make one position alone imply both sides are the record's fault, not the party's.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from claimtrack.domain.implications import Held, Implied, Link, Saying, steps
from claimtrack.domain.status import Spoken, judge
from claimtrack.domain.vocabulary import STANCES_FOR, Stance

Premises = Mapping[Saying, Sequence[tuple[Saying, Link]]]


class Inconsistency(NamedTuple):
    """Two positions of one party, the earlier recorded first, and the relations from the one claim to the other."""

    one: Held
    other: Held
    way: tuple[Link, ...]

    @property
    def party(self) -> int:
        """The party that holds both."""
        return self.one.party

    @property
    def claims(self) -> frozenset[int]:
        """The two claims on which it holds them."""
        return frozenset((self.one.claim, self.other.claim))


class Beginning(NamedTuple):
    """An inconsistency and the day from which on the party is certain to hold both positions."""

    day: str
    found: Inconsistency


def inconsistencies(held: Iterable[Held], links: Iterable[Link]) -> list[Inconsistency]:
    """Return each pair of positions of one party of which one implies the opposite of the other, by a shortest way.

    As in what is implied, a party's own word on a claim goes before what would follow there, and through there.
    """
    premises = _premises(links)
    parties: dict[int, dict[int, Held]] = {}
    for one in held:
        parties.setdefault(one.party, {})[one.claim] = one
    return sorted(found for positions in parties.values() for found in _of_party(positions, premises))


def both_implied(implied: Iterable[Implied]) -> list[Inconsistency]:
    """Return the pairs of positions by which parties imply both sides of a claim on which they hold none.

    There is one for each such claim, and its way leads through that claim.
    """
    sides: dict[tuple[int, int], Implied] = {}
    found = []
    for one in implied:
        other = sides.setdefault((one.party, one.claim), one)
        if other.by != one.by:
            found.append(_in_order(other.by, one.by, (*other.chain, *reversed(one.chain))))
    return sorted(found)


def beginnings(statements: Mapping[int, Sequence[Spoken]], links: Iterable[Link]) -> list[Beginning]:
    """Return the days on which parties came to hold positions that are inconsistent, in order.

    A position that is only renewed begins nothing; one that was given up and is taken again does.
    """
    premises = _premises(links)
    news: dict[str, dict[int, set[int]]] = {}
    for claim, spoken in statements.items():
        for said in spoken:
            news.setdefault(said.latest, {}).setdefault(said.party, set()).add(claim)
    positions: dict[int, dict[int, Held]] = {}
    standing: dict[int, set[frozenset[int]]] = {}
    begun = []
    for day in sorted(news):
        for party, claims in sorted(news[day].items()):
            mine = positions.setdefault(party, {})
            for claim in claims:
                mine.pop(claim, None)
                if one := _held_on(claim, party, statements[claim], day):
                    mine[claim] = one
            found = _of_party(mine, premises)
            begun += [Beginning(day, one) for one in sorted(found) if one.claims not in standing.get(party, ())]
            standing[party] = {one.claims for one in found}
    return begun


def _held_on(claim: int, party: int, spoken: Iterable[Spoken], day: str) -> Held | None:
    """Return the position of a party on a claim on a day, if it holds one."""
    judgement = judge([said for said in spoken if said.party == party], (), day)
    positions = (*judgement.held_for, *judgement.held_against)
    return Held(party, claim, positions[0].stance, positions[0].statement_id) if positions else None


def _premises(links: Iterable[Link]) -> Premises:
    """Return what each saying follows from, in one step."""
    premises: dict[Saying, list[tuple[Saying, Link]]] = {}
    for link in links:
        for premise, conclusion in steps(link):
            premises.setdefault(conclusion, []).append((premise, link))
    return premises


def _of_party(positions: Mapping[int, Held], premises: Premises) -> list[Inconsistency]:
    """Return the inconsistencies of one party, each pair once: both may lead to it."""
    found: dict[frozenset[int], Inconsistency] = {}
    for one in sorted(positions.values(), key=lambda one: one.statement):
        for other, way in _opposed(one, positions, premises):
            found.setdefault(frozenset((one.claim, other.claim)), _in_order(other, one, way))
    return list(found.values())


def _opposed(one: Held, positions: Mapping[int, Held], premises: Premises) -> Iterator[tuple[Held, tuple[Link, ...]]]:
    """Yield the positions that imply the opposite of one, nearest first, with the relations from there to here."""
    opposite = Saying(one.claim, Stance.DENIES if one.stance in STANCES_FOR else Stance.ASSERTS)
    waiting: deque[tuple[Saying, tuple[Link, ...]]] = deque([(opposite, ())])
    seen = {opposite}
    while waiting:
        here, way = waiting.popleft()
        for premise, link in premises.get(here, ()):
            if premise in seen:
                continue
            seen.add(premise)
            own = positions.get(premise.claim)
            if own is None:
                waiting.append((premise, (link, *way)))
            elif own is not one and own.stance is premise.says:
                yield own, (link, *way)


def _in_order(one: Held, other: Held, way: tuple[Link, ...]) -> Inconsistency:
    if one.statement < other.statement:
        return Inconsistency(one, other, way)
    return Inconsistency(other, one, way[::-1])
