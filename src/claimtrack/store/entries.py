"""What of which rows is searched, and by which number a row stands in the index of words, whichever engine keeps it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol

from claimtrack.domain.records import Alias, Claim, Evidence, Row, Source, Statement
from claimtrack.domain.searches import Phrase, Place
from claimtrack.store.record import Record
from claimtrack.store.stems import Stems
from claimtrack.store.tables import TABLES

TABLE = "search"
SEARCHED: dict[type[Row], tuple[Place, tuple[str, ...]]] = {
    Claim: (Place.CLAIMS, ("text",)),
    Statement: (Place.QUOTES, ("quote",)),
    Evidence: (Place.EVIDENCE, ("text", "location")),
    Source: (Place.SOURCES, ("title", "location")),
    Alias: (Place.ACTORS, ("name",)),
}
KIND_OF: dict[Place, type[Row]] = {place: kind for kind, (place, _) in SEARCHED.items()}
PLACES = list(Place)
STEP = 8  # a row's number in the index is so many times its own, and the place of its kind among the places

Entry = tuple[int, str]  # a number in the index, and the words there


class OutOfStepError(Exception):
    """Raised where the words of rows are not those the index was made of, so that it has to be made anew."""


class WordIndex(Protocol):
    """What an engine's own index of words is asked for.

    What it finds may be too much: the texts are matched again. The words of phrases are given as they were asked for,
    and each engine takes them as it took the texts. Of `wanted` one of each is to be there.
    """

    def replace(self, before: Iterable[Entry], after: Iterable[Entry]) -> None:
        """Take entries out, and put others in; raises OutOfStepError."""

    def is_empty(self) -> bool:
        """Tell whether there is nothing in it."""

    def clear(self) -> None:
        """Take everything out."""

    def wipe(self) -> None:
        """Let nothing be left of what was taken out, as far as this can be done inside a transaction."""

    def differs(self, entries: Iterable[Entry]) -> bool:
        """Tell whether it holds anything but these entries."""

    def found(
        self, wanted: Sequence[Sequence[Phrase]], places: Collection[Place], stems: Stems, *, ranked: bool
    ) -> Iterator[int]:
        """Yield the numbers that may have one of each: the best first, or the highest where not `ranked`."""

    def counts(self, stems: Collection[str]) -> dict[str, int]:
        """Return in how many claims each stem stands, of those that stand in any."""

    def claims_with(self, words: str, stems: Stems, *, limit: int) -> list[int]:
        """Return the numbers of claims in which words stand side by side, at most `limit`, the highest first."""


def words_of(row: Row) -> str | None:
    """Return what of a row is searched as one text; None where there is nothing, or the row does not stand."""
    if type(row) not in SEARCHED or row.withdrawn_at is not None:
        return None
    held = (getattr(row, column) for column in SEARCHED[type(row)][1])
    return " ".join(text for text in held if text is not None) or None


def number_of(row: Row) -> int:
    """Return the number by which a row of a kind that is searched stands in the index."""
    return row.id * STEP + PLACES.index(SEARCHED[type(row)][0])


def row_of(number: int) -> tuple[Place, int]:
    """Return of which kind a row is, and its own number, by its number in the index."""
    return PLACES[number % STEP], number // STEP


def entries(record: Record) -> Iterator[Entry]:
    """Yield what the index is to hold: the words of every row that stands."""
    for n, place in enumerate(PLACES):
        kind = KIND_OF[place]
        words = " || ' ' || ".join(f"coalesce({column}, '')" for column in SEARCHED[kind][1])
        rows = record.stream(f"SELECT id, {words} FROM {TABLES[kind]} WHERE withdrawn_at IS NULL ORDER BY id")
        yield from ((number * STEP + n, text.strip(" ")) for number, text in rows if text.strip(" "))
