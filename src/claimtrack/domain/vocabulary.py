"""The closed lists of words the record uses, and what each word means."""

from enum import IntEnum, StrEnum


class Stance(StrEnum):
    """What an actor does with a claim in one statement."""

    ASSERTS = "asserts"
    SUGGESTS = "suggests"
    DENIES = "denies"
    DOUBTS = "doubts"
    REPORTS = "reports"
    NO_COMMENT = "no-comment"
    RETRACTS = "retracts"


STANCES_FOR = frozenset({Stance.ASSERTS, Stance.SUGGESTS})
STANCES_AGAINST = frozenset({Stance.DENIES, Stance.DOUBTS})
COMMITTING = STANCES_FOR | STANCES_AGAINST

STANCE_MEANING = {
    Stance.ASSERTS: "says it is so",
    Stance.SUGGESTS: "says it may be so (hedged)",
    Stance.DENIES: "says it is not so",
    Stance.DOUBTS: "says it may not be so (hedged)",
    Stance.REPORTS: "relays it without committing to it",
    Stance.NO_COMMENT: "takes no side: declines, neither confirms nor denies, or only asks",
    Stance.RETRACTS: "takes its own earlier position back",
}


class Side(StrEnum):
    """On which side of a claim something stands."""

    FOR = "for"
    AGAINST = "against"


class BearingKind(StrEnum):
    """Which way an item of evidence bears on a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class EvidenceKind(StrEnum):
    """What an item of evidence is."""

    IMAGERY = "imagery"
    VIDEO = "video"
    PHYSICAL_ITEM = "physical-item"
    DOCUMENT = "document"
    DATASET = "dataset"
    TESTIMONY = "testimony"
    ANALYSIS = "analysis"


class ActorKind(StrEnum):
    """What an actor is: `crowd` is many unnamed voices, `unknown` an unnamed one ("reports suggest")."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    MEDIA = "media"
    CROWD = "crowd"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    """What a source is: where something was read or seen."""

    ARTICLE = "article"
    BRIEFING = "briefing"
    POST = "post"
    REPORT = "report"
    DATASET = "dataset"


class RelationKind(StrEnum):
    """How one claim stands to another."""

    CONTRADICTS = "contradicts"
    PART_OF = "part-of"
    NARROWER_THAN = "narrower-than"
    VARIANT_OF = "variant-of"
    SUPPORTS = "supports"
    SAME_AS = "same-as"
    SUPERSEDES = "supersedes"


class Rating(StrEnum):
    """A reviewer's verdict brought to one scale; the label word for word is kept beside it."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MIXED = "mixed"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    UNPROVEN = "unproven"
    MISLEADING = "misleading"
    OTHER = "other"


class Decision(StrEnum):
    """What somebody decided of two things that look alike, short of saying that they are the same."""

    DIFFERENT = "different"
    LATER = "later"


class Status(StrEnum):
    """What the record says of a claim; never what is true."""

    DISPUTED = "disputed"
    SUPPORTED = "supported"
    ASSERTED = "asserted"
    REFUTED = "refuted"
    DENIED = "denied"
    RETRACTED = "retracted"
    REPORTED = "reported"
    UNADDRESSED = "unaddressed"


class Lean(StrEnum):
    """Which way the evidence on record points."""

    NONE = "none"
    SUPPORTS = "supports"
    REFUTES = "refutes"
    MIXED = "mixed"


class Reliability(StrEnum):
    """How far an actor can be relied on, by the Admiralty code (NATO AJP-2.1); `F` is not a low grade."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


RELIABILITY_MEANING = {
    Reliability.A: "completely reliable",
    Reliability.B: "usually reliable",
    Reliability.C: "fairly reliable",
    Reliability.D: "not usually reliable",
    Reliability.E: "unreliable",
    Reliability.F: "cannot be judged",
}


class Credibility(IntEnum):
    """How far an item can be believed, by the Admiralty code (NATO AJP-2.1); 6 is not a low grade."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


CREDIBILITY_MEANING = {
    Credibility.CONFIRMED: "confirmed by other sources",
    Credibility.PROBABLE: "probably true",
    Credibility.POSSIBLE: "possibly true",
    Credibility.DOUBTFUL: "doubtful",
    Credibility.IMPROBABLE: "improbable",
    Credibility.CANNOT_BE_JUDGED: "cannot be judged",
}
