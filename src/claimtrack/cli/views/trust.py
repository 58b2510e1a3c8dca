"""Documents of trust: how much of the record was shown to be as it was, and what stands against more."""

from claimtrack.cli.views import wording
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.verifying import LEVEL_MEANING, Level, Verified

_FIELDS = ("where", "fault")
_NEXT = {
    None: "some of it cannot be read: see claimtrack doctor, and restore a backup",
    Level.READABLE: "the file was changed by another program, or is damaged: restore a backup that verifies",
    Level.AGREES: "not shown: that others saw the same history: give a checkpoint from their hands with --checkpoint",
    Level.CONTINUES: "not shown: in whose hands the checkpoint was; the program cannot know",
    Level.SIGNED: "not shown: who holds the key; the program cannot know",
}
_SHOWN = 20  # faults in a table; all are in the data formats


def document(found: Verified) -> Document:
    """Return what a verification found, its level in words."""
    shown = LEVEL_MEANING[found.level] if found.level is not None else "not all of the record can be read"
    verdict = f"level {found.level.value}: {shown}" if found.level is not None else shown
    lines = [Cell(f"{wording.counted(found.now.size, 'change')} read")]
    lines += [Cell(f"level {level.value}, {LEVEL_MEANING[level]}: shown") for level in Level if _reached(found, level)]
    lines += [Cell(f"redacted: {one.what}, operation {one.operation}: {one.reason or ''}") for one in found.redactions]
    rows: list[dict[str, Json]] = [{"where": fault.where, "fault": fault.says} for fault in found.faults]
    cells = tuple((Cell(fault.where, Tone.STRONG), Cell(fault.says, Tone.REFUTED)) for fault in found.faults[:_SHOWN])
    more = len(found.faults) - len(cells)
    return Document(
        title=verdict,
        fields=_FIELDS,
        rows=rows,
        whole={
            "level": found.level,
            "meaning": shown,
            "checkpoint": str(found.now),
            "continues": [str(one) for one in found.held],
            "faults": [*rows],
            "redactions": [
                {"what": one.what, "operation": one.operation, "at": one.at, "by": one.by, "reason": one.reason}
                for one in found.redactions
            ],
        },
        lines=tuple(lines),
        sheets=(Sheet((Column("where"), Column("what is wrong", share=3)), cells, "Faults"),) if cells else (),
        notes=(
            *((f"and {more} more: --format json",) if more else ()),
            _NEXT[found.level],
            str(found.now),
        ),
    )


def _reached(found: Verified, level: Level) -> bool:
    return found.level is not None and level <= found.level
