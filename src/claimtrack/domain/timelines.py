"""How a claim's status changed: on which days, from what to what, by which rows, and who reversed itself."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from claimtrack.domain.status import Shown, Spoken, judge
from claimtrack.domain.vocabulary import STANCES_FOR, Status

Pair = tuple[int, int]  # a part and its whole
BEFORE = ""  # sorts before every day


class Reversal(NamedTuple):
    """A party that held one side and then the other: the statement it held, and the one it holds now."""

    party: int
    before: Spoken
    after: Spoken


class Change(NamedTuple):
    """What a claim was until a day and from that day on, and what was certainly said and shown by then, not before.

    `joined` and `left` are the memberships, as a part and its whole, that came into the lines of its speakers and went.
    """

    day: str
    was: Status
    now: Status
    said: tuple[Spoken, ...]
    shown: tuple[Shown, ...]
    reversals: tuple[Reversal, ...]
    joined: tuple[Pair, ...] = ()
    left: tuple[Pair, ...] = ()


def changes_of(
    statements: Sequence[Spoken],
    evidence: Sequence[Shown],
    also: Collection[str] = (),
    turned: Mapping[str, Sequence[Spoken]] | None = None,
) -> list[Change]:
    """Return the days on which the certain status changed or a party reversed itself, and those asked for, in order.

    `turned` are the same statements with the lines that their speakers had from each turning day on (BEFORE: until the
    first); without it, all days are judged by the lines that are given.
    """
    turned = turned or {BEFORE: statements}
    days = sorted(
        {one.latest for one in statements} | {one.latest for one in evidence} | set(also) | turned.keys() - {BEFORE}
    )
    changes = []
    before, spoken = None, turned[BEFORE]
    for day in days:
        earlier, spoken = spoken, turned.get(day, spoken)
        change = change_between(spoken, evidence, before, day, earlier_lines=None if earlier is spoken else earlier)
        if change.was is not change.now or change.reversals or day in also:
            changes.append(change)
        before = day
    return changes


def change_between(
    statements: Sequence[Spoken],
    evidence: Sequence[Shown],
    before: str | None,
    day: str,
    *,
    earlier_lines: Sequence[Spoken] | None = None,
) -> Change:
    """Return what changed after one day (None: from the beginning) up to another, both ISO text.

    `earlier_lines` are the same statements, in the same order, with the lines that their speakers had on the earlier
    day. A party whose parts came or went has not reversed itself by that: its reversals are those of who it is now.
    """
    first = judge(statements, evidence, before or "")
    later = judge(statements, evidence, day)
    was = first.status if earlier_lines is None else judge(earlier_lines, evidence, before or "").status
    held = {said.party: said for said in (*first.held_for, *first.held_against)}
    now = {said.party: said for said in (*later.held_for, *later.held_against)}
    reversals = tuple(
        Reversal(party, held[party], said)
        for party, said in sorted(now.items())
        if party in held and (held[party].stance in STANCES_FOR) != (said.stance in STANCES_FOR)
    )
    change = Change(
        day,
        was,
        later.status,
        tuple(said for said in statements if (before or "") < said.latest <= day),
        tuple(shown for shown in evidence if (before or "") < shown.latest <= day),
        reversals,
    )
    return change if earlier_lines is None else _with_memberships(change, earlier_lines, statements)


def _with_memberships(change: Change, earlier: Sequence[Spoken], later: Sequence[Spoken]) -> Change:
    """Return a change with the memberships that came into the lines of those who had spoken by then, or went."""
    joined: set[Pair] = set()
    left: set[Pair] = set()
    for one, other in zip(earlier, later, strict=True):
        if one.line != other.line and one.latest <= change.day:
            were, are = set(pairwise(one.line)), set(pairwise(other.line))
            joined |= are - were
            left |= were - are
    return change._replace(joined=tuple(sorted(joined)), left=tuple(sorted(left)))
