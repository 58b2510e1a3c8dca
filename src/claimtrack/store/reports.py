"""Answers questions about claims from the kept rows: pages of summaries, in a fixed number of queries a batch."""

from collections.abc import Iterable, Iterator
from typing import Any

from claimtrack.domain.origins import Count
from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vocabulary import Lean, Side, Status
from claimtrack.store.identities import STANDING_FOR
from claimtrack.store.record import WITH_PARTS, Record, batched, listed, word

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

_ORDER = {
    Sort.ACTIVITY: "kept.last_activity_latest DESC",
    Sort.RECORDED: "",
    Sort.CLAIM: "claim.folded",
    Sort.STATUS: "kept.status, kept.last_activity_latest DESC",
    Sort.FOR: "kept.parties_for DESC",
    Sort.AGAINST: "kept.parties_against DESC",
    Sort.EVIDENCE: "kept.evidence_for + kept.evidence_against DESC",
    Sort.VERDICTS: "kept.verdicts DESC",
    Sort.EVENT: "claim.event_latest IS NULL, claim.event_latest DESC",
}

_CONDITIONS = {
    "actor": f"""kept.claim_id IN (
      {WITH_PARTS} SELECT claim_id FROM statement WHERE actor_id IN (SELECT id FROM part) AND withdrawn_at IS NULL)""",
    "tag": "kept.claim_id IN (SELECT claim_id FROM tag WHERE folded = :tag AND withdrawn_at IS NULL)",
    "text": "instr(claim.folded, :text) > 0",
    "since": "kept.last_activity_latest >= :since",
    "until": "kept.last_activity_latest <= :until",
}


def summaries(record: Record, question: Question) -> Iterator[ClaimSummary]:
    """Yield the summaries of the claims asked for, in order; three queries for each batch of 500."""
    asked = {name: getattr(question, name) for name in _CONDITIONS}
    given = {name: value for name, value in asked.items() if value is not None}
    conditions = [_CONDITIONS[name] for name in given]
    if question.statuses:
        conditions.append(
            "kept.status IN ({})".format(", ".join(f"'{status}'" for status in sorted(question.statuses)))
        )
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = ", ".join(part for part in (_ORDER[question.sort], "kept.claim_id DESC") if part)
    limit = " LIMIT :limit" if question.limit else ""
    rows = record.stream(f"{_SELECT}{where} ORDER BY {order}{limit}", **given, limit=question.limit)
    for batch in batched(rows):
        yield from _with_names(record, batch)


def summary_of(record: Record, claim: int) -> ClaimSummary | None:
    """Return the summary of one claim, or None where it is withdrawn."""
    row = record.row(f"{_SELECT} WHERE kept.claim_id = :claim", claim=claim)
    return next(_with_names(record, [row])) if row else None


def statuses_of(record: Record, claims: Iterable[int]) -> dict[int, Status]:
    """Return the kept status of each of some claims that stand."""
    rows = record.rows(f"SELECT claim_id, status FROM claim_status WHERE claim_id IN ({listed(claims)})")
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
