"""The index of words as PostgreSQL keeps it: a tsvector of each text's stems under a GIN index, and how common each is.

The stems are those of the other engine, so that the same words find the same rows on both; no dictionary of the server
and no extension has a part in it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing

from claimtrack.domain.searches import PARTING, Phrase, Place, searchable
from claimtrack.store.entries import PLACES, STEP, TABLE, Entry
from claimtrack.store.record import Record, batched, listed
from claimtrack.store.stems import Stems

_CLAIMS = PLACES.index(Place.CLAIMS)
# What a tsvector holds (PostgreSQL, 12.11 Limitations): bytes of a word, its places in a text, and the last place.
_MOST_BYTES = 2046
_MOST_PLACES = 255
_LAST_PLACE = 16_383
_LONG = PARTING  # stands among the words of a text of which not every place is known; it is in none itself
_INSERT = f"INSERT INTO {TABLE} (id, words) VALUES (?, CAST(? AS tsvector))"


class TextSearch:
    """The index in the database of a record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._connection = record.connection

    def replace(self, before: Iterable[Entry], after: Iterable[Entry]) -> None:
        """Take entries out, and put others in."""
        for batch in batched(before):
            self._take([number for number, _ in batch])
        with closing(Stems()) as stems:
            for batch in batched(after):
                self._put(dict(zip((number for number, _ in batch), _stems(batch, stems), strict=True)))

    def is_empty(self) -> bool:
        """Tell whether there is nothing in it."""
        return self._record.row(f"SELECT 1 FROM {TABLE} LIMIT 1") is None

    def clear(self) -> None:
        """Take everything out."""
        self._connection.execute(f"DELETE FROM {TABLE}")
        self._connection.execute(f"DELETE FROM {TABLE}_word")

    def wipe(self) -> None:
        """Leave it to what writes the tables anew, which no transaction can do."""

    def _take(self, numbers: Collection[int]) -> None:
        self._connection.execute(
            f"WITH gone AS (DELETE FROM {TABLE} WHERE id IN ({listed(numbers)}) RETURNING id, words),"
            f" lost(term, doc) AS ({_counted('gone')})"
            f" UPDATE {TABLE}_word SET doc = {TABLE}_word.doc - lost.doc FROM lost WHERE lost.term = {TABLE}_word.term"
        )
        self._connection.execute(f"DELETE FROM {TABLE}_word WHERE doc = 0")

    def _put(self, texts: Mapping[int, list[str]]) -> None:
        self._connection.executemany(_INSERT, ((number, _vector(words)) for number, words in texts.items()))
        counts = Counter(
            word for number, words in texts.items() if number % STEP == _CLAIMS for word in dict.fromkeys(words)
        )
        self._connection.executemany(
            f"INSERT INTO {TABLE}_word AS held (term, doc) VALUES (?, ?)"
            " ON CONFLICT (term) DO UPDATE SET doc = held.doc + excluded.doc",
            sorted(counts.items()),
        )

    def differs(self, entries: Iterable[Entry]) -> bool:
        """Tell whether it holds anything but these entries, or counts other stems than it holds."""
        asked = (
            f"SELECT count(*) FROM unnest(CAST(:numbers AS bigint[]), CAST(:vectors AS tsvector[])) AS made(id, words)"
            f" JOIN {TABLE} USING (id, words)"
        )
        total = 0
        with closing(Stems()) as stems:
            for batch in batched(entries):
                vectors = [_vector(words) for words in _stems(batch, stems)]
                same = self._record.one(asked, numbers=[number for number, _ in batch], vectors=vectors)
                if same != len(batch):
                    return True
                total += same
        if total != self._record.one(f"SELECT count(*) FROM {TABLE}"):
            return True
        held, counted = f"SELECT term, doc FROM {TABLE}_word", _counted(TABLE)
        return any(
            self._record.row(f"({one} EXCEPT ALL {other}) LIMIT 1") for one, other in ((held, counted), (counted, held))
        )

    def found(
        self, wanted: Sequence[Sequence[Phrase]], places: Collection[Place], stems: Stems, *, ranked: bool
    ) -> Iterator[int]:
        """Yield the numbers that have one of each; the server ranks by how often, over the length of the text."""
        order = "ts_rank(words, CAST(:query AS tsquery), 1) DESC, id" if ranked else "id DESC"
        kinds = listed(PLACES.index(place) for place in places)
        rows = self._record.stream(
            f"SELECT id FROM {TABLE} WHERE words @@ CAST(:query AS tsquery) AND id % {STEP} IN ({kinds})"
            f" ORDER BY {order}",
            query=_query(wanted, stems),
        )
        yield from (number for (number,) in rows)

    def counts(self, stems: Collection[str]) -> dict[str, int]:
        """Return in how many claims each stem stands, of those that stand in any."""
        sql = f"SELECT doc FROM {TABLE}_word WHERE term = :term"
        rows = {stem: self._record.row(sql, term=_word(stem)) for stem in stems}
        return {stem: row[0] for stem, row in rows.items() if row}

    def claims_with(self, words: str, stems: Stems, *, limit: int) -> list[int]:
        """Return the numbers of claims in which words stand side by side, at most `limit`, the highest first."""
        rows = self._record.rows(
            f"SELECT id FROM {TABLE} WHERE words @@ CAST(:query AS tsquery) AND id % {STEP} = {_CLAIMS}"
            " ORDER BY id DESC LIMIT :limit",
            query=_query([[Phrase(words)]], stems),
            limit=limit,
        )
        return [number for (number,) in rows]


def _counted(table: str) -> str:
    """Return the query for each stem and in how many claims of a table of vectors it stands."""
    return (
        f"SELECT lexeme, count(*) FROM {table} CROSS JOIN LATERAL unnest(words)"
        f" WHERE id % {STEP} = {_CLAIMS} AND lexeme <> '{_LONG}' GROUP BY lexeme"
    )


def _stems(batch: Sequence[Entry], stems: Stems) -> list[list[str]]:
    return [[_word(stem) for stem in found] for found in stems.of([searchable(words) for _, words in batch])]


def _word(stem: str) -> str:
    """Return a stem as far as it can be kept."""
    return stem.encode()[:_MOST_BYTES].decode(errors="ignore") if len(stem) * 4 > _MOST_BYTES else stem


def _vector(words: Sequence[str]) -> str:
    """Return words in their order as the text of a tsvector."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(place)
    if len(words) > _LAST_PLACE or any(len(held) > _MOST_PLACES for held in places.values()):
        places = {word: [] for word in (*places, _LONG)}
    return " ".join(f"{_quoted(word)}:{','.join(map(str, held))}".rstrip(":") for word, held in places.items())


def _query(wanted: Sequence[Sequence[Phrase]], stems: Stems) -> str:
    """Return the text of a tsquery."""
    found = iter(stems.of([one.words for each in wanted for one in each]))
    return " & ".join(f"({' | '.join(_phrase(next(found), one) for one in each)})" for each in wanted)


def _phrase(words: Sequence[str], one: Phrase) -> str:
    """Return words that stand side by side; in a text of which not every place is known, all of them."""
    parts = [_quoted(_word(word)) for word in words]
    if one.is_beginning:
        parts[-1] += ":*"
    if len(parts) == 1:
        return parts[0]
    return f"({' <-> '.join(parts)} | {_quoted(_LONG)} & {' & '.join(parts)})"


def _quoted(word: str) -> str:
    escaped = word.replace("\\", r"\\").replace("'", "''")
    return f"'{escaped}'"
