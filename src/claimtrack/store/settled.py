"""Judges every claim as of a day at the cost of those that a later word changed; the others are as they are today.

A claim whose last activity lies on or before the day is settled, and one whose first lies after it has no answer yet.
Also judged are claims that speak through a membership not in force on both days, that rely on what may be later than
the day, and those of which something confidential is left out.
"""

from collections import Counter
from collections.abc import Collection, Iterator

from claimtrack.domain.questions import Question
from claimtrack.domain.vocabulary import Status
from claimtrack.store import statuses
from claimtrack.store.facts import Lines
from claimtrack.store.reach import relying
from claimtrack.store.record import Progress, Record, batched, unseen, word

_WHAT = "judging claims as of the day"

_IS_ACTIVE = """(
EXISTS (
  SELECT 1 FROM statement WHERE statement.claim_id = {claim}
  AND statement.said_latest <= :day AND statement.withdrawn_at IS NULL
) OR EXISTS (
  SELECT 1 FROM bearing JOIN evidence ON evidence.id = bearing.evidence_id WHERE bearing.claim_id = {claim}
  AND evidence.published_latest <= :day AND bearing.withdrawn_at IS NULL AND evidence.withdrawn_at IS NULL
) OR EXISTS (
  SELECT 1 FROM verdict WHERE verdict.claim_id = {claim}
  AND verdict.published_latest <= :day AND verdict.withdrawn_at IS NULL
))"""
_ON_BOTH_SIDES = (
    f"SELECT claim_id FROM main.claim_status AS kept WHERE last_activity_latest > :day"
    f" AND {_IS_ACTIVE.format(claim='kept.claim_id')}"
)
_SETTLED = f"""
last_activity_latest <= :day AND claim_id NOT IN (SELECT id FROM temp.unsettled)
AND (status <> '{Status.UNADDRESSED}' OR {_IS_ACTIVE.format(claim="kept.claim_id")})
"""
_CHANGED_WHOLES = """
SELECT actor_id FROM membership WHERE withdrawn_at IS NULL
AND (during_earliest > :day OR (during_latest >= :day AND during_latest < :today))
"""
_WHOLES_BETWEEN = """
SELECT actor_id FROM membership WHERE withdrawn_at IS NULL
AND ((during_earliest > :begin AND during_earliest <= :end) OR (during_latest >= :begin AND during_latest < :end))
"""
_OPEN_BASES = """
SELECT DISTINCT reliance.basis_id FROM reliance JOIN statement ON statement.id = reliance.basis_id
WHERE reliance.withdrawn_at IS NULL AND statement.said_latest > :day
"""


def active(record: Record, claims: list[int], day: str) -> list[int]:
    """Return those of some claims on which something was certainly said, shown or published by a day."""
    found: list[int] = []
    for batch in batched(claims):
        numbers = ", ".join(f"({number:d})" for number in batch)
        found += (
            row[0]
            for row in record.rows(
                f"WITH asked(id) AS (VALUES {numbers}) SELECT id FROM asked"
                f" WHERE {_IS_ACTIVE.format(claim='asked.id')}",
                day=day,
            )
        )
    return found


def reached_between(record: Record, begin: str, end: str) -> set[int]:
    """Return the claims that speak through a membership in force on one of two days, and not on the other."""
    actors = {row[0] for row in record.rows(_WHOLES_BETWEEN, begin=begin, end=end)}
    return relying(record, "actors", actors)


def judge_all(record: Record, day: str, statuses_asked: Collection[Status], progress: Progress) -> None:
    """Fill the derived rows of the vantage for every claim that has one of the statuses by the day, or any at all.

    With statuses, each claim's is found first, which costs a third of its whole row.
    """
    judged = {row[0] for row in record.rows("SELECT claim_id FROM claim_status")}
    reached = _reached(record, day)
    if statuses_asked:
        found = _statuses(record, day, reached, progress)
        unsettled = {claim for claim, status in found if status in statuses_asked}
        progress = unseen
    else:
        unsettled = {row[0] for row in record.rows(_ON_BOTH_SIDES, day=day)} | set(active(record, sorted(reached), day))
    lines = Lines(record)
    with progress(_WHAT, len(unsettled - judged)) as advance:
        for batch in batched(sorted(unsettled - judged)):
            statuses.write(record, statuses.derived(record, batch, lines))
            advance(len(batch))
    record.connection.executemany("INSERT OR IGNORE INTO temp.unsettled VALUES (?)", ((one,) for one in judged))
    asked = ", ".join(f"'{status}'" for status in sorted(statuses_asked or Status))
    for table in ("position", "claim_status"):
        record.connection.execute(
            f"INSERT INTO temp.{table} SELECT * FROM main.{table} WHERE claim_id IN"
            f" (SELECT claim_id FROM main.claim_status AS kept WHERE {_SETTLED} AND status IN ({asked}))",
            {"day": day},
        )


def counts(record: Record, question: Question, day: str, progress: Progress) -> Counter[Status]:
    """Return how many claims have each status as of the day, of those asked for by status alone."""
    found = Counter(status for _, status in _statuses(record, day, _reached(record, day), progress))
    rows = record.rows(
        f"SELECT status, count(*) FROM main.claim_status AS kept WHERE {_SETTLED} GROUP BY status", day=day
    )
    found.update({word(Status, status): number for status, number in rows})
    return Counter({status: number for status, number in found.items() if status in (question.statuses or Status)})


def _statuses(record: Record, day: str, reached: set[int], progress: Progress) -> Iterator[tuple[int, Status]]:
    """Yield the status as of the day of each claim whose answer may not be that of today."""
    after = record.rows("SELECT claim_id FROM main.claim_status WHERE last_activity_latest > :day", day=day)
    claims = sorted(reached.union(row[0] for row in after))
    lines = Lines(record)
    with progress(_WHAT, len(claims)) as advance:
        for batch in batched(claims):
            yield from statuses.statuses_by(record, batch, lines, day).items()
            advance(len(batch))


def _reached(record: Record, day: str) -> set[int]:
    """Return and note the claims whose answer may differ though nothing was said of them after the day."""
    actors = {row[0] for row in record.rows(_CHANGED_WHOLES, day=day, today=record.today)}
    bases = {row[0] for row in record.rows(_OPEN_BASES, day=day)}
    reached = {row[0] for row in record.rows("SELECT id FROM temp.unsettled")}
    reached |= relying(record, "actors", actors) | relying(record, "statements", bases)
    notes = ((claim,) for claim in reached)
    record.connection.executemany("INSERT OR IGNORE INTO temp.unsettled VALUES (?)", notes)
    return reached
