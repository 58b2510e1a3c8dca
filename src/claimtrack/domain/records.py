"""The rows of the record: one frozen class a table, its fields the table's columns.

A statement, an item of evidence, a bearing, a relation, a membership, a merger, a reliance, a citation, a tag and a
verdict are facts: they are added or withdrawn, never changed. The wording of a claim and what describes an actor may
be edited. Whether a row is `confidential` (1, else None) is no fact but how it is to be handled, and may change.

Days are ISO dates in text; beside each date as typed stand the earliest and the latest day it allows, None where it
sets no bound.
"""

from claimtrack.domain.rows import Row as Row  # its kinds are asked for together with it
from claimtrack.domain.vocabulary import (
    ActorKind,
    BearingKind,
    Credibility,
    Decision,
    EvidenceKind,
    Rating,
    RelationKind,
    Reliability,
    SourceKind,
    Stance,
)


class Actor(Row):
    """Who speaks, publishes, reviews or collects; the name is never parsed into parts.

    `identity` is an address that stands for it, such as its own site or its page in a register.
    """

    slug: str
    name: str
    kind: ActorKind | None = None
    reliability: Reliability | None = None
    identity: str | None = None


class Alias(Row):
    """A name under which an actor is found; the display name is among them, so that one key holds them apart."""

    actor_id: int
    name: str
    folded: str


class Membership(Row):
    """An actor that is part of another, for which it speaks; `during` is when, None for always."""

    actor_id: int
    whole_id: int
    during: str | None = None
    during_earliest: str | None = None
    during_latest: str | None = None


class Merger(Row):
    """An actor that was recorded twice: from here on it stands for the other, which was not merged itself."""

    actor_id: int
    into_id: int


class Source(Row):
    """Where something was read or seen; at least a title or a location (URL or file)."""

    title: str | None = None
    location: str | None = None
    kind: SourceKind | None = None
    publisher_id: int | None = None
    published: str | None = None
    published_earliest: str | None = None
    published_latest: str | None = None
    confidential: int | None = None


class Claim(Row):
    """One checkable sentence; `event` is the day it speaks of, which may lie ahead, `language` a tag of BCP 47."""

    slug: str
    text: str
    folded: str
    event: str | None = None
    event_earliest: str | None = None
    event_latest: str | None = None
    language: str | None = None


class Tag(Row):
    """A word by which claims are grouped."""

    claim_id: int
    name: str
    folded: str


class Statement(Row):
    """What an actor said about a claim; `said_latest` is never after the day it was recorded."""

    claim_id: int
    actor_id: int
    stance: Stance
    said: str | None = None
    said_earliest: str | None = None
    said_latest: str
    quote: str | None = None
    source_id: int | None = None
    place: str | None = None
    confidential: int | None = None


class Evidence(Row):
    """An item that bears on claims; a missing grade is None, never a number."""

    text: str
    location: str | None = None
    kind: EvidenceKind | None = None
    collector_id: int | None = None
    source_id: int | None = None
    place: str | None = None
    credibility: Credibility | None = None
    published: str | None = None
    published_earliest: str | None = None
    published_latest: str
    confidential: int | None = None


MARKED: tuple[type[Source] | type[Statement] | type[Evidence], ...] = (Source, Statement, Evidence)


class Bearing(Row):
    """Which way an item of evidence bears on one claim."""

    evidence_id: int
    claim_id: int
    kind: BearingKind


class Relation(Row):
    """How one claim stands to another, read from left to right."""

    claim_id: int
    kind: RelationKind
    other_id: int


class Verdict(Row):
    """What a reviewer published about a claim: its label word for word, and a rating on one scale.

    The score and its bounds are kept as given, and are no number to reckon with: the label is what the reviewer said.
    """

    claim_id: int
    reviewer_id: int
    rating: Rating
    label: str | None = None
    location: str | None = None
    published: str | None = None
    published_earliest: str | None = None
    published_latest: str
    score: str | None = None
    score_best: str | None = None
    score_worst: str | None = None
    rationale: str | None = None


class Reliance(Row):
    """A statement that rests on another one, its basis, of whatever claim."""

    statement_id: int
    basis_id: int


class Citation(Row):
    """A source that names another one as where it has something from."""

    source_id: int
    cited_id: int


class Original(Row):
    """A record of a foreign file, as it was read, from which something about a claim was recorded.

    `origin` names the file, `place` where in it, and `digest` (SHA-256, in hex) is by what it is met again.
    """

    claim_id: int
    format: str
    origin: str
    place: str
    digest: str
    raw: str


class Distinction(Row):
    """What somebody decided of two actors, or of two claims, that look alike."""

    decision: Decision
    actor_id: int | None = None
    other_actor_id: int | None = None
    claim_id: int | None = None
    other_claim_id: int | None = None
