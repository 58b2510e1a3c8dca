"""The rule that says what a record makes of a claim: positions in force, six facts, and the status of each mask.

This is the only place where the rule stands: the kept rows, questions as of a day and explanations all call it.
"""

from collections.abc import Iterable
from enum import IntEnum
from functools import cache, reduce
from itertools import compress
from operator import itemgetter
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


# In the order of a judgement's rows, as plain numbers: an enumeration is slow to add up, and each claim asks for it.
_FACTS = tuple(
    fact.value for fact in (Fact.SAYS_SO, Fact.SAYS_NO, Fact.SHOWS_SO, Fact.SHOWS_NO, Fact.RETRACTED, Fact.RELAYED)
)
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


@cache  # there are 64
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


Line = tuple[int, ...]  # an actor and what it is part of, its party last


class Spoken(NamedTuple):
    """What the rule looks at in a statement.

    `line` is the speaker and what it is part of, the party last; days are ISO text, and `recorded` (a uid)
    sorts as the statements were recorded.
    """

    statement_id: int
    line: Line
    stance: Stance
    earliest: str | None
    latest: str
    recorded: str

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
    certain = statements if day is None else [said for said in statements if said.latest <= day]
    shown = [item for item in evidence if day is None or item.latest <= day]
    parties = [reduce(heard, party, SILENT) for party in by_party(certain)]
    positions = _by_day([party.standing[-1] for party in parties if party.standing])
    without = [party for party in parties if not party.standing]
    rows = (
        tuple([said for said in positions if said.stance in STANCES_FOR]),
        tuple([said for said in positions if said.stance in STANCES_AGAINST]),
        tuple([item for item in shown if item.bearing is BearingKind.SUPPORTS]),
        tuple([item for item in shown if item.bearing is BearingKind.REFUTES]),
        tuple(_by_day([party.retraction for party in without if party.retraction])),
        tuple(_by_day([party.relay for party in without if party.relay])),
    )
    return Judgement(*rows, sum(compress(_FACTS, rows)))


class Party(NamedTuple):
    """What a party has said so far: what stands of each line of its speakers, the last word last."""

    standing: tuple[Spoken, ...] = ()
    retraction: Spoken | None = None
    relay: Spoken | None = None

    @property
    def position(self) -> Spoken | None:
        """The statement by which it holds its position."""
        return self.standing[-1] if self.standing else None

    @property
    def mask(self) -> int:
        """The facts it gives alone."""
        if self.position:
            return Fact.SAYS_SO if self.position.stance in STANCES_FOR else Fact.SAYS_NO
        return (Fact.RETRACTED if self.retraction else 0) | (Fact.RELAYED if self.relay else 0)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells apart states that later words can bring to different positions."""
        held = tuple((said.line, said.stance in STANCES_FOR) for said in self.standing)
        return held, self.retraction is None, self.relay is None


SILENT = Party()
_DAY = itemgetter(Spoken._fields.index("latest"), Spoken._fields.index("recorded"))  # by place: in half the time
SHOWING = {BearingKind.SUPPORTS: Fact.SHOWS_SO, BearingKind.REFUTES: Fact.SHOWS_NO}


def heard(party: Party, said: Spoken) -> Party:
    """Return a party's state after one more statement."""
    if said.stance in COMMITTING:
        others = [one for one in party.standing if one.line != said.line]
        return Party((*others, said), party.retraction, party.relay)
    if said.stance is not Stance.RETRACTS:
        return Party(party.standing, party.retraction, said)
    left = tuple(one for one in party.standing if said.line[0] not in one.line)
    return Party(left, said, party.relay) if left != party.standing else party


def by_party(statements: Iterable[Spoken]) -> list[list[Spoken]]:
    """Return the statements of each party, by the latest day their dates allow, then as they were recorded."""
    parties: dict[int, list[Spoken]] = {}
    for said in _by_day(list(statements)):
        parties.setdefault(said.line[-1], []).append(said)
    return list(parties.values())


def _by_day(statements: list[Spoken]) -> list[Spoken]:
    if len(statements) > 1:
        statements.sort(key=_DAY)
    return statements


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
