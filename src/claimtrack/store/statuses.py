"""The derived rows: what the rule makes of each claim, written again for every claim that a write reaches.

And the tally of them by status, so that what is counted of a whole record costs the same at any size.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from claimtrack.domain.status import Judgement, judge, status_of
from claimtrack.domain.vocabulary import Side, Status
from claimtrack.store.facts import Facts, Lines, facts_of
from claimtrack.store.insertion import insert
from claimtrack.store.origins import counts_of
from claimtrack.store.record import Record, among, batched

_KEPT = (
    *("claim_id", "mask", "status", "parties_for", "parties_against", "evidence_for", "evidence_against", "verdicts"),
    *("last_activity_earliest", "last_activity_latest"),
    *("origins_for_least", "origins_for_most", "origins_against_least", "origins_against_most"),
)
_POSITION = ("claim_id", "statement_id", "party_id", "side")
_FOR, _AGAINST = Side.FOR.value, Side.AGAINST.value  # plain text: the driver asks of a member what it should store
_STATUS = _KEPT.index("status")


class Derived(NamedTuple):
    """The derived rows of claims, in the order of the claims and of their tables' columns."""

    kept: list[tuple[Any, ...]]
    positions: list[tuple[int, int, int, str]]


def renew(record: Record, claims: Iterable[int]) -> None:
    """Judge the claims, given in ascending order, again and write their derived rows; a withdrawn claim has none."""
    changes: Counter[str] = Counter()
    for before, after in _renewed(record, claims):
        changes.update(row[_STATUS] for row in after)
        changes.subtract(before)
    _count(record, changes)


def judge_beside(record: Record, claims: Iterable[int]) -> None:
    """Judge claims into tables of the connection's own that stand before those of the record, and have no tally."""
    for _ in _renewed(record, claims):
        pass


def _renewed(record: Record, claims: Iterable[int]) -> Iterator[tuple[list[str], list[tuple[Any, ...]]]]:
    """Renew the rows of claims; yield, of each batch, the statuses they had and the rows they have."""
    lines = Lines(record)
    for batch in batched(claims):
        asked = among("claim_id", batch)
        before = record.connection.execute(f"DELETE FROM claim_status WHERE {asked} RETURNING status").fetchall()
        record.connection.execute(f"DELETE FROM position WHERE {asked}")
        rows = derived(record, batch, lines)
        write(record, rows)
        yield [row[0] for row in before], rows.kept


def _count(record: Record, changes: Mapping[str, int]) -> None:
    changed = [(number, status) for status, number in changes.items() if number]
    record.connection.executemany("UPDATE status_tally SET claims = claims + ? WHERE status = ?", changed)


def write(record: Record, rows: Derived, *, into: str = "") -> None:
    """Write derived rows into their tables, or into others of the same columns whose names begin so."""
    insert(record.connection, f"{into}claim_status", _KEPT, rows.kept, size=len(rows.kept))
    insert(record.connection, f"{into}position", _POSITION, rows.positions, size=len(rows.positions))


def renew_all(record: Record) -> None:
    """Judge every claim again, and leave no derived row of any that is gone."""
    for table in ("claim_status", "position", "status_tally"):
        record.connection.execute(f"DELETE FROM {table}")
    record.connection.executemany(
        "INSERT INTO status_tally (status, claims) VALUES (?, 0)", [(one.value,) for one in Status]
    )
    renew(record, [row[0] for row in record.rows("SELECT id FROM claim ORDER BY id")])


def derived(record: Record, claims: list[int], lines: Lines) -> Derived:
    """Return the rows that the rule makes of claims; a withdrawn claim has none."""
    standing = record.rows(
        f"SELECT id, recorded_at FROM claim WHERE {among('id', claims)} AND withdrawn_at IS NULL ORDER BY id"
    )
    facts = facts_of(record, claims, lines)
    judged = {claim: judge(*facts[claim], record.vantage.as_of) for claim, _ in standing}
    origins = counts_of(record, judged, lines)
    verdicts = _verdicts(record, claims)
    rows = Derived([], [])
    for claim, recorded_at in standing:
        published = [days for days in verdicts.get(claim, ()) if not record.vantage.leaves_open(days[0])]
        activity = _last_activity(record, facts[claim], published, recorded_at)
        counts = origins[claim]
        kept = _kept(claim, judged[claim], len(published))
        rows.kept.append((*kept, *activity, *counts[Side.FOR], *counts[Side.AGAINST]))
        rows.positions.extend(_positions(claim, judged[claim]))
    return rows


def statuses_by(record: Record, claims: list[int], lines: Lines, day: str) -> dict[int, Status]:
    """Return what status those of some claims have that stand and of which anything is certain by a day: that alone."""
    standing = record.rows(f"SELECT id FROM claim WHERE {among('id', claims)} AND withdrawn_at IS NULL")
    facts = facts_of(record, claims, lines, by=day)
    published = {claim for claim, days in _verdicts(record, claims).items() if any(one[0] <= day for one in days)}
    return {claim: judge(*facts[claim]).status for (claim,) in standing if any(facts[claim]) or claim in published}


def on_record(record: Record, claims: list[int]) -> Derived:
    """Return the derived rows of claims as they were written."""
    asked = among("claim_id", claims)
    return Derived(
        record.rows(f"SELECT {', '.join(_KEPT)} FROM claim_status WHERE {asked} ORDER BY claim_id"),
        record.rows(
            f"SELECT claim_id, statement_id, party_id, side FROM position WHERE {asked} ORDER BY claim_id, statement_id"
        ),
    )


def _kept(claim: int, judgement: Judgement, verdicts: int) -> tuple[int | str, ...]:
    return (
        claim,
        judgement.mask,
        status_of(judgement.mask).value,
        len(judgement.held_for),
        len(judgement.held_against),
        len(judgement.supporting),
        len(judgement.refuting),
        verdicts,
    )


def _positions(claim: int, judgement: Judgement) -> list[tuple[int, int, int, str]]:
    """Return the positions in the order of their table's key."""
    held = [(claim, said.statement_id, said.line[-1], _FOR) for said in judgement.held_for]
    held += [(claim, said.statement_id, said.line[-1], _AGAINST) for said in judgement.held_against]
    if len(held) > 1:
        held.sort()
    return held


def _verdicts(record: Record, claims: list[int]) -> dict[int, list[tuple[str, str]]]:
    """Return the latest and the earliest day of each claim's verdicts, the earliest empty where there is none."""
    found: dict[int, list[tuple[str, str]]] = {}
    for claim, latest, earliest in record.rows(
        "SELECT claim_id, published_latest, coalesce(published_earliest, '') FROM verdict"
        f" WHERE {among('claim_id', claims)} AND withdrawn_at IS NULL"
    ):
        found.setdefault(claim, []).append((latest, earliest))
    return found


def _last_activity(
    record: Record, facts: Facts, verdicts: list[tuple[str, str]], recorded_at: str
) -> tuple[str | None, str]:
    """Return the earliest and latest day of the last thing said, shown or published; else of the recording."""
    days = [(said.latest, said.earliest or "") for said in facts.statements]
    days += [(shown.latest, shown.earliest or "") for shown in facts.evidence]
    if record.vantage.as_of:
        days = [day for day in days if not record.vantage.leaves_open(day[0])]
    days += verdicts
    if not days:
        day = min(recorded_at[:10], record.today)  # the one is in UTC, the other local
        return day, day
    latest, earliest = max(days)
    return earliest or None, latest
