"""Finds the claims that answer a question, in the order asked for; a page of them costs the same among a million.

Where one of the filters lets few claims through, these are sorted; else claims are walked in the order asked for, over
an index that has them in it, and each is asked until the page is full.
"""

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import islice
from typing import Any

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.vocabulary import Status
from claimtrack.store import conditions
from claimtrack.store.conditions import ACTIVITY, Narrowed
from claimtrack.store.record import Record

_MOST = 2**31  # parties, items or verdicts; no claim has so many
_FIRST = 10_000  # claims of an order that are walked before those that one filter lets through are sorted instead

Found = tuple[int, Any, str]  # the number of a claim, its key where the order has one, and its last day

_JOINED = " JOIN claim ON claim.id = kept.claim_id"
# What is greatest goes first. Each has an index that the status leads: the pages of all statuses hold the page of all.
_KEYS = {
    Sort.ACTIVITY: ACTIVITY,
    Sort.FOR: "kept.parties_for",
    Sort.AGAINST: "kept.parties_against",
    Sort.EVIDENCE: "kept.evidence_for + kept.evidence_against",
    Sort.VERDICTS: "kept.verdicts",
}
_ORDER = {
    **{sort: f"{key} DESC, {ACTIVITY} DESC, kept.claim_id DESC" for sort, key in _KEYS.items()},
    Sort.ACTIVITY: f"{ACTIVITY} DESC, kept.claim_id DESC",
    Sort.STATUS: f"kept.status, {ACTIVITY} DESC, kept.claim_id DESC",
    Sort.RECORDED: "kept.claim_id DESC",
    Sort.CLAIM: "claim.folded, claim.id DESC",
    Sort.EVENT: "claim.event_latest DESC NULLS LAST, claim.id DESC",
}
_OVER_CLAIMS = (Sort.CLAIM, Sort.EVENT)
# What holds of the first claims of an order, and where they end.
_FIRST_OF = {
    Sort.RECORDED: ("kept.claim_id > :end", "SELECT max(claim_id) - :first FROM claim_status"),
    Sort.CLAIM: ("claim.folded < :end", "SELECT folded FROM claim ORDER BY claim.folded LIMIT 1 OFFSET :first"),
    Sort.EVENT: (
        "claim.event_latest > :end",
        "SELECT event_latest FROM claim WHERE event_latest <> '' ORDER BY event_latest DESC LIMIT 1 OFFSET :first",
    ),
}
_OLDEST_LAST = (Sort.RECORDED, Sort.EVENT)  # orders which, as a rule, are nearly that of the activity


def order(sort: Sort) -> str:
    """Return the ORDER BY of an order, over `claim_status AS kept` and `claim`."""
    return _ORDER[sort]


def page(record: Record, question: Question) -> list[int]:
    """Return the numbers of the claims asked for, in order; memory grows with the limit alone."""
    filters = conditions.filters(question)
    most = conditions.OF_TWO if len(filters) > 1 and question.sort not in _FIRST_OF else conditions.FEW
    narrowed = conditions.narrowest(record, filters, question, most=most)
    if narrowed is not None:
        return _sorted(record, question, narrowed)
    if question.sort is Sort.STATUS:
        return _status_by_status(record, question)
    if question.sort in _KEYS and (question.statuses or question.sort is not Sort.ACTIVITY):
        return _merged(record, question)
    is_long = len(filters) > 1 or (question.sort in _OLDEST_LAST and question.until is not None)
    if is_long and question.sort in _FIRST_OF:
        return _first_or_sorted(record, question, filters)
    return _numbers(_walked(record, question, _asking_each(question)))


def _numbers(found: Iterator[Found]) -> list[int]:
    return [row[0] for row in found]


def _asking_each(question: Question) -> list[str]:
    return conditions.of_statuses(question.statuses, each=True)


def _sorted(record: Record, question: Question, narrowed: Narrowed) -> list[int]:
    """Return the page among the claims that one filter lets through: each is asked, those that answer are sorted."""
    is_joined = question.sort in _OVER_CLAIMS or question.text is not None
    tables = f"claim_status AS kept{_JOINED if is_joined else ''}"
    first = [f"kept.claim_id IN ({narrowed.sql})", *_asking_each(narrowed.left)]
    return _numbers(_asked(record, narrowed.left, tables, first, **conditions.values(question)))


def _status_by_status(record: Record, question: Question) -> list[int]:
    found: list[int] = []
    for status in sorted(question.statuses or Status):
        left = question._replace(sort=Sort.ACTIVITY, limit=question.limit - len(found))
        if left.limit:
            found += _numbers(_walked(record, left, conditions.of_statuses([status])))
    return found


def _merged(record: Record, question: Question) -> list[int]:
    """Return the first of what is first in each status, each walked no further than that."""
    is_within_days = question.sort is not Sort.ACTIVITY and (question.since or question.until)
    walked: Callable[[Record, Question, list[str]], Iterator[Found]] = _level_by_level if is_within_days else _walked
    found = [walked(record, question, conditions.of_statuses([one])) for one in sorted(question.statuses or Status)]
    return _numbers(islice(merge(*found, key=lambda row: (*row[1:], row[0]), reverse=True), question.limit))


def _level_by_level(record: Record, question: Question, first: list[str]) -> Iterator[Found]:
    """Yield the page as it is walked from the greatest number down, of each number only within the days.

    Who was much spoken of was spoken of lately: a walk on to a day far back would meet nearly every claim.
    """
    key = _KEYS[question.sort]
    below = conditions.joined([*first, f"{key} < :level"])
    next_level = f"SELECT {key} FROM claim_status AS kept{below} ORDER BY {key} DESC LIMIT 1"
    level = _MOST
    while row := record.row(next_level, level=level):
        level = row[0]
        within = _walked(record, question._replace(sort=Sort.ACTIVITY), [*first, f"{key} = {level:d}"])
        yield from ((claim, level, day) for claim, _, day in within)


def _first_or_sorted(record: Record, question: Question, filters: list[Narrowed]) -> list[int]:
    """Return the page of the first claims of the order or, where they do not fill it, of what one filter lets through.

    Filters may be common one by one and rare together, and days far back come last: the walk would be long.
    """
    is_first, last = _FIRST_OF[question.sort]
    bound = record.row(last, first=_FIRST)
    if bound is None or bound[0] is None:
        return _numbers(_walked(record, question, _asking_each(question)))
    found = _numbers(_walked(record, question, [is_first, *_asking_each(question)], end=bound[0]))
    if len(found) == question.limit:
        return found
    narrowed = conditions.narrowest(record, filters, question, most=conditions.OF_TWO)
    if narrowed is None and question.until is None:
        return _numbers(_walked(record, question, _asking_each(question)))
    return _sorted(record, question, narrowed or conditions.within(question))


def _walked(record: Record, question: Question, first: list[str], **values: Any) -> Iterator[Found]:
    """Yield the page as it is walked, over the table that has the order."""
    values |= conditions.values(question)
    if question.sort in _OVER_CLAIMS:
        tables = "claim CROSS JOIN claim_status AS kept"  # in SQLite a CROSS JOIN keeps its order
        return _asked(record, question, tables, ["kept.claim_id = claim.id", *first], **values)
    return _asked(
        record, question, f"claim_status AS kept{_JOINED if question.text is not None else ''}", first, **values
    )


def _asked(record: Record, question: Question, tables: str, first: list[str], **values: Any) -> Iterator[Found]:
    """Yield the claims of a page."""
    asked = conditions.joined([*first, *conditions.on_the_way(record, question)])
    return record.stream(
        f"SELECT kept.claim_id, {_KEYS.get(question.sort, 'NULL')}, {ACTIVITY} FROM {tables}{asked}"
        f" ORDER BY {_ORDER[question.sort]} LIMIT :limit",
        **values,
        limit=question.limit,
    )
