"""Finds where words stand that were taken away elsewhere: in other rows, in what edits replaced, in reasons."""

from collections.abc import Collection

from claimtrack.domain.redaction import WORDS
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES


def rows_with(record: Record, words: Collection[str]) -> list[tuple[str, int]]:
    """Return the rows, as table and number, that hold any of these words, or held them before an edit."""
    found: dict[tuple[str, int], None] = {}
    for one in words:
        for kind, columns in WORDS.items():
            table = TABLES[kind]
            holding = " OR ".join(f"instr({column}, :words) > 0" for column in columns)
            found |= {
                (table, number): None for (number,) in record.rows(f"SELECT id FROM {table} WHERE {holding}", words=one)
            }
        kept = record.rows("SELECT DISTINCT entity, number FROM change WHERE instr(before, :words) > 0", words=one)
        found |= dict.fromkeys((entity, number) for entity, number in kept)
    return list(found)


def reasons_with(record: Record, words: Collection[str]) -> list[int]:
    """Return the operations whose reasons hold any of these words."""
    found = {
        number
        for one in words
        for (number,) in record.rows("SELECT number FROM operation WHERE instr(reason, :words) > 0", words=one)
    }
    return sorted(found)
