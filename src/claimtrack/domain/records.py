"""The rows of the record: one frozen class a table, its fields the table's columns.

A statement, an item of evidence, a bearing, a relation, a membership, a merger, a reliance, a citation, a tag and a
verdict are facts: they are added or withdrawn, never changed. The wording of a claim and what describes an actor may
be edited. Whether a row is `confidential` (1, else None) is no fact but how it is to be handled, and may change.

Days are ISO dates in text; beside each date as typed stand the earliest and the latest day it allows, None where it
sets no bound.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Self, dataclass_transform

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


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Row:
    """What every row carries; number, uid, moment and recorder are given by the store when it is added.

    To type checkers and readers its classes are frozen, keyword-only dataclasses. The standard library's own would
    compile five functions a class, 14 ms in all and a tenth of what a write costs; these share the few below. What a
    row holds stands in the order of its columns.
    """

    COLUMNS: ClassVar[tuple[str, ...]] = ()
    _NEEDED: ClassVar[frozenset[str]] = frozenset()
    _BLANK: ClassVar[dict[str, Any]] = {}

    id: int = 0
    uid: str = ""
    recorded_at: str = ""
    recorded_by: str = ""
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None

    def __init_subclass__(cls) -> None:
        cls.COLUMNS = (*Row.__annotations__, *cls.__annotations__)[3:]
        cls._NEEDED = frozenset(name for name in cls.COLUMNS if not hasattr(cls, name))
        cls._BLANK = {name: getattr(cls, name, None) for name in cls.COLUMNS}

    def __init__(self, **values: Any) -> None:
        if not values.keys() >= self._NEEDED:
            raise TypeError(type(self), *(self._NEEDED - values.keys()))
        self._hold(self._BLANK, values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(type(self), name)  # frozen

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), self.id, self.uid))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    def replaced(self, **changes: Any) -> Self:
        """Return the row with some of its columns changed."""
        changed = object.__new__(type(self))
        changed._hold(vars(self), changes)
        return changed

    def _hold(self, columns: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Take what stands in all columns, in their order, and then the values of some."""
        own = vars(self)
        own.update(columns)
        own.update(values)
        if len(own) != len(self.COLUMNS):
            raise TypeError(type(self), *(own.keys() - set(self.COLUMNS)))


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
