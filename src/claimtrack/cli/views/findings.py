"""The document of what the doctor found, and of what it mended."""

from collections.abc import Sequence

from claimtrack.cli.views import wording
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.findings import Finding

_FIELDS = ("id", "well", "found", "fix", "meaning", "mended")


def document(found: Sequence[Finding]) -> Document:
    """Return what the doctor found: each check, what it is about, and what to do where there is a fault."""
    rows: list[dict[str, Json]] = [{name: getattr(one, name) for name in _FIELDS} for one in found]
    cells = tuple(
        (
            Cell("✓ well" if one.well else "✗ fault", Tone.SUPPORTED if one.well else Tone.REFUTED),
            Cell(one.id, Tone.STRONG),
            Cell(_told(one)),
            Cell(one.meaning, Tone.FAINT),
        )
        for one in found
    )
    columns = (Column(""), Column("check"), Column("found", share=3), Column("what is looked at", share=2))
    faults = sum(not one.well for one in found)
    return Document(
        title="",
        fields=_FIELDS,
        rows=rows,
        sheets=(Sheet(columns, cells),),
        notes=(f"{wording.counted(len(found), 'check')}, {wording.counted(faults, 'fault')}",),
    )


def _told(one: Finding) -> str:
    told = one.found if one.well else f"{one.found}; {one.fix}"
    return f"{told} (mended: {one.mended})" if one.mended else told
