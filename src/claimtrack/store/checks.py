"""Looks the database over: its pages, its links, and whether what is derived still follows from the record."""

from itertools import islice

from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.status import MASKS, lean_of, status_of
from claimtrack.store import statuses
from claimtrack.store.record import Record

_BATCH = 500
_SHOWN = 5


def damage(record: Record) -> str:
    """Return what SQLite's own check finds wrong first, or nothing."""
    found = str(record.one("PRAGMA integrity_check(1)"))
    return "" if found == "ok" else found


def dangling(record: Record) -> list[str]:
    """Return the tables with rows that point to nothing."""
    return sorted({str(row[0]) for row in record.rows("PRAGMA foreign_key_check")})


def stale(record: Record) -> list[str]:
    """Return the first claims whose derived rows are not what the rule makes of the record, as short ids."""
    wrong: list[int] = []
    claims = record.stream("SELECT id FROM claim ORDER BY id")
    while (batch := [row[0] for row in islice(claims, _BATCH)]) and len(wrong) < _SHOWN:
        expected, written = statuses.derived(record, batch), statuses.on_record(record, batch)
        differing = {row[0] for row in {*expected.kept} ^ {*written.kept}}
        differing |= {row[0] for row in {*expected.positions} ^ {*written.positions}}
        wrong += sorted(differing)
    return [short_id(Kind.CLAIM, number) for number in wrong[:_SHOWN]]


def masks_differ(record: Record) -> list[int]:
    """Return the masks whose row says another status or lean than the rule."""
    rows = {mask: (status, lean) for mask, status, lean in record.rows("SELECT mask, status, lean FROM mask_status")}
    return [mask for mask in MASKS if rows.get(mask) != (status_of(mask), lean_of(mask))]
