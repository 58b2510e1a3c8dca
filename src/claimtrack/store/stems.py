"""Words as the index takes them: their stems, and where in a text they stand; worked out beside the file, in memory.

A text that was found is matched again here, by the same tokenizer: the index keeps no texts, and what begins with some
letters can only be told from whole words, of which the index has the stems.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimtrack.domain.searches import Phrase, Span, searchable, spans_in

_BEGIN, _END = "\x02", "\x03"  # no text on record holds them
_WHOLE = "stemmed"
_OPEN = "plain"
_LISTED = "stemmed_stem"
_TABLES = {_WHOLE: "porter unicode61 remove_diacritics 2", _OPEN: "unicode61 remove_diacritics 2"}


class Match(NamedTuple):
    """Where a text matches, and how well among the texts it was matched with: the lower the rank, the better."""

    spans: list[Span]
    rank: float


def quoted(words: str) -> str:
    """Return words as a phrase in a query: as they are, whatever signs are among them."""
    return f'"{words.replace(chr(34), " ")}"'


class Stems:
    """A database in memory that takes words as the index does."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._made: set[str] = set()  # each costs as much as a search of a million rows for a rare word

    def close(self) -> None:
        """Drop it."""
        self._connection.close()

    def of(self, texts: Sequence[str]) -> list[list[str]]:
        """Return the stems of each text, in order."""
        self._hold(_WHOLE, texts)
        if _LISTED not in self._made:
            self._made.add(_LISTED)
            self._connection.execute(f"CREATE VIRTUAL TABLE {_LISTED} USING fts5vocab({_WHOLE}, instance)")
        found: list[list[tuple[int, str]]] = [[] for _ in texts]
        for term, number, place in self._connection.execute(f'SELECT term, doc, "offset" FROM {_LISTED}'):
            found[number].append((place, term))
        return [[term for _, term in sorted(one)] for one in found]

    def matches(self, texts: Sequence[str], phrases: Sequence[Phrase]) -> dict[int, Match]:
        """Return those of the texts, by their place in the list, that have all the phrases."""
        found: dict[int, Match] | None = None
        for table, is_open in ((_WHOLE, False), (_OPEN, True)):
            asked = [one for one in phrases if one.is_beginning is is_open]
            if not asked:
                continue
            self._hold(table, texts)
            here = dict(self._matching(table, asked))
            if found is None:
                found = here
            else:
                found = {number: _both(one, here[number]) for number, one in found.items() if number in here}
        return {number: Match(spans_in(texts[number], one.spans), one.rank) for number, one in (found or {}).items()}

    def _hold(self, table: str, texts: Sequence[str]) -> None:
        self._connection.execute("BEGIN")
        if table not in self._made:
            self._made.add(table)
            self._connection.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words, tokenize='{_TABLES[table]}')")
        else:
            self._connection.execute(f"DELETE FROM {table}")
        self._connection.executemany(
            f"INSERT INTO {table} (rowid, words) VALUES (?, ?)", enumerate(map(searchable, texts))
        )
        self._connection.execute("COMMIT")

    def _matching(self, table: str, phrases: Sequence[Phrase]) -> Iterator[tuple[int, Match]]:
        query = " ".join(quoted(one.words) + "*" * one.is_beginning for one in phrases)
        for number, marked, rank in self._connection.execute(
            f"SELECT rowid, highlight({table}, 0, '{_BEGIN}', '{_END}'), rank FROM {table} WHERE {table} MATCH ?",
            (query,),
        ):
            yield number, Match(list(_spans(marked)), rank)


def _both(one: Match, other: Match) -> Match:
    return Match([*one.spans, *other.spans], one.rank + other.rank)


def _spans(marked: str) -> Iterator[Span]:
    """Yield where the marked stretches of a text stand in it, without the marks."""
    place = 0
    begin = 0
    for n, piece in enumerate(marked.replace(_END, _BEGIN).split(_BEGIN)):
        begin, place = place, place + len(piece)
        if n % 2:
            yield begin, place
