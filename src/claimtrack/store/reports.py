"""Answers questions about claims from the kept rows: pages of summaries, in a fixed number of queries a batch."""

from collections.abc import Iterable, Iterator
from typing import Any

from claimtrack.domain.origins import Count
from claimtrack.domain.questions import Question
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vocabulary import Lean, Side, Status
from claimtrack.store import conditions, paging
from claimtrack.store.identities import STANDING_FOR
from claimtrack.store.record import Record, among, batched, listed, word

_SELECT = """
SELECT claim.id, claim.uid, claim.slug, claim.text, claim.event, kept.status, mask_status.lean,
  kept.parties_for, kept.parties_against, kept.evidence_for, kept.evidence_against, kept.verdicts,
  kept.last_activity_latest, kept.last_activity_earliest,
  kept.origins_for_least, kept.origins_for_most, kept.origins_against_least, kept.origins_against_most
FROM claim_status AS kept
JOIN claim ON claim.id = kept.claim_id
JOIN mask_status ON mask_status.mask = kept.mask
"""

_SPEAKER = STANDING_FOR.format(column="statement.actor_id")


def summaries(record: Record, question: Question) -> Iterator[ClaimSummary]:
    """Yield the summaries of the claims asked for, in order; three queries for each batch of 500, some more a page."""
    if question.limit:
        for numbers in batched(paging.page(record, question)):
            found = {row[0]: row for row in record.rows(f"{_SELECT} WHERE {among('kept.claim_id', numbers)}")}
            yield from _with_names(record, [found[number] for number in numbers])
        return
    where, given = conditions.where(question)
    for batch in batched(record.stream(f"{_SELECT}{where} ORDER BY {paging.order(question.sort)}", **given)):
        yield from _with_names(record, batch)


def counts(record: Record, question: Question) -> dict[Status, int]:
    """Return how many of the claims asked for have each status, whatever the limit; a status of none is left out.

    Where nothing but a status is asked for, and of today, it is kept; any other count reads what it counts.
    """
    if record.vantage.is_now and question == Question(question.statuses, sort=question.sort, limit=question.limit):
        asked = question.statuses or Status
        return {status: number for status, number in tally(record).items() if number and status in asked}
    where, given = conditions.where(question)
    joined = " JOIN claim ON claim.id = kept.claim_id" if question.text is not None else ""
    rows = record.rows(
        f"SELECT kept.status, count(*) FROM claim_status AS kept{joined}{where} GROUP BY kept.status", **given
    )
    return {word(Status, status): number for status, number in rows}


def tally(record: Record) -> dict[Status, int]:
    """Return how many claims have each status today, as it is kept."""
    rows = record.rows("SELECT status, claims FROM status_tally")
    return {word(Status, status): number for status, number in rows}


def summary_of(record: Record, claim: int) -> ClaimSummary | None:
    """Return the summary of one claim, or None where it is withdrawn."""
    row = record.row(f"{_SELECT} WHERE kept.claim_id = :claim", claim=claim)
    return next(_with_names(record, [row])) if row else None


def statuses_of(record: Record, claims: Iterable[int]) -> dict[int, Status]:
    """Return the kept status of each of some claims that stand."""
    inside = listed(claims)
    rows = record.rows(f"SELECT claim_id, status FROM claim_status WHERE claim_id IN ({inside})") if inside else []
    return {claim: word(Status, status) for claim, status in rows}


def _with_names(record: Record, rows: list[tuple[Any, ...]]) -> Iterator[ClaimSummary]:
    """Yield summaries of rows, with who holds a position on each side and the tags, in two queries for all."""
    inside = listed(row[0] for row in rows)
    speakers: dict[tuple[int, str], list[str]] = {}
    for claim, side, name in record.stream(
        "SELECT position.claim_id, position.side, actor.name FROM position"
        f" JOIN statement ON statement.id = position.statement_id {_SPEAKER}"
        f" WHERE position.claim_id IN ({inside}) ORDER BY statement.said_latest, statement.id"
    ):
        speakers.setdefault((claim, side), []).append(name)
    tags: dict[int, list[str]] = {}
    for claim, name in record.stream(
        f"SELECT claim_id, name FROM tag WHERE claim_id IN ({inside}) AND withdrawn_at IS NULL ORDER BY folded"
    ):
        tags.setdefault(claim, []).append(name)
    for row in rows:
        number, status, lean = row[0], word(Status, row[5]), word(Lean, row[6])
        yield ClaimSummary._make(
            (
                *row[:5],
                status,
                lean,
                *row[7:14],
                tuple(speakers.get((number, Side.FOR), ())),
                tuple(speakers.get((number, Side.AGAINST), ())),
                tuple(tags.get(number, ())),
                Count(*row[14:16]),
                Count(*row[16:]),
                (),
            )
        )
