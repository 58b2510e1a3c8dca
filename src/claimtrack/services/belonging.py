"""Says what an actor is part of, always or for a time, and takes it back."""

from claimtrack.domain import dates
from claimtrack.domain.records import Actor, Membership
from claimtrack.errors.entries import AlreadyLinked, PartLoop
from claimtrack.errors.texts import EndsAfterToday
from claimtrack.services import naming
from claimtrack.store import actors, identities, lookup
from claimtrack.store.writer import Writer

_FIRST, _LAST = "", "~"  # before and after every ISO day


def join(writer: Writer, part: Actor, whole: Actor, during: str | None) -> Membership:
    """Record that an actor is part of another, during a date or interval, or always.

    At any time an actor is part of one other at most: raises AlreadyLinked where another membership overlaps, PartLoop
    where the whole was ever part of the part, DateInFuture for a time that has not begun, and EndsAfterToday for one
    that is not over: no write would judge the claims again on the day it ends.
    """
    time = dates.parse(during) if during is not None else None
    if time:
        dates.made_by(time, source_latest=None, today=writer.today)
        if time.latest and time.latest > writer.today:
            raise EndsAfterToday(time.text, since=time.earliest, today=writer.today)
    added = Membership(
        actor_id=part.id,
        whole_id=whole.id,
        during=time.text if time else None,
        during_earliest=time.earliest if time else None,
        during_latest=time.latest if time else None,
    )
    require_fit(writer, added)
    return writer.add(added)


def require_fit(writer: Writer, added: Membership) -> None:
    """Raise AlreadyLinked or PartLoop for a membership that cannot stand beside those that do."""
    part, whole = (lookup.by_numbers(writer, Actor, [number])[number] for number in (added.actor_id, added.whole_id))
    for standing in actors.memberships_of(writer, part):
        if overlap(standing, added):
            said = f"{naming.ref_of(part)} part-of a{standing.whole_id}"
            when = f" during {standing.during}" if standing.during else ""
            raise AlreadyLinked(
                said=said + when, see=f"give each its time with --during, or: claimtrack withdraw {said} --reason WHY"
            )
    if part.id in actors.ever_above(writer, whole):
        raise PartLoop(naming.ref_of(part), naming.ref_of(whole))


def overlap(one: Membership, other: Membership) -> bool:
    """Tell whether there is a day on which both memberships are in force."""
    begins = max(one.during_earliest or _FIRST, other.during_earliest or _FIRST)
    return begins <= min(one.during_latest or _LAST, other.during_latest or _LAST)


def leave(writer: Writer, part: Actor, whole: Actor, *, reason: str) -> bool:
    """Withdraw every membership of one actor in another; False where there is none."""
    wholes = identities.numbers_of(writer, whole)
    standing = [link for link in actors.memberships_of(writer, part) if link.whole_id in wholes]
    for link in standing:
        writer.withdraw(link, reason=reason)
    return bool(standing)
