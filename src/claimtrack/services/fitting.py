"""Fits a row that was recorded elsewhere in beside those that stand here, where not both can.

What says the same twice stands once, under the earlier uid; an actor that was recorded on both sides under one name is
one actor. Both follow from the rows alone, and are recorded so: by no person, at the moment of the row itself. All else
that cannot stand together is a difference, for the user to settle.
"""

import hashlib
from collections.abc import Callable

from claimtrack.domain.records import Actor, Alias, Bearing, Distinction, Membership, Merger, Row
from claimtrack.domain.redaction import REDACTED
from claimtrack.domain.unions import Same
from claimtrack.errors.base import InputError
from claimtrack.services import belonging, merging, naming
from claimtrack.store import actors, identities, lookup, twins
from claimtrack.store.staging import Staging
from claimtrack.store.tables import R
from claimtrack.store.writer import Writer

BY_RULE = "claimtrack"  # who recorded or withdrew what follows from other rows
TWICE = "said twice: the same stands under another uid"
_INSTEAD = "another was chosen to stand when records were merged"

Choose = Callable[[Row | None, Row, str], bool]  # what stands here, what comes, why not both; whether theirs stands


def by_rule(row: R) -> R:
    """Return a row as the one of two that says the same and does not stand."""
    return row.replaced(withdrawn_at=row.recorded_at, withdrawn_by=BY_RULE, withdrawn_reason=TWICE)


def is_by_rule(row: Row) -> bool:
    """Tell whether a row does not stand only since another says the same."""
    return (row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason) == (row.recorded_at, BY_RULE, TWICE)


class Fitting:
    """Finds room for rows, one after another; `choose` asks which of two is to stand.

    `same` are the actors that it found to be one, `twice` counts what was recorded on both sides.
    """

    def __init__(self, writer: Writer, staging: Staging, choose: Choose) -> None:
        self._writer = writer
        self._staging = staging
        self._choose = choose
        self._first_new_actor = writer.one("SELECT coalesce(max(id), 0) + 1 FROM actor")
        self.same: list[Same] = []
        self.twice = 0

    def fitted(self, row: Row) -> Row:
        """Return a row as it can be recorded, having made room for it: as it is, or as one that does not stand."""
        if row.withdrawn_at is not None:
            return row
        match row:
            case Membership():
                return self._membership(row)
            case Merger():
                return self._merger(row)
            case Alias():
                return self._alias(row)
            case _:
                return self._link(row)

    def stands_elsewhere(self, row: Row) -> bool:
        """Tell whether what a row says, that does not stand by rule, stands under another uid."""
        match row:
            case Membership():
                part = identities.actors(self._writer, [row.actor_id])[row.actor_id]
                return any(self._repeats(held, row) for held in actors.memberships_of(self._writer, part))
            case Merger():
                return self._root(row.actor_id) == self._root(row.into_id)
            case _:
                return type(row) in twins.KEYS and twins.holder(self._writer, row) is not None

    def is_early(self, row: Merger) -> bool:
        """Tell whether a merger can only be fitted in when all names are: whom it names may then be one."""
        held = twins.holder(self._writer, row) if row.withdrawn_at is None else None
        return held is not None and self._root(held.into_id) != self._root(row.into_id)

    def settle(self, merger: Merger) -> None:
        """Let one actor stand for all that are one with those of a merger, by the rows that say so."""
        if merger.withdrawn_at is None or is_by_rule(merger):
            self._settle(merger.actor_id, merger.into_id)

    def _settle(self, *numbers: int) -> None:
        """Let one actor stand for all that are one with some: which, follows from the rows alone.

        Nobody has recorded of it that it stands for another, if there is such a one; of these the uid is the earliest.
        """
        writer = self._writer
        together = identities.as_one(writer, numbers)
        rows = [
            row
            for row in identities.mergers_among(writer, [one.id for one in together])
            if row.withdrawn_at is None or is_by_rule(row)
        ]
        merged = {row.actor_id for row in rows if row.recorded_by != BY_RULE}
        root = next((one for one in together if one.id not in merged), together[0])
        wanted = {row.actor_id: row for row in sorted(rows, key=_precedence, reverse=True) if row.into_id == root.id}
        for row in rows:
            if row.withdrawn_at is None and wanted.get(row.actor_id) != row:
                self._withdraw(row)
        for one in together:
            saying = wanted.get(one.id)
            if saying is not None and saying.withdrawn_at is not None:
                writer.restore(saying)
            elif saying is None and one.id != root.id:
                self._say_same(one, root)

    def _one_of(self, held: R, row: R) -> R:
        """Let the one with the earlier uid stand."""
        self.twice += 1
        if held.uid < row.uid:
            return by_rule(row)
        self._withdraw(held)
        return row

    def _withdraw(self, row: Row) -> None:
        self._writer.mark_withdrawn(row, at=row.recorded_at, by=BY_RULE, reason=TWICE)

    def _chosen(self, held: R | None, row: R, because: str) -> R:
        writer = self._writer
        if self._choose(held, row, because):
            assert held is not None, "theirs stands in place of something"
            writer.withdraw(held, reason=_INSTEAD)
            return row
        return row.replaced(withdrawn_at=writer.at, withdrawn_by=writer.by, withdrawn_reason=_INSTEAD)

    def _link(self, row: R) -> R:
        held = twins.holder(self._writer, row)
        if held is None:
            return row
        if _says(held) == _says(row):
            return self._one_of(held, row)
        return self._chosen(held, row, "only one of the two can stand")

    def _alias(self, row: Alias) -> Alias:
        held = twins.holder(self._writer, row) if row.name != REDACTED else None
        if held is None:
            return row
        found = lookup.by_numbers(self._writer, Actor, {held.actor_id, row.actor_id})
        here, came = found[held.actor_id], found[row.actor_id]
        one, other = identities.identified(self._writer, here), identities.identified(self._writer, came)
        if one.id != other.id:
            # Whoever has both on record keeps them apart, so that is no slip.
            is_known = came.id < self._first_new_actor or self._staging.knows_actor(here.uid)
            if is_known or not self._unite(one, other):
                because = f"the name is that of {naming.ref_of(here)} here, and of {naming.ref_of(came)} there"
                return self._chosen(held, row, because)
            self.same.append(Same(came, here))
        return self._one_of(held, row)

    def _unite(self, one: Actor, other: Actor) -> bool:
        """Let two actors be one; False where somebody has taken them apart."""
        between = identities.mergers_among(self._writer, [one.id, other.id])
        if between and not any(row.withdrawn_at is None or is_by_rule(row) for row in between):
            return False
        self._settle(one.id, other.id)
        return True

    def _say_same(self, twice: Actor, into: Actor) -> None:
        """Record that an actor stands for another, under a uid that is the same wherever that is found out."""
        uid = _uid_of(twice, into)
        known = lookup.by_uid(self._writer, Merger, uid)
        if known is not None:
            self._writer.restore(known)
            return
        at = max(twice.recorded_at, into.recorded_at)
        found = Merger(actor_id=twice.id, into_id=into.id).replaced(uid=uid, recorded_at=at, recorded_by=BY_RULE)
        self._writer.take_in([found])

    def _merger(self, row: Merger) -> Merger:
        """Return a merger as one that may stand at once, or that `settle` lets stand in its place."""
        writer = self._writer
        held = twins.holder(writer, row)
        here, there = (self._root(number) for number in (held.into_id if held else row.actor_id, row.into_id))
        if here == there:
            self.twice += held is not None and held.into_id == row.into_id
            return by_rule(row)
        if held is not None:
            found = lookup.by_numbers(writer, Actor, [here, there])
            is_implied = self._is_of_a_name(held) or self._is_of_a_name(row)
            if is_implied and self._unite(found[here], found[there]):
                return by_rule(row)
            return self._chosen(held, row, "an actor stands for one other only")
        try:
            merging.require_fit(writer, row)
        except InputError as error:
            return self._chosen(None, row, error.message)
        return row

    def _is_of_a_name(self, row: Merger) -> bool:
        """Tell whether an actor stands for another only since they have one name, and nobody ever merged it."""
        others = identities.mergers_from(self._writer, row.actor_id)
        return row.recorded_by == BY_RULE and all(one.recorded_by == BY_RULE for one in others)

    def _membership(self, row: Membership) -> Membership:
        writer = self._writer
        found = identities.actors(writer, {row.actor_id, row.whole_id})
        part, whole = found[row.actor_id], found[row.whole_id]
        for held in actors.memberships_of(writer, part):
            if held.uid == row.uid or not belonging.overlap(held, row):
                continue
            if self._repeats(held, row):
                row = self._one_of(held, row)
            elif self._root(held.whole_id) != self._root(row.whole_id):
                row = self._chosen(held, row, "at any time an actor is part of one other only")
            if row.withdrawn_at is not None:
                return row
        if part.id in actors.ever_above(writer, whole):
            because = f"{naming.ref_of(whole)} is part of {naming.ref_of(part)} itself"
            return self._chosen(None, row, because)
        return row

    def _repeats(self, held: Membership, row: Membership) -> bool:
        return held.during == row.during and self._root(held.whole_id) == self._root(row.whole_id)

    def _root(self, actor: int) -> int:
        return identities.actors(self._writer, [actor])[actor].id


def _precedence(row: Merger) -> tuple[bool, str]:
    """Return what rows that say the same are ordered by: those that somebody recorded first."""
    return row.recorded_by == BY_RULE, row.uid


def _says(row: Row) -> object:
    """Return what a row says of the place where only one can stand."""
    match row:
        case Bearing():
            return row.kind
        case Distinction():
            return row.decision
        case _:
            return None


def _uid_of(twice: Actor, into: Actor) -> str:
    """Return a UUIDv7 (RFC 9562) of the moment of an actor, whose random bits follow from both uids."""
    bits = hashlib.sha256(f"{twice.uid} same-as {into.uid}".encode()).hexdigest()
    variant = "89ab"[int(bits[3], 16) % 4]
    return f"{twice.uid[:14]}7{bits[:3]}-{variant}{bits[4:7]}-{bits[7:19]}"
