"""The index of words: what is in it, how a write keeps it, and what it finds.

It is SQLite's own (FTS5), of the words of every row that stands, and without their texts: those are in their tables.
What another engine would do otherwise is all in this file: on a server there is no index yet, and nothing is searched.
"""

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import zip_longest

from claimtrack.domain.records import Alias, Claim, Evidence, Row, Source, Statement
from claimtrack.domain.searches import Phrase, Place, searchable
from claimtrack.errors.servers import NotSearchedThere
from claimtrack.store.columns import Columns
from claimtrack.store.connection import code_of
from claimtrack.store.engine import Connection
from claimtrack.store.record import Record, listed
from claimtrack.store.stems import Stems, quoted
from claimtrack.store.tables import TABLES, records

TABLE = "search"
# What of which rows is searched. A row's number in the index is eight times its own and the place of its kind here.
SEARCHED: dict[type[Row], tuple[Place, tuple[str, ...]]] = {
    Claim: (Place.CLAIMS, ("text",)),
    Statement: (Place.QUOTES, ("quote",)),
    Evidence: (Place.EVIDENCE, ("text", "location")),
    Source: (Place.SOURCES, ("title", "location")),
    Alias: (Place.ACTORS, ("name",)),
}
KIND_OF: dict[Place, type[Row]] = {place: kind for kind, (place, _) in SEARCHED.items()}
_COLUMNS = {
    Place.CLAIMS: "claim",
    Place.QUOTES: "quote",
    Place.EVIDENCE: "evidence",
    Place.SOURCES: "source",
    Place.ACTORS: "actor",
}
_PLACES = list(_COLUMNS)
_STEP = 8
_NOTHING = (None,) * len(_PLACES)
_NAMES = ", ".join(_COLUMNS.values())
_INSERT = f"INSERT INTO {TABLE} (rowid, {_NAMES}) VALUES (?, ?, ?, ?, ?, ?)"
_DELETE = f"INSERT INTO {TABLE} ({TABLE}, rowid, {_NAMES}) VALUES ('delete', ?, ?, ?, ?, ?, ?)"
_MOST_PENDING = 20_000  # rows
_LAST_WORD = re.compile(r"[A-Za-z0-9]{3,}\Z")
_SHORTEST = 3  # letters of a stem, shorter than what was asked for, that are tried
_TURNED = ("", "i", "e")  # what a stem may end with instead of what the word went on with


def words_of(row: Row) -> str | None:
    """Return what of a row is searched as one text; None where there is nothing, or the row does not stand."""
    if type(row) not in SEARCHED or row.withdrawn_at is not None:
        return None
    held = (getattr(row, column) for column in SEARCHED[type(row)][1])
    return " ".join(text for text in held if text is not None) or None


class Index:
    """What a write does to the index, all at once and in the order of its numbers, which costs the least."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._pending: dict[int, tuple[str | None, str | None]] = {}  # the words there, and those that are to be
        self._forgets = False
        self._is_first: bool | None = None  # whether nothing was in it before: it is then made of the rows, at the end

    def note(self, was: Row | None, row: Row) -> None:
        """Take note of a row that was added, or of what it was before it changed."""
        if type(row) not in SEARCHED or self._is_made_at_the_end():
            return
        before, after = words_of(was) if was is not None else None, words_of(row)
        if before == after:
            return
        number = row.id * _STEP + _PLACES.index(SEARCHED[type(row)][0])
        self._pending[number] = (self._pending.get(number, (before, None))[0], after)
        if len(self._pending) >= _MOST_PENDING:
            self.write()

    def added(self, rows: Columns) -> None:
        """Take note of rows that were added."""
        if rows.kind not in SEARCHED or self._is_made_at_the_end():
            return
        for row in map(rows.kind.of, rows.rows(rows.kind.COLUMNS)):
            self.note(None, row)

    def _is_made_at_the_end(self) -> bool:
        if self._is_first is None and not self._record.is_on_server:
            self._is_first = self._record.row(f"SELECT 1 FROM {TABLE}_docsize LIMIT 1") is None
        return self._is_first is not False

    def write(self) -> None:
        """Bring the index up to what was noted."""
        if self._is_first:
            self._is_first = None
            fill(self._record)
            return
        ordered = sorted(self._pending.items())
        connection = self._record.connection
        try:
            connection.executemany(_DELETE, (_entry(number, was) for number, (was, _) in ordered if was is not None))
            connection.executemany(_INSERT, (_entry(number, now) for number, (_, now) in ordered if now is not None))
        except sqlite3.DatabaseError as error:
            if not code_of(error).startswith("SQLITE_CORRUPT"):
                raise
            fill(self._record)  # another program has changed the words of a row, which the index cannot know
        self._pending.clear()
        if self._forgets:
            connection.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")
            self._forgets = False

    def forget(self) -> None:
        """Let nothing be left in the index of words that were taken out: it is then written as one piece."""
        self._forgets = not self._record.is_on_server


def _entry(number: int, words: str) -> tuple[int | str | None, ...]:
    entry: list[int | str | None] = [number, *_NOTHING]
    entry[number % _STEP + 1] = searchable(words)
    return tuple(entry)


def fill(record: Record) -> None:
    """Make the index anew from the rows that stand; a server has none yet."""
    if record.is_on_server:
        return
    record.connection.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")
    for place in _PLACES:
        _put(record.connection, place, entries(record, place))


def entries(record: Record, place: Place) -> Iterator[tuple[int, str]]:
    """Yield the rows of a kind that the index is to hold: their numbers in it, and their words."""
    kind, n = KIND_OF[place], _PLACES.index(place)
    words = " || ' ' || ".join(f"coalesce({column}, '')" for column in SEARCHED[kind][1])
    rows = record.stream(f"SELECT id, {words} FROM {TABLES[kind]} WHERE withdrawn_at IS NULL ORDER BY id")
    return ((number * _STEP + n, searchable(text.strip(" "))) for number, text in rows if text.strip(" "))


def _put(connection: Connection, place: Place, rows: Iterable[tuple[int, str]]) -> None:
    connection.executemany(f"INSERT INTO {TABLE} (rowid, {_COLUMNS[place]}) VALUES (?, ?)", rows)


def differs(record: Record) -> bool:
    """Tell whether the index is another one than would be made of the rows that stand; both are read whole."""
    connection = record.connection
    made = connection.execute(f"SELECT sql FROM main.sqlite_master WHERE name IN ('{TABLE}', '{TABLE}_word')")
    with closing(sqlite3.connect("", isolation_level=None)) as other:
        for (sql,) in sorted(made, key=lambda row: "fts5vocab" in row[0]):
            other.execute(sql)
        other.execute("BEGIN")
        for place in _PLACES:
            _put(other, place, entries(record, place))
        try:
            return any(
                one != right
                for sql in (f"SELECT id, sz FROM {TABLE}_docsize ORDER BY id", f"SELECT * FROM {TABLE}_word")
                for one, right in zip_longest(connection.execute(sql), other.execute(sql))
            )
        except sqlite3.DatabaseError as error:
            if not code_of(error).startswith("SQLITE_CORRUPT"):
                raise
            return True


def _require_index(record: Record) -> None:
    if record.is_on_server:
        raise NotSearchedThere(str(record.path))


def found(
    record: Record, phrases: Sequence[Phrase], places: Collection[Place], stems: Stems, *, ranked: bool
) -> Iterator[tuple[Place, int]]:
    """Yield the rows that may have all the phrases: the best first, or the latest of each kind where not `ranked`.

    A phrase whose last word may go on is looked for by its stems, too, so each text has to be matched again.
    """
    _require_index(record)
    order = "rank" if ranked else "rowid DESC"
    rows = record.stream(
        f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :query AND rank MATCH 'bm25()' ORDER BY {order}",
        query=_query(phrases, places, stems),
    )
    for (number,) in rows:
        yield _PLACES[number % _STEP], number // _STEP


def standing(record: Record, place: Place, numbers: Iterable[int]) -> dict[int, Row]:
    """Return those rows of a kind that are to be seen from where the record is looked at, by number."""
    clause = f"WHERE id IN ({listed(numbers)}) AND withdrawn_at IS NULL"
    return {row.id: row for row in records(record, KIND_OF[place], clause)}


# The claims that stand and to which what was found belongs, as pairs.
_ABOUT = {
    Place.CLAIMS: "SELECT id, id FROM claim WHERE id IN ({rows})",
    Place.QUOTES: "SELECT id, claim_id FROM statement WHERE id IN ({rows})",
    Place.EVIDENCE: "SELECT evidence_id, claim_id FROM bearing WHERE evidence_id IN ({rows}) AND withdrawn_at IS NULL",
    Place.SOURCES: "SELECT source_id, claim_id FROM statement WHERE source_id IN ({rows}) AND withdrawn_at IS NULL",
}


def claims_of(record: Record, place: Place, numbers: Collection[int]) -> dict[int, list[int]]:
    """Return the claims that stand and to which rows of a kind belong, as they were recorded; of a name, none."""
    found: dict[int, list[int]] = {number: [] for number in numbers}
    if place in _ABOUT:
        pairs = _ABOUT[place].format(rows=listed(numbers))
        for number, claim in record.rows(
            f"WITH about(number, claim_id) AS ({pairs}) SELECT DISTINCT number, claim_id FROM about"
            " JOIN claim ON claim.id = about.claim_id WHERE claim.withdrawn_at IS NULL ORDER BY claim_id"
        ):
            found[number].append(claim)
    return found


def counts(record: Record, stems: Collection[str]) -> dict[str, int]:
    """Return in how many claims each stem stands, of those that stand in any."""
    _require_index(record)
    sql = "SELECT doc FROM search_word WHERE term = :term AND col = 'claim'"
    rows = {stem: record.row(sql, term=stem) for stem in stems}
    return {stem: row[0] for stem, row in rows.items() if row}


def claims_numbered(record: Record) -> int:
    """Return the highest number of a claim, which is as many as there ever were."""
    number: int = record.one("SELECT coalesce(max(id), 0) FROM claim")
    return number


def claims_with(record: Record, words: str, *, limit: int) -> list[int]:
    """Return the claims in which words stand side by side, at most `limit`, the latest first."""
    rows = record.rows(
        f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :query ORDER BY rowid DESC LIMIT :limit",
        query=f"claim : {quoted(words)}",
        limit=limit,
    )
    return [number // _STEP for (number,) in rows]


def _query(phrases: Sequence[Phrase], places: Collection[Place], stems: Stems) -> str:
    """Return the query, in the index's own language, for rows that have all the phrases in one of the places."""
    whole = " ".join(quoted(one.words) for one in phrases if not one.is_beginning)
    parts = [whole] if whole else []
    parts += [f"({' OR '.join(_openings(one.words, stems))})" for one in phrases if one.is_beginning]
    columns = " ".join(_COLUMNS[place] for place in _PLACES if place in places)
    return f"{{{columns}}} : ({' AND '.join(parts)})"


def _openings(words: str, stems: Stems) -> Iterator[str]:
    """Yield what stands in the index for words of which the last may go on.

    Its stem may go on from there, or may end before: munitions, asked for as muniti, is in the index as munit.
    """
    last = _LAST_WORD.search(words)
    if last is None:
        yield quoted(words) + "*"
        return
    head, word = words[: last.start()], last[0].lower()
    beginnings = [word[:n] for n in range(_SHORTEST, len(word) + 1)]
    own = [one for one, found in zip(beginnings, stems.of(beginnings), strict=True) if found == [one]]
    longest = own[-1] if own else word[: _SHORTEST - 1]
    yield quoted(head + longest) + "*"
    shorter = range(max(_SHORTEST, len(word) // 2), len(longest))
    tried = dict.fromkeys(word[:n] + turned for n in shorter for turned in _TURNED)
    yield from (quoted(head + one) for one in tried)
