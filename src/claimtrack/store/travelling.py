"""Reads rows as they travel: every reference as the uid of what it names, kind after kind and by uid."""

from collections.abc import Collection, Iterator

from claimtrack.domain.bundles import COLUMNS, KINDS, PAIRS, POINTS, Travelling
from claimtrack.domain.records import Distinction, Row
from claimtrack.store.history import operation
from claimtrack.store.record import Record, batched, listed
from claimtrack.store.tables import TABLES


def rows(record: Record, kind: type[Row]) -> Iterator[Travelling]:
    """Yield all rows of a kind by uid, withdrawn ones too; what is left out from where one looks is not among them."""
    columns = COLUMNS[kind]
    sql = f"SELECT {selected(kind)} FROM {TABLES[kind]} AS here {joined(kind)} ORDER BY here.uid"
    for row in record.stream(sql):
        values = dict(zip(columns, row, strict=True))
        yield Travelling(kind, values, f"{TABLES[kind]} {values['uid']}")


def some(record: Record, kind: type[Row], numbers: Collection[int]) -> list[Travelling]:
    """Return the rows of a kind with some numbers, by uid."""
    sql = f"SELECT {selected(kind)} FROM {TABLES[kind]} AS here {joined(kind)} WHERE here.id IN ({{numbers}})"
    found = [
        dict(zip(COLUMNS[kind], row, strict=True))
        for batch in batched(sorted(numbers))
        for row in record.rows(sql.format(numbers=listed(batch)))
    ]
    ordered = sorted(found, key=lambda values: str(values["uid"]))
    return [Travelling(kind, values, f"{TABLES[kind]} {values['uid']}") for values in ordered]


def count(record: Record) -> int:
    """Return how many rows there are to travel."""
    return sum(record.one(f"SELECT count(*) FROM {TABLES[kind]}") for kind in KINDS)


def only_reason(record: Record) -> str | None:
    """Return why the one operation was done by which all rows came into the record; None where others followed."""
    first = operation(record, 1)
    return first.reason if first and operation(record, 2) is None else None


def selected(kind: type[Row]) -> str:
    """Return the columns that travel of a row called `here`, for a query with what `joined` gives."""
    return ", ".join(told(kind, column) for column in COLUMNS[kind])


def told(kind: type[Row], column: str) -> str:
    """Return what a column holds as it travels; of a pair the lower uid comes first."""
    if column not in POINTS.get(kind, {}):
        return f"here.{column}"
    if kind is Distinction:
        (ends,) = (pair for pair in PAIRS if column in pair)
        one, other = (f"at_{end}.uid" for end in ends)
        sign = "<" if column == ends[0] else ">"
        return f"CASE WHEN {one} {sign} {other} THEN {one} ELSE {other} END"
    return f"at_{column}.uid"


def joined(kind: type[Row]) -> str:
    """Return the joins to what a row called `here` names."""
    return " ".join(
        f"LEFT JOIN {TABLES[to]} AS at_{column} ON at_{column}.id = here.{column}"
        for column, to in POINTS.get(kind, {}).items()
    )
