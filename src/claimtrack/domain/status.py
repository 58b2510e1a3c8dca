"""The rule that says what a record makes of a claim: positions in force, six facts, and the status of each mask.

This is the only place where the rule stands: the kept rows, questions as of a day and explanations all call it.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from claimtrack.domain.vocabulary import (
    COMMITTING,
    STANCES_AGAINST,
    STANCES_FOR,
    BearingKind,
    Lean,
    Stance,
    Status,
)


class Fact(IntEnum):
    """What the record holds on a claim; a mask is any set of these."""

    SAYS_SO = 1
    SHOWS_SO = 2
    SAYS_NO = 4
    SHOWS_NO = 8
    RETRACTED = 16
    RELAYED = 32


FOR = Fact.SAYS_SO | Fact.SHOWS_SO
AGAINST = Fact.SAYS_NO | Fact.SHOWS_NO
MASKS = range(64)

RULES = {
    Status.DISPUTED: "the record has both sides: someone says so or something shows so, and someone says no or "
    "something shows no",
    Status.SUPPORTED: "one side only, with evidence: something shows so, and nobody says no and nothing shows no",
    Status.ASSERTED: "one side only, words alone: someone says so, and nobody says no and nothing shows no",
    Status.REFUTED: "one side only, with evidence: something shows no, and nobody says so and nothing shows so",
    Status.DENIED: "one side only, words alone: someone says no, and nobody says so and nothing shows so",
    Status.RETRACTED: "nobody holds a position and no evidence points either way, and a position was retracted",
    Status.REPORTED: "nobody holds a position and no evidence points either way, but someone relays it or gives no "
    "comment",
    Status.UNADDRESSED: "nothing on record speaks to it",
}


def status_of(mask: int) -> Status:
    """Return the status that a mask of facts (0 to 63) gives; total, and mirrored when the sides are swapped."""
    says_for, says_against = mask & FOR, mask & AGAINST
    if says_for and says_against:
        return Status.DISPUTED
    if says_for:
        return Status.SUPPORTED if mask & Fact.SHOWS_SO else Status.ASSERTED
    if says_against:
        return Status.REFUTED if mask & Fact.SHOWS_NO else Status.DENIED
    if mask & Fact.RETRACTED:
        return Status.RETRACTED
    return Status.REPORTED if mask & Fact.RELAYED else Status.UNADDRESSED


def lean_of(mask: int) -> Lean:
    """Return which way the evidence in a mask points."""
    match bool(mask & Fact.SHOWS_SO), bool(mask & Fact.SHOWS_NO):
        case True, True:
            return Lean.MIXED
        case True, False:
            return Lean.SUPPORTS
        case False, True:
            return Lean.REFUTES
        case _:
            return Lean.NONE


class Spoken(NamedTuple):
    """What the rule looks at in a statement.

    `line` is the speaker and what it is part of, the party last; days are ISO text, and `recorded` sorts as the
    statements were recorded.
    """

    statement_id: int
    line: tuple[int, ...]
    stance: Stance
    earliest: str | None
    latest: str
    recorded: tuple[str, str]

    @property
    def party(self) -> int:
        """The top of the speaker's chain, for which it speaks."""
        return self.line[-1]


class Shown(NamedTuple):
    """What the rule looks at in an item of evidence that bears on the claim."""

    evidence_id: int
    bearing: BearingKind
    earliest: str | None
    latest: str


class Judgement(NamedTuple):
    """What counts for one claim, row by row, and the mask that follows."""

    held_for: tuple[Spoken, ...]
    held_against: tuple[Spoken, ...]
    supporting: tuple[Shown, ...]
    refuting: tuple[Shown, ...]
    retractions: tuple[Spoken, ...]
    relays: tuple[Spoken, ...]
    mask: int

    @property
    def status(self) -> Status:
        """The status of the mask."""
        return status_of(self.mask)


def judge(statements: Iterable[Spoken], evidence: Iterable[Shown], day: str | None = None) -> Judgement:
    """Return the positions in force, the evidence that counts and the mask of one claim.

    With `day` (ISO text), only what was certainly said or published by then counts; without it, all that is given.
    A party holds its latest committing statement: by the latest day its date allows, and where these are the same the
    one recorded later. A retraction ends what the speaker, or a part of it, had said before. Relays and no-comments
    count only for a party that holds no position.
    """
    spoken: dict[int, list[Spoken]] = {}
    for statement in statements:
        if day is None or statement.latest <= day:
            spoken.setdefault(statement.party, []).append(statement)
    positions: list[Spoken] = []
    retractions: list[Spoken] = []
    relays: list[Spoken] = []
    for party in spoken.values():
        position, retraction, relay = _position_of(party)
        if position:
            positions.append(position)
        else:
            retractions += [retraction] if retraction else []
            relays += [relay] if relay else []
    shown = [item for item in evidence if day is None or item.latest <= day]
    held_for = _by_day(said for said in positions if said.stance in STANCES_FOR)
    held_against = _by_day(said for said in positions if said.stance in STANCES_AGAINST)
    supporting = tuple(item for item in shown if item.bearing is BearingKind.SUPPORTS)
    refuting = tuple(item for item in shown if item.bearing is BearingKind.REFUTES)
    facts = zip(Fact, (held_for, supporting, held_against, refuting, retractions, relays), strict=True)
    mask = sum(fact for fact, rows in facts if rows)
    return Judgement(held_for, held_against, supporting, refuting, _by_day(retractions), _by_day(relays), mask)


def _position_of(party: Sequence[Spoken]) -> tuple[Spoken | None, Spoken | None, Spoken | None]:
    """Return a party's position in force, the retraction that ended it and its latest relay, if there."""
    standing: list[Spoken] = []
    retraction = relay = None
    for said in _by_day(party):
        if said.stance in COMMITTING:
            standing.append(said)
        elif said.stance is Stance.RETRACTS:
            ended = [earlier for earlier in standing if said.line[0] in earlier.line]
            if ended:
                standing = [earlier for earlier in standing if earlier not in ended]
                retraction = said
        else:
            relay = said
    return (standing[-1] if standing else None), retraction, relay


def _by_day(statements: Iterable[Spoken]) -> tuple[Spoken, ...]:
    return tuple(sorted(statements, key=lambda said: (said.latest, said.recorded)))


def masks_of(status: Status) -> tuple[int, ...]:
    """Return the masks that give a status."""
    return tuple(mask for mask in MASKS if status_of(mask) is status)


def changes_from(mask: int) -> tuple[tuple[Fact, Status], ...]:
    """Return which of the first four facts would, by coming or going alone, give another status, and which one.

    A fact that is in the mask would go: a side's positions by being retracted, its evidence by being withdrawn. One
    that is not in the mask would come.
    """
    changes = []
    for fact in (Fact.SAYS_SO, Fact.SHOWS_SO, Fact.SAYS_NO, Fact.SHOWS_NO):
        changed = mask ^ fact
        if mask & fact & (Fact.SAYS_SO | Fact.SAYS_NO):
            changed |= Fact.RETRACTED
        if status_of(changed) is not status_of(mask):
            changes.append((fact, status_of(changed)))
    return tuple(changes)
