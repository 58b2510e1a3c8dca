"""The document of what words were found in, the words marked, with the claims it belongs to and their status."""

from collections.abc import Sequence

from claimtrack.cli.views import wording
from claimtrack.domain.records import MARKED, Claim
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.searches import Place, snippet
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.formats.glyphs import GLYPH
from claimtrack.services import naming
from claimtrack.services.searching import Hit, Hits

_FIELDS = ("id", "uid", "in", "text", "snippet", "matches", "actor", "claims", "statuses", "confidential")
_COLUMNS = (Column(""), Column("id"), Column("words", share=3), Column("of", share=1))
_MOST_NAMED = 3  # claims in a cell


def document(found: Hits) -> Document:
    """Return what was found, the best first; a match stands between brackets, so that no colour is needed."""
    rows = [_row(hit, found) for hit in found.hits]
    return Document("Found", _FIELDS, rows, sheets=(_sheet(found),) if found.hits else (), notes=tuple(_notes(found)))


def _sheet(found: Hits) -> Sheet:
    rows = tuple(
        (
            _sign(hit, found),
            Cell(_ref(hit), Tone.STRONG),
            Cell(snippet(hit.text, hit.spans)),
            wording.faint(_of(hit, found) or wording.NOTHING),
        )
        for hit in found.hits
    )
    return Sheet(_COLUMNS, rows)


def _sign(hit: Hit, found: Hits) -> Cell:
    return wording.sign(found.statuses[hit.row.id]) if isinstance(hit.row, Claim) else Cell("")


def _of(hit: Hit, found: Hits) -> str:
    """Return whose words they are, and the claims they are about, each with the sign of its status."""
    if isinstance(hit.row, Claim):
        return ""
    claims = [f"{GLYPH[found.statuses[claim]]} {_claim(claim)}" for claim in hit.claims[:_MOST_NAMED]]
    if len(hit.claims) > _MOST_NAMED:
        claims.append(f"{len(hit.claims) - _MOST_NAMED:,} more")
    return "; ".join([*([hit.speaker.name] if hit.speaker else ()), *claims])


def _notes(found: Hits) -> list[str]:
    present = [status for status in Status if status in found.statuses.values()]
    legend = ["   ".join(wording.status_cell(status).text for status in present)] if present else []
    if not found.hits:
        return ["nothing on record has all these words"]
    counts = ", ".join(_counted(found.hits))
    return [*legend, counts + ("; there is more: --limit 0 for all" if found.more else "")]


def _counted(hits: Sequence[Hit]) -> list[str]:
    numbers = [(place, sum(1 for hit in hits if hit.place is place)) for place in Place]
    nouns = {Place.CLAIMS: "claim", Place.QUOTES: "quote", Place.EVIDENCE: "item", Place.SOURCES: "source"}
    return [wording.counted(number, nouns.get(place, "actor")) for place, number in numbers if number]


def _row(hit: Hit, found: Hits) -> dict[str, Json]:
    return {
        "id": naming.ref_of(hit.row),
        "uid": hit.row.uid,
        "in": hit.place.value,
        "text": hit.text,
        "snippet": snippet(hit.text, hit.spans),
        "matches": [[begin, end] for begin, end in hit.spans],
        "actor": hit.speaker.name if hit.speaker else None,
        "claims": [_claim(claim) for claim in hit.claims],
        "statuses": [found.statuses[claim].value for claim in hit.claims],
        "confidential": isinstance(hit.row, MARKED) and hit.row.confidential is not None,
    }


def _ref(hit: Hit) -> str:
    mark = " (confidential)" if isinstance(hit.row, MARKED) and hit.row.confidential else ""
    return naming.ref_of(hit.row) + mark


def _claim(number: int) -> str:
    return short_id(Kind.CLAIM, number)
