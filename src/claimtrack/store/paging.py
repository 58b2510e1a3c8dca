"""Finds the claims that answer a question, in the order asked for; a page of them costs the same among a million.

Where one of the filters lets few claims through, these are sorted; else claims are walked in the order asked for, over
an index that has them in it, and each is asked until the page is full.
"""

from collections.abc import Iterable
from typing import Any

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.vocabulary import Status
from claimtrack.store.record import WITH_PARTS, Record, among, listed

_FEW = 5_000  # claims: so many are sorted in the time in which a walk among a million meets 50 of them

Few = tuple[list[int], Question]  # claims, and what is still to be asked of each

_ACTIVITY = "kept.last_activity_latest"
# What is greatest goes first. Each has an index that the status leads: the pages of all statuses hold the page of all.
_KEYS = {
    Sort.ACTIVITY: _ACTIVITY,
    Sort.FOR: "kept.parties_for",
    Sort.AGAINST: "kept.parties_against",
    Sort.EVIDENCE: "kept.evidence_for + kept.evidence_against",
    Sort.VERDICTS: "kept.verdicts",
}
_ORDER = {
    **{sort: f"{key} DESC, kept.claim_id DESC" for sort, key in _KEYS.items()},
    Sort.STATUS: f"kept.status, {_ACTIVITY} DESC, kept.claim_id DESC",
    Sort.RECORDED: "kept.claim_id DESC",
    Sort.CLAIM: "claim.folded, claim.id DESC",
    Sort.EVENT: "claim.event_latest DESC NULLS LAST, claim.id DESC",
}

_SPOKEN_ON = f"""{WITH_PARTS}
SELECT DISTINCT claim_id FROM statement WHERE actor_id IN (SELECT id FROM part) AND withdrawn_at IS NULL"""
_TAGGED = "SELECT claim_id FROM tag WHERE folded = :tag AND withdrawn_at IS NULL"
_CONDITIONS = {
    "actor": f"kept.claim_id IN ({_SPOKEN_ON})",
    "tag": f"kept.claim_id IN ({_TAGGED})",
    "text": "instr(claim.folded, :text) > 0",
    "since": f"{_ACTIVITY} >= :since",
    "until": f"{_ACTIVITY} <= :until",
}
# The same, asked of one claim after the other; an expression keeps SQLite from an index that begins with its column.
_OF_EACH = {
    "actor": "EXISTS (SELECT 1 FROM statement WHERE statement.claim_id = kept.claim_id"
    " AND +statement.actor_id IN ({parts}) AND statement.withdrawn_at IS NULL)",
    "tag": "EXISTS (SELECT 1 FROM tag WHERE tag.claim_id = kept.claim_id AND tag.folded = :tag"
    " AND tag.withdrawn_at IS NULL)",
    "since": f"{_ACTIVITY} || '' >= :since",
    "until": f"{_ACTIVITY} || '' <= :until",
}
_BY_ACTIVITY = (Sort.ACTIVITY, Sort.STATUS)


def order(sort: Sort) -> str:
    """Return the ORDER BY of an order, over `claim_status AS kept` and `claim`."""
    return _ORDER[sort]


def where(question: Question) -> tuple[str, dict[str, Any]]:
    """Return the WHERE of a question, over `claim_status AS kept` and `claim`, and the values to be bound in it."""
    given = _given(question)
    return _where([*(_CONDITIONS[name] for name in given), *_of_statuses(question.statuses)]), given


def page(record: Record, question: Question) -> list[int]:
    """Return the numbers of the claims asked for, in order; memory grows with the limit alone."""
    some = few(record, question)
    if some is None and question.sort not in _BY_ACTIVITY:
        some = _few_by_status_or_day(record, question)
    if some is not None:
        return _sorted(record, *some)
    if question.sort is Sort.STATUS:
        return _status_by_status(record, question)
    if question.sort in _KEYS and (question.statuses or question.sort is not Sort.ACTIVITY):
        return _merged(record, question)
    return [row[0] for row in _walked(record, question, _of_statuses(question.statuses, each=True))]


def few(record: Record, question: Question) -> Few | None:
    """Return the claims that its actor spoke on, or that have its tag, where they are few, and what else is asked."""
    if question.tag is not None:
        found = _at_most_few(record, _TAGGED, {"tag": question.tag})
        if found is not None:
            return found, question._replace(tag=None)
    if question.actor is not None:
        found = _at_most_few(record, _SPOKEN_ON, {"actor": question.actor})
        if found is not None:
            return found, question._replace(actor=None)
    return None


def _few_by_status_or_day(record: Record, question: Question) -> Few | None:
    asked, given = where(Question(question.statuses, since=question.since, until=question.until))
    if not asked:
        return None
    found = _at_most_few(record, f"SELECT kept.claim_id FROM claim_status AS kept{asked}", given)
    return (found, question._replace(statuses=frozenset(), since=None, until=None)) if found is not None else None


def _at_most_few(record: Record, sql: str, given: dict[str, Any]) -> list[int] | None:
    found = record.rows(f"{sql} LIMIT {_FEW + 1}", **given)
    return [row[0] for row in found] if len(found) <= _FEW else None


def _sorted(record: Record, claims: list[int], question: Question) -> list[int]:
    """Return the page among some claims: each is asked, and those that answer are sorted."""
    if not claims:
        return []
    tables = "claim_status AS kept JOIN claim ON claim.id = kept.claim_id"
    first = [among("kept.claim_id", claims), *_of_statuses(question.statuses, each=True)]
    return [row[0] for row in _page(record, question, tables, first)]


def _status_by_status(record: Record, question: Question) -> list[int]:
    found: list[int] = []
    for status in sorted(question.statuses or Status):
        left = question._replace(sort=Sort.ACTIVITY, limit=question.limit - len(found))
        if left.limit:
            found += (row[0] for row in _walked(record, left, _of_statuses([status])))
    return found


def _merged(record: Record, question: Question) -> list[int]:
    """Return the first of what is first in each status."""
    found = [
        row
        for status in sorted(question.statuses or Status)
        for row in _walked(record, question, _of_statuses([status]))
    ]
    found.sort(key=lambda row: (row[1], row[0]), reverse=True)
    return [row[0] for row in found[: question.limit]]


def _walked(record: Record, question: Question, first: list[str]) -> list[tuple[Any, ...]]:
    """Return the page as it is walked, over the table that has the order."""
    if question.sort in (Sort.CLAIM, Sort.EVENT):
        tables = "claim CROSS JOIN claim_status AS kept"  # in SQLite a CROSS JOIN keeps its order
        return _page(record, question, tables, ["kept.claim_id = claim.id", *first])
    joined = " JOIN claim ON claim.id = kept.claim_id" if question.text is not None else ""
    return _page(record, question, f"claim_status AS kept{joined}", first)


def _page(record: Record, question: Question, tables: str, first: list[str]) -> list[tuple[Any, ...]]:
    """Return the number of each claim of a page and, where the order has one, its key."""
    given = _given(question)
    of_each = {**_CONDITIONS, **_OF_EACH}
    if question.sort in _BY_ACTIVITY:
        of_each |= {name: _CONDITIONS[name] for name in ("since", "until")}
    conditions = [*first, *(of_each[name] for name in given)]
    if question.actor is not None:
        parts = listed(row[0] for row in record.rows(f"{WITH_PARTS} SELECT id FROM part", actor=question.actor))
        conditions = [one.replace("{parts}", parts) for one in conditions]
    key = _KEYS.get(question.sort, "NULL")
    return record.rows(
        f"SELECT kept.claim_id, {key} FROM {tables}{_where(conditions)} ORDER BY {_ORDER[question.sort]} LIMIT :limit",
        **given,
        limit=question.limit,
    )


def _given(question: Question) -> dict[str, Any]:
    asked = {name: getattr(question, name) for name in _CONDITIONS}
    return {name: value for name, value in asked.items() if value is not None}


def _of_statuses(statuses: Iterable[Status], *, each: bool = False) -> list[str]:
    """Return the condition that claims have one of these statuses; where `each` is asked, no index on it is used."""
    column = "kept.status || ''" if each else "kept.status"
    named = ", ".join(f"'{status}'" for status in sorted(statuses))
    return [f"{column} IN ({named})"] if named else []


def _where(conditions: list[str]) -> str:
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""
