"""What ClaimReview cannot hold of an extract, counted.

A row that is in no review is counted once, with all that stands in it; of a row that is, each value that is not. Ids,
slugs, and who recorded what when are our own, and not counted.
"""

from collections import Counter
from collections.abc import Iterator

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Citation,
    Claim,
    Distinction,
    Evidence,
    Membership,
    Merger,
    Original,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Verdict,
)
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import Stance

_STANCES = {
    Stance.ASSERTS: "assertions on which there is no verdict, or made after it, or by the reviewer",
    Stance.SUGGESTS: "suggestions",
    Stance.DENIES: "denials",
    Stance.DOUBTS: "doubts",
    Stance.REPORTS: "relays",
    Stance.NO_COMMENT: "refusals to comment",
    Stance.RETRACTS: "retractions",
}
_ROWS: dict[type[Row], str] = {
    Claim: "claims without a verdict",
    Evidence: "items of evidence",
    Bearing: "bearings of evidence",
    Relation: "relations between claims",
    Reliance: "reliances between statements",
    Source: "sources named in no review",
    Citation: "citations between sources",
    Actor: "actors named in no review",
    Membership: "memberships, by which actors are one party",
    Merger: "mergers of actors",
    Original: "records of imports, as they were read",
    Distinction: "decisions on what looks alike",
}
_OTHER_NAMES = "other names of actors"
# Of rows that are in a review: which columns are one value, and what it is called.
_VALUES: tuple[tuple[type[Row], tuple[str, ...], str], ...] = (
    (Claim, ("event",), "days of events"),
    (Statement, ("said",), "dates of assertions that are coarse, marked, or not of the first"),
    (Statement, ("quote",), "quotes"),
    (Statement, ("place",), "places in sources"),
    (Statement, ("confidential",), "confidential marks"),
    (Verdict, ("published",), "dates of verdicts that are coarse or marked"),
    (Verdict, ("rating",), "ratings beside a label"),
    (Verdict, ("score", "score_best", "score_worst"), "scores without a valid scale"),
    (Verdict, ("location",), "addresses of verdicts that are none on the web"),
    (Source, ("published",), "dates of sources that are coarse or marked"),
    (Source, ("location",), "addresses of sources that are none on the web"),
    (Source, ("kind",), "kinds of sources"),
    (Source, ("confidential",), "confidential marks"),
    (Actor, ("kind",), "kinds of actors"),
    (Actor, ("identity",), "identities that are no page on the web"),
    (Actor, ("reliability",), "grades of actors"),
)


class Taken:
    """What has gone into reviews: rows, and the values of theirs that stand there whole."""

    def __init__(self) -> None:
        self._rows: set[tuple[type[Row], int]] = set()
        self._values: set[tuple[type[Row], int, str]] = set()

    def row(self, row: Row) -> None:
        """Take note that a row is in a review."""
        self._rows.add((type(row), row.id))

    def value(self, row: Row, column: str) -> None:
        """Take note that a value of a row is in a review, whole."""
        self._values.add((type(row), row.id, column))

    def has(self, row: Row, column: str | None = None) -> bool:
        """Tell whether a row, or a value of it, is in a review."""
        if column is None:
            return (type(row), row.id) in self._rows
        return (type(row), row.id, column) in self._values


def losses(extract: Extract, taken: Taken) -> list[Loss]:
    """Return what is not in the reviews, and how many of each there are, in the order of the words above."""
    found = Counter([*_lost_rows(extract, taken), *_lost_values(extract, taken)])
    words = [*_STANCES.values(), *_ROWS.values(), _OTHER_NAMES, *(what for _, _, what in _VALUES)]
    return [Loss(what, found[what]) for what in dict.fromkeys(words) if found[what]]


def _lost_rows(extract: Extract, taken: Taken) -> Iterator[str]:
    for kind, what in _ROWS.items():
        yield from (what for row in extract.all(kind) if not taken.has(row))
    yield from (_STANCES[row.stance] for row in extract.all(Statement) if not taken.has(row))
    names = {row.id: folded(row.name) for row in extract.all(Actor) if taken.has(row)}
    for alias in extract.all(Alias):  # an actor's own name is one of them
        if alias.actor_id in names and folded(alias.name) != names[alias.actor_id]:
            yield _OTHER_NAMES


def _lost_values(extract: Extract, taken: Taken) -> Iterator[str]:
    for kind, columns, what in _VALUES:
        for row in extract.all(kind):
            is_given = any(getattr(row, column) is not None for column in columns)
            if is_given and taken.has(row) and not taken.has(row, columns[0]):
                yield what
