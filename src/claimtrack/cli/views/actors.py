"""The document of one actor: its names and parts, what it holds and where it reversed itself, what it said."""

from collections import Counter

from claimtrack.cli.views import pointing, wording
from claimtrack.cli.views.entries import ENTRY_FIELDS, statement_entry, statement_sheet, verdict_entry, verdict_sheet
from claimtrack.cli.views.inconsistencies import inconsistency_entry, inconsistency_sheet
from claimtrack.domain.files import ActorFile
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.status import Spoken
from claimtrack.domain.vocabulary import RELIABILITY_MEANING, STANCES_FOR, Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone


def document(file: ActorFile) -> Document:
    """Return an actor's file as a document."""
    actor = file.actor
    reliability = f"{actor.reliability} {RELIABILITY_MEANING[actor.reliability]}" if actor.reliability else "not graded"
    lines = [Cell(f"{actor.kind or 'kind not stated'}; reliability {reliability}")]
    aliases = [alias.name for alias in file.aliases if alias.name != actor.name]
    lines += [Cell(f"also {', '.join(aliases)}")] if aliases else []
    lines += [Cell(f"part of {', part of '.join(whole.name for whole in file.wholes)}")] if file.wholes else []
    lines += [Cell(f"its parts: {', '.join(part.name for part in file.parts)}")] if file.parts else []
    lines += [Cell(f"claims it asserts: {_record_of(file)}")] if _record_of(file) else []
    said = [statement_entry(line) for line in file.statements]
    judged = [verdict_entry(line) for line in file.verdicts]
    whole: dict[str, Json] = {
        "id": short_id(Kind.ACTOR, actor.id),
        "slug": actor.slug,
        "name": actor.name,
        "kind": actor.kind,
        "reliability": actor.reliability,
        "aliases": [*aliases],
        "part_of": [whole.name for whole in file.wholes],
        "parts": [part.name for part in file.parts],
        **pointing.as_json(actor),
        **_held(file),
        "statements": [*said],
        "verdicts": [*judged],
    }
    return Document(
        title=f"{short_id(Kind.ACTOR, actor.id)} {actor.name} ({actor.slug})",
        fields=ENTRY_FIELDS,
        rows=[*said, *judged],
        whole=whole,
        lines=(*lines, *pointing.recording(actor)),
        sheets=tuple(
            sheet
            for sheet in (
                _holdings(file),
                _turns(file),
                inconsistency_sheet(file.inconsistent),
                statement_sheet(file.statements, heading="Statements", claims=True),
                verdict_sheet(file.verdicts, heading="Verdicts", claims=True),
            )
            if sheet.rows
        ),
    )


def _held(file: ActorFile) -> dict[str, Json]:
    """Return as data what the actor holds, where it reversed itself, and where its party is inconsistent."""
    return {
        "positions": [
            {"claim": _claim(one.claim.id), "says": one.said.stance, "statement": _said(one.said), "status": one.status}
            for one in file.holdings
        ],
        "reversals": [
            {"claim": _claim(one.claim.id), "day": one.day, "from": _said(one.before), "to": _said(one.after)}
            for one in file.turns
        ],
        "inconsistent_positions": [inconsistency_entry(line) for line in file.inconsistent],
    }


def _record_of(file: ActorFile) -> str:
    """Return how the claims stand that the actor asserts or suggests: counts, and no score."""
    counts = Counter(one.status for one in file.holdings if one.said.stance in STANCES_FOR)
    return ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])


def _holdings(file: ActorFile) -> Sheet:
    rows = tuple(
        (
            Cell(_claim(one.claim.id), Tone.STRONG),
            Cell(one.claim.text),
            Cell(one.said.stance),
            Cell(_said(one.said)),
            wording.status_cell(one.status),
        )
        for one in file.holdings
    )
    columns = (Column("id"), Column("claim", share=3), Column("says"), Column("by"), Column("the claim is"))
    return Sheet(columns, rows, "Positions it speaks for")


def _turns(file: ActorFile) -> Sheet:
    rows = tuple(
        (
            Cell(one.day),
            Cell(_claim(one.claim.id), Tone.STRONG),
            Cell(one.claim.text),
            Cell(f"{_said(one.before)} {one.before.stance}, then {_said(one.after)} {one.after.stance}"),
        )
        for one in file.turns
    )
    return Sheet((Column("day"), Column("id"), Column("claim", share=3), Column("change", share=2)), rows, "Reversals")


def _claim(number: int) -> str:
    return short_id(Kind.CLAIM, number)


def _said(said: Spoken) -> str:
    return short_id(Kind.STATEMENT, said.statement_id)
