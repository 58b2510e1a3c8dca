"""How a claim's status changed: on which days, from what to what, by which rows, and who reversed itself."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from claimtrack.domain.status import Shown, Spoken, judge
from claimtrack.domain.vocabulary import STANCES_FOR, Status


class Reversal(NamedTuple):
    """A party that held one side and then the other: the statement it held, and the one it holds now."""

    party: int
    before: Spoken
    after: Spoken


class Change(NamedTuple):
    """What a claim was until a day and from that day on, and what was certainly said and shown by then, not before."""

    day: str
    was: Status
    now: Status
    said: tuple[Spoken, ...]
    shown: tuple[Shown, ...]
    reversals: tuple[Reversal, ...]


def changes_of(statements: Sequence[Spoken], evidence: Sequence[Shown], also: Collection[str] = ()) -> list[Change]:
    """Return the days on which the certain status changed or a party reversed itself, and those asked for, in order."""
    days = sorted({one.latest for one in statements} | {one.latest for one in evidence} | set(also))
    changes = []
    before = None
    for day in days:
        change = change_between(statements, evidence, before, day)
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

    `earlier_lines` are the same statements with the lines that their speakers had on the earlier day.
    """
    earlier = judge(statements if earlier_lines is None else earlier_lines, evidence, before or "")
    later = judge(statements, evidence, day)
    held = {said.party: said for said in (*earlier.held_for, *earlier.held_against)}
    now = {said.party: said for said in (*later.held_for, *later.held_against)}
    reversals = tuple(
        Reversal(party, held[party], said)
        for party, said in sorted(now.items())
        if party in held and (held[party].stance in STANCES_FOR) != (said.stance in STANCES_FOR)
    )
    return Change(
        day,
        earlier.status,
        later.status,
        tuple(said for said in statements if (before or "") < said.latest <= day),
        tuple(shown for shown in evidence if (before or "") < shown.latest <= day),
        reversals,
    )
