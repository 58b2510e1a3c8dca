"""Everything on record about one thing: records joined with those they point to, ready to be shown."""

from typing import NamedTuple

from claimtrack.domain.chains import Sides
from claimtrack.domain.implications import Implied
from claimtrack.domain.inconsistencies import Inconsistency
from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Claim,
    Evidence,
    Original,
    Relation,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.status import Spoken
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vocabulary import Status


class StatementLine(NamedTuple):
    """A statement with who made it, for which party, on which claim, and where it was read."""

    statement: Statement
    claim: Claim
    actor: Actor
    party: Actor
    source: Source | None


class BearingLine(NamedTuple):
    """An item of evidence as it bears on one claim, with who collected it and where it was found."""

    bearing: Bearing
    evidence: Evidence
    claim: Claim
    collector: Actor | None
    source: Source | None


class RelationLine(NamedTuple):
    """A relation with both its claims, read from left to right."""

    relation: Relation
    claim: Claim
    other: Claim


class ImpliedLine(NamedTuple):
    """What a party implies of a claim by what it holds on another; it is on no record, and does not count."""

    party: Actor
    implied: Implied


class InconsistencyLine(NamedTuple):
    """A party that holds two positions of which one implies the opposite of the other."""

    party: Actor
    found: Inconsistency


class VerdictLine(NamedTuple):
    """A verdict with who published it, and on which claim."""

    verdict: Verdict
    claim: Claim
    reviewer: Actor


class ClaimFile(NamedTuple):
    """Everything on record about one claim; `summary` is None once the claim is withdrawn."""

    claim: Claim
    summary: ClaimSummary | None
    tags: list[Tag]
    statements: list[StatementLine]
    evidence: list[BearingLine]
    relations: list[RelationLine]
    verdicts: list[VerdictLine]
    implied: list[ImpliedLine]
    inconsistent: list[InconsistencyLine]
    sides: Sides
    originals: list[Original]


class EvidenceFile(NamedTuple):
    """One item of evidence and every claim it bears on."""

    evidence: Evidence
    collector: Actor | None
    source: Source | None
    bearings: list[BearingLine]


class StatementFile(NamedTuple):
    """One statement, those it relies on, and those that rely on it."""

    line: StatementLine
    bases: list[StatementLine]
    relying: list[StatementLine]


class SourceFile(NamedTuple):
    """One source, what was said in it and what was found in it, what it cites and what cites it."""

    source: Source
    publisher: Actor | None
    statements: list[StatementLine]
    evidence: list[Evidence]
    cited: list[Source]
    citing: list[Source]


class Holding(NamedTuple):
    """A position in force on a claim, the statement by which it is held, and the status of the claim."""

    claim: Claim
    said: Spoken
    status: Status


class Turn(NamedTuple):
    """A reversal: on which claim and day, from which statement to which."""

    claim: Claim
    day: str
    before: Spoken
    after: Spoken


class ActorFile(NamedTuple):
    """One actor: what was merged into it, its names, what it is part of, and its parts.

    Beside them, what it said, holds and published, its reversals, and where its party is inconsistent.
    """

    actor: Actor
    merged: list[Actor]
    aliases: list[Alias]
    wholes: list[Actor]
    parts: list[Actor]
    statements: list[StatementLine]
    holdings: list[Holding]
    turns: list[Turn]
    inconsistent: list[InconsistencyLine]
    verdicts: list[VerdictLine]


class ActorSummary(NamedTuple):
    """One actor in a listing, with the party it speaks for and how much it has said."""

    actor: Actor
    party: Actor
    aliases: tuple[str, ...]
    statements: int


class EvidenceSummary(NamedTuple):
    """One item of evidence in a listing, with the claims it supports, refutes and gives context to, as short ids."""

    evidence: Evidence
    collector: Actor | None
    bearings: tuple[tuple[str, int], ...]


class SourceSummary(NamedTuple):
    """One source in a listing, with how many statements and items of evidence were found in it."""

    source: Source
    publisher: Actor | None
    statements: int
    evidence: int
