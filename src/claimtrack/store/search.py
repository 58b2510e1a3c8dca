"""The index of words of a record: how a write keeps it, and what it finds; each engine has one of its own."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from claimtrack.domain.records import Row
from claimtrack.domain.searches import Phrase, Place
from claimtrack.store.columns import Columns
from claimtrack.store.engines import index_of
from claimtrack.store.entries import KIND_OF, SEARCHED, STEP, OutOfStepError, entries, number_of, row_of, words_of
from claimtrack.store.record import Record, listed
from claimtrack.store.stems import Stems
from claimtrack.store.tables import records

_MOST_PENDING = 20_000  # rows
_LAST_WORD = re.compile(r"[A-Za-z0-9]{3,}\Z")
_SHORTEST = 3  # letters of a stem, shorter than what was asked for, that are tried
_TURNED = ("", "i", "e")  # what a stem may end with instead of what the word went on with


class Index:
    """What a write does to the index, all at once and in the order of its numbers."""

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
        number = number_of(row)
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
        if self._is_first is None:
            self._is_first = index_of(self._record).is_empty()
        return self._is_first

    def write(self) -> None:
        """Bring the index up to what was noted."""
        if self._is_first:
            self._is_first = None
            fill(self._record)
            return
        ordered = sorted(self._pending.items())
        index = index_of(self._record)
        try:
            index.replace(
                ((number, was) for number, (was, _) in ordered if was is not None),
                ((number, now) for number, (_, now) in ordered if now is not None),
            )
        except OutOfStepError:
            fill(self._record)
        self._pending.clear()
        if self._forgets:
            index.wipe()
            self._forgets = False

    def forget(self) -> None:
        """Let nothing be left in the index of words that were taken out."""
        self._forgets = True


def fill(record: Record) -> None:
    """Make the index anew from the rows that stand."""
    index = index_of(record)
    index.clear()
    index.replace((), entries(record))


def differs(record: Record) -> bool:
    """Tell whether the index is another one than would be made of the rows that stand; both are read whole."""
    return index_of(record).differs(entries(record))


def found(
    record: Record, phrases: Sequence[Phrase], places: Collection[Place], stems: Stems, *, ranked: bool
) -> Iterator[tuple[Place, int]]:
    """Yield the rows that may have all the phrases: the best first, or the latest of each kind where not `ranked`.

    A phrase whose last word may go on is looked for by its stems, too, so each text has to be matched again.
    """
    wanted = [list(_openings(one.words, stems)) if one.is_beginning else [one] for one in phrases]
    yield from map(row_of, index_of(record).found(wanted, places, stems, ranked=ranked))


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
    if numbers and place in _ABOUT:
        pairs = _ABOUT[place].format(rows=listed(numbers))
        for number, claim in record.rows(
            f"WITH about(number, claim_id) AS ({pairs}) SELECT DISTINCT number, claim_id FROM about"
            " JOIN claim ON claim.id = about.claim_id WHERE claim.withdrawn_at IS NULL ORDER BY claim_id"
        ):
            found[number].append(claim)
    return found


def counts(record: Record, stems: Collection[str]) -> dict[str, int]:
    """Return in how many claims each stem stands, of those that stand in any."""
    return index_of(record).counts(stems)


def claims_numbered(record: Record) -> int:
    """Return the highest number of a claim, which is as many as there ever were."""
    number: int = record.one("SELECT coalesce(max(id), 0) FROM claim")
    return number


def claims_with(record: Record, words: str, stems: Stems, *, limit: int) -> list[int]:
    """Return the claims in which words stand side by side, at most `limit`, the latest first."""
    return [number // STEP for number in index_of(record).claims_with(words, stems, limit=limit)]


def _openings(words: str, stems: Stems) -> Iterator[Phrase]:
    """Yield what stands in the index for words of which the last may go on.

    Its stem may go on from there, or may end before: munitions, asked for as muniti, is in the index as munit.
    """
    last = _LAST_WORD.search(words)
    if last is None:
        yield Phrase(words, is_beginning=True)
        return
    head, word = words[: last.start()], last[0].lower()
    beginnings = [word[:n] for n in range(_SHORTEST, len(word) + 1)]
    own = [one for one, found in zip(beginnings, stems.of(beginnings), strict=True) if found == [one]]
    longest = own[-1] if own else word[: _SHORTEST - 1]
    yield Phrase(head + longest, is_beginning=True)
    shorter = range(max(_SHORTEST, len(word) // 2), len(longest))
    tried = dict.fromkeys(word[:n] + turned for n in shorter for turned in _TURNED)
    yield from (Phrase(head + one) for one in tried)
