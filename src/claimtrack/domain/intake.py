"""What a foreign file's records come down to in our words: what importers yield, and what is put on record of it.

A record is either found (with what had to be repaired to read it) or refused (with the reason); both keep its raw text
and its place. Dates are EDTF text, names and labels are word for word as they were read.
"""

from typing import NamedTuple

from claimtrack.domain.vocabulary import ActorKind, BearingKind, Credibility, EvidenceKind, Rating, SourceKind, Stance


class Repair(NamedTuple):
    """What was not as it should be in a field, and what was done about it; `found` is the text as it stood."""

    field: str
    found: str
    done: str


class ActorRead(NamedTuple):
    """A name as it was read, never split; `identity` is an address that stands for the actor."""

    name: str
    kind: ActorKind | None = None
    identity: str | None = None


class SourceRead(NamedTuple):
    """Where something was read or seen: at least a title or a location."""

    title: str | None = None
    location: str | None = None
    kind: SourceKind | None = None
    publisher: ActorRead | None = None
    published: str | None = None


class StatementRead(NamedTuple):
    """What somebody said about the claim."""

    by: ActorRead
    stance: Stance
    said: str | None = None
    quote: str | None = None
    source: SourceRead | None = None
    place: str | None = None


class EvidenceRead(NamedTuple):
    """What was shown, and how it bears on the claim."""

    text: str
    bearing: BearingKind
    kind: EvidenceKind | None = None
    location: str | None = None
    collector: ActorRead | None = None
    credibility: Credibility | None = None
    source: SourceRead | None = None
    place: str | None = None
    published: str | None = None


class VerdictRead(NamedTuple):
    """What a reviewer published: the label word for word, the rating it was read as, the numbers as they were given."""

    by: ActorRead
    rating: Rating
    label: str | None = None
    location: str | None = None
    published: str | None = None
    score: str | None = None
    score_best: str | None = None
    score_worst: str | None = None
    rationale: str | None = None


class Found(NamedTuple):
    """One record that could be read: a claim with what was said, shown and judged of it.

    `place` says where it stands: "line 12", "record 3", "page.html, block 2".
    """

    place: str
    raw: str
    claim: str
    language: str | None = None
    event: str | None = None
    slug: str | None = None
    tags: tuple[str, ...] = ()
    statements: tuple[StatementRead, ...] = ()
    evidence: tuple[EvidenceRead, ...] = ()
    verdicts: tuple[VerdictRead, ...] = ()
    repairs: tuple[Repair, ...] = ()


class Refused(NamedTuple):
    """One record that could not be read, word for word, and why."""

    place: str
    raw: str
    reason: str


Item = Found | Refused
