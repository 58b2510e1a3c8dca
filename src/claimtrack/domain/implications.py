"""What follows from the positions parties hold and from how claims stand to each other: shown, and never counted.

Only what is plainly asserted or denied implies anything; a hedged word implies nothing.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from claimtrack.domain.vocabulary import RelationKind, Stance


class Link(NamedTuple):
    """A relation on record, read from left to right."""

    claim: int
    kind: RelationKind
    other: int


class Saying(NamedTuple):
    """A claim that is asserted or denied."""

    claim: int
    says: Stance


class Held(NamedTuple):
    """The position a party holds on a claim, and the statement it holds it by."""

    party: int
    claim: int
    stance: Stance
    statement: int


class Implied(NamedTuple):
    """What a party implies of a claim by a position it holds on another, and the relations from there to here."""

    party: int
    claim: int
    says: Stance
    by: Held
    chain: tuple[Link, ...]


class Rule(NamedTuple):
    """What follows across one kind of relation: saying `premise` of one end implies saying `conclusion` of the other.

    `forward` leads from the left claim to the right one.
    """

    kind: RelationKind
    premise: Stance
    conclusion: Stance
    forward: bool


# A denial of a whole says nothing of its parts, one of the narrower nothing of the broader, and a denial of one of two
# claims that contradict each other nothing of the other: there are no rules for these, on purpose.
RULES = (
    Rule(RelationKind.PART_OF, Stance.ASSERTS, Stance.ASSERTS, forward=False),
    Rule(RelationKind.PART_OF, Stance.DENIES, Stance.DENIES, forward=True),
    Rule(RelationKind.NARROWER_THAN, Stance.ASSERTS, Stance.ASSERTS, forward=True),
    Rule(RelationKind.NARROWER_THAN, Stance.DENIES, Stance.DENIES, forward=False),
    Rule(RelationKind.CONTRADICTS, Stance.ASSERTS, Stance.DENIES, forward=True),
    Rule(RelationKind.CONTRADICTS, Stance.ASSERTS, Stance.DENIES, forward=False),
)


def steps(link: Link) -> Iterator[tuple[Saying, Saying]]:
    """Yield what follows from what across a relation: each premise with its conclusion."""
    for rule in RULES:
        if rule.kind is link.kind:
            one, other = (link.claim, link.other) if rule.forward else (link.other, link.claim)
            yield Saying(one, rule.premise), Saying(other, rule.conclusion)


def implied(held: Iterable[Held], links: Iterable[Link]) -> list[Implied]:
    """Return what the positions imply on claims on which the party holds none, each by the shortest chain.

    Its own word on a claim goes before what would follow there, and before what would follow from that. Where both
    sides follow, both are given. Linear in the parties' positions and the relations they reach.
    """
    onward: dict[Saying, list[tuple[Saying, Link]]] = {}
    for link in links:
        for premise, conclusion in steps(link):
            onward.setdefault(premise, []).append((conclusion, link))
    parties: dict[int, dict[int, Held]] = {}
    for one in held:
        parties.setdefault(one.party, {})[one.claim] = one
    return [found for positions in parties.values() for found in _of_party(positions, onward)]


def _of_party(positions: Mapping[int, Held], onward: Mapping[Saying, list[tuple[Saying, Link]]]) -> Iterator[Implied]:
    """Yield what one party's positions imply, nearest first."""
    waiting = deque(
        Implied(one.party, one.claim, one.stance, one, ())
        for one in sorted(positions.values(), key=lambda one: one.statement)
    )
    seen: set[Saying] = set()
    while waiting:
        here = waiting.popleft()
        for reached, link in onward.get(Saying(here.claim, here.says), ()):
            if reached in seen or reached.claim in positions:
                continue
            seen.add(reached)
            found = Implied(here.party, reached.claim, reached.says, here.by, (*here.chain, link))
            yield found
            waiting.append(found)
