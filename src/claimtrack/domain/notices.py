"""What a write points out beside what it did: data in, wording inside, as errors have it."""

from typing import NamedTuple

from claimtrack.domain.records import Actor, Claim, Statement
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.text import shortened


class NewDatabase(NamedTuple):
    """The write created the file."""

    path: str

    @property
    def words(self) -> str:
        """The notice as one line."""
        return f"created the database {self.path}"


class NewActor(NamedTuple):
    """The write named an actor that was not on record; `near` are the names it may have meant."""

    actor: Actor
    near: tuple[str, ...]

    @property
    def words(self) -> str:
        """The notice as one line."""
        made = f"new actor {short_id(Kind.ACTOR, self.actor.id)} {self.actor.name}"
        return f"{made}; near it: {', '.join(self.near)} (if it is the same, use that name)" if self.near else made


class NearNames(NamedTuple):
    """A name that was recorded on purpose is near those of other actors."""

    name: str
    near: tuple[str, ...]

    @property
    def words(self) -> str:
        """The notice as one line."""
        return f"{self.name} is near {', '.join(self.near)} (if it is the same: claimtrack actor merge TWICE ACTOR)"


class NewSource(NamedTuple):
    """The write named a source that was not on record."""

    number: int
    called: str

    @property
    def words(self) -> str:
        """The notice as one line."""
        return f"new source {short_id(Kind.SOURCE, self.number)} {shortened(self.called, 60)}"


class SameStatement(NamedTuple):
    """The statement recorded says what another one on record says."""

    statement: Statement
    earlier: Statement

    @property
    def words(self) -> str:
        """The notice as one line."""
        new, old = (short_id(Kind.STATEMENT, row.id) for row in (self.statement, self.earlier))
        return f"{new} says the same as {old}; if it is a copy: claimtrack withdraw {new} --reason copy"


class SameWording(NamedTuple):
    """The claim recorded has the words of another one on record."""

    claim: Claim
    earlier: Claim

    @property
    def words(self) -> str:
        """The notice as one line."""
        new, old = (short_id(Kind.CLAIM, row.id) for row in (self.claim, self.earlier))
        return f"{new} has the words of {old}; if it is the same claim: claimtrack withdraw {new} --reason copy"


class MuchLike(NamedTuple):
    """The claim recorded is much like another one on record, and may be the same in other words."""

    claim: Claim
    earlier: Claim

    @property
    def words(self) -> str:
        """The notice as one line."""
        new, old = (short_id(Kind.CLAIM, row.id) for row in (self.claim, self.earlier))
        said = shortened(self.earlier.text, 100)
        return f"{new} is much like {old}: {said} (if it is the same: claimtrack link {new} same-as {old})"


class WithoutEffect(NamedTuple):
    """The statement recorded changes no position: by its date, or for lack of one, another one of its party counts."""

    statement: Statement
    counting: Statement | None

    @property
    def words(self) -> str:
        """The notice as one line."""
        idle = short_id(Kind.STATEMENT, self.statement.id)
        if self.counting is None:
            return f"{idle} ends no position: none was held before it"
        held = short_id(Kind.STATEMENT, self.counting.id)
        day = self.counting.said_latest
        return f"{idle} does not count beside {held} of the same party, which may be of a later day (by {day})"


class Inconsistent(NamedTuple):
    """One party holds both sides of a claim on one day."""

    statement: Statement
    other: Statement

    @property
    def words(self) -> str:
        """The notice as one line."""
        one, two = (short_id(Kind.STATEMENT, row.id) for row in (self.statement, self.other))
        return f"{one} and {two}, of one party and one day, differ: an inconsistency; the one recorded later counts"


class LaterBasis(NamedTuple):
    """A statement was recorded to rely on one that is certainly later."""

    statement: Statement
    basis: Statement

    @property
    def words(self) -> str:
        """The notice as one line."""
        one, other = (short_id(Kind.STATEMENT, row.id) for row in (self.statement, self.basis))
        return f"{one} cannot rely on {other}, which is later ({self.basis.said_earliest}): on record, and not used"


class Circle(NamedTuple):
    """A statement was recorded to rely on one that, through some chain, relies on it."""

    statement: Statement
    basis: Statement

    @property
    def words(self) -> str:
        """The notice as one line."""
        one, other = (short_id(Kind.STATEMENT, row.id) for row in (self.statement, self.basis))
        return f"{other} relies on {one} as well: a circle, which gives no support of its own"


class AlsoMoved(NamedTuple):
    """An actor that had been merged into one that is now merged itself."""

    actor: Actor
    through: Actor
    into: Actor

    @property
    def words(self) -> str:
        """The notice as one line."""
        moved, through, into = (short_id(Kind.ACTOR, row.id) for row in (self.actor, self.through, self.into))
        return f"{moved} {self.actor.name} stood for {through}, and now stands for {into}"


Notice = (
    NewDatabase
    | NewActor
    | NearNames
    | NewSource
    | SameStatement
    | SameWording
    | MuchLike
    | WithoutEffect
    | Inconsistent
    | LaterBasis
    | Circle
    | AlsoMoved
)
