"""Answers which claims have which status, by the kept rows."""

from collections.abc import Collection

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.summaries import ClaimSummary, Report
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import Status
from claimtrack.errors.entries import BadLimit
from claimtrack.errors.texts import EmptyText
from claimtrack.store import reports
from claimtrack.store.record import Record


def question(
    record: Record,
    *,
    statuses: Collection[Status] = (),
    actor: str | None = None,
    tag: str | None = None,
    text: str | None = None,
    since: str | None = None,
    until: str | None = None,
    sort: Sort = Sort.ACTIVITY,
    limit: int = 0,
) -> Question:
    """Return the question that options ask; `since` counts from a date's first day, `until` to its last."""
    if limit < 0:
        raise BadLimit(limit)
    if text is not None and not folded(text):
        raise EmptyText(field="text to look for")
    return Question(
        statuses=frozenset(statuses),
        actor=_actor(record, actor) if actor is not None else None,
        tag=folded(tag) if tag is not None else None,
        text=folded(text) if text is not None else None,
        since=_bounds(since)[0] if since is not None else None,
        until=_bounds(until)[1] if until is not None else None,
        sort=sort,
        limit=limit,
    )


def _actor(record: Record, ref: str) -> int:
    from claimtrack.services import naming  # a plain report names nobody

    return naming.actor(record, ref).id


def _bounds(date: str) -> tuple[str | None, str | None]:
    from claimtrack.domain import dates  # nor a day

    day = dates.parse(date)
    return day.earliest, day.latest


def report(record: Record, asked: Question) -> Report:
    """Return the claims asked for; with a limit they are read at once, and `more` tells whether it left any out."""
    if not asked.limit:
        return Report(reports.summaries(record, asked), more=False)
    found: list[ClaimSummary] = list(reports.summaries(record, asked._replace(limit=asked.limit + 1)))
    return Report(found[: asked.limit], more=len(found) > asked.limit)
