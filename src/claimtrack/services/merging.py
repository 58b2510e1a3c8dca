"""Merges an actor that was recorded twice into the other, and takes the two apart again."""

from collections.abc import Iterator

from claimtrack.domain.notices import AlsoMoved, Notice
from claimtrack.domain.records import Actor, Membership, Merger
from claimtrack.errors.entries import AlreadyLinked, MergeOfPart, WholesDiffer
from claimtrack.services import belonging, naming
from claimtrack.store import actors, identities, lookup
from claimtrack.store.writer import Writer


def merge(writer: Writer, twice: Actor, into: Actor) -> list[Notice]:
    """Record that an actor stands for another, with all that is on record under it, and return what to point out.

    Nothing of the actor is changed, so the two can be taken apart again. What had been merged into it before now stands
    for the other, too. Raises AlreadyLinked where it was merged, MergeOfPart where one is part of the other, and
    WholesDiffer where at some time each is part of something else.
    """
    if standing := identities.merger_of(writer, twice):
        said = f"{naming.ref_of(twice)} same-as a{standing.into_id}"
        raise AlreadyLinked(said=said, see=f"to take them apart: claimtrack withdraw {said} --reason WHY")
    require_fit(writer, Merger(actor_id=twice.id, into_id=into.id))
    moved = identities.mergers_into(writer, twice)
    for merger in moved:
        writer.withdraw(merger, reason=f"{naming.ref_of(twice)} was merged into {naming.ref_of(into)}")
    writer.add_all([Merger(actor_id=number, into_id=into.id) for number in (*(m.actor_id for m in moved), twice.id)])
    names = lookup.by_numbers(writer, Actor, [merger.actor_id for merger in moved])
    return [AlsoMoved(actor, twice, into) for actor in names.values()]


def require_fit(writer: Writer, merger: Merger) -> None:
    """Raise MergeOfPart or WholesDiffer where the two cannot be one."""
    found = lookup.by_numbers(writer, Actor, [merger.actor_id, merger.into_id])
    twice, into = found[merger.actor_id], found[merger.into_id]
    for part, whole in ((twice, into), (into, twice)):
        if whole.id in actors.ever_above(writer, part):
            raise MergeOfPart(part=naming.ref_of(part), whole=naming.ref_of(whole))
    for one, other in _at_odds(writer, twice, into):
        raise WholesDiffer((one.actor_id, one.whole_id), (other.actor_id, other.whole_id))


def separate(writer: Writer, twice: Actor, other: Actor, *, reason: str) -> bool:
    """Withdraw the merger of an actor into another; False where there is none."""
    merger = identities.merger_of(writer, twice)
    if merger is None or merger.into_id != other.id:
        return False
    writer.withdraw(merger, reason=reason)
    return True


def _at_odds(writer: Writer, one: Actor, other: Actor) -> Iterator[tuple[Membership, Membership]]:
    """Yield the memberships that would make one actor part of two things at a time."""
    for mine in actors.memberships_of(writer, one):
        for theirs in actors.memberships_of(writer, other):
            wholes = identities.actors(writer, [mine.whole_id, theirs.whole_id])
            if belonging.overlap(mine, theirs) and wholes[mine.whole_id] != wholes[theirs.whole_id]:
                yield mine, theirs
