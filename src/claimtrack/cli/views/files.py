"""Documents of one thing on record: a claim, or whatever else an id names."""

from claimtrack.cli.views import actors, chains, pointing, wording
from claimtrack.cli.views.claims import row_of
from claimtrack.cli.views.entries import (
    ENTRY_FIELDS,
    bearing_entry,
    bearing_sheet,
    evidence_entry,
    original_entry,
    original_sheet,
    relation_entry,
    relation_sheet,
    statement_entry,
    statement_sheet,
    verdict_entry,
    verdict_sheet,
)
from claimtrack.cli.views.implications import denied_whole, implied_entry, implied_sheet
from claimtrack.cli.views.inconsistencies import inconsistency_entry, inconsistency_sheet
from claimtrack.domain.files import ActorFile, ClaimFile, EvidenceFile, SourceFile, StatementFile, VerdictLine
from claimtrack.domain.records import Verdict
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vantage import NOW
from claimtrack.formats.document import Cell, Document, Json, Sheet
from claimtrack.services.showing import File


def document(file: File) -> Document:
    """Return a file as a document."""
    match file:
        case ClaimFile():
            return _claim(file)
        case EvidenceFile():
            return _evidence(file)
        case SourceFile():
            return _source(file)
        case ActorFile():
            return actors.document(file)
        case StatementFile():
            return _statement(file)
        case VerdictLine():
            return _verdict(file)


def _sheets(*sheets: Sheet) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in sheets if sheet.rows)


def _claim(file: ClaimFile) -> Document:
    claim = file.claim
    told = [f"event {claim.event}"] if claim.event else []
    told += [f"tags {', '.join(tag.name for tag in file.tags)}"] if file.tags else []
    told += [f"language {claim.language}"] if claim.language else []
    lines = [Cell(claim.text)]
    lines += [wording.standing(file.summary), *chains.lines(file.sides)] if file.summary else []
    lines += [Cell("; ".join(told))] if told else []
    said = [statement_entry(line) for line in file.statements]
    shown = [bearing_entry(line) for line in file.evidence]
    related = [relation_entry(line) for line in file.relations]
    judged = [verdict_entry(line) for line in file.verdicts]
    whole: dict[str, Json] = row_of(file.summary, NOW) if file.summary else {"id": short_id(Kind.CLAIM, claim.id)}
    whole |= {"slug": claim.slug, "claim": claim.text, "event": claim.event, "tags": [tag.name for tag in file.tags]}
    whole |= pointing.as_json(claim)
    whole |= {"statements": [*said], "evidence": [*shown], "relations": [*related], "verdict_list": [*judged]}
    whole |= {"implied": [implied_entry(line) for line in file.implied]}
    whole |= {"inconsistent_positions": [inconsistency_entry(line) for line in file.inconsistent]}
    whole |= {"language": claim.language, "originals": [original_entry(one) for one in file.originals]}
    return Document(
        title=f"{short_id(Kind.CLAIM, claim.id)} {claim.slug}",
        fields=ENTRY_FIELDS,
        rows=[*said, *shown, *related, *judged],
        whole=whole,
        lines=(*lines, *pointing.recording(claim)),
        sheets=_sheets(
            statement_sheet(file.statements, heading="Statements"),
            bearing_sheet(file.evidence, heading="Evidence"),
            relation_sheet(file.relations, of=claim),
            verdict_sheet(file.verdicts, heading="Verdicts"),
            implied_sheet(file.implied),
            inconsistency_sheet(file.inconsistent),
            original_sheet(file.originals),
        ),
        notes=(
            *denied_whole(file),
            *((f"why this status: claimtrack why {short_id(Kind.CLAIM, claim.id)}",) if file.summary else ()),
        ),
    )


def _evidence(file: EvidenceFile) -> Document:
    item = file.evidence
    lines = [
        Cell(item.text),
        Cell(
            f"{item.kind or 'kind not stated'}; collected by {pointing.named(file.collector)}; "
            f"credibility {pointing.credibility(item)}"
        ),
        Cell(
            f"published {wording.day(item.published, item.published_latest)}; "
            f"found in {pointing.place(file.source, item.place)}"
        ),
    ]
    lines += [Cell(f"at {item.location}")] if item.location and item.location != item.text else []
    entries = [bearing_entry(line) for line in file.bearings]
    return Document(
        title=f"{short_id(Kind.EVIDENCE, item.id)} evidence",
        fields=ENTRY_FIELDS,
        rows=entries or [evidence_entry(item)],
        whole={**evidence_entry(item), **pointing.as_json(item), "bearings": [*entries]},
        lines=(*lines, *pointing.recording(item)),
        sheets=_sheets(bearing_sheet(file.bearings, heading="Bears on", claims=True)),
    )


def _source(file: SourceFile) -> Document:
    source = file.source
    lines = [Cell(source.title)] if source.title else []
    lines += [Cell(source.location)] if source.location else []
    published = source.published or "on a day not stated"
    lines.append(Cell(f"{source.kind or 'kind not stated'}; published {published} by {pointing.named(file.publisher)}"))
    cited = [short_id(Kind.SOURCE, other.id) for other in file.cited]
    citing = [short_id(Kind.SOURCE, other.id) for other in file.citing]
    lines += [Cell(f"cites {', '.join(cited)}")] if cited else []
    lines += [Cell(f"cited by {', '.join(citing)}")] if citing else []
    said = [statement_entry(line) for line in file.statements]
    found = [evidence_entry(item) for item in file.evidence]
    whole: dict[str, Json] = {
        "id": short_id(Kind.SOURCE, source.id),
        "title": source.title,
        "location": source.location,
        "kind": source.kind,
        "publisher": file.publisher.name if file.publisher else None,
        "published": source.published,
        "confidential": source.confidential is not None,
        **pointing.as_json(source),
        "statements": [*said],
        "evidence": [*found],
        "cites": [*cited],
        "cited_by": [*citing],
    }
    return Document(
        title=f"{short_id(Kind.SOURCE, source.id)} source",
        fields=ENTRY_FIELDS,
        rows=[*said, *found],
        whole=whole,
        lines=(*lines, *pointing.recording(source)),
        sheets=_sheets(
            statement_sheet(file.statements, heading="Statements read here", claims=True),
        ),
        notes=tuple(f"{short_id(Kind.EVIDENCE, item.id)} {item.text}" for item in file.evidence),
    )


def _statement(file: StatementFile) -> Document:
    line, statement = file.line, file.line.statement
    entry = statement_entry(line)
    ends = {
        name: [short_id(Kind.STATEMENT, other.statement.id) for other in others]
        for name, others in (("relies_on", file.bases), ("relied_on_by", file.relying))
    }
    return Document(
        title=f"{short_id(Kind.STATEMENT, statement.id)} statement",
        fields=ENTRY_FIELDS,
        rows=[entry],
        whole={**entry, **pointing.as_json(statement), **{name: [*refs] for name, refs in ends.items()}},
        lines=(
            Cell(f"{pointing.speaker(line)} {statement.stance}, {wording.day(statement.said, statement.said_latest)}"),
            Cell(f"{short_id(Kind.CLAIM, line.claim.id)} {line.claim.text}"),
            *((Cell(pointing.quoted(statement.quote)),) if statement.quote else ()),
            *(
                (Cell(f"read in {pointing.place(line.source, statement.place)}: {pointing.source_name(line.source)}"),)
                if line.source
                else ()
            ),
            *pointing.recording(statement),
        ),
        sheets=_sheets(
            statement_sheet(file.bases, heading="Relies on", claims=True),
            statement_sheet(file.relying, heading="Relied on by", claims=True),
        ),
    )


def _verdict(line: VerdictLine) -> Document:
    verdict = line.verdict
    entry = verdict_entry(line)
    return Document(
        title=f"{short_id(Kind.VERDICT, verdict.id)} verdict",
        fields=ENTRY_FIELDS,
        rows=[entry],
        whole={**entry, **pointing.as_json(verdict)},
        lines=(
            Cell(
                f"{line.reviewer.name}: {verdict.rating}, {pointing.quoted(verdict.label)}, "
                f"{wording.day(verdict.published, verdict.published_latest)}"
            ),
            Cell(f"{short_id(Kind.CLAIM, line.claim.id)} {line.claim.text}"),
            *((Cell(f"at {verdict.location}"),) if verdict.location else ()),
            *((Cell(_score(verdict)),) if verdict.score else ()),
            *((Cell(verdict.rationale),) if verdict.rationale else ()),
            *pointing.recording(verdict),
        ),
    )


def _score(verdict: Verdict) -> str:
    """Return the number a reviewer gave as it was given; it is not what the rating was read from."""
    bounds = f" on a scale from {verdict.score_worst} to {verdict.score_best}"
    return f"score {verdict.score}" + (bounds if verdict.score_worst and verdict.score_best else "")
