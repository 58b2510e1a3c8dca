"""Follows claims through time: a claim's changes of status, and what changed between two days."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claimtrack.domain import dates
from claimtrack.domain.files import InconsistencyLine
from claimtrack.domain.inconsistencies import Beginning
from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor, Claim
from claimtrack.domain.status import Spoken
from claimtrack.domain.timelines import BEFORE, Change, change_between, changes_of
from claimtrack.errors.texts import EndsBeforeItBegins
from claimtrack.services import implying, naming, reporting
from claimtrack.store import facts, lookup, vantages
from claimtrack.store.record import Record, batched
from claimtrack.store.turning import turning_days

_BEFORE_ALL = "0000-01-01"  # what has a first day is not yet in force on it


class ClaimChange(NamedTuple):
    """One change of one claim, the parties that reversed themselves, and those that became inconsistent on it.

    `joined` and `left` name the part and the whole of the memberships that began and ended.
    """

    claim: Claim
    change: Change
    reversed_by: tuple[str, ...]
    inconsistent: tuple[InconsistencyLine, ...] = ()
    joined: tuple[tuple[str, str], ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def timeline(record: Record, ref: str | None, asked: Question) -> Iterator[ClaimChange]:
    """Yield the changes of one claim or, without one, of the claims asked for, claim by claim and day by day.

    Each day is judged by the lines that the speakers had on it, as in a report of that day. The day on which a party
    came to say both of a claim is told as well, where the status stayed as it was, too.
    """
    if ref is not None:
        numbers = iter([naming.claim(record, ref).id])
    else:
        numbers = (summary.id for summary in reporting.report(record, asked).claims)
    for batch in batched(numbers):
        told = facts.facts_of(record, batch)
        begun = implying.beginnings_on(record, told)
        days = {number: {one.day for one in found} for number, found in begun.items()}
        turned = _turned(record, told)
        changes = [
            (number, change)
            for number in batch
            for change in changes_of(*told[number], days.get(number, ()), turned.get(number))
        ]
        yield from _named(record, changes, begun)


def difference(record: Record, *, first: str, last: str) -> Iterator[ClaimChange]:
    """Yield, newest activity first, the claims whose status on the last day is not what it was on the first.

    Both are days as typed; only claims with activity between them are looked at, and those that speak through a
    membership which began or ended between them. Raises EndsBeforeItBegins.
    """
    begin, end = dates.one_day(first, of="--from"), dates.one_day(last, of="--to")
    if begin > end:
        raise EndsBeforeItBegins(begin, end)
    lines_then, lines_now = (facts.Lines(record, day) for day in (begin, end))
    for batch in batched(vantages.changing_between(record, begin, end)):
        then, now = facts.facts_of(record, batch, lines_then), facts.facts_of(record, batch, lines_now)
        changes = [
            (number, change_between(*now[number], begin, end, earlier_lines=then[number].statements))
            for number in batch
        ]
        yield from _named(record, [pair for pair in changes if pair[1].was is not pair[1].now], {})


def _turned(record: Record, told: Mapping[int, facts.Facts]) -> dict[int, dict[str, list[Spoken]]]:
    """Return, of the claims whose speakers' lines ever turned, the statements with the lines from each day on.

    One query where there are none; else one more, and for each such day, of all these claims together, those that
    tell the lines.
    """
    speakers = {number: {said.line[0] for said in one.statements} for number, one in told.items()}
    turns = turning_days(record, set().union(*speakers.values()))
    on: dict[str, list[int]] = {}
    for number, asked in speakers.items():
        days = {day for actor in asked for day in turns.get(actor, ())}
        for day in days | ({BEFORE} if days else set()):
            on.setdefault(day, []).append(number)
    turned: dict[int, dict[str, list[Spoken]]] = {}
    for day, numbers in on.items():
        lines = facts.lines_of(record, set().union(*(speakers[number] for number in numbers)), day or _BEFORE_ALL)
        for number in numbers:
            turned.setdefault(number, {})[day] = [
                said._replace(line=lines[said.line[0]]) for said in told[number].statements
            ]
    return turned


def _named(
    record: Record, changes: list[tuple[int, Change]], begun: Mapping[int, list[Beginning]]
) -> Iterator[ClaimChange]:
    claims = lookup.by_numbers(record, Claim, {number for number, _ in changes})
    parties = {reversal.party for _, change in changes for reversal in change.reversals}
    parties |= {one.found.party for found in begun.values() for one in found}
    parties |= {actor for _, change in changes for pair in (*change.joined, *change.left) for actor in pair}
    actors = lookup.by_numbers(record, Actor, parties)
    for number, change in changes:
        yield ClaimChange(
            claims[number],
            change,
            tuple(actors[reversal.party].name for reversal in change.reversals),
            tuple(
                InconsistencyLine(actors[one.found.party], one.found)
                for one in begun.get(number, ())
                if one.day == change.day
            ),
            tuple((actors[part].name, actors[whole].name) for part, whole in change.joined),
            tuple((actors[part].name, actors[whole].name) for part, whole in change.left),
        )
