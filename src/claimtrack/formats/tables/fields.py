"""The fields that a column of a table can hold, what belongs to what, and the words of those with a closed list."""

from enum import StrEnum

from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Credibility, EvidenceKind, Rating, SourceKind, Stance


class Field(StrEnum):
    """What a column can be read as, in the order in which our own tables have them."""

    CLAIM = "claim"
    SLUG = "slug"
    LANGUAGE = "language"
    EVENT = "event"
    TAGS = "tags"
    ACTOR = "actor"
    ACTOR_KIND = "actor-kind"
    ACTOR_IDENTITY = "actor-identity"
    STANCE = "stance"
    DATE = "date"
    QUOTE = "quote"
    EVIDENCE = "evidence"
    BEARING = "bearing"
    EVIDENCE_KIND = "evidence-kind"
    EVIDENCE_URL = "evidence-url"
    EVIDENCE_DATE = "evidence-date"
    COLLECTOR = "collector"
    CREDIBILITY = "credibility"
    SOURCE = "source"
    SOURCE_TITLE = "source-title"
    SOURCE_URL = "source-url"
    SOURCE_KIND = "source-kind"
    SOURCE_DATE = "source-date"
    PUBLISHER = "publisher"
    PLACE = "place"
    REVIEWER = "reviewer"
    VERDICT = "verdict"
    RATING = "rating"
    VERDICT_URL = "verdict-url"
    VERDICT_DATE = "verdict-date"
    SCORE = "score"
    SCORE_BEST = "score-best"
    SCORE_WORST = "score-worst"
    RATIONALE = "rationale"


# What our own tables have: a source's title and its address each in a column, instead of whichever there is in one.
COLUMNS = tuple(field for field in Field if field is not Field.SOURCE)

# The sheets of our own workbooks, and their columns; ids, grades and other names are there to be read by people.
SHEETS: dict[str, tuple[str, ...]] = {
    "Claims": ("id", Field.CLAIM, Field.SLUG, Field.LANGUAGE, Field.EVENT, Field.TAGS),
    "Statements": (
        *(
            "id",
            Field.CLAIM,
            Field.ACTOR,
            Field.ACTOR_KIND,
            Field.ACTOR_IDENTITY,
            Field.STANCE,
            Field.DATE,
            Field.QUOTE,
        ),
        *(Field.SOURCE_TITLE, Field.SOURCE_URL, Field.SOURCE_KIND, Field.SOURCE_DATE, Field.PUBLISHER, Field.PLACE),
    ),
    "Evidence": (
        *("id", Field.CLAIM, Field.BEARING, Field.EVIDENCE, Field.EVIDENCE_KIND, Field.EVIDENCE_URL),
        *(Field.EVIDENCE_DATE, Field.COLLECTOR, Field.CREDIBILITY),
        *(Field.SOURCE_TITLE, Field.SOURCE_URL, Field.SOURCE_KIND, Field.SOURCE_DATE, Field.PUBLISHER, Field.PLACE),
    ),
    "Verdicts": (
        *("id", Field.CLAIM, Field.REVIEWER, Field.VERDICT, Field.RATING, Field.VERDICT_URL, Field.VERDICT_DATE),
        *(Field.SCORE, Field.SCORE_BEST, Field.SCORE_WORST, Field.RATIONALE),
    ),
    "Sources": ("id", Field.SOURCE_TITLE, Field.SOURCE_URL, Field.SOURCE_KIND, Field.SOURCE_DATE, Field.PUBLISHER),
    "Actors": ("id", Field.ACTOR, Field.ACTOR_KIND, Field.ACTOR_IDENTITY, "reliability"),
}

# Names that mean a field wherever they stand at the head of a column, beside the fields' own.
_UNMISTAKABLE = {
    "claim-text": Field.CLAIM,
    "claimant": Field.ACTOR,
    "speaker": Field.ACTOR,
    "quotation": Field.QUOTE,
    "fact-checker": Field.REVIEWER,
    "keywords": Field.TAGS,
    "lang": Field.LANGUAGE,
}
_FIELD_OF = {**{str(field): field for field in Field}, **_UNMISTAKABLE}

WORDS: dict[Field, tuple[str, ...]] = {
    Field.ACTOR_KIND: tuple(ActorKind),
    Field.STANCE: tuple(Stance),
    Field.BEARING: tuple(BearingKind),
    Field.EVIDENCE_KIND: tuple(EvidenceKind),
    Field.CREDIBILITY: tuple(str(int(grade)) for grade in Credibility),
    Field.SOURCE_KIND: tuple(SourceKind),
    Field.RATING: tuple(Rating),
}

_SOURCES = (Field.SOURCE, Field.SOURCE_TITLE, Field.SOURCE_URL)
_ITEMS = (Field.EVIDENCE, Field.EVIDENCE_URL)

STATEMENT_PARTS = (Field.ACTOR_KIND, Field.ACTOR_IDENTITY, Field.STANCE, Field.DATE, Field.QUOTE)
EVIDENCE_PARTS = (Field.BEARING, Field.EVIDENCE_KIND, Field.EVIDENCE_DATE, Field.COLLECTOR, Field.CREDIBILITY)
SOURCE_PARTS = (Field.SOURCE_KIND, Field.SOURCE_DATE, Field.PUBLISHER)
VERDICT_PARTS = (
    Field.VERDICT,
    Field.RATING,
    Field.VERDICT_URL,
    Field.VERDICT_DATE,
    Field.SCORE,
    Field.SCORE_BEST,
    Field.SCORE_WORST,
    Field.RATIONALE,
)
FOUND_IN = (*_SOURCES, Field.PLACE)

# What says nothing by itself: the field, and those of which one must be there for it to be recorded.
NEEDS: tuple[tuple[Field, tuple[Field, ...]], ...] = (
    *((part, (Field.ACTOR,)) for part in STATEMENT_PARTS),
    *((part, _ITEMS) for part in EVIDENCE_PARTS),
    *((part, (Field.REVIEWER,)) for part in VERDICT_PARTS),
    *((part, _SOURCES) for part in SOURCE_PARTS),
    *((part, (Field.ACTOR, *_ITEMS)) for part in FOUND_IN),
    (Field.ACTOR, (Field.STANCE,)),
    *((item, (Field.BEARING,)) for item in _ITEMS),
    (Field.REVIEWER, (Field.VERDICT, Field.RATING)),
)


def named(name: str) -> Field | None:
    """Return the field that a name means without a doubt, whatever its case and whatever stands between its words."""
    return _FIELD_OF.get(hyphenated(name))


def word_of(field: Field, text: str) -> str | None:
    """Return the word of a field's closed list that a text is, whatever its case and spacing, or None."""
    word = hyphenated(text)
    return word if word in WORDS[field] else None


def hyphenated(text: str) -> str:
    """Return a text folded, with hyphens where blanks or low lines stand."""
    return folded(text).replace("_", "-").replace(" ", "-")
