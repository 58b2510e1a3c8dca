"""Lets a row say here what it says in another record: in its columns, its withdrawal and its redaction."""

from collections.abc import Mapping
from typing import Any

from claimtrack.domain.bundles import PAIRS, POINTS, WITHDRAWAL, Travelling
from claimtrack.domain.records import Alias, Claim, Membership, Merger, Row, Tag
from claimtrack.domain.redaction import REDACTED, words_of
from claimtrack.domain.text import folded
from claimtrack.services import redacting
from claimtrack.services.fitting import Fitting
from claimtrack.store import lookup, twins, wiping
from claimtrack.store.staging import Staging
from claimtrack.store.tables import as_record
from claimtrack.store.writer import Writer

ONE_BY_ONE = {*twins.KEYS, Membership}  # the kinds of which not two can stand in one place
_FOLDED: dict[type[Row], str] = {Claim: "text", Alias: "name", Tag: "name"}


class Adopting:
    """Brings rows here to what they are there; `is_redacting` tells whether it took words away."""

    def __init__(self, writer: Writer, staging: Staging, fitting: Fitting) -> None:
        self._writer = writer
        self._staging = staging
        self._fitting = fitting
        self.is_redacting = False

    def fit_in(self, row: Row) -> None:
        """Take in a row of a kind of which not two can stand in one place."""
        [added] = self._writer.take_in([self._fitting.fitted(row)])
        if isinstance(added, Merger):
            self._fitting.settle(added)

    def adopt(self, row: Row, values: Mapping[str, Any]) -> None:
        """Let a row say what is given of its columns, with references as uids; what is redacted there goes here."""
        if REDACTED in values.values():
            row = self._redacted(row)
        marks = {column: values[column] for column in WITHDRAWAL if column in values}
        changes = {column: value for column, value in values.items() if column not in marks and value != REDACTED}
        if changes:
            row = self._writer.replace(row, **self._here(type(row), changes))
        if marks:
            self._mark(row, marks)

    def _redacted(self, row: Row) -> Row:
        """Take the words of a row away."""
        self.is_redacting = True
        wiping.prepare(self._writer.connection)
        redacting.take_words(self._writer, {row: words_of(row)})
        wiping.forget_samples(self._writer.connection)
        return lookup.by_numbers(self._writer, type(row), [row.id])[row.id]

    def _mark(self, row: Row, marks: Mapping[str, Any]) -> None:
        """Withdraw a row as it is withdrawn there, or let it stand again."""
        if row.withdrawn_at is None:
            at, by, reason = (marks[column] for column in WITHDRAWAL)
            self._writer.mark_withdrawn(row, at=at, by=by, reason=reason)
        elif marks.get("withdrawn_at", "") is not None:
            self._writer.replace(row, **marks)
        else:
            self._restore(row)

    def _restore(self, row: Row) -> None:
        """Let a row stand again, where nothing else stands in its place."""
        standing = row.replaced(withdrawn_at=None, withdrawn_by=None, withdrawn_reason=None)
        fitted = self._fitting.fitted(standing) if type(row) in ONE_BY_ONE else standing
        if fitted.withdrawn_at is None:
            row = self._writer.restore(row)
        else:
            row = self._writer.replace(row, **{column: getattr(fitted, column) for column in WITHDRAWAL})
        if isinstance(row, Merger):
            self._fitting.settle(row)

    def _here(self, kind: type[Row], changes: dict[str, Any]) -> dict[str, Any]:
        """Return values as they are kept here: references as numbers, and what follows from words with them."""
        points = POINTS.get(kind, {})
        found: dict[str, Any] = {
            column: self._staging.number(points[column], value) if column in points and value is not None else value
            for column, value in changes.items()
        }
        words = _FOLDED.get(kind)
        return found | ({"folded": folded(found[words])} if words in found else {})


def as_row(travelling: Travelling, numbers: Mapping[str, int]) -> Row:
    """Return a row as a record, its references as the numbers given, and what follows from its words with them."""
    kind = travelling.kind
    values: dict[str, Any] = {**travelling.values, **numbers, "id": 0}
    for one, other in PAIRS:
        if other in values and None not in (values[one], values[other]) and numbers:
            values[one], values[other] = sorted((values[one], values[other]))
    if kind in _FOLDED:
        words = values[_FOLDED[kind]]
        values["folded"] = REDACTED if words == REDACTED else folded(words)
    return as_record(kind, [values[column] for column in kind.COLUMNS])
