"""Documents of change: timelines, and what differs between two days."""

from collections.abc import Iterable

from claimtrack.cli.views import wording
from claimtrack.domain.references import Kind, short_id
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.following import ClaimChange

_FIELDS = ("day", "claim", "slug", "words", "was", "now", "statements", "evidence", "reversals")


def document(found: Iterable[ClaimChange], *, title: str, nothing: str, by_day: bool = True) -> Document:
    """Return changes as a document: the day, the claim, from what to what, and the rows that did it."""
    changes = tuple(found)
    columns: tuple[Column, ...] = (
        Column("day"),
        Column("id"),
        Column("claim", share=3),
        Column("was"),
        Column("now"),
        Column("by", share=2),
    )
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (
            Cell(one.change.day),
            Cell(short_id(Kind.CLAIM, one.claim.id), Tone.STRONG),
            Cell(one.claim.text),
            wording.status_cell(one.change.was),
            wording.status_cell(one.change.now),
            Cell(_by(one)),
        )
        for one in changes
    )
    count = wording.counted(len(changes), "change") if changes else nothing
    if not by_day:  # between two days each claim stands once, and the day is that of the question
        columns, cells = columns[1:], tuple(row[1:] for row in cells)
    return Document(
        title=title,
        fields=_FIELDS,
        rows=[_row(one) for one in changes],
        sheets=(Sheet(columns, cells),),
        notes=(f"{count}; a coarse date counts from the last day it allows",),
    )


def _rows_of(one: ClaimChange) -> tuple[list[str], list[str]]:
    said = [short_id(Kind.STATEMENT, said.statement_id) for said in one.change.said]
    shown = [short_id(Kind.EVIDENCE, shown.evidence_id) for shown in one.change.shown]
    return said, shown


def _by(one: ClaimChange) -> str:
    said, shown = _rows_of(one)
    reversals = [f"reversal: {name}" for name in one.reversed_by]
    return "; ".join([", ".join([*said, *shown]), *reversals])


def _row(one: ClaimChange) -> dict[str, Json]:
    said, shown = _rows_of(one)
    return {
        "day": one.change.day,
        "claim": short_id(Kind.CLAIM, one.claim.id),
        "slug": one.claim.slug,
        "words": one.claim.text,
        "was": one.change.was,
        "now": one.change.now,
        "statements": [*said],
        "evidence": [*shown],
        "reversals": [*one.reversed_by],
    }
