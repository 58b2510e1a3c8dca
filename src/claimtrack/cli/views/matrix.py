"""The document of `matrix`: parties by claims, one sign a position, and below what the signs and the ids stand for."""

from collections.abc import Iterator

from claimtrack.cli.views import wording
from claimtrack.cli.views.implications import sentence
from claimtrack.domain.implications import Implied
from claimtrack.domain.matrices import Mark, Matrix
from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import STANCES_AGAINST, STANCES_FOR, Stance, Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.formats.glyphs import IMPLIED_GLYPH, STANCE_GLYPH

# The fields of a mark for machines: they are only ever added to.
FIELDS = ("party", "claim", "slug", "position", "statement", "since", "since_exact", "actor", "through")

_MEANING = {
    Stance.RETRACTS: "retracted",
    Stance.REPORTS: "relays it or gives no comment",
    Stance.NO_COMMENT: "relays it or gives no comment",
}


def document(matrix: Matrix, asked: Question, vantage: Vantage, *, today: str) -> Document:
    """Return the parties by the claims, as a document for people and machines."""
    columns = (Column("party", share=1), *(Column(short_id(Kind.CLAIM, claim.id)) for claim in matrix.claims))
    rows = tuple(
        (Cell(party.name), *(_sign(matrix, (party.id, claim.id)) for claim in matrix.claims))
        for party in matrix.parties
    )
    return Document(
        title=", ".join(part for part in (_title(asked), vantage.words) if part),
        fields=FIELDS,
        rows=_rows(matrix),
        sheets=tuple(sheet for sheet in (Sheet(columns, rows, kept=1), _legend(matrix)) if sheet.rows),
        notes=tuple(_notes(matrix, stands=vantage.words or f"as the record stands on {today}")),
    )


def _title(asked: Question) -> str:
    words = " and ".join(status.value for status in Status if status in asked.statuses)
    return f"Positions on {words} claims" if words else "Positions on claims"


def _rows(matrix: Matrix) -> Iterator[dict[str, Json]]:
    """Yield what stands for each party on each claim it has spoken on, party by party, as data."""
    for party in matrix.parties:
        for claim in matrix.claims:
            mark = matrix.marks.get((party.id, claim.id))
            if mark:
                yield _row(party, claim, mark)
            yield from (_implied_row(party, claim, one) for one in matrix.implied.get((party.id, claim.id), ()))


def _row(party: Actor, claim: ClaimSummary, mark: Mark) -> dict[str, Json]:
    return {
        "party": party.name,
        "claim": short_id(Kind.CLAIM, claim.id),
        "slug": claim.slug,
        "position": mark.said.stance.value,
        "statement": short_id(Kind.STATEMENT, mark.said.statement_id),
        "since": mark.said.latest,
        "since_exact": mark.said.earliest == mark.said.latest,
        "actor": mark.actor.name,
        "through": None,
    }


def _implied_row(party: Actor, claim: ClaimSummary, one: Implied) -> dict[str, Json]:
    """Return what is implied as data: through which relations, from which statement; nobody said it on any day."""
    return {
        "party": party.name,
        "claim": short_id(Kind.CLAIM, claim.id),
        "slug": claim.slug,
        "position": one.says.value,
        "statement": short_id(Kind.STATEMENT, one.by.statement),
        "since": None,
        "since_exact": None,
        "actor": None,
        "through": [sentence(link) for link in one.chain],
    }


def _sign(matrix: Matrix, place: tuple[int, int]) -> Cell:
    """Return the sign of what a party said of a claim, else of what it implies, else of nothing."""
    mark = matrix.marks.get(place)
    if mark is None:
        says = _implied(matrix, place)
        return wording.faint(IMPLIED_GLYPH[says] if says else wording.NOTHING)
    stance = mark.said.stance
    tone = Tone.SUPPORTED if stance in STANCES_FOR else Tone.REFUTED if stance in STANCES_AGAINST else Tone.FAINT
    return Cell(STANCE_GLYPH[stance], tone)


def _implied(matrix: Matrix, place: tuple[int, int]) -> frozenset[Stance]:
    return frozenset(one.says for one in matrix.implied.get(place, ()))


def _legend(matrix: Matrix) -> Sheet:
    """Return which claim each column is."""
    rows = tuple((Cell(short_id(Kind.CLAIM, claim.id), Tone.STRONG), Cell(claim.claim)) for claim in matrix.claims)
    return Sheet((Column("id"), Column("claim", share=1)), rows, "The claims")


def _notes(matrix: Matrix, *, stands: str) -> Iterator[str]:
    present = {mark.said.stance for mark in matrix.marks.values()}
    signs = [f"{STANCE_GLYPH[stance]} {_MEANING.get(stance, stance.value)}" for stance in Stance if stance in present]
    unsaid = matrix.implied.keys() - matrix.marks.keys()
    follows = {_implied(matrix, place) for place in unsaid}
    if len(matrix.marks) + len(unsaid) < len(matrix.parties) * len(matrix.claims):
        signs.append(f"{wording.NOTHING} nothing on record")
    if signs:
        yield "   ".join(dict.fromkeys(signs))
    if follows:
        shown = [f"{sign} {' and '.join(sorted(says))}" for says, sign in IMPLIED_GLYPH.items() if says in follows]
        yield f"implied, and not counted: {'   '.join(shown)}"
    found = "no claim answers this"
    if matrix.claims:
        parties = wording.counted(len(matrix.parties), "party", "parties")
        found = f"{parties} on {wording.counted(len(matrix.claims), 'claim')}"
    yield f"{found}, {stands}" + ("; there are more: --limit 0 for all" if matrix.more else "")
