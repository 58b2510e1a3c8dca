"""Documents of what looking markup over found: a table for each review, and a row for each remark."""

from collections.abc import Iterator
from itertools import groupby

from claimtrack.cli.views import wording
from claimtrack.domain.text import shortened
from claimtrack.formats.claimreview.linting import Remark, Tally
from claimtrack.formats.claimreview.rules import Severity
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.linting import Linted

_FIELDS = ("place", "claim", "field", "rule", "severity", "found", "why", "fix")
_SHOWN = 70  # characters of a claim, or of what was found
_SIGN = {Severity.ERROR: "✗", Severity.WARNING: "⚑", Severity.NOTE: "›"}
_TONE = {Severity.ERROR: Tone.REFUTED, Severity.WARNING: Tone.DISPUTED, Severity.NOTE: Tone.OPEN}
_FIELD = 28  # columns: what the names of most fields need
_ORDER = list(Severity)
_COLUMNS = (Column(""), Column("rule"), Column("found", share=2, least=_FIELD), Column("why, and what to do", share=3))


def for_people(linted: Linted) -> Document:
    """Return the remarks as tables, one for each review, with their number at the end."""
    remarks = list(linted.remarks)
    sheets = tuple(_sheet(list(group)) for _, group in groupby(remarks, key=lambda remark: remark.place))
    return Document(title="", fields=_FIELDS, rows=map(_entry, remarks), sheets=sheets, notes=(summary(linted.tally),))


def for_programs(linted: Linted) -> Document:
    """Return the remarks as rows, one by one as they are found."""
    return Document(title="", fields=_FIELDS, rows=map(_entry, linted.remarks))


def summary(tally: Tally) -> str:
    """Return how many reviews were looked over, and how many remarks of each weight there were."""
    return f"{wording.counted(tally.reviews, 'review')}: {', '.join(_counts(tally))}"


def _counts(tally: Tally) -> Iterator[str]:
    return (wording.counted(tally.remarks[severity], severity.value) for severity in Severity)


def _entry(remark: Remark) -> dict[str, Json]:
    return {
        "place": remark.place,
        "claim": remark.claim or None,
        "field": remark.field or None,
        "rule": remark.rule.id,
        "severity": remark.rule.severity.value,
        "found": remark.found or None,
        "why": remark.rule.why,
        "fix": remark.rule.fix,
    }


def _sheet(remarks: list[Remark]) -> Sheet:
    """Return the remarks on one review, what weighs most first."""
    first = remarks[0]
    heading = f"{first.place}: {shortened(first.claim, _SHOWN)}" if first.claim else first.place
    rows = tuple(
        (
            Cell(f"{_SIGN[rule.severity]} {rule.severity}", _TONE[rule.severity]),
            Cell(rule.id, Tone.STRONG),
            Cell(": ".join(filter(None, (remark.field, shortened(remark.found, _SHOWN))))),
            Cell(f"{rule.why}; {rule.fix}"),
        )
        for remark in sorted(remarks, key=lambda remark: _ORDER.index(remark.rule.severity))
        for rule in (remark.rule,)
    )
    return Sheet(_COLUMNS, rows, heading)
