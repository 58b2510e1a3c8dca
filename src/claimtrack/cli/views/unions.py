"""What a merge says: the rows that differ, side by side, and what was added and settled."""

from collections.abc import Iterator

from claimtrack.cli import terminal
from claimtrack.cli.views import wording
from claimtrack.cli.views.outcomes import ended as said
from claimtrack.domain.differences import Difference, Side
from claimtrack.domain.text import shortened
from claimtrack.domain.unions import United
from claimtrack.formats.document import Cell, Column, Document, Json, Row, Sheet, Tone
from claimtrack.services import naming
from claimtrack.services.workspace import Written

_FIELDS = ("uid", "type", "here", "column", "ours", "theirs", "because")
_COLUMNS = (Column("row"), Column("column"), Column("ours", share=1), Column("theirs", share=1))
_NOTHING = "-"
_SHOWN = 5
_PLURALS = {"evidence": "items of evidence"}


def document(found: United, name: str) -> Document:
    """Return the rows that differ as a document: each column that does, what it says here, and there."""
    more = found.open - len(found.differences)
    notes = [f"ours: this record; theirs: {name}"]
    if more:
        notes.append(f"and {more:,} more rows")
    return Document(
        title="What differs",
        fields=_FIELDS,
        rows=[row for one in found.differences for row in _rows(one)],
        sheets=(Sheet(_COLUMNS, tuple(cells for one in found.differences for cells in _cells(one))),),
        notes=tuple(notes),
    )


def _rows(one: Difference) -> Iterator[Row]:
    for side in one.sides:
        yield {
            "uid": one.uid,
            "type": one.type,
            "here": one.here,
            "column": side.column,
            "ours": _json(side.ours),
            "theirs": _json(side.theirs),
            "because": one.because,
        }


def _json(value: object) -> Json:
    return value if isinstance(value, str | int) else None


def _cells(one: Difference) -> Iterator[tuple[Cell, ...]]:
    """Yield a row for each column that differs, and first one that names what it is and how to settle it."""
    yield (Cell(one.here or one.type, Tone.STRONG), Cell(""), Cell(one.because or "", Tone.FAINT), Cell(one.uid))
    for side in one.sides:
        yield (Cell(""), Cell(side.column), *_values(side))


def _values(side: Side) -> tuple[Cell, Cell]:
    ours, theirs = (_NOTHING if value is None else str(value) for value in (side.ours, side.theirs))
    return Cell(ours), Cell(theirs)


def ended(written: Written[United], name: str, *, dry_run: bool) -> None:
    """Say what was added and settled, what is to be known of it, and what to do next."""
    for line in lines(written.outcome, name):
        terminal.say(line)
    for line in notes(written.outcome):
        terminal.note(line)
    said(written, dry_run=dry_run, following="claimtrack report")


def lines(found: United, name: str) -> Iterator[str]:
    """Yield what was added, and what was settled how."""
    total = sum(found.added.values())
    if total:
        of_kinds = ", ".join(_counted(number, of) for of, number in found.added.items())
        yield f"{name}: added {wording.counted(total, 'row')}: {of_kinds}"
    else:
        yield f"{name}: nothing to add"
    if found.ours or found.theirs:
        yield f"differing rows: {found.ours:,} kept as here, {found.theirs:,} taken from there"


def notes(found: United) -> Iterator[str]:
    """Yield what is to be known of what was added."""
    yield from _some(
        f"{naming.ref_of(one.here)} {one.here.name} is the same as {naming.ref_of(one.came)} there: one name, one actor"
        for one in found.same
    )
    yield from _some(
        f"the slug {one.row.slug} was given here: it is {one.slug} for {shortened(_words(one.row), 60)!r}"
        for one in found.renamed
    )
    if found.twice:
        yield f"recorded on both sides, and standing once: {wording.counted(found.twice, 'row')}"
    if found.kept_redacted:
        rows = wording.counted(found.kept_redacted, "row")
        yield f"redacted here, and not brought back: the words of {rows}"
    if found.is_redacting:
        yield "words were redacted as they were there; other files are not touched: backups, reports and exports"


def _words(row: object) -> str:
    return str(getattr(row, "text", None) or getattr(row, "name", ""))


def _some(lines_of: Iterator[str]) -> Iterator[str]:
    """Yield the first of many lines, and how many more there are."""
    shown = 0
    for line in lines_of:
        shown += 1
        if shown <= _SHOWN:
            yield line
    if shown > _SHOWN:
        yield f"and {shown - _SHOWN} more of these"


def _counted(number: int, of: str) -> str:
    plural = _PLURALS.get(of, "aliases" if of == "alias" else f"{of}s")
    return f"{number:,} {of if number == 1 else plural}"
