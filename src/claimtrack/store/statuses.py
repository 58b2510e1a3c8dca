"""The derived rows: what the rule makes of each claim, written again for every claim that a write reaches."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claimtrack.domain.status import Judgement, judge, status_of
from claimtrack.domain.vocabulary import Side
from claimtrack.store.facts import Facts, facts_of
from claimtrack.store.origins import counts_of
from claimtrack.store.record import Record, batched, listed

_COLUMNS = (
    "claim_id, mask, status, parties_for, parties_against, evidence_for, evidence_against, verdicts,"
    " last_activity_earliest, last_activity_latest,"
    " origins_for_least, origins_for_most, origins_against_least, origins_against_most"
)
_PLACES = ", ".join("?" for _ in _COLUMNS.split(","))


class Derived(NamedTuple):
    """The derived rows of claims, in the order of the claims and of their tables' columns."""

    kept: list[tuple[Any, ...]]
    positions: list[tuple[int, int, int, str]]


def renew(record: Record, claims: Iterable[int]) -> None:
    """Judge the claims again and write their derived rows; a withdrawn claim has none."""
    for batch in batched(sorted(claims)):
        for table in ("claim_status", "position"):
            record.connection.execute(f"DELETE FROM {table} WHERE claim_id IN ({listed(batch)})")
        write(record, derived(record, batch))


def write(record: Record, rows: Derived, *, into: str = "") -> None:
    """Write derived rows into their tables, or into others of the same columns whose names begin so."""
    record.connection.executemany(f"INSERT INTO {into}claim_status ({_COLUMNS}) VALUES ({_PLACES})", rows.kept)
    record.connection.executemany(f"INSERT INTO {into}position VALUES (?, ?, ?, ?)", rows.positions)


def renew_all(record: Record) -> None:
    """Judge every claim again, and leave no derived row of any that is gone."""
    for table in ("claim_status", "position"):
        record.connection.execute(f"DELETE FROM {table}")
    renew(record, [row[0] for row in record.rows("SELECT id FROM claim")])


def derived(record: Record, claims: list[int]) -> Derived:
    """Return the rows that the rule makes of claims; a withdrawn claim has none."""
    inside = listed(claims)
    standing = record.rows(
        f"SELECT id, recorded_at FROM claim WHERE id IN ({inside}) AND withdrawn_at IS NULL ORDER BY id"
    )
    facts = facts_of(record, claims)
    judged = {claim: judge(*facts[claim], record.vantage.as_of) for claim, _ in standing}
    origins = counts_of(record, judged)
    verdicts = _verdicts(record, inside)
    rows = Derived([], [])
    for claim, recorded_at in standing:
        published = [days for days in verdicts.get(claim, ()) if not record.vantage.leaves_open(days[0])]
        activity = _last_activity(record, facts[claim], published, recorded_at)
        counts = (*origins[claim][Side.FOR], *origins[claim][Side.AGAINST])
        rows.kept.append((*_kept(claim, judged[claim], len(published)), *activity, *counts))
        rows.positions.extend(_positions(claim, judged[claim]))
    return rows


def on_record(record: Record, claims: list[int]) -> Derived:
    """Return the derived rows of claims as they were written."""
    inside = listed(claims)
    return Derived(
        record.rows(f"SELECT {_COLUMNS} FROM claim_status WHERE claim_id IN ({inside}) ORDER BY claim_id"),
        record.rows(
            "SELECT claim_id, statement_id, party_id, side FROM position"
            f" WHERE claim_id IN ({inside}) ORDER BY claim_id, statement_id"
        ),
    )


def _kept(claim: int, judgement: Judgement, verdicts: int) -> tuple[int | str, ...]:
    return (
        claim,
        judgement.mask,
        status_of(judgement.mask),
        len(judgement.held_for),
        len(judgement.held_against),
        len(judgement.supporting),
        len(judgement.refuting),
        verdicts,
    )


def _positions(claim: int, judgement: Judgement) -> Iterator[tuple[int, int, int, str]]:
    for side, held in ((Side.FOR, judgement.held_for), (Side.AGAINST, judgement.held_against)):
        yield from ((claim, said.statement_id, said.party, side) for said in held)


def _verdicts(record: Record, inside: str) -> dict[int, list[tuple[str, str | None]]]:
    found: dict[int, list[tuple[str, str | None]]] = {}
    for claim, latest, earliest in record.rows(
        "SELECT claim_id, published_latest, published_earliest FROM verdict"
        f" WHERE claim_id IN ({inside}) AND withdrawn_at IS NULL"
    ):
        found.setdefault(claim, []).append((latest, earliest))
    return found


def _last_activity(
    record: Record, facts: Facts, verdicts: list[tuple[str, str | None]], recorded_at: str
) -> tuple[str | None, str]:
    """Return the earliest and latest day of the last thing said, shown or published; else of the recording."""
    days = [(said.latest, said.earliest) for said in facts.statements]
    days += [(shown.latest, shown.earliest) for shown in facts.evidence]
    days = [day for day in days if not record.vantage.leaves_open(day[0])] + verdicts
    if not days:
        day = min(recorded_at[:10], record.today)  # the one is in UTC, the other local
        return day, day
    latest, earliest = max(days, key=lambda day: (day[0], day[1] or ""))
    return earliest, latest
