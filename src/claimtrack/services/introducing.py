"""Records actors and the names they are found under."""

from collections.abc import Sequence

from claimtrack.domain.notices import NearNames, Notice
from claimtrack.domain.records import Actor, Alias, Membership
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import ActorKind, Reliability
from claimtrack.errors.entries import AlreadyLinked, LinkToItself
from claimtrack.errors.texts import NameTaken
from claimtrack.services import naming, nearness, slugs
from claimtrack.store import lookup
from claimtrack.store.writer import Writer


def add_actor(
    writer: Writer,
    *,
    name: str,
    slug: str | None,
    kind: ActorKind | None,
    reliability: Reliability | None,
    aliases: Sequence[str],
    part_of: str | None,
) -> tuple[Actor, list[Notice]]:
    """Record an actor with its aliases and what it is part of; raises NameTaken where a name is another's."""
    words = naming.actor_name(name)
    _require_free_name(writer, words)
    notices = _near(writer, words)
    added = naming.new_actor(
        writer,
        Actor(
            slug=slugs.for_actor(writer, words) if slug is None else slugs.chosen(writer, Actor, slug),
            name=words,
            kind=kind,
            reliability=reliability,
        ),
    )
    for alias in aliases:
        notices += add_alias(writer, naming.ref_of(added), alias)[1]
    if part_of is not None:
        whole = naming.noted(naming.actor_to_record(writer, part_of), notices)
        if whole == added.id:
            raise LinkToItself(naming.ref_of(added), "part-of")
        writer.add(Membership(actor_id=added.id, whole_id=whole))
    return added, notices


def add_alias(writer: Writer, ref: str, alias: str) -> tuple[Actor, list[Notice]]:
    """Record another name of an actor, and return the actor; raises NameTaken where the name is another's."""
    actor = naming.known_actor(writer, ref) or naming.actor(writer, ref)
    name = naming.actor_name(alias)
    holder = lookup.actor_by_name(writer, folded(name))
    if holder and holder.id == actor.id:
        raise AlreadyLinked(
            said=f"{actor.name} is found as {name}", see=f"claimtrack actor show {naming.ref_of(actor)}"
        )
    _require_free_name(writer, name)
    notices = _near(writer, name, but=actor)
    writer.add(Alias(actor_id=actor.id, name=name, folded=folded(name)))
    return actor, notices


def _near(writer: Writer, name: str, *, but: Actor | None = None) -> list[Notice]:
    """Return what is to be pointed out of a name that is about to be recorded: the other actors it is near."""
    near = tuple(slug for slug in nearness.actors(writer, name, alike=True) if but is None or slug != but.slug)
    return [NearNames(name, near)] if near else []


def _require_free_name(writer: Writer, name: str) -> None:
    if holder := naming.known_actor(writer, name):
        raise NameTaken(name, f"{naming.ref_of(holder)} {holder.name}")
