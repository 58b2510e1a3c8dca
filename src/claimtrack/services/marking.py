"""Marks sources, statements and evidence as confidential, or lifts the mark: how a row is handled is no fact of it."""

from claimtrack.domain.records import MARKED, Row
from claimtrack.errors.entries import AlreadyMarked, NotMarkable
from claimtrack.services import naming
from claimtrack.store.writer import Writer


def mark(writer: Writer, ref: str, *, lift: bool = False) -> Row:
    """Mark what a reference names as confidential, or lift the mark; also of a withdrawn row, which is still shown.

    Raises NotMarkable for a claim, an actor or a verdict, AlreadyMarked where it is so already.
    """
    row = naming.anything(writer, ref)
    if not isinstance(row, MARKED):
        raise NotMarkable(naming.ref_of(row))
    wanted = None if lift else 1
    if row.confidential == wanted:
        raise AlreadyMarked(naming.ref_of(row), lifted=lift)
    return writer.edit(row, confidential=wanted)
