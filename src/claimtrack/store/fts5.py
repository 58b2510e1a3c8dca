"""The index of words as SQLite keeps it: FTS5, by Porter's stems and without the texts, which are in their tables."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import zip_longest

from claimtrack.domain.searches import Phrase, Place, searchable
from claimtrack.store.connection import code_of
from claimtrack.store.entries import PLACES, STEP, TABLE, Entry, OutOfStepError
from claimtrack.store.record import Record
from claimtrack.store.stems import Stems, quoted

_COLUMNS = {
    Place.CLAIMS: "claim",
    Place.QUOTES: "quote",
    Place.EVIDENCE: "evidence",
    Place.SOURCES: "source",
    Place.ACTORS: "actor",
}
_NOTHING = [None] * len(PLACES)
_NAMES = ", ".join(_COLUMNS[place] for place in PLACES)
_INSERT = f"INSERT INTO {TABLE} (rowid, {_NAMES}) VALUES (?, ?, ?, ?, ?, ?)"
_DELETE = f"INSERT INTO {TABLE} ({TABLE}, rowid, {_NAMES}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"


class Fts5:
    """The index in the file of a record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._connection = record.connection

    def replace(self, before: Iterable[Entry], after: Iterable[Entry]) -> None:
        """Take entries out, and put others in; in the order of their numbers it costs the least."""
        try:
            self._connection.executemany(_DELETE, map(_row, before))
            self._connection.executemany(_INSERT, map(_row, after))
        except sqlite3.DatabaseError as error:
            if not code_of(error).startswith("SQLITE_CORRUPT"):
                raise
            raise OutOfStepError from error  # another program has changed the words of a row, which no index can know

    def is_empty(self) -> bool:
        """Tell whether there is nothing in it."""
        return self._record.row(f"SELECT 1 FROM {TABLE}_docsize LIMIT 1") is None

    def clear(self) -> None:
        """Take everything out."""
        self._connection.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")

    def wipe(self) -> None:
        """Write it as one piece, in which nothing is left of words that were taken out."""
        self._connection.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")

    def differs(self, entries: Iterable[Entry]) -> bool:
        """Tell whether it is another one than is made of these entries; both are read whole."""
        made = self._connection.execute(f"SELECT sql FROM main.sqlite_master WHERE name IN ('{TABLE}', '{TABLE}_word')")
        with closing(sqlite3.connect("", isolation_level=None)) as other:
            for (sql,) in sorted(made, key=lambda row: "fts5vocab" in row[0]):
                other.execute(sql)
            other.execute("BEGIN")
            other.executemany(_INSERT, map(_row, entries))
            try:
                return any(
                    one != right
                    for sql in (f"SELECT id, sz FROM {TABLE}_docsize ORDER BY id", f"SELECT * FROM {TABLE}_word")
                    for one, right in zip_longest(self._connection.execute(sql), other.execute(sql))
                )
            except sqlite3.DatabaseError as error:
                if not code_of(error).startswith("SQLITE_CORRUPT"):
                    raise
                return True

    def found(
        self, wanted: Sequence[Sequence[Phrase]], places: Collection[Place], _stems: Stems, *, ranked: bool
    ) -> Iterator[int]:
        """Yield the numbers that have one of each; FTS5 itself takes the words of a query as it took the texts."""
        order = "rank" if ranked else "rowid DESC"
        columns = " ".join(_COLUMNS[place] for place in PLACES if place in places)
        rows = self._record.stream(
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :query AND rank MATCH 'bm25()' ORDER BY {order}",
            query=f"{{{columns}}} : ({_query(wanted)})",
        )
        yield from (number for (number,) in rows)

    def counts(self, stems: Collection[str]) -> dict[str, int]:
        """Return in how many claims each stem stands, of those that stand in any."""
        sql = f"SELECT doc FROM {TABLE}_word WHERE term = :term AND col = 'claim'"
        rows = {stem: self._record.row(sql, term=stem) for stem in stems}
        return {stem: row[0] for stem, row in rows.items() if row}

    def claims_with(self, words: str, _stems: Stems, *, limit: int) -> list[int]:
        """Return the numbers of claims in which words stand side by side, at most `limit`, the highest first."""
        rows = self._record.rows(
            f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :query ORDER BY rowid DESC LIMIT :limit",
            query=f"claim : {quoted(words)}",
            limit=limit,
        )
        return [number for (number,) in rows]


def _row(entry: Entry) -> tuple[int | str | None, ...]:
    number, words = entry
    row: list[int | str | None] = [number, *_NOTHING]
    row[1 + number % STEP] = searchable(words)
    return tuple(row)


def _query(wanted: Sequence[Sequence[Phrase]]) -> str:
    """Return a query in FTS5's own language; what stands side by side in it, without AND, nests no deeper."""
    whole = " ".join(quoted(one.words) for one, *others in wanted if not others and not one.is_beginning)
    parts = [whole] if whole else []
    parts += [f"({' OR '.join(map(_phrase, each))})" for each in wanted if len(each) > 1 or each[0].is_beginning]
    return " AND ".join(parts)


def _phrase(one: Phrase) -> str:
    return quoted(one.words) + "*" * one.is_beginning
