"""The rows of a file: statements, evidence, relations and verdicts, as data under one set of fields and as sheets."""

from collections.abc import Sequence

from claimtrack.cli.views import pointing, wording
from claimtrack.domain.files import BearingLine, RelationLine, StatementLine, VerdictLine
from claimtrack.domain.records import Claim, Evidence, Original
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vocabulary import STANCES_AGAINST, STANCES_FOR, BearingKind, Stance
from claimtrack.formats.document import Cell, Column, Json, Sheet, Tone

_ORIGINALS = 10  # in a table
# One set for all kinds of rows, so that they stand in one CSV; a field that a kind does not have is empty.
ENTRY_FIELDS = (
    "type",
    "id",
    "claim",
    "actor",
    "party",
    "says",
    "date",
    "earliest",
    "latest",
    "words",
    "kind",
    "credibility",
    "source",
    "place",
    "location",
    "confidential",
)


def statement_entry(line: StatementLine) -> dict[str, Json]:
    """Return a statement as data."""
    said = line.statement
    return {
        "type": "statement",
        "id": short_id(Kind.STATEMENT, said.id),
        "claim": short_id(Kind.CLAIM, said.claim_id),
        "actor": line.actor.name,
        "party": line.party.name,
        "says": said.stance,
        "date": said.said,
        "earliest": said.said_earliest,
        "latest": said.said_latest,
        "words": said.quote,
        "source": pointing.source_id(line.source),
        "place": said.place,
        "confidential": said.confidential is not None,
    }


def evidence_entry(item: Evidence) -> dict[str, Json]:
    """Return an item of evidence as data, apart from any claim."""
    return {
        "type": "evidence",
        "id": short_id(Kind.EVIDENCE, item.id),
        "date": item.published,
        "earliest": item.published_earliest,
        "latest": item.published_latest,
        "words": item.text,
        "kind": item.kind,
        "credibility": item.credibility,
        "source": short_id(Kind.SOURCE, item.source_id) if item.source_id else None,
        "place": item.place,
        "location": item.location,
        "confidential": item.confidential is not None,
    }


def bearing_entry(line: BearingLine) -> dict[str, Json]:
    """Return an item of evidence as it bears on a claim, as data."""
    return {
        **evidence_entry(line.evidence),
        "claim": short_id(Kind.CLAIM, line.claim.id),
        "actor": line.collector.name if line.collector else None,
        "says": line.bearing.kind,
    }


def relation_entry(line: RelationLine) -> dict[str, Json]:
    """Return a relation as data: claim, relation, and the other claim under `words`."""
    return {
        "type": "relation",
        "claim": short_id(Kind.CLAIM, line.claim.id),
        "says": line.relation.kind,
        "words": short_id(Kind.CLAIM, line.other.id),
    }


def verdict_entry(line: VerdictLine) -> dict[str, Json]:
    """Return a verdict as data."""
    verdict = line.verdict
    return {
        "type": "verdict",
        "id": short_id(Kind.VERDICT, verdict.id),
        "claim": short_id(Kind.CLAIM, verdict.claim_id),
        "actor": line.reviewer.name,
        "says": verdict.rating,
        "date": verdict.published,
        "earliest": verdict.published_earliest,
        "latest": verdict.published_latest,
        "words": verdict.label,
        "location": verdict.location,
        "score": verdict.score,
        "score_best": verdict.score_best,
        "score_worst": verdict.score_worst,
        "rationale": verdict.rationale,
    }


def original_entry(original: Original) -> dict[str, Json]:
    """Return a record of a foreign file, as it was read, as data."""
    return {
        "format": original.format,
        "origin": original.origin,
        "place": original.place,
        "imported_at": original.recorded_at,
        "digest": original.digest,
        "raw": original.raw,
    }


def _stance(stance: Stance) -> Cell:
    tone = Tone.SUPPORTED if stance in STANCES_FOR else Tone.REFUTED if stance in STANCES_AGAINST else Tone.FAINT
    return Cell(stance, tone)


def _bearing(kind: BearingKind) -> Cell:
    tones = {BearingKind.SUPPORTS: Tone.SUPPORTED, BearingKind.REFUTES: Tone.REFUTED, BearingKind.CONTEXT: Tone.FAINT}
    return Cell(kind, tones[kind])


def statement_sheet(lines: Sequence[StatementLine], *, heading: str, claims: bool = False) -> Sheet:
    """Return statements as a table; with their claims, where they are of more than one."""
    last = Column("claim", share=3) if claims else Column("words", share=3)
    columns = (Column("id"), Column("when"), Column("who", share=2), Column("says"), last, Column("read in", share=1))
    rows = tuple(
        (
            Cell(pointing.marked(Kind.STATEMENT, line.statement), Tone.STRONG),
            Cell(wording.day(line.statement.said, line.statement.said_latest)),
            Cell(pointing.speaker(line)),
            _stance(line.statement.stance),
            Cell(_claim(line.claim) if claims else pointing.quoted(line.statement.quote)),
            Cell(pointing.place(line.source, line.statement.place)),
        )
        for line in lines
    )
    return Sheet(columns, rows, heading)


def bearing_sheet(lines: Sequence[BearingLine], *, heading: str, claims: bool = False) -> Sheet:
    """Return evidence as a table; with the claims it bears on, where they are more than one."""
    columns = (
        Column("id"),
        Column("bearing"),
        Column("claim" if claims else "what", share=3),
        Column("collected by", share=1),
        Column("credibility", share=1),
        Column("found in", share=1),
    )
    rows = tuple(
        (
            Cell(pointing.marked(Kind.EVIDENCE, line.evidence), Tone.STRONG),
            _bearing(line.bearing.kind),
            Cell(_claim(line.claim) if claims else line.evidence.text),
            Cell(pointing.named(line.collector)),
            Cell(pointing.credibility(line.evidence)),
            Cell(pointing.place(line.source, line.evidence.place)),
        )
        for line in lines
    )
    return Sheet(columns, rows, heading)


def relation_sheet(lines: Sequence[RelationLine], *, of: Claim) -> Sheet:
    """Return the relations of one claim as sentences, each read from left to right."""
    rows = tuple(
        (
            Cell(f"{'this' if line.claim == of else _claim(line.claim)}"),
            Cell(line.relation.kind, Tone.FAINT),
            Cell(f"{'this' if line.other == of else _claim(line.other)}"),
        )
        for line in lines
    )
    return Sheet((Column("", share=1), Column(""), Column("", share=1)), rows, "Relations")


def verdict_sheet(lines: Sequence[VerdictLine], *, heading: str, claims: bool = False) -> Sheet:
    """Return verdicts as a table, side by side and never averaged."""
    first = Column("claim", share=2) if claims else Column("reviewer", share=2)
    columns = (Column("id"), Column("when"), first, Column("rating"), Column("label", share=2), Column("at", share=2))
    rows = tuple(
        (
            Cell(short_id(Kind.VERDICT, line.verdict.id), Tone.STRONG),
            Cell(wording.day(line.verdict.published, line.verdict.published_latest)),
            Cell(_claim(line.claim) if claims else line.reviewer.name),
            Cell(line.verdict.rating),
            Cell(pointing.quoted(line.verdict.label)),
            Cell(line.verdict.location or wording.NOTHING),
        )
        for line in lines
    )
    return Sheet(columns, rows, heading)


def original_sheet(originals: Sequence[Original]) -> Sheet:
    """Return where a claim was imported from as a table; the records themselves are in the JSON."""
    columns = (Column("file", share=2), Column("place"), Column("format"), Column("imported"))
    rows = tuple(
        (Cell(one.origin), Cell(one.place), Cell(one.format), Cell(one.recorded_at[:10], Tone.FAINT))
        for one in originals[:_ORIGINALS]
    )
    more = f"Imported from (the first {_ORIGINALS} of {len(originals):,})"
    return Sheet(columns, rows, more if len(originals) > _ORIGINALS else "Imported from")


def _claim(claim: Claim) -> str:
    return f"{short_id(Kind.CLAIM, claim.id)} {claim.text}"
