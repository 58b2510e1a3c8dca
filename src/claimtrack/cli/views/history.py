"""Documents of history: what was done, when, by whom and why."""

from collections import Counter
from collections.abc import Sequence

from claimtrack.cli.views import wording
from claimtrack.domain.ledger import OPERATION, Action, Change
from claimtrack.domain.references import called
from claimtrack.domain.text import shortened
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services import recounting
from claimtrack.services.recounting import Done

_FIELDS = ("operation", "at", "by", "reason", "undoes", "undone", "changes")
_SHOWN = 6  # rows named one by one; of more of one kind, their number is said
_MANY = {"alias": "aliases", "evidence": "items of evidence"}
_DESCRIBING = ("text", "event", "name", "kind", "reliability")
_LONGEST = 60  # characters of what an edit replaced


def document(found: Sequence[Done], *, title: str) -> Document:
    """Return operations as a document, the latest first."""
    columns = (Column("no."), Column("when (UTC)"), Column("by"), Column("what", share=3), Column("why", share=2))
    cells = tuple(
        (
            Cell(str(one.operation.number), Tone.STRONG),
            Cell(one.operation.at[:19].replace("T", " ")),
            Cell(one.operation.by),
            Cell(_what(one), Tone.FAINT if one.is_undone else Tone.PLAIN),
            Cell(one.operation.reason or ""),
        )
        for one in found
    )
    count = wording.counted(len(found), "operation") if found else "nothing was done yet"
    return Document(
        title=title,
        fields=_FIELDS,
        rows=(_row(one) for one in found),
        sheets=(Sheet(columns, cells),),
        notes=(f"{count}; to step back: claimtrack undo",),
    )


def words(changes: Sequence[Change]) -> str:
    """Return what changes did, in words: `recorded c5, st9, st10; withdrew st3`."""
    by_action: dict[str, list[Change]] = {}
    for change in changes:
        by_action.setdefault(_action(change), []).append(change)
    return "; ".join(f"{action} {_named(done)}" for action, done in by_action.items())


def _action(change: Change) -> str:
    if change.entity == OPERATION:
        return f"{change.action} the reason of"
    return "attested anew" if change.attests else change.action


def _named(changes: Sequence[Change]) -> str:
    if len(changes) <= _SHOWN:
        return ", ".join(called(one.entity, one.number) for one in changes)
    counts = Counter(one.entity for one in changes)
    return ", ".join(wording.counted(count, entity, _MANY.get(entity)) for entity, count in counts.items())


def _what(one: Done) -> str:
    parts = [words(one.changes) or f"made {one.operation.last - one.operation.first + 1:,} changes"]
    if one.operation.undoes is not None:
        parts.insert(0, f"undid {one.operation.undoes}")
    parts += [_held(change) for change in one.changes if change.action == Action.EDITED and not change.attests]
    return "; ".join(parts) + (" (undone)" if one.is_undone else "")


def _held(change: Change) -> str:
    """Return what stood before an edit."""
    held = recounting.replaced(change) or {}
    said = [
        f"{name} was {shortened(str(value), _LONGEST) if value is not None else 'not stated'}"
        for name, value in held.items()
        if name in _DESCRIBING
    ]
    return ", ".join(said) or "what stood before was redacted"


def _before(change: Change) -> Json:
    held = recounting.replaced(change)
    return {**held} if held is not None else None


def _row(one: Done) -> dict[str, Json]:
    return {
        "operation": one.operation.number,
        "at": one.operation.at,
        "by": one.operation.by,
        "reason": one.operation.reason,
        "undoes": one.operation.undoes,
        "undone": one.is_undone,
        "changes": [
            {
                "seq": change.seq,
                "action": change.action,
                "what": called(change.entity, change.number),
                "before": _before(change),
            }
            for change in one.changes
        ],
    }
