"""Looks the database over: its pages, its links, and whether what is derived still follows from the record."""

import re
from itertools import islice

from claimtrack.domain.references import Kind, called, short_id
from claimtrack.domain.status import MASKS, lean_of, status_of
from claimtrack.domain.vocabulary import Status
from claimtrack.store import reports, statuses
from claimtrack.store.facts import Lines
from claimtrack.store.record import Record, word

_BATCH = 500
_SHOWN = 5
# How SQLite words an index that does not agree with its table, which is read and not the index.
_INDEX = re.compile(
    r"(?:row \d+ missing from index|wrong # of entries in index|row \d+ values differ from index) (?P<index>\w+)"
)
# Derived rows of claims that are not there.
_ORPHANS = """
SELECT claim_id FROM (SELECT claim_id FROM claim_status UNION SELECT claim_id FROM position) AS derived
WHERE claim_id NOT IN (SELECT id FROM claim) ORDER BY claim_id
"""


def damage(record: Record) -> str:
    """Return what SQLite's own check finds wrong first, or nothing."""
    found = str(record.one("PRAGMA integrity_check(1)"))
    return "" if found == "ok" else found


def disagreeing_indexes(record: Record) -> list[str]:
    """Return the indexes that do not say what their tables say; none, where anything else is damaged, too."""
    found = [_INDEX.fullmatch(str(row[0])) for row in record.rows("PRAGMA integrity_check(1000)")]
    return sorted({one["index"] for one in found if one}) if all(found) else []


def dangling(record: Record) -> list[str]:
    """Return the first rows that point to nothing; of a table whose rows have no number, the table."""
    found = islice(record.stream("PRAGMA foreign_key_check"), _SHOWN)
    return sorted({str(table) if number is None else called(table, number) for table, number, *_ in found})


def dangling_tables(record: Record) -> set[str]:
    """Return the tables with rows that point to nothing."""
    return {str(row[0]) for row in record.stream("PRAGMA foreign_key_check")}


def stale(record: Record) -> list[str]:
    """Return the first claims whose derived rows are not what the rule makes of the record, as short ids."""
    wrong: list[int] = []
    lines = Lines(record)
    claims = record.stream("SELECT id FROM claim ORDER BY id")
    while (batch := [row[0] for row in islice(claims, _BATCH)]) and len(wrong) < _SHOWN:
        expected, written = statuses.derived(record, batch, lines), statuses.on_record(record, batch)
        if expected != written:
            differing = {row[0] for row in {*expected.kept} ^ {*written.kept}}
            differing |= {row[0] for row in {*expected.positions} ^ {*written.positions}}
            wrong += sorted(differing)
    wrong += [row[0] for row in record.rows(f"{_ORPHANS} LIMIT {_SHOWN}")]
    return [short_id(Kind.CLAIM, number) for number in wrong[:_SHOWN]]


def tally_differs(record: Record) -> list[Status]:
    """Return the statuses of which another number of claims is kept than have them."""
    kept = reports.tally(record)
    found = record.rows("SELECT status, count(*) FROM claim_status GROUP BY status")
    counted = dict.fromkeys(Status, 0) | {word(Status, status): number for status, number in found}
    return [status for status in Status if kept.get(status) != counted[status]]


def masks_differ(record: Record) -> list[int]:
    """Return the masks whose row says another status or lean than the rule."""
    rows = {mask: (status, lean) for mask, status, lean in record.rows("SELECT mask, status, lean FROM mask_status")}
    rule = {mask: (status_of(mask), lean_of(mask)) for mask in MASKS}
    return sorted(mask for mask in rows.keys() | rule.keys() if rows.get(mask) != rule.get(mask))
