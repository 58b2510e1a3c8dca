"""Which table each record lives in, and how its rows become records; columns are the record's fields."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, TypeVar

from claimtrack.domain import vocabulary as words
from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Citation,
    Claim,
    Distinction,
    Evidence,
    Membership,
    Merger,
    Original,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.errors.database import ForeignRow
from claimtrack.store.record import Record, word

R = TypeVar("R", bound=Row)

TABLES: dict[type[Row], str] = {
    Actor: "actor",
    Alias: "alias",
    Membership: "membership",
    Source: "source",
    Claim: "claim",
    Tag: "tag",
    Statement: "statement",
    Evidence: "evidence",
    Bearing: "bearing",
    Relation: "relation",
    Verdict: "verdict",
    Reliance: "reliance",
    Citation: "citation",
    Merger: "merger",
    Original: "original",
    Distinction: "distinction",
}
_KIND_OF = {table: kind for kind, table in TABLES.items()}
WORDS: dict[type[Row], dict[str, type[Enum]]] = {
    Actor: {"kind": words.ActorKind, "reliability": words.Reliability},
    Source: {"kind": words.SourceKind},
    Statement: {"stance": words.Stance},
    Evidence: {"kind": words.EvidenceKind, "credibility": words.Credibility},
    Bearing: {"kind": words.BearingKind},
    Relation: {"kind": words.RelationKind},
    Verdict: {"rating": words.Rating},
    Distinction: {"decision": words.Decision},
}


def kind_of(table: str) -> type[Row]:
    """Return what lives in a table that the ledger names; raises ForeignRow where there is no such table."""
    if table not in _KIND_OF:  # text from the file, which is not to become SQL
        raise ForeignRow(kind="change", found=f"of a table {table!r}")
    return _KIND_OF[table]


def selection(kind: type[Row]) -> str:
    """Return the beginning of a query that reads whole records."""
    table = TABLES[kind]
    return f"SELECT {', '.join(f'{table}.{name}' for name in kind.COLUMNS)} FROM {table}"


def as_row(record: Row) -> tuple[Any, ...]:
    """Return a record's values in the order of its columns."""
    return tuple(vars(record).values())


def as_record(kind: type[R], row: Sequence[Any]) -> R:
    """Return the record that a row read by `selection` holds."""
    values = dict(zip(kind.COLUMNS, row, strict=True))
    for name, vocabulary in WORDS.get(kind, {}).items():
        if values[name] is not None:
            values[name] = word(vocabulary, values[name])
    return kind(**values)


def records(record: Record, kind: type[R], clause: str, /, **values: Any) -> list[R]:
    """Return the records that a clause (joins, WHERE, ORDER BY) selects."""
    return [as_record(kind, row) for row in record.rows(f"{selection(kind)} {clause}", **values)]


def first(record: Record, kind: type[R], clause: str, /, **values: Any) -> R | None:
    """Return the first record that a clause selects, or None."""
    row = record.row(f"{selection(kind)} {clause} LIMIT 1", **values)
    return as_record(kind, row) if row else None
