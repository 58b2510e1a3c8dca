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

Words = tuple[str, str]  # for one, and for many

_STANCES: dict[Stance, Words] = {
    Stance.ASSERTS: (
        "assertion without a verdict, after it, or by the reviewer",
        "assertions without a verdict, after it, or by the reviewer",
    ),
    Stance.SUGGESTS: ("suggestion", "suggestions"),
    Stance.DENIES: ("denial", "denials"),
    Stance.DOUBTS: ("doubt", "doubts"),
    Stance.REPORTS: ("relay", "relays"),
    Stance.NO_COMMENT: ("refusal to comment", "refusals to comment"),
    Stance.RETRACTS: ("retraction", "retractions"),
}
_ROWS: dict[type[Row], Words] = {
    Claim: ("claim without a verdict", "claims without a verdict"),
    Evidence: ("item of evidence", "items of evidence"),
    Bearing: ("bearing of evidence on a claim", "bearings of evidence on claims"),
    Relation: ("relation between claims", "relations between claims"),
    Reliance: ("link by which a statement relies on another", "links by which a statement relies on another"),
    Source: ("source named in no review", "sources named in no review"),
    Citation: ("citation between sources", "citations between sources"),
    Actor: ("actor named in no review", "actors named in no review"),
    Membership: ("link by which an actor is part of another", "links by which an actor is part of another"),
    Merger: ("merger of actors", "mergers of actors"),
    Original: ("record of an import as it was read", "records of imports as they were read"),
    Distinction: ("decision on what looks alike", "decisions on what looks alike"),
}
_OTHER_NAME = ("other name of an actor", "other names of actors")
_MARK = ("confidential mark", "confidential marks")
# Of rows that are in a review: which columns are one value, and what it is called.
_VALUES: tuple[tuple[type[Row], tuple[str, ...], Words], ...] = (
    (Claim, ("event",), ("day of an event", "days of events")),
    (Statement, ("said",), (
        "date of an assertion that is coarse, marked, or not of the first",
        "dates of assertions that are coarse, marked, or not of the first",
    )),
    (Statement, ("quote",), ("quote", "quotes")),
    (Statement, ("place",), ("place in a source", "places in sources")),
    (Statement, ("confidential",), _MARK),
    (Verdict, ("published",), (
        "date of a verdict that is coarse or marked", "dates of verdicts that are coarse or marked"
    )),
    (Verdict, ("rating",), ("rating beside a label", "ratings beside a label")),
    (Verdict, ("score", "score_best", "score_worst"), (
        "score without a valid scale", "scores without a valid scale"
    )),
    (Verdict, ("location",), ("address of a verdict that is none on the web",
                              "addresses of verdicts that are none on the web")),
    (Source, ("published",), (
        "date of a source that is coarse or marked", "dates of sources that are coarse or marked"
    )),
    (Source, ("location",), ("address of a source that is none on the web",
                             "addresses of sources that are none on the web")),
    (Source, ("kind",), ("kind of a source", "kinds of sources")),
    (Source, ("confidential",), _MARK),
    (Actor, ("kind",), ("kind of an actor", "kinds of actors")),
    (Actor, ("identity",), ("identity that is no page on the web", "identities that are no page on the web")),
    (Actor, ("reliability",), ("grade of an actor", "grades of actors")),
)  # fmt: skip


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
    words = dict.fromkeys([*_STANCES.values(), *_ROWS.values(), _OTHER_NAME, *(what for _, _, what in _VALUES)])
    return [Loss(one if found[one, many] == 1 else many, found[one, many]) for one, many in words if found[one, many]]


def _lost_rows(extract: Extract, taken: Taken) -> Iterator[Words]:
    for kind, what in _ROWS.items():
        yield from (what for row in extract.all(kind) if not taken.has(row))
    yield from (_STANCES[row.stance] for row in extract.all(Statement) if not taken.has(row))
    names = {row.id: folded(row.name) for row in extract.all(Actor) if taken.has(row)}
    for alias in extract.all(Alias):  # an actor's own name is one of them
        if alias.actor_id in names and folded(alias.name) != names[alias.actor_id]:
            yield _OTHER_NAME


def _lost_values(extract: Extract, taken: Taken) -> Iterator[Words]:
    for kind, columns, what in _VALUES:
        for row in extract.all(kind):
            is_given = any(getattr(row, column) is not None for column in columns)
            if is_given and taken.has(row) and not taken.has(row, columns[0]):
                yield what
