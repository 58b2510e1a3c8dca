"""The document of the claims that are like a text, with how much, why, and their status."""

from collections.abc import Sequence

from claimtrack.cli.views import wording
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.resembling import Resemblance

_FIELDS = ("id", "uid", "slug", "claim", "score", "likely", "shared_words", "status", "linked")
_COLUMNS = (
    Column(""),
    Column("id"),
    Column("claim", share=3),
    Column("%", is_number=True),
    Column("words in common", share=1),
    Column("linked"),
)


def document(found: Sequence[Resemblance]) -> Document:
    """Return the claims, the likest first."""
    present = [status for status in Status if any(one.status is status for one in found)]
    notes = ["   ".join(wording.status_cell(status).text for status in present)] if found else []
    notes.append(
        f"{wording.counted(len(found), 'claim')}; %: how much of the text is in it; = may be the same"
        if found
        else "no claim on record has any of these words"
    )
    rows = [_row(one) for one in found]
    return Document("Like it", _FIELDS, rows, sheets=(_sheet(found),) if found else (), notes=tuple(notes))


def _sheet(found: Sequence[Resemblance]) -> Sheet:
    rows = tuple(
        (
            wording.sign(one.status),
            Cell(_ref(one), Tone.STRONG),
            Cell(one.claim.text),
            Cell(f"{'= ' if one.is_likely else ''}{one.score}"),
            wording.faint(", ".join(one.words)),
            wording.faint(one.link or wording.NOTHING),
        )
        for one in found
    )
    return Sheet(_COLUMNS, rows)


def _row(one: Resemblance) -> dict[str, Json]:
    return {
        "id": _ref(one),
        "uid": one.claim.uid,
        "slug": one.claim.slug,
        "claim": one.claim.text,
        "score": one.score,
        "likely": one.is_likely,
        "shared_words": [*one.words],
        "status": one.status.value,
        "linked": one.link or None,
    }


def _ref(one: Resemblance) -> str:
    return short_id(Kind.CLAIM, one.claim.id)
