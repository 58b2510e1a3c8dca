"""How the things a row points to are worded: speakers, places, sources, grades."""

from claimtrack.cli.views.wording import NOTHING, faint
from claimtrack.domain.files import StatementLine
from claimtrack.domain.records import MARKED, Actor, Evidence, Row, Source, Statement
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vocabulary import CREDIBILITY_MEANING
from claimtrack.formats.document import Cell, Json, Tone


def speaker(line: StatementLine) -> str:
    """Return who spoke, with the party where it is another."""
    return line.actor.name if line.party == line.actor else f"{line.actor.name} ({line.party.name})"


def place(source: Source | None, where: str | None) -> str:
    """Return where something was read."""
    return " ".join(part for part in (marked(Kind.SOURCE, source) if source else "", where) if part) or NOTHING


def marked(kind: Kind, row: Source | Statement | Evidence) -> str:
    """Return the id of a row and, in brackets, that it is confidential: only where such rows were asked for."""
    ref = short_id(kind, row.id)
    return f"{ref} (confidential)" if row.confidential else ref


def source_id(source: Source | None) -> str | None:
    """Return the id of a source, if there is one."""
    return short_id(Kind.SOURCE, source.id) if source else None


def source_name(source: Source) -> str:
    """Return what a source is called: its title, else its location."""
    return source.title or source.location or NOTHING


def quoted(words: str | None) -> str:
    """Return words as they were said, in quotation marks."""
    return f"“{words}”" if words else NOTHING


def name(actor: Actor | None) -> str:
    """Return an actor's name, or nothing."""
    return actor.name if actor else NOTHING


def named(actor: Actor | None) -> str:
    """Return an actor's name, or that nobody is named."""
    return actor.name if actor else "nobody named"


def credibility(item: Evidence) -> str:
    """Return the grade of an item in words; a missing grade is said to be missing."""
    if item.credibility is None:
        return "not graded"
    return f"{item.credibility.value} {CREDIBILITY_MEANING[item.credibility]}"


def as_json(row: Row) -> dict[str, Json]:
    """Return what every recorded row says of itself."""
    return {
        "uid": row.uid,
        "recorded_at": row.recorded_at,
        "recorded_by": row.recorded_by,
        "withdrawn_at": row.withdrawn_at,
        "withdrawn_reason": row.withdrawn_reason,
    }


def recording(row: Row) -> tuple[Cell, ...]:
    """Return who recorded a row and, where it was withdrawn, who did and why."""
    mark = "; confidential" if isinstance(row, MARKED) and row.confidential else ""
    recorded = faint(f"recorded {row.recorded_at[:10]} by {row.recorded_by}{mark}")
    if row.withdrawn_at is None:
        return (recorded,)
    withdrawn = f"withdrawn {row.withdrawn_at[:10]} by {row.withdrawn_by}: {row.withdrawn_reason}"
    return recorded, Cell(withdrawn, Tone.REFUTED)
