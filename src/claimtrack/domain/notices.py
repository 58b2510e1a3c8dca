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


class IdleRetraction(NamedTuple):
    """The retraction recorded does not end a position, which may have been taken later."""

    retraction: Statement
    standing: Statement

    @property
    def words(self) -> str:
        """The notice as one line."""
        gone, held = (short_id(Kind.STATEMENT, row.id) for row in (self.retraction, self.standing))
        return f"{gone} does not end {held}, which may be of a later day (by {self.standing.said_latest})"


Notice = NewDatabase | NewActor | NewSource | SameStatement | SameWording | IdleRetraction
