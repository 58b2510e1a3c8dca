"""Documents of ratings: how one label is read, and the table of all labels."""

from collections.abc import Sequence
from itertools import groupby

from claimtrack.cli.views import pointing, wording
from claimtrack.domain.vocabulary import Rating
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.formats.ratings import Reading
from claimtrack.formats.ratings.table_file import Entry

_READING_FIELDS = ("label", "rating", "entry", "publisher", "group", "whole")
_ENTRY_FIELDS = ("publisher", "rating", "group", "label")


def reading(label: str, found: Reading | None) -> Document:
    """Return how a label is read, and why."""
    rating = found.rating if found else Rating.OTHER
    row: dict[str, Json] = {
        "label": label,
        "rating": rating.value,
        "entry": found.entry.label if found else None,
        "publisher": found.entry.publisher if found else None,
        "group": found.entry.group or None if found else None,
        "whole": found.is_whole if found else None,
    }
    return Document(
        title=f"{pointing.quoted(label)} is read as {rating}",
        fields=_READING_FIELDS,
        rows=[row],
        whole=row,
        lines=(Cell(_why(found)),),
        notes=() if found else ("to say what it means, list it in a file of yours, and give that with --ratings FILE",),
    )


def _why(found: Reading | None) -> str:
    if found is None:
        return "no entry says what it means"
    entry = found.entry
    of = f"of {entry.publisher}" if entry.publisher else f"in general ({entry.group})"
    words = f"by the entry {pointing.quoted(entry.label)} {of}"
    return words if found.is_whole else f"{words}; the words after it explain it"


def table(entries: Sequence[Entry]) -> Document:
    """Return entries as a table: for people a list of labels in a line, for machines each label by itself."""
    lists = groupby(entries, key=lambda entry: (entry.publisher, entry.rating, entry.group))
    cells = tuple(
        (
            Cell(publisher or "general", Tone.STRONG),
            Cell(rating.value),
            wording.faint(group or wording.NOTHING),
            Cell("; ".join(entry.label for entry in listed)),
        )
        for (publisher, rating, group), listed in lists
    )
    columns = (Column("of"), Column("rating"), Column("list"), Column("labels", share=1))
    return Document(
        title="Ratings",
        fields=_ENTRY_FIELDS,
        rows=[
            {
                "publisher": entry.publisher,
                "rating": entry.rating.value,
                "group": entry.group or None,
                "label": entry.label,
            }
            for entry in entries
        ],
        sheets=(Sheet(columns, cells),) if cells else (),
        notes=(wording.counted(len(entries), "label"),),
    )
