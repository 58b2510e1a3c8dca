"""Recognises the actors, sources and claims that foreign records name, and records those that are new.

A claim by its folded words, an actor by its folded name, a source by its address, else by its title; never by likeness.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from claimtrack.domain import dates
from claimtrack.domain.intake import ActorRead, Found, SourceRead
from claimtrack.domain.records import Actor, Alias, Claim, Source
from claimtrack.domain.text import folded
from claimtrack.errors.base import InputError
from claimtrack.services import slugs
from claimtrack.services.admitting import parsed
from claimtrack.store import lookup, matching
from claimtrack.store.tables import R
from claimtrack.store.writer import Writer


class Add(Protocol):
    """What puts rows of one kind on record, and returns them with their numbers."""

    def __call__(self, rows: Iterable[R], /) -> list[R]:
        """Add the rows."""
        ...


class Recognised:
    """What a batch of records names, each thing with its number on record."""

    def __init__(self, writer: Writer, found: Sequence[Found], add: Add, *, mark: int | None) -> None:
        self._writer = writer
        self._add = add
        self._mark = mark
        self._actors = self._met_actors(actor for one in found for actor in _actors_in(one))
        self._sources = self._met_sources(source for one in found for source in _sources_in(one))
        self._claims = matching.claims_worded(writer, {folded(one.claim) for one in found})
        self.claims_before = tuple(self._claims.values())
        self._record_claims(found)

    def claim(self, found: Found) -> int:
        """Return the number of the claim that a record is about."""
        return self._claims[folded(found.claim)]

    def actor(self, read: ActorRead) -> int:
        """Return the number of an actor that one of the records names."""
        return self._actors[folded(read.name)]

    def source(self, read: SourceRead) -> Source:
        """Return a source that one of the records names."""
        return self._sources[_called(read)]

    def _record_claims(self, found: Iterable[Found]) -> None:
        first: dict[str, Found] = {}
        for one in found:
            first.setdefault(folded(one.claim), one)
        fresh = {key: one for key, one in first.items() if key not in self._claims}
        plain = slugs.plain_for_claims(self._writer, [one.claim for one in fresh.values() if not one.slug])
        new: dict[str, Claim] = {}
        given: set[str] = set()
        for key, one in fresh.items():
            event = parsed(one.event) if one.event else None
            slug = plain.get(one.claim) if not one.slug else None
            if slug is None or slug in given:
                slug = self._slug(one, given)
            given.add(slug)
            new[key] = Claim(
                slug=slug,
                text=one.claim,
                folded=key,
                event=event.text if event else None,
                event_earliest=event.earliest if event else None,
                event_latest=event.latest if event else None,
                language=one.language,
            )
        self._claims |= {row.folded: row.id for row in self._add(new.values())}

    def _slug(self, found: Found, given: set[str]) -> str:
        if found.slug and found.slug not in given:
            try:
                return slugs.chosen(self._writer, Claim, found.slug)
            except InputError:
                pass  # one that is none, or is taken, gives way to one made of the words
        return slugs.for_claim(self._writer, found.claim, but=given)

    def _met_actors(self, named: Iterable[ActorRead]) -> dict[str, int]:
        read: dict[str, ActorRead] = {}
        for actor in named:
            key = folded(actor.name)
            if key not in read or (read[key].kind is None and actor.kind is not None):
                read[key] = actor
        numbers = matching.actors_named(self._writer, read)
        new: list[Actor] = []
        given: set[str] = set()
        for key, actor in read.items():
            if key not in numbers:
                slug = slugs.for_actor(self._writer, actor.name, but=given)
                given.add(slug)
                new.append(Actor(slug=slug, name=actor.name, kind=actor.kind, identity=actor.identity))
        added = self._add(new)
        self._add(Alias(actor_id=row.id, name=row.name, folded=folded(row.name)) for row in added)
        return numbers | {folded(row.name): row.id for row in added}

    def _met_sources(self, named: Iterable[SourceRead]) -> dict[str, Source]:
        read: dict[str, SourceRead] = {}
        for one in named:
            read.setdefault(_called(one), one)
        at = matching.sources_at(self._writer, [one.location for one in read.values() if one.location])
        titled = matching.sources_titled(self._writer, [_called(one) for one in read.values() if not one.location])
        rows = lookup.by_numbers(self._writer, Source, {*at.values(), *titled.values()})
        found = {called: rows[number] for called, number in (titled | at).items()}
        new = [called for called in read if called not in found]
        return found | dict(zip(new, self._add(self._new_source(read[called]) for called in new), strict=True))

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


def _called(source: SourceRead) -> str:
    """Return what a source is met again by."""
    called = source.location or source.title
    assert called, "a source without a name is not admitted"
    return called


def _actors_in(found: Found) -> Iterator[ActorRead]:
    yield from (said.by for said in found.statements)
    yield from (verdict.by for verdict in found.verdicts)
    yield from (shown.collector for shown in found.evidence if shown.collector)
    yield from (source.publisher for source in _sources_in(found) if source.publisher)


def _sources_in(found: Found) -> Iterator[SourceRead]:
    yield from (said.source for said in found.statements if said.source)
    yield from (shown.source for shown in found.evidence if shown.source)
