"""Documents of change: timelines, and what differs between two days."""

from collections.abc import Iterable

from claimtrack.cli.views import wording
from claimtrack.cli.views.inconsistencies import inconsistency_entry, inconsistency_words
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vocabulary import RelationKind
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.following import ClaimChange

_FIELDS = (
    "day",
    "claim",
    "slug",
    "words",
    "was",
    "now",
    "statements",
    "evidence",
    "memberships_begun",
    "memberships_ended",
    "reversals",
    "inconsistent_positions",
)


def document(found: Iterable[ClaimChange], *, title: str, nothing: str, by_day: bool = True) -> Document:
    """Return changes as a document: the day, the claim, from what to what, and what did it."""
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
        sheets=(Sheet(columns, cells, folded=_folded(changes, by_day=by_day)),),
        notes=(f"{count}; a coarse date counts from the last day it allows",),
    )


def _folded(changes: tuple[ClaimChange, ...], *, by_day: bool) -> Sheet:
    """Return the changes for a narrow screen: the claim, and under it from what to what, and what did it."""
    rows: list[tuple[Cell, Cell]] = []
    for one in changes:
        was, now = one.change.was, one.change.now
        told = [f"still {now}" if was is now else f"{was}, then {now}"]
        told += [f"by {causes}" for causes in (_causes(one),) if causes]
        rows += [
            (
                Cell(one.change.day) if by_day else wording.sign(now),
                Cell(f"{short_id(Kind.CLAIM, one.claim.id)} {one.claim.text}"),
            ),
            (Cell(""), wording.faint("; ".join((*told, *_pointed_out(one))))),
        ]
    return Sheet((Column(""), Column("", share=1)), tuple(rows))


def _rows_of(one: ClaimChange) -> tuple[list[str], list[str]]:
    said = [short_id(Kind.STATEMENT, said.statement_id) for said in one.change.said]
    shown = [short_id(Kind.EVIDENCE, shown.evidence_id) for shown in one.change.shown]
    return said, shown


def _causes(one: ClaimChange) -> str:
    said, shown = _rows_of(one)
    began = [f"{pair} begins" for pair in _memberships(one.joined)]
    ended = [f"{pair} ends" for pair in _memberships(one.left)]
    return ", ".join((*said, *shown, *began, *ended))


def _memberships(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{part} {RelationKind.PART_OF} {whole}" for part, whole in pairs]


def _pointed_out(one: ClaimChange) -> list[str]:
    """Return in words which parties reversed themselves and which became inconsistent."""
    reversals = [f"reversal: {name}" for name in one.reversed_by]
    return reversals + [inconsistency_words(line) for line in one.inconsistent]


def _by(one: ClaimChange) -> str:
    return "; ".join(part for part in (_causes(one), *_pointed_out(one)) if part)


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
        "memberships_begun": [*_memberships(one.joined)],
        "memberships_ended": [*_memberships(one.left)],
        "reversals": [*one.reversed_by],
        "inconsistent_positions": [inconsistency_entry(line) for line in one.inconsistent],
    }
