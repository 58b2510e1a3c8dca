"""Answers which claims have which status, by the kept rows."""

from collections.abc import Collection, Iterator, Mapping

from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.summaries import ClaimSummary, Report
from claimtrack.domain.text import folded, one_line
from claimtrack.domain.vocabulary import Status
from claimtrack.errors.entries import BadLimit
from claimtrack.errors.texts import NoBound
from claimtrack.store import reports
from claimtrack.store.record import Progress, Record, unseen

MOST = 10**9  # rows; more than that no database of this kind holds


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
    return Question(
        statuses=frozenset(statuses),
        actor=_actor(record, actor) if actor is not None else None,
        tag=folded(one_line(tag, "tag")) if tag is not None else None,
        text=folded(one_line(text, "text to look for")) if text is not None else None,
        since=_bound(since, first=True) if since is not None else None,
        until=_bound(until, first=False) if until is not None else None,
        sort=sort,
        limit=met(limit),
    )


def met(limit: int) -> int:
    """Return a limit, 0 for all; raises BadLimit for one that no answer can have."""
    if not 0 <= limit <= MOST:
        raise BadLimit(limit)
    return limit


def _summaries(record: Record, asked: Question, progress: Progress) -> Iterator[ClaimSummary]:
    if record.vantage.is_now:
        return reports.summaries(record, asked)
    from claimtrack.store import vantages  # a plain report asks of today

    return vantages.summaries(record, asked, progress)


def _actor(record: Record, ref: str) -> int:
    from claimtrack.services import naming  # a plain report names nobody

    return naming.actor(record, ref).id


def _bound(date: str, *, first: bool) -> str:
    from claimtrack.domain import dates  # nor a day

    day = dates.parse(date)
    bound = day.earliest if first else day.latest
    if bound is None:
        raise NoBound(date, "first" if first else "last")
    return bound


def report(record: Record, asked: Question, progress: Progress = unseen) -> Report:
    """Return the claims asked for; with a limit they are read at once, and `more` tells whether it left any out."""
    if not asked.limit:
        return Report(_summaries(record, asked, progress), more=False)
    found = list(_summaries(record, asked._replace(limit=asked.limit + 1), progress))
    return Report(found[: asked.limit], more=len(found) > asked.limit)


def counts(record: Record, asked: Question, progress: Progress = unseen) -> dict[Status, int]:
    """Return how many of the claims asked for have each status; of the statuses asked for also those of none."""
    if record.vantage.is_now:
        found: Mapping[Status, int] = reports.counts(record, asked)
    else:
        from claimtrack.store import vantages  # a plain report asks of today

        found = vantages.counts(record, asked, progress)
    return {status: found.get(status, 0) for status in Status if status in (asked.statuses or Status)}
