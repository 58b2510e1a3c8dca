"""Finds where words stand that were taken away elsewhere: in other rows, in what edits replaced, in reasons."""

import re
from collections.abc import Iterator

from claimtrack.domain.redaction import WORDS
from claimtrack.domain.text import folded
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES


def rows_with(record: Record, words: re.Pattern[str]) -> list[tuple[str, int]]:
    """Return the rows, as table and number, that hold any of these words, or held them before an edit; all is read."""
    found: dict[tuple[str, int], None] = {}
    for kind, columns in WORDS.items():
        table = TABLES[kind]
        rows = record.stream(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id")
        found |= {(table, number): None for number, *texts in rows if any(_holds(text, words) for text in texts)}
    return list(found | dict.fromkeys(_rows_that_held(record, words)))


def _rows_that_held(record: Record, words: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    for entity, number, before in record.stream("SELECT entity, number, before FROM change WHERE before IS NOT NULL"):
        if _holds(before, words):
            yield entity, number


def reasons_with(record: Record, words: re.Pattern[str]) -> list[int]:
    """Return the operations whose reasons hold any of these words."""
    rows = record.stream("SELECT number, reason FROM operation WHERE reason IS NOT NULL ORDER BY number")
    return [number for number, reason in rows if _holds(reason, words)]


def _holds(text: str | None, words: re.Pattern[str]) -> bool:
    return text is not None and words.search(folded(text)) is not None
