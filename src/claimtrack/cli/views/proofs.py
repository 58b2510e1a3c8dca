"""Documents of proofs: what one shows of a row, in which words, and what it does not show."""

from collections.abc import Iterator

from claimtrack.cli.views import wording
from claimtrack.domain.ledger import ACTION_MEANING, Action
from claimtrack.domain.proofs import Held, Told
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.proving import Checked

_FIELDS = ("seq", "action", "at", "by", "operation", "reason", "row")
_NOT_SHOWN = "not shown: that what it says is true, that it still stands so, or that these are all its changes"
_NOT_GENUINE = "not shown: that anybody else saw this history: give a checkpoint from other hands with --checkpoint"
_UNHELD = "for a proof that your checkpoint can be held against, ask for: claimtrack prove REF --since YOUR-CHECKPOINT"
_HIDDEN = frozenset({"folded"})  # a key made of the words beside it


def document(found: Checked) -> Document:
    """Return what the check of a proof found, in words."""
    now = found.proof.checkpoint
    title = f"the proof holds: {found.what}" if found.holds else f"the proof does not hold: {found.what}"
    if found.faults:
        title = "this proves nothing"
    sheets = () if found.faults else tuple(_sheets(found))
    faults = [Cell(f"{fault.where}: {fault.says}", Tone.REFUTED) for fault in found.faults]
    held = [Cell(f"{one.checkpoint}: {one.says}", _tone(one)) for one in found.held] if not found.faults else []
    return Document(
        title=title,
        fields=_FIELDS,
        rows=[*_rows(found)],
        whole={
            "holds": found.holds,
            "what": found.what,
            "checkpoint": str(now),
            "changes": [*_rows(found)],
            "held": [{"checkpoint": str(one.checkpoint), "agrees": one.agrees, "says": one.says} for one in found.held],
            "faults": [{"where": fault.where, "fault": fault.says} for fault in found.faults],
        },
        lines=(*faults, *_shown(found), *held),
        sheets=sheets,
        notes=(*_notes(found), str(now)),
    )


def _tone(held: Held) -> Tone:
    return Tone.SUPPORTED if held.agrees else Tone.REFUTED


def _shown(found: Checked) -> Iterator[Cell]:
    if found.faults:
        return
    now = found.proof.checkpoint
    where = f"in the record {now.origin}, among its first {wording.counted(now.size, 'change')}"
    if any(found.told):
        yield Cell(f"shown: {found.what} was {where}, in these words")
    if not all(found.told):
        number = sum(one is None for one in found.told)
        held_back = wording.counted(number, "change whose words are", "changes whose words are")
        yield Cell(f"shown: {held_back} redacted or held back, of whatever row, stood {where}")


def _sheets(found: Checked) -> Iterator[Sheet]:
    columns = (Column("change"), Column("when (UTC)"), Column("by"), Column("what", share=2), Column("why", share=2))
    yield Sheet(
        columns,
        tuple(
            (
                Cell(str(change.seq), Tone.STRONG),
                *((Cell(said.at[:19].replace("T", " ")), Cell(said.by)) if said else (Cell("-"), Cell("-"))),
                Cell(_done(said) if said else "redacted or held back: only its hash is here"),
                Cell((said.reason or "") if said else ""),
            )
            for change, said in zip(found.proof.changes, found.told, strict=True)
        ),
    )
    last = next((said for said in reversed(found.told) if said), None)
    if last:
        words = tuple((Cell(name), Cell(str(value))) for name, value in last.row.items() if name not in _HIDDEN)
        yield Sheet((Column("column"), Column("words", share=3)), words, f"As change {last.seq} left it")


def _done(said: Told) -> str:
    return f"{said.action}: {ACTION_MEANING[Action(said.action)]}" if said.action in set(Action) else said.action


def _rows(found: Checked) -> Iterator[dict[str, Json]]:
    for change, said in zip(found.proof.changes, found.told, strict=True):
        yield {
            "seq": change.seq,
            "action": said.action if said else None,
            "at": said.at if said else None,
            "by": said.by if said else None,
            "operation": said.operation if said else None,
            "reason": said.reason if said else None,
            "row": {**said.row} if said else None,
        }


def _notes(found: Checked) -> Iterator[str]:
    if found.faults:
        return
    yield _NOT_SHOWN
    if not found.held:
        yield _NOT_GENUINE
    elif any(one.agrees is None for one in found.held):
        yield _UNHELD
