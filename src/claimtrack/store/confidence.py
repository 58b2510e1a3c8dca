"""Counts what is marked as confidential: the one question that every read asks before it answers."""

from claimtrack.domain.records import MARKED
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES

# Each over an index of marked rows only, which is empty where there are none.
COUNT = "SELECT " + " + ".join(f"(SELECT count(*) FROM {TABLES[kind]} WHERE confidential = 1)" for kind in MARKED)


def count(record: Record) -> int:
    """Return how many rows are marked as confidential."""
    found: int = record.one(COUNT)
    return found
