"""Finds words on record, wherever they stand, and says to which claims what was found belongs."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import NamedTuple

from claimtrack.domain.records import Actor, Alias, Row, Statement
from claimtrack.domain.searches import Phrase, Place, Span, phrases_of
from claimtrack.domain.vocabulary import Status
from claimtrack.store import identities, reports, search
from claimtrack.store.entries import words_of
from claimtrack.store.record import Record, batched
from claimtrack.store.stems import Stems

_BATCH = 64  # rows, and as many as are few
_MOST_COMPARED = 2_000  # texts, where they are ranked among themselves

Found = tuple[Place, int]


class Hit(NamedTuple):
    """A row that was found, the text the words stand in, and where; of a name, the row is the actor it means.

    `claims` are the claims it belongs to, and `speaker` is who said what is quoted.
    """

    place: Place
    row: Row
    text: str
    spans: list[Span]
    claims: Sequence[int] = ()
    speaker: Actor | None = None


class Hits(NamedTuple):
    """What was found, the best first, the status of each claim it belongs to, and whether there is more."""

    hits: list[Hit]
    statuses: dict[int, Status]
    more: bool


def find(record: Record, asked: str, *, places: Collection[Place] = (), limit: int = 0) -> Hits:
    """Return what has all the words, in any of the places; at most `limit`, 0 is all.

    Raises NothingToFind, SearchTooLong.
    """
    phrases = phrases_of(asked)
    with closing(Stems()) as stems:
        hits = _once_each(_matching(record, phrases, set(places or Place), stems))
        page = list(islice(hits, limit + 1)) if limit else list(hits)
    shown = _belonging(record, page[:limit] if limit else page)
    claims = {claim for hit in shown for claim in hit.claims}
    return Hits(shown, reports.statuses_of(record, claims), more=len(page) > len(shown))


def _matching(record: Record, phrases: Sequence[Phrase], places: Collection[Place], stems: Stems) -> Iterator[Hit]:
    """Yield what matches, the best first.

    A few are ranked among themselves, more by the index. That ranks by all that is in it, and what is left out must not
    even tell by the order that it is there: beside it, the latest rows that are shown are ranked among themselves.
    """
    found = batched(search.found(record, phrases, places, stems, ranked=True), _BATCH)
    first: list[Hit] = []
    for batch in found:
        first += _compared(record, batch, phrases, stems)
        if len(first) >= _BATCH:
            break
    else:
        yield from _ranked(first, phrases, stems)
        return
    if not record.withholds:
        yield from first
        for batch in found:
            yield from _compared(record, batch, phrases, stems)
        return
    latest: list[Hit] = []
    for batch in batched(search.found(record, phrases, places, stems, ranked=False), _BATCH):
        latest += _compared(record, batch, phrases, stems)
        if len(latest) >= _MOST_COMPARED:
            break
    yield from _ranked(latest, phrases, stems)


def _ranked(hits: Sequence[Hit], phrases: Sequence[Phrase], stems: Stems) -> Iterator[Hit]:
    """Yield hits, the one that fits best among them first; of those that fit as well, the latest of the first kind."""
    if len(hits) < 2:  # as of a rare word, whose search costs little else
        yield from hits
        return
    matches = stems.matches([hit.text for hit in hits], phrases)
    places = list(Place)
    keys = {n: (one.rank, places.index(hits[n].place), -hits[n].row.id) for n, one in matches.items()}
    yield from (hits[n] for n in sorted(keys, key=lambda n: keys[n]))


def _compared(record: Record, found: Sequence[Found], phrases: Sequence[Phrase], stems: Stems) -> list[Hit]:
    """Return those of the rows found that are to be seen and have the words, with where the words stand."""
    rows: dict[Found, Row] = {}
    for place in Place:
        numbers = [number for where, number in found if where is place]
        if numbers:
            rows |= {(place, number): row for number, row in _seen(record, place, numbers).items()}
    known = [one for one in found if one in rows]
    texts = [words_of(rows[one]) or "" for one in known]
    matches = stems.matches(texts, phrases)
    return [Hit(known[n][0], rows[known[n]], texts[n], one.spans) for n, one in sorted(matches.items())]


def _seen(record: Record, place: Place, numbers: Collection[int]) -> dict[int, Row]:
    """Return those rows of a kind that stand, on what stands: no words on a claim that was withdrawn."""
    rows = search.standing(record, place, numbers)
    if place is Place.QUOTES:
        claims = search.claims_of(record, place, rows)
        return {number: row for number, row in rows.items() if claims[number]}
    if place is Place.ACTORS:
        actors = identities.actors(record, {row.actor_id for row in rows.values() if isinstance(row, Alias)})
        standing = {number for number, actor in actors.items() if actor.withdrawn_at is None}
        return {n: row for n, row in rows.items() if isinstance(row, Alias) and row.actor_id in standing}
    return rows


def _once_each(hits: Iterator[Hit]) -> Iterator[Hit]:
    """Yield each thing once: of the names of an actor the one that fits best."""
    named: set[int] = set()
    for hit in hits:
        if isinstance(hit.row, Alias):
            if hit.row.actor_id in named:
                continue
            named.add(hit.row.actor_id)
        yield hit


def _belonging(record: Record, hits: Sequence[Hit]) -> list[Hit]:
    """Return hits with the claims they belong to, who said what is quoted, and for each name the actor it means."""
    claims = {place: search.claims_of(record, place, {h.row.id for h in hits if h.place is place}) for place in Place}
    named = {hit.row.actor_id for hit in hits if isinstance(hit.row, Alias | Statement)}
    actors = identities.actors(record, named)
    return [
        hit._replace(
            row=actors[hit.row.actor_id] if isinstance(hit.row, Alias) else hit.row,
            claims=claims[hit.place][hit.row.id],
            speaker=actors[hit.row.actor_id] if isinstance(hit.row, Statement) else None,
        )
        for hit in hits
    ]
