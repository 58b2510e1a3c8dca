"""The days on which the lines of actors turned: a membership in one began, or had ended the day before."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from claimtrack.store.record import WITH_WHOLES, Record, listed

_ABOVE = WITH_WHOLES.format(asked="{asked}", when="")
_TURNING = f"""{_ABOVE}
SELECT membership.actor_id, membership.during_earliest, membership.during_latest
FROM above JOIN membership ON membership.actor_id = above.id
WHERE membership.withdrawn_at IS NULL
AND (membership.during_earliest <= :today OR membership.during_latest < :today)
"""
_STEPS_DOWN = f"""{_ABOVE}
SELECT membership.whole_id, membership.actor_id FROM above JOIN membership ON membership.actor_id = above.id
WHERE membership.withdrawn_at IS NULL
UNION ALL
SELECT merger.into_id, merger.actor_id FROM above JOIN merger ON merger.actor_id = above.id
WHERE merger.withdrawn_at IS NULL
UNION ALL
SELECT merger.actor_id, merger.into_id FROM above JOIN merger ON merger.into_id = above.id
WHERE merger.withdrawn_at IS NULL
"""


def turning_days(record: Record, actors: Collection[int]) -> dict[int, set[str]]:
    """Return the days up to today on which the lines of actors may have turned; of one that has none, nothing.

    One query, and a second where there are such days. What begins or ends after today has not turned anything yet.
    """
    if not actors:
        return {}
    asked = listed(actors)
    turns: dict[int, set[str]] = {}
    for part, first, last in record.rows(_TURNING.format(asked=asked), today=record.today):
        turns.setdefault(part, set()).update(_days(first, last, record.today))
    if not turns:
        return {}
    below: dict[int, set[int]] = {}
    for upper, lower in record.rows(_STEPS_DOWN.format(asked=asked)):
        below.setdefault(upper, set()).add(lower)
    days: dict[int, set[str]] = {}
    for part, of_part in turns.items():
        for actor in _reached(part, below):
            days.setdefault(actor, set()).update(of_part)
    return {actor: days[actor] for actor in actors if actor in days}


def _days(first: str | None, last: str | None, today: str) -> Iterator[str]:
    if first and first <= today:
        yield first
    if last and last < today:
        yield (date.fromisoformat(last) + timedelta(days=1)).isoformat()


def _reached(top: int, below: dict[int, set[int]]) -> set[int]:
    """Return an actor and all below it."""
    reached, waiting = {top}, [top]
    while waiting:
        fresh = below.get(waiting.pop(), set()) - reached
        reached |= fresh
        waiting += fresh
    return reached
