"""Recognises the actors, sources and claims that foreign records name, and records those that are new.

A claim by its folded words, an actor by its folded name, a source by its address, else by its title; never by likeness.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from claimtrack.domain import dates
from claimtrack.domain.intake import ActorRead, Found, SourceRead
from claimtrack.domain.records import Actor, Alias, Claim, Row, Source
from claimtrack.domain.text import folded
from claimtrack.errors.base import InputError
from claimtrack.services import slugs
from claimtrack.services.admitting import parsed
from claimtrack.store import matching
from claimtrack.store.loading import Load
from claimtrack.store.matching import Place
from claimtrack.store.writer import Writer

_REMEMBERED = 30_000
_key_of = lru_cache(maxsize=_REMEMBERED)(folded)  # of names: those of a table repeat
_Called = tuple[str | None, str | None]  # a source's address, else its title


class Add(Protocol):
    """What puts rows of one kind on record, and returns their numbers."""

    def __call__(self, rows: Iterable[Row], /) -> range:
        """Add the rows."""
        ...


class Recognised:
    """What the records of one import name, each thing with its number on record.

    Actors and sources are remembered from batch to batch: nobody else writes meanwhile. Of so many all are forgotten,
    so that memory does not grow.
    """

    def __init__(self, writer: Writer, load: Load, add: Add, *, mark: int | None) -> None:
        self._writer = writer
        self._load = load
        self._add = add
        self._mark = mark
        self._actors: dict[str, int] = {}
        self._sources: dict[_Called, Place] = {}
        self.claims_before: tuple[int, ...] = ()

    def meet(self, records: Mapping[str, Found]) -> list[int]:
        """Recognise what a batch of records names, each by its digest, and return the claims they are about."""
        found = records.values()
        for known in (self._actors, self._sources):
            if len(known) > _REMEMBERED:
                known.clear()
        self._meet_actors(actor for one in found for actor in _actors_in(one))
        self._meet_sources(source for one in found for source in _sources_in(one))
        keys = [folded(one.claim) for one in found]
        claims = self._load.claims_worded(dict.fromkeys(keys))
        self.claims_before = tuple(claims.values())
        first: dict[str, Found] = {}
        for key, one in zip(keys, found, strict=True):
            if key not in claims:
                first.setdefault(key, one)
        claims |= zip(first, self._record_claims(first), strict=True)
        self._load.met(records, claims)
        return [claims[key] for key in keys]

    def actor(self, read: ActorRead) -> int:
        """Return the number of an actor that one of the records names."""
        return self._actors[_key_of(read.name)]

    def source(self, read: SourceRead) -> Place:
        """Return where something was read, by a source that one of the records names."""
        return self._sources[_called(read)]

    def _record_claims(self, fresh: Mapping[str, Found]) -> range:
        """Record the claims of the records that speak of new ones, given by their folded words."""
        plain = slugs.plain_for_claims(self._writer, [one.claim for one in fresh.values() if not one.slug])
        new: list[Claim] = []
        given: set[str] = set()
        for key, one in fresh.items():
            event = parsed(one.event) if one.event else None
            slug = plain.get(one.claim) if not one.slug else None
            if slug is None or slug in given:
                slug = self._slug(one, given)
            given.add(slug)
            new.append(
                Claim(
                    slug=slug,
                    text=one.claim,
                    folded=key,
                    event=event.text if event else None,
                    event_earliest=event.earliest if event else None,
                    event_latest=event.latest if event else None,
                    language=one.language,
                )
            )
        return self._add(new)

    def _slug(self, found: Found, given: set[str]) -> str:
        if found.slug and found.slug not in given:
            try:
                return slugs.chosen(self._writer, Claim, found.slug)
            except InputError:
                pass  # one that is none, or is taken, gives way to one made of the words
        return slugs.for_claim(self._writer, found.claim, but=given)

    def _meet_actors(self, named: Iterable[ActorRead]) -> None:
        read: dict[str, ActorRead] = {}
        for actor in named:
            key = _key_of(actor.name)
            if key not in self._actors and (key not in read or (read[key].kind is None and actor.kind is not None)):
                read[key] = actor
        self._actors |= matching.actors_named(self._writer, read)
        new: dict[str, Actor] = {}
        given: set[str] = set()
        for key, actor in read.items():
            if key not in self._actors:
                slug = slugs.for_actor(self._writer, actor.name, but=given)
                given.add(slug)
                new[key] = Actor(slug=slug, name=actor.name, kind=actor.kind, identity=actor.identity)
        added = dict(zip(new, self._add(new.values()), strict=True))
        self._add(Alias(actor_id=added[key], name=row.name, folded=key) for key, row in new.items())
        self._actors |= added

    def _meet_sources(self, named: Iterable[SourceRead]) -> None:
        read: dict[_Called, SourceRead] = {}
        for one in named:
            called = _called(one)
            if called not in self._sources:
                read.setdefault(called, one)
        at = matching.sources_at(self._writer, [location for location, _ in read if location])
        titled = matching.sources_titled(self._writer, [title for _, title in read if title])
        self._sources |= {(location, None): place for location, place in at.items()}
        self._sources |= {(None, title): place for title, place in titled.items()}
        new = {called: self._new_source(one) for called, one in read.items() if called not in self._sources}
        numbers = self._add(new.values())
        self._sources |= {
            called: Place(number, row.published_latest)
            for number, (called, row) in zip(numbers, new.items(), strict=True)
        }

    def _new_source(self, read: SourceRead) -> Source:
        day = parsed(read.published) if read.published else None
        earliest, _ = dates.made_by(day, source_latest=None, today=self._writer.today)
        return Source(
            title=read.title,
            location=read.location,
            kind=read.kind,
            publisher_id=self.actor(read.publisher) if read.publisher else None,
            published=day.text if day else None,
            published_earliest=earliest,
            published_latest=min(day.latest, self._writer.today) if day and day.latest else None,
            confidential=self._mark,
        )


def _called(source: SourceRead) -> _Called:
    """Return what a source is met again by."""
    assert source.location or source.title, "a source without a name is not admitted"
    return (source.location, None) if source.location else (None, source.title)


def _actors_in(found: Found) -> Iterator[ActorRead]:
    yield from (said.by for said in found.statements)
    yield from (verdict.by for verdict in found.verdicts)
    yield from (shown.collector for shown in found.evidence if shown.collector)
    yield from (source.publisher for source in _sources_in(found) if source.publisher)


def _sources_in(found: Found) -> Iterator[SourceRead]:
    yield from (said.source for said in found.statements if said.source)
    yield from (shown.source for shown in found.evidence if shown.source)
