"""Looks at the record from another day, with what it held at another time, or without what is confidential.

The connection gets views of its own, named as the tables they stand before: rows not yet recorded, already withdrawn
then, or certainly of a later day are not in them, so that every query of the store works unchanged. The derived rows
are judged again for the claims asked about, into tables of the connection's own.
"""

from collections.abc import Iterable, Iterator, Mapping
from heapq import merge
from itertools import groupby

from claimtrack.domain.possibilities import other_statuses
from claimtrack.domain.questions import Question, Sort
from claimtrack.domain.records import Evidence, Row, Statement, Verdict
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Status
from claimtrack.store import conditions, paging, reports, settled, statuses, withholding
from claimtrack.store.facts import Lines, facts_of
from claimtrack.store.hindsight import Then, then
from claimtrack.store.history import Values
from claimtrack.store.reach import Numbers
from claimtrack.store.record import Progress, Record, among, batched, listed, unseen
from claimtrack.store.tables import TABLES

_BATCH = 200
_WALKED = 20  # batches for one page, before the day is asked of all claims
_LAST_DAY = "9999-12-31"
_DATED: dict[type[Row], str] = {Statement: "said", Evidence: "published", Verdict: "published"}

# Activity from a day backwards, each over an index that begins with the day (a CROSS JOIN keeps its order in SQLite).
_ACTIVITY = (
    """
    SELECT said_latest, claim_id FROM statement WHERE said_latest <= :day AND withdrawn_at IS NULL
    ORDER BY said_latest DESC
    """,
    """
    SELECT evidence.published_latest, bearing.claim_id
    FROM evidence CROSS JOIN bearing ON bearing.evidence_id = evidence.id
    WHERE evidence.published_latest <= :day AND evidence.withdrawn_at IS NULL AND bearing.withdrawn_at IS NULL
    ORDER BY evidence.published_latest DESC
    """,
    """
    SELECT published_latest, claim_id FROM verdict WHERE published_latest <= :day AND withdrawn_at IS NULL
    ORDER BY published_latest DESC
    """,
)


def look_from(record: Record, vantage: Vantage) -> None:
    """Put the views before the tables; days and moments are checked ISO text, so they can stand in the views."""
    record.vantage = vantage
    differed = then(record, vantage.known_at) if vantage.known_at else {}
    touched = withholding.begin(record) if record.withholds else Numbers()
    for kind, table in TABLES.items():
        asked = withholding.conditions(kind) if record.withholds else []
        was = differed.get(table, Then([], {}))
        if vantage.known_at:
            known = vantage.known_at
            asked.append(f"recorded_at <= '{known}' AND (withdrawn_at IS NULL OR withdrawn_at > '{known}')")
        if was.absent:
            asked.append(f"id NOT IN ({listed(was.absent)})")
        if vantage.as_of and kind in _DATED:
            first = f"{_DATED[kind]}_earliest"
            asked.append(f"({first} IS NULL OR {first} <= '{vantage.as_of}')")
        if asked:
            columns = _columns(record, kind, was.held)
            record.connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table} WHERE {' AND '.join(asked)}"
            )
    if vantage.is_now:
        withholding.judge_again(record, touched)
        return
    for table in ("claim_status", "position"):
        record.connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} LIMIT 0")
        record.connection.execute(f"CREATE INDEX temp.ix_judged_{table} ON {table} (claim_id)")
    record.connection.execute("CREATE TEMP TABLE unsettled (id INTEGER PRIMARY KEY)")
    record.connection.executemany("INSERT INTO temp.unsettled VALUES (?)", ((claim,) for claim in touched))


def _columns(record: Record, kind: type[Row], held: Mapping[int, Values]) -> str:
    """Return what a view selects: no later withdrawal, and what edited rows held, kept in a table beside it."""
    table = TABLES[kind]
    edited = sorted({name for values in held.values() for name in values})
    if edited:
        record.connection.execute(
            f"CREATE TEMP TABLE was_{table} AS SELECT id, {', '.join(edited)} FROM main.{table} LIMIT 0"
        )
        record.connection.execute(f"CREATE UNIQUE INDEX was_{table}_id ON was_{table} (id)")
        places = ", ".join("?" * (len(edited) + 1))
        rows = record.rows(f"SELECT id, {', '.join(edited)} FROM main.{table} WHERE id IN ({listed(held)})")
        was = [
            [number, *(held[number].get(name, value) for name, value in zip(edited, values, strict=True))]
            for number, *values in rows
        ]
        record.connection.executemany(f"INSERT INTO was_{table} VALUES ({places})", was)

    def column(name: str) -> str:
        if record.vantage.known_at and name.startswith("withdrawn_"):
            return f"NULL AS {name}"
        if name in edited:
            was = f"FROM temp.was_{table} AS was WHERE was.id = {table}.id"
            return f"CASE WHEN EXISTS (SELECT 1 {was}) THEN (SELECT was.{name} {was}) ELSE {name} END AS {name}"
        return withholding.column(kind, name) if record.withholds else name

    return ", ".join(column(name) for name in kind.COLUMNS)


def settle(record: Record, claims: Iterable[int]) -> None:
    """Judge claims from where the record is looked at, so that their summaries can be read."""
    statuses.judge_beside(record, claims)


def summaries(record: Record, question: Question, progress: Progress = unseen) -> Iterator[ClaimSummary]:
    """Yield the summaries of the claims asked for, each with the statuses that coarse dates leave possible.

    A claim on which nothing was said, shown or published by the day has no answer. By activity the walk back from the
    day ends as soon as the page is full; where it is long, and in another order, every claim is judged first that may
    have another answer than today.
    """
    if not _is_answered_by_few(record, question) and not _is_full_on_the_way(record, question):
        _judge_all(record, question, progress)
    for batch in batched(reports.summaries(record, question)):
        yield from with_possible(record, batch)


def counts(record: Record, question: Question, progress: Progress = unseen) -> Mapping[Status, int]:
    """Return how many of the claims asked for have each status; of the claims that `summaries` yields."""
    vantage, whole = record.vantage, Question(question.statuses, sort=question.sort, limit=question.limit)
    if vantage.as_of and not vantage.known_at and question == whole:
        return settled.counts(record, question, vantage.as_of, progress)
    if not _is_answered_by_few(record, question):
        _judge_all(record, question, progress)
    return reports.counts(record, question)


def _is_answered_by_few(record: Record, question: Question) -> bool:
    """Judge the claims that the question's actor or tag leaves, where they are few, and tell whether they are."""
    few = conditions.few(record, question)
    if few is None:
        return False
    _judge(record, settled.active(record, few[0], record.vantage.as_of or _LAST_DAY))
    return True


def _is_full_on_the_way(record: Record, question: Question) -> bool:
    """Judge claims from the day backwards until they fill the page, and tell whether they do before there are many."""
    if question.sort is not Sort.ACTIVITY or not question.limit:
        return False
    walk = _claims_by_activity(record, record.vantage.as_of or _LAST_DAY)
    for n, batch in enumerate(batched(walk, _BATCH)):
        if n == _WALKED:
            return False
        _judge(record, batch)
        if len(paging.page(record, question)) >= question.limit:
            return True
    return True


def _judge_all(record: Record, question: Question, progress: Progress) -> None:
    """Judge every claim that may answer; what the database held at another time says nothing of what it holds now."""
    vantage = record.vantage
    if vantage.as_of and not vantage.known_at:
        settled.judge_all(record, vantage.as_of, question.statuses, progress)
        return
    judged = {row[0] for row in record.rows("SELECT claim_id FROM claim_status")}
    left = [claim for claim in _claims_by_activity(record, vantage.as_of or _LAST_DAY) if claim not in judged]
    with progress("judging claims as the database held them", len(left)) as advance:
        for batch in batched(sorted(left)):
            _judge(record, batch)
            advance(len(batch))


def _judge(record: Record, claims: list[int]) -> None:
    """Judge claims, each for the first time, from where the record is looked at."""
    if claims:
        statuses.write(record, statuses.derived(record, claims, Lines(record)))


def with_possible(record: Record, found: list[ClaimSummary]) -> Iterator[ClaimSummary]:
    """Yield summaries with the other statuses that coarse dates leave possible on the day."""
    day = record.vantage.as_of
    facts = facts_of(record, [summary.id for summary in found]) if day else {}
    for summary in found:
        yield summary._replace(possible=other_statuses(*facts[summary.id], day)) if day else summary


def changing_between(record: Record, begin: str, end: str) -> Iterator[int]:
    """Yield each claim that stands and has activity after one day and up to another, the newest first.

    Then those that speak through a membership which began or ended between the days.
    """
    reached = settled.reached_between(record, begin, end)
    for batch in batched(_claims_by_activity(record, end, after=begin)):
        reached.difference_update(batch)
        yield from _standing(record, batch)
    for batch in batched(sorted(reached)):
        yield from _standing(record, batch)


def _standing(record: Record, claims: list[int]) -> list[int]:
    """Return those of some claims that were not withdrawn, in their order."""
    rows = record.rows(f"SELECT id FROM claim WHERE {among('id', claims)} AND withdrawn_at IS NULL")
    standing = {row[0] for row in rows}
    return [claim for claim in claims if claim in standing]


def _claims_by_activity(record: Record, until: str, *, after: str = "") -> Iterator[int]:
    """Yield each claim once, by its last activity up to a day, the later recorded first within a day."""
    streams = (record.stream(sql, day=until) for sql in _ACTIVITY)
    seen: set[int] = set()
    for day, same_day in groupby(merge(*streams, key=lambda row: row[0], reverse=True), key=lambda row: row[0]):
        if day <= after:
            return
        fresh = {claim for _, claim in same_day} - seen
        seen |= fresh
        yield from sorted(fresh, reverse=True)
