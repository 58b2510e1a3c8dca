"""What a question asks of claims, as SQL: of all at once over indexes, or of one claim after the other on a walk.

And which of its filters lets so few claims through that these are sorted sooner than a walk meets a page of them.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.vocabulary import Status
from claimtrack.store.record import WITH_PARTS, Record, listed

FEW = 5_000  # claims: so many are sorted in the time in which a walk among a million meets 50 of them
OF_TWO = 40_000  # and so many, where the walk is to meet what passes a second filter, too

Few = tuple[list[int], Question]  # claims, and what is still to be asked of each


class Narrowed(NamedTuple):
    """The claims that one filter lets through, as SQL, and what is left to be asked of each."""

    sql: str
    left: Question


ACTIVITY = "kept.last_activity_latest"
BY_ACTIVITY = (Sort.ACTIVITY, Sort.STATUS)
# Whose indexes begin with neither the status nor the day: what these let through is not next to each other in them.
OTHERWISE = (Sort.RECORDED, Sort.CLAIM, Sort.EVENT)

_SPOKEN_ON = f"""{WITH_PARTS}
SELECT DISTINCT claim_id FROM statement WHERE actor_id IN (SELECT id FROM part) AND withdrawn_at IS NULL"""
_TAGGED = "SELECT claim_id FROM tag WHERE folded = :tag AND withdrawn_at IS NULL"
_OF_ALL = {
    "actor": f"kept.claim_id IN ({_SPOKEN_ON})",
    "tag": f"kept.claim_id IN ({_TAGGED})",
    "text": "instr(claim.folded, :text) > 0",
    "since": f"{ACTIVITY} >= :since",
    "until": f"{ACTIVITY} <= :until",
}
# The same, asked of one claim after the other; an expression keeps SQLite from an index that begins with its column.
_OF_EACH = {
    "actor": "EXISTS (SELECT 1 FROM statement WHERE statement.claim_id = kept.claim_id"
    " AND +statement.actor_id IN ({parts}) AND statement.withdrawn_at IS NULL)",
    "tag": "EXISTS (SELECT 1 FROM tag WHERE tag.claim_id = kept.claim_id AND tag.folded = :tag"
    " AND tag.withdrawn_at IS NULL)",
    "since": f"{ACTIVITY} || '' >= :since",
    "until": f"{ACTIVITY} || '' <= :until",
}
_DAYS = ("since", "until")


def where(question: Question) -> tuple[str, dict[str, Any]]:
    """Return the WHERE of a question, over `claim_status AS kept` and `claim`, and the values to be bound in it."""
    given = values(question)
    return joined([*(_OF_ALL[name] for name in given), *of_statuses(question.statuses)]), given


def on_the_way(record: Record, question: Question) -> list[str]:
    """Return what is asked of each claim of a walk, all but its status; by activity, the days bound the walk itself."""
    of_each = _OF_ALL | _OF_EACH
    if question.sort in BY_ACTIVITY:
        of_each |= {name: _OF_ALL[name] for name in _DAYS}
    asked = [of_each[name] for name in values(question)]
    if question.actor is not None:
        parts = listed(row[0] for row in record.rows(f"{WITH_PARTS} SELECT id FROM part", actor=question.actor))
        asked = [one.replace("{parts}", parts) for one in asked]
    return asked


def values(question: Question) -> dict[str, Any]:
    """Return the values of a question, by the names they are bound to."""
    asked = {name: getattr(question, name) for name in _OF_ALL}
    return {name: value for name, value in asked.items() if value is not None}


def of_statuses(statuses: Iterable[Status], *, each: bool = False) -> list[str]:
    """Return the condition that claims have one of these statuses; where `each` is asked, no index on it is used."""
    column = "kept.status || ''" if each else "kept.status"
    named = ", ".join(f"'{status}'" for status in sorted(statuses))
    return [f"{column} IN ({named})"] if named else []


def joined(conditions: list[str]) -> str:
    """Return conditions as a WHERE, or nothing."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def few(record: Record, question: Question) -> Few | None:
    """Return the claims that its actor spoke on, or that have its tag, where they are few, and what else is asked."""
    for one in _of_tag_and_actor(question):
        found = record.rows(f"{one.sql} LIMIT {FEW + 1}", **values(question))
        if len(found) <= FEW:
            return [row[0] for row in found], one.left
    return None


def narrowest(record: Record, filters: Iterable[Narrowed], question: Question, *, most: int) -> Narrowed | None:
    """Return the one of some filters that lets the fewest claims through, or None where these are more than `most`."""
    given = values(question)
    counted = [
        (record.one(f"SELECT count(*) FROM ({one.sql} LIMIT {most + 1}) AS found", **given), one) for one in filters
    ]
    number, narrowed = min(counted, key=lambda one: one[0], default=(0, None))
    return narrowed if number <= most else None


def filters(question: Question) -> list[Narrowed]:
    """Return what lets some of the claims of a walk through, each as a filter of its own.

    In the orders by activity and by numbers the status and the days bound the walk, and are no filter to it.
    """
    found = [within(question)] if question.sort in OTHERWISE and (question.statuses or _has_days(question)) else []
    return [*found, *_of_tag_and_actor(question)]


def _of_tag_and_actor(question: Question) -> Iterator[Narrowed]:
    if question.tag is not None:
        yield Narrowed(_TAGGED, question._replace(tag=None))
    if question.actor is not None:
        yield Narrowed(_SPOKEN_ON, question._replace(actor=None))


def within(question: Question) -> Narrowed:
    """Return the claims of its statuses within its days."""
    asked, _ = where(Question(question.statuses, since=question.since, until=question.until))
    left = question._replace(statuses=frozenset(), since=None, until=None)
    return Narrowed(f"SELECT kept.claim_id FROM claim_status AS kept{asked}", left)


def _has_days(question: Question) -> bool:
    return question.since is not None or question.until is not None
