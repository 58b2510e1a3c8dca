"""Judges every claim as of a day at the cost of those that a later word changed; the others are as they are today.

A claim whose last activity lies on or before the day is settled, and one whose first lies after it has no answer yet.
Also judged are claims that speak through a membership not in force on both days, that rely on what may be later than
the day, and those of which something confidential is left out.
"""

from collections import Counter

from claimtrack.domain.questions import Question
from claimtrack.domain.vocabulary import Status
from claimtrack.store import statuses
from claimtrack.store.facts import Lines
from claimtrack.store.reach import relying
from claimtrack.store.record import Progress, Record, batched, word

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


def judge_all(record: Record, day: str, progress: Progress) -> None:
    """Fill the derived rows of the vantage for every claim that has an answer by the day."""
    judged = {row[0] for row in record.rows("SELECT claim_id FROM claim_status")}
    unsettled = _unsettled(record, day) - judged
    lines = Lines(record)
    with progress(_WHAT, len(unsettled)) as advance:
        for batch in batched(sorted(unsettled)):
            statuses.write(record, statuses.derived(record, batch, lines))
            advance(len(batch))
    record.connection.executemany("INSERT OR IGNORE INTO temp.unsettled VALUES (?)", ((one,) for one in judged))
    for table in ("position", "claim_status"):
        record.connection.execute(
            f"INSERT INTO temp.{table} SELECT * FROM main.{table} WHERE claim_id IN"
            f" (SELECT claim_id FROM main.claim_status AS kept WHERE {_SETTLED})",
            {"day": day},
        )


def counts(record: Record, question: Question, day: str, progress: Progress) -> Counter[Status]:
    """Return how many claims have each status as of the day, of those asked for by status alone."""
    unsettled = _unsettled(record, day)
    rows = record.rows(
        f"SELECT status, count(*) FROM main.claim_status AS kept WHERE {_SETTLED} GROUP BY status", day=day
    )
    found = Counter({word(Status, status): number for status, number in rows})
    lines = Lines(record)
    with progress(_WHAT, len(unsettled)) as advance:
        for batch in batched(sorted(unsettled)):
            found.update(statuses.statuses_of(record, batch, lines))
            advance(len(batch))
    asked = question.statuses or frozenset(Status)
    return Counter({status: number for status, number in found.items() if status in asked})


def _unsettled(record: Record, day: str) -> set[int]:
    """Return the claims with activity by the day whose answer may not be that of today, and note them."""
    actors = {row[0] for row in record.rows(_CHANGED_WHOLES, day=day, today=record.today)}
    bases = {row[0] for row in record.rows(_OPEN_BASES, day=day)}
    reached = {row[0] for row in record.rows("SELECT id FROM temp.unsettled")}
    reached |= relying(record, "actors", actors) | relying(record, "statements", bases)
    found = set(active(record, sorted(reached), day)) | {row[0] for row in record.rows(_ON_BOTH_SIDES, day=day)}
    notes = ((claim,) for claim in found | reached)  # of what is left out, all that was said of a claim may have been
    record.connection.executemany("INSERT OR IGNORE INTO temp.unsettled VALUES (?)", notes)
    return found
