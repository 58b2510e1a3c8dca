"""What the status of a claim may have been on a day, where coarse dates leave it open, and from when until when."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from claimtrack.domain.status import SHOWING, SILENT, Shown, Spoken, by_party, heard, judge, status_of
from claimtrack.domain.vocabulary import Status


class Possible(NamedTuple):
    """A status other than the certain one, and the unbroken stretch of days around the one asked about that allow it.

    `since` and `until` are its first and last day, None where it has none. `still` tells that within the stretch,
    before the day, it was the certain status.
    """

    status: Status
    since: str | None
    until: str | None
    still: bool


def possible_statuses(statements: Iterable[Spoken], evidence: Sequence[Shown], day: str) -> frozenset[Status]:
    """Return every status the claim may have had on a day, the certain one among them.

    A statement or an item whose dates allow that day and later ones may have been made by then or not; each way of
    having made some of them and not others gives a status.
    """
    return _possible(statements, evidence)(day)


def other_statuses(statements: Sequence[Spoken], evidence: Sequence[Shown], day: str) -> tuple[Possible, ...]:
    """Return the statuses other than the certain one that are possible on a day, each with its stretch of days.

    What is possible changes only on the first and the last day that a date allows: only such days are looked at, and
    only as far from the day asked about as one of the statuses stays possible.
    """
    possible = _possible(statements, evidence)
    others = possible(day) - {judge(statements, evidence, day).status}
    if not others:
        return ()
    turns = sorted({*_turns(statements), *_turns(evidence)})
    here = bisect_right(turns, day)
    since: dict[Status, str] = {}
    still: set[Status] = set()
    for turn, earlier in pairwise([*reversed(turns[:here]), ""]):  # the empty day is before all others
        staying = possible(earlier) & (others - since.keys())
        since |= dict.fromkeys(others - since.keys() - staying, turn)
        if not staying:
            break
        still |= staying & {judge(statements, evidence, earlier).status}
    until: dict[Status, str] = {}
    for turn in turns[here:]:
        until |= dict.fromkeys(others - until.keys() - possible(turn), _day_before(turn))
        if until.keys() == others:
            break
    return tuple(Possible(status, since.get(status), until.get(status), status in still) for status in sorted(others))


def _possible(statements: Iterable[Spoken], evidence: Sequence[Shown]) -> Callable[[str], frozenset[Status]]:
    """Return what tells the statuses possible on a day.

    What one party may have given, or the evidence, is worked out once between two turns of its own rows.
    """
    parties = by_party(statements)
    turns = [*map(_turns, parties), _turns(evidence)]

    @cache
    def ways(n: int, passed: int) -> frozenset[int]:
        day = turns[n][passed - 1] if passed else ""
        return _said(parties[n], day) if n < len(parties) else _shown(evidence, day)

    def on(day: str) -> frozenset[Status]:
        masks = {0}
        for n, own in enumerate(turns):
            given = ways(n, bisect_right(own, day))
            masks = {mask | other for mask in masks for other in given}
        return frozenset(status_of(mask) for mask in masks)

    return on


def _said(party: Sequence[Spoken], day: str) -> frozenset[int]:
    """Return the masks that one party may give on a day."""
    states = {SILENT.key: SILENT}
    for said in party:
        if (said.earliest or "") <= day:
            after = [heard(state, said) for state in states.values()]
            unsaid = states if said.latest > day else {}
            states = unsaid | {state.key: state for state in after}
    return frozenset(state.mask for state in states.values())


def _shown(evidence: Sequence[Shown], day: str) -> frozenset[int]:
    """Return the masks that the evidence may give on a day."""
    masks = {0}
    for item in evidence:
        fact = SHOWING.get(item.bearing, 0)
        if item.latest <= day:
            masks = {mask | fact for mask in masks}
        elif (item.earliest or "") <= day:
            masks |= {mask | fact for mask in masks}
    return frozenset(masks)


def _turns(rows: Sequence[Spoken] | Sequence[Shown]) -> list[str]:
    """Return the days on which what the rows may give changes, in order."""
    return sorted({bound for row in rows for bound in (row.earliest, row.latest) if bound})


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
