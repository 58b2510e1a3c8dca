"""Finds what a reference means, and records an actor or a source that a write names for the first time."""

from typing import NamedTuple

from claimtrack.domain.notices import NewActor, NewSource, Notice
from claimtrack.domain.records import Actor, Alias, Claim, Evidence, Row, Source, Statement, Verdict
from claimtrack.domain.references import Kind, as_short_id, is_address, is_uid, short_id, slug_like
from claimtrack.domain.text import LOCATION_LIMIT, NAME_LIMIT, folded, one_line
from claimtrack.errors.references import AmbiguousReference, UnknownReference, WithdrawnReference, WrongKind
from claimtrack.errors.texts import BadName
from claimtrack.services import nearness, slugs
from claimtrack.store import identities, lookup
from claimtrack.store.record import Record
from claimtrack.store.tables import R
from claimtrack.store.writer import Writer

ANYTHING = "claim or actor"
_CANDIDATES = 5

RECORD_OF: dict[Kind, type[Row]] = {
    Kind.CLAIM: Claim,
    Kind.STATEMENT: Statement,
    Kind.EVIDENCE: Evidence,
    Kind.SOURCE: Source,
    Kind.ACTOR: Actor,
    Kind.VERDICT: Verdict,
}
KIND_OF = {record: kind for kind, record in RECORD_OF.items()}


class Named(NamedTuple):
    """An actor or a source that a write named, and what is to be pointed out about it."""

    number: int
    notices: tuple[Notice, ...]


def ref_of(row: Row) -> str:
    """Return the short id of a record."""
    return short_id(KIND_OF[type(row)], row.id)


def claim(record: Record, ref: str) -> Claim:
    """Return the claim that stands under an id, a uid, a slug or the unique beginning of one.

    Raises UnknownReference with the nearest slugs, AmbiguousReference, WrongKind or WithdrawnReference.
    """
    found = by_key(record, Kind.CLAIM, Claim, ref)
    if found is None:
        found = _claim_begun(record, ref)
    if found is None:
        raise UnknownReference(Kind.CLAIM, ref, nearness.claims(record, ref))
    return standing(found)


def actor(record: Record, ref: str) -> Actor:
    """Return the actor that stands under an id, a uid, a slug, a name, or the unique beginning of a slug.

    Here and below, an actor that was merged into another is that other one.
    """
    found = known_actor(record, ref) or _actor_begun(record, ref)
    if found is None:
        raise UnknownReference(Kind.ACTOR, ref, nearness.actors(record, ref))
    return found


def known_actor(record: Record, ref: str) -> Actor | None:
    """Return the actor that a name, an id, a uid or a slug says exactly, or None; an id of nothing is an error.

    Names go first, and only what is typed as a slug is read as one: "Li" is not the
    slug li that was made of another name.
    """
    found = actor_as_recorded(record, ref)
    return identities.identified(record, found) if found else None


def actor_as_recorded(record: Record, ref: str) -> Actor | None:
    """Return the actor as `known_actor` does, but one that was merged into another as itself."""
    named = lookup.actor_by_name(record, folded(ref))
    if named:
        return named
    found = by_key(record, Kind.ACTOR, Actor, ref)
    if found and found.withdrawn_at is not None and found.slug == ref.strip():
        return None  # the slug stays with it, and the name is free again
    return standing(found) if found else None


def actor_to_record(writer: Writer, ref: str) -> Named:
    """Return the actor a write names, recorded now if it is not on record yet.

    The beginning of a slug is not enough here: it would put one actor's words into another's mouth.
    """
    known = known_actor(writer, ref)
    if known:
        return Named(known.id, ())
    name = actor_name(ref)
    near = nearness.actors(writer, name, alike=True)
    added = new_actor(writer, Actor(slug=slugs.for_actor(writer, name), name=name))
    return Named(added.id, (NewActor(added, tuple(near)),))


def actor_name(text: str) -> str:
    """Return a name as it is to be stored; raises BadName for what is more likely an option that lost its value."""
    name = one_line(text, "actor's name", limit=NAME_LIMIT)
    if name.startswith("-"):
        raise BadName(name)
    return name


def new_actor(writer: Writer, described: Actor) -> Actor:
    """Record an actor and the name it is found under."""
    added = writer.add(described)
    writer.add(Alias(actor_id=added.id, name=added.name, folded=folded(added.name)))
    return added


def source(record: Record, ref: str) -> Source:
    """Return the source that stands under an id, a uid, its exact location or its exact title."""
    found = _known_source(record, ref)
    if found is None:
        raise UnknownReference(Kind.SOURCE, ref)
    return found


def source_to_record(writer: Writer, ref: str, *, confidential: bool = False) -> Named:
    """Return the source a write names, recorded now by its address or title if it is not on record yet.

    Then it is as `confidential` as what is read in it; one on record stays as it is marked.
    """
    known = _known_source(writer, ref)
    if known:
        return Named(known.id, ())
    called = one_line(ref, "source", limit=LOCATION_LIMIT)
    mark = 1 if confidential else None
    described = (
        Source(location=called, confidential=mark) if is_address(called) else Source(title=called, confidential=mark)
    )
    added = writer.add(described)
    return Named(added.id, (NewSource(added.id, called),))


def _known_source(record: Record, ref: str) -> Source | None:
    found = by_key(record, Kind.SOURCE, Source, ref)
    return standing(found) if found else lookup.source_called(record, ref.strip())


def evidence(record: Record, ref: str) -> Evidence:
    """Return the item of evidence that stands under an id or a uid."""
    found = by_key(record, Kind.EVIDENCE, Evidence, ref)
    if found is None:
        raise UnknownReference(Kind.EVIDENCE, ref)
    return standing(found)


def anything(record: Record, ref: str) -> Row:
    """Return whatever a reference names, withdrawn or not: any id or uid, else a claim, else an actor."""
    typed = ref.strip()
    if identifier := as_short_id(typed.lower()):
        found = lookup.by_number(record, RECORD_OF[identifier.kind], identifier.number)
        if found is None:
            raise UnknownReference(identifier.kind, typed)
        return found
    if is_uid(typed.lower()):
        by_uid = (lookup.by_uid(record, kind, typed.lower()) for kind in RECORD_OF.values())
        row = next((row for row in by_uid if row), None)
        if row is None:
            raise UnknownReference(ANYTHING, typed)
        return row
    return _claim_or_actor(record, typed)


def _claim_or_actor(record: Record, ref: str) -> Claim | Actor:
    slug = ref.lower()
    exact = (lookup.by_slug(record, Claim, slug) if slug_like(slug) else None, known_actor(record, ref))
    named = [row for row in exact if row]
    if not named:
        begun = (_claim_begun(record, ref), _actor_begun(record, ref))
        named = [row for row in begun if row]
    if len(named) > 1:
        raise AmbiguousReference(ANYTHING, ref, [f"{ref_of(row)} {row.slug}" for row in named])
    if not named:
        raise UnknownReference(ANYTHING, ref, nearness.claims(record, ref) + nearness.actors(record, ref))
    return named[0]


def by_key(record: Record, kind: Kind, of: type[R], ref: str) -> R | None:
    """Return the record under an id, a uid or a slug; raises for an id of another kind, or one that names nothing."""
    key = ref.strip()
    if identifier := as_short_id(key):
        if identifier.kind is not kind:
            raise WrongKind(key, expected=kind)
        found = lookup.by_number(record, of, identifier.number)
        if found is None:
            raise UnknownReference(kind, key)
        return found
    if is_uid(key.lower()):
        key = key.lower()
        found = lookup.by_uid(record, of, key)
        if found is None:
            raise UnknownReference(kind, key)
        return found
    return lookup.by_slug(record, of, key) if kind in (Kind.CLAIM, Kind.ACTOR) and slug_like(key) else None


def _claim_begun(record: Record, ref: str) -> Claim | None:
    return _only(Kind.CLAIM, ref, _begun(record, Claim, ref))


def _actor_begun(record: Record, ref: str) -> Actor | None:
    found = identities.actors(record, [row.id for row in _begun(record, Actor, ref)])
    return _only(Kind.ACTOR, ref, list({row.id: row for row in found.values()}.values()))


def _begun(record: Record, kind: type[R], ref: str) -> list[R]:
    key = ref.strip().lower()
    return lookup.by_slug_prefix(record, kind, key, limit=_CANDIDATES + 1) if slug_like(key) else []


def _only(kind: Kind, ref: str, found: list[R]) -> R | None:
    if len(found) > 1:
        shown = [f"{ref_of(row)} {getattr(row, 'slug', '')}" for row in found[:_CANDIDATES]]
        raise AmbiguousReference(kind, ref, shown + (["..."] if len(found) > _CANDIDATES else []))
    return found[0] if found else None


def standing(row: R) -> R:
    """Return a row that stands; raises WithdrawnReference for one that was withdrawn."""
    if row.withdrawn_at is not None:
        raise WithdrawnReference(ref_of(row), reason=row.withdrawn_reason)
    return row


def noted(named: Named, notices: list[Notice]) -> int:
    """Return the number of what a write named, and add what is to be pointed out to the notices."""
    notices += named.notices
    return named.number


def source_of(writer: Writer, ref: str | None, notices: list[Notice], *, confidential: bool = False) -> Source | None:
    """Return the source a write names, if it names one, with its notices added."""
    if ref is None:
        return None
    return lookup.by_number(writer, Source, noted(source_to_record(writer, ref, confidential=confidential), notices))
