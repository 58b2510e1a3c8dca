"""The document of one actor: its names and parts, what it holds and where it reversed itself, what it said."""

from collections import Counter

from claimtrack.cli.views import pointing, wording
from claimtrack.cli.views.entries import ENTRY_FIELDS, statement_entry, statement_sheet, verdict_entry, verdict_sheet
from claimtrack.cli.views.inconsistencies import inconsistency_entry, inconsistency_sheet
from claimtrack.domain.files import ActorFile
from claimtrack.domain.records import Actor
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.status import Spoken
from claimtrack.domain.vocabulary import RELIABILITY_MEANING, STANCES_FOR, Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone


def document(file: ActorFile) -> Document:
    """Return an actor's file as a document."""
    actor = file.actor
    said = [statement_entry(line) for line in file.statements]
    judged = [verdict_entry(line) for line in file.verdicts]
    whole: dict[str, Json] = {
        "id": _ref(actor),
        "slug": actor.slug,
        "name": actor.name,
        "kind": actor.kind,
        "reliability": actor.reliability,
        "identity": actor.identity,
        "aliases": [*_other_names(file)],
        "merged": [{"id": _ref(one), "slug": one.slug, "name": one.name} for one in file.merged],
        "part_of": [whole.name for whole in file.wholes],
        "parts": [part.name for part in file.parts],
        **pointing.as_json(actor),
        **_held(file),
        "statements": [*said],
        "verdicts": [*judged],
    }
    return Document(
        title=_called(actor),
        fields=ENTRY_FIELDS,
        rows=[*said, *judged],
        whole=whole,
        lines=(*_about(file), *pointing.recording(actor)),
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


def _about(file: ActorFile) -> list[Cell]:
    """Return what describes an actor, in lines."""
    actor = file.actor
    reliability = f"{actor.reliability} {RELIABILITY_MEANING[actor.reliability]}" if actor.reliability else "not graded"
    lines = [Cell(f"{actor.kind or 'kind not stated'}; reliability {reliability}")]
    lines += [Cell(f"also {', '.join(_other_names(file))}")] if _other_names(file) else []
    lines += [Cell(f"at {actor.identity}")] if actor.identity else []
    lines += [Cell(f"{_called(one)} was merged into it") for one in file.merged]
    lines += [Cell(f"part of {', part of '.join(whole.name for whole in file.wholes)}")] if file.wholes else []
    lines += [Cell(f"its parts: {', '.join(part.name for part in file.parts)}")] if file.parts else []
    lines += [Cell(f"claims it asserts: {_record_of(file)}")] if _record_of(file) else []
    return lines


def _other_names(file: ActorFile) -> list[str]:
    return [alias.name for alias in file.aliases if alias.name != file.actor.name]


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


def _ref(actor: Actor) -> str:
    return short_id(Kind.ACTOR, actor.id)


def _called(actor: Actor) -> str:
    return f"{_ref(actor)} {actor.name} ({actor.slug})"


def _claim(number: int) -> str:
    return short_id(Kind.CLAIM, number)


def _said(said: Spoken) -> str:
    return short_id(Kind.STATEMENT, said.statement_id)
