"""Rows of another record beside this one: kept in tables of the connection's own, so that SQLite compares the two.

They are all there before the first is taken in, whatever their order; memory does not grow with their number.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from claimtrack.domain.bundles import COLUMNS, KINDS, POINTS, TYPES, Travelling, paired
from claimtrack.domain.records import Actor, Distinction, Row
from claimtrack.store.record import BATCH, Record
from claimtrack.store.tables import TABLES
from claimtrack.store.travelling import joined, selected, told

_OWN = frozenset({"slug"})  # each file gives its own; one that differs is no difference of the rows


class Misplaced(NamedTuple):
    """A row that cannot be taken in for what stands beside it, and why."""

    place: str
    because: str


_NUMBERS = {"credibility", "confidential"}  # all that travels else is text


class Staging:
    """The rows of another record, and how they stand to the rows of this one."""

    def __init__(self, record: Record) -> None:
        self._record = record
        for kind in KINDS:
            rest = (f"{column} {'INTEGER' if column in _NUMBERS else 'TEXT'}" for column in COLUMNS[kind][1:])
            columns = ", ".join(("uid TEXT PRIMARY KEY", *rest))
            record.connection.execute(f"CREATE TEMP TABLE {_name(kind)} ({columns}) WITHOUT ROWID")
        of_all = "uid TEXT PRIMARY KEY, type TEXT, place TEXT"
        record.connection.execute(f"CREATE TEMP TABLE coming ({of_all}) WITHOUT ROWID")

    def add(self, rows: Sequence[Travelling]) -> Misplaced | None:
        """Put rows of one kind beside the record; return one whose uid was there before, or None."""
        kind = rows[0].kind
        columns = COLUMNS[kind]
        told_of = [paired(row.values) if kind is Distinction else row.values for row in rows]
        connection = self._record.connection
        connection.executemany(
            f"INSERT OR IGNORE INTO temp.{_name(kind)} VALUES ({', '.join('?' * len(columns))})",
            [tuple(values[column] for column in columns) for values in told_of],
        )
        added = connection.executemany(
            "INSERT OR IGNORE INTO temp.coming VALUES (?, ?, ?)", [(row.uid, TYPES[kind], row.place) for row in rows]
        )
        if added.rowcount == len(rows):
            return None
        seen: set[str] = set()
        for row in rows:
            first = self._record.one("SELECT place FROM temp.coming WHERE uid = :uid", uid=row.uid)
            if first != row.place or row.uid in seen:
                return Misplaced(row.place, f"its uid is that of {first}, too")
            seen.add(row.uid)
        return None

    def misplaced(self) -> Misplaced | None:
        """Return a row that cannot be taken in whatever it says, or None.

        Its uid is that of a row of another kind, or it names what is neither on its way nor on record.
        """
        for kind in KINDS:
            for other in KINDS:
                found = other is not kind and self._record.row(
                    f"SELECT coming.place FROM temp.{_name(kind)} AS one JOIN main.{TABLES[other]} AS here"
                    " ON here.uid = one.uid JOIN temp.coming AS coming ON coming.uid = one.uid LIMIT 1"
                )
                if found:
                    return Misplaced(found[0], f"its uid is on record here, in the table {TABLES[other]}")
            for column, to in POINTS.get(kind, {}).items():
                found = self._record.row(
                    f"SELECT coming.place FROM temp.{_name(kind)} AS one"
                    f" JOIN temp.coming AS coming ON coming.uid = one.uid WHERE one.{column} IS NOT NULL"
                    f" AND NOT EXISTS (SELECT 1 FROM temp.{_name(to)} WHERE uid = one.{column})"
                    f" AND NOT EXISTS (SELECT 1 FROM main.{TABLES[to]} WHERE uid = one.{column}) LIMIT 1"
                )
                if found:
                    return Misplaced(found[0], f"the {TYPES[to]} that it names is neither in there nor on record here")
        return None

    def differing(self, kind: type[Row], *, uid: str | None = None) -> Iterator[list[tuple[Travelling, Travelling]]]:
        """Yield the rows that are on record here and say something else there: ours and theirs, in lists, by uid.

        With a `uid` only the row of that uid, if it is one.
        """
        columns = COLUMNS[kind]
        compared = [column for column in columns[1:] if column not in _OWN]
        ours = ", ".join(told(kind, column) for column in compared)
        theirs = ", ".join(f"one.{column}" for column in compared)
        where = "one.uid > :after" if uid is None else "one.uid > :after AND one.uid = :uid"
        sql = (
            f"SELECT {selected(kind)}, {', '.join(f'one.{column}' for column in columns)}"
            f" FROM temp.{_name(kind)} AS one JOIN main.{TABLES[kind]} AS here ON here.uid = one.uid {joined(kind)}"
            f" WHERE {where} AND ({ours}) IS NOT ({theirs}) ORDER BY one.uid LIMIT {BATCH}"
        )
        after = ""
        while found := self._record.rows(sql, after=after, uid=uid):
            pairs = [
                (Travelling(kind, dict(zip(columns, row, strict=False))),
                 Travelling(kind, dict(zip(columns, row[len(columns):], strict=True))))
                for row in found
            ]  # fmt: skip
            yield pairs
            after = pairs[-1][1].uid

    def new(self, kind: type[Row]) -> Iterator[list[tuple[Travelling, dict[str, Any]]]]:
        """Yield the rows that are not on record here, in lists, by uid; each with its references as numbers here."""
        columns, points = COLUMNS[kind], POINTS.get(kind, {})
        joins = " ".join(
            f"LEFT JOIN main.{TABLES[to]} AS at_{column} ON at_{column}.uid = one.{column}"
            for column, to in points.items()
        )
        sql = (
            f"SELECT {', '.join([*(f'one.{column}' for column in columns), *(f'at_{column}.id' for column in points)])}"
            f" FROM temp.{_name(kind)} AS one {joins} WHERE one.uid > :after"
            f" AND NOT EXISTS (SELECT 1 FROM main.{TABLES[kind]} AS here WHERE here.uid = one.uid)"
            f" ORDER BY one.uid LIMIT {BATCH}"
        )
        after = ""
        while found := self._record.rows(sql, after=after):
            rows = [
                (Travelling(kind, dict(zip(columns, row, strict=False))),
                 dict(zip(points, row[len(columns):], strict=True)))
                for row in found
            ]  # fmt: skip
            yield rows
            after = rows[-1][0].uid

    def number(self, kind: type[Row], uid: str) -> int:
        """Return the number here of a row that is on record."""
        return int(self._record.one(f"SELECT id FROM main.{TABLES[kind]} WHERE uid = :uid", uid=uid))

    def knows_actor(self, uid: str) -> bool:
        """Tell whether an actor is on record there."""
        return self._record.row(f"SELECT 1 FROM temp.{_name(Actor)} WHERE uid = :uid", uid=uid) is not None

    def end(self) -> None:
        """Take the tables away."""
        for kind in KINDS:
            self._record.connection.execute(f"DROP TABLE temp.{_name(kind)}")
        self._record.connection.execute("DROP TABLE temp.coming")


def _name(kind: type[Row]) -> str:
    return f"coming_{TABLES[kind]}"
