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
from claimtrack.store import reports, statuses, withholding
from claimtrack.store.facts import facts_of
from claimtrack.store.hindsight import Then, then
from claimtrack.store.history import Values
from claimtrack.store.record import Record, batched, listed
from claimtrack.store.tables import TABLES

_BATCH = 200
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
    touched = withholding.begin(record) if record.withholds else set()
    for kind, table in TABLES.items():
        conditions = withholding.conditions(kind) if record.withholds else []
        was = differed.get(table, Then([], {}))
        if vantage.known_at:
            known = vantage.known_at
            conditions.append(f"recorded_at <= '{known}' AND (withdrawn_at IS NULL OR withdrawn_at > '{known}')")
        if was.absent:
            conditions.append(f"id NOT IN ({listed(was.absent)})")
        if vantage.as_of and kind in _DATED:
            first = f"{_DATED[kind]}_earliest"
            conditions.append(f"({first} IS NULL OR {first} <= '{vantage.as_of}')")
        if conditions:
            columns = _columns(record, kind, was.held)
            record.connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table} WHERE {' AND '.join(conditions)}"
            )
    if vantage.is_now:
        withholding.judge_again(record, touched)
        return
    for table in ("claim_status", "position"):
        record.connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} LIMIT 0")


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
    statuses.renew(record, claims)


def summaries(record: Record, question: Question) -> Iterator[ClaimSummary]:
    """Yield the summaries of the claims asked for, each with the statuses that coarse dates leave possible.

    A claim on which nothing was said, shown or published by the day has no answer. By activity the walk back from the
    day ends as soon as the page is full; in another order every claim with activity is judged first.
    """
    walk = _claims_by_activity(record, record.vantage.as_of or _LAST_DAY)
    paged = question.sort is Sort.ACTIVITY and question.limit
    for batch in batched(walk, _BATCH):
        settle(record, batch)
        if paged and sum(1 for _ in reports.summaries(record, question)) >= question.limit:
            break
    yield from with_possible(record, list(reports.summaries(record, question)))


def with_possible(record: Record, found: list[ClaimSummary]) -> Iterator[ClaimSummary]:
    """Yield summaries with the other statuses that coarse dates leave possible on the day."""
    day = record.vantage.as_of
    facts = facts_of(record, [summary.id for summary in found]) if day else {}
    for summary in found:
        yield summary._replace(possible=other_statuses(*facts[summary.id], day)) if day else summary


def active_between(record: Record, begin: str, end: str) -> Iterator[int]:
    """Yield each claim with activity after one day and up to another, the newest first."""
    return _claims_by_activity(record, end, after=begin)


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
