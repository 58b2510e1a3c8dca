"""Takes in bundles and other records, and writes bundles of a whole record."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from claimtrack.domain.bundles import KINDS, Travelling
from claimtrack.domain.checkpoints import checkpoints_in
from claimtrack.domain.differences import OPEN, Resolution
from claimtrack.domain.text import safe, shortened
from claimtrack.domain.unions import United
from claimtrack.errors.uniting import SameRecord
from claimtrack.formats import bundle
from claimtrack.services import uniting, workspace
from claimtrack.services.workspace import Written
from claimtrack.store import checkpoints, engines, extracts, opening, travelling
from claimtrack.store.connection import worded_errors
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer

_MADE_FROM = "the bundle of "
_NAME = 200  # characters of a file's name that a reason keeps


def lines(record: Record) -> Iterator[str]:
    """Yield the whole record as the lines of a bundle, as it is looked at; memory does not grow with it."""
    yield bundle.first_line(bundle.Header(_checkpoint(record), travelling.count(record)))
    for kind in KINDS:
        for row in travelling.rows(record, kind):
            yield bundle.line(kind, row.values)


def lines_of(record: Record, claims: Collection[int]) -> Iterator[str]:
    """Yield some claims as the lines of a bundle, with all rows that stand and that they point to."""
    numbers = extracts.numbers_taken(record, claims)
    yield bundle.first_line(bundle.Header(_checkpoint(record), sum(map(len, numbers.values()))))
    for kind in KINDS:
        for row in travelling.some(record, kind, numbers[kind]):
            yield bundle.line(kind, row.values)


def _checkpoint(record: Record) -> str | None:
    """Return the checkpoint that a bundle names: of the record that the rows are from.

    A record that was made of one bundle, and in which nothing was done since, only hands it on.
    """
    reason = travelling.only_reason(record) or ""
    _, found, handed_on = reason.rpartition(_MADE_FROM)
    if found and len(named := checkpoints_in(handed_on)) == 1:
        return str(named[0])
    now = checkpoints.head(record)
    return str(now) if now.size else None


def take_in(
    db: workspace.Named,
    stream: BinaryIO,
    *,
    name: str,
    resolution: Resolution = OPEN,
    dry_run: bool = False,
    reason: str | None = None,
) -> Written[United]:
    """Add what a bundle holds to the record, all of it or nothing.

    The stream must be one that can be read again from where it stands. Raises what formats.bundle and uniting raise.
    """
    begin = stream.tell()

    def action(writer: Writer) -> United:
        stream.seek(begin)
        found = bundle.Bundle(stream, name=name)
        _explain(writer, reason or f"import of {_called(name)}", found.header.checkpoint, made_from=_MADE_FROM)
        return uniting.unite(writer, found.rows(), name=name, resolution=resolution)

    return uniting.write(db, action, dry_run=dry_run, reason=reason)


def merge(
    db: workspace.Named,
    other: Path,
    *,
    resolution: Resolution = OPEN,
    dry_run: bool = False,
    reason: str | None = None,
) -> Written[United]:
    """Add what another record holds to this one; the other file is opened as a stranger's, and never written to.

    Raises what uniting raises, and SameRecord for a record that is to be merged with itself.
    """
    path = workspace.located(db)
    workspace.require_file(other)
    if isinstance(path, Path) and path.exists() and path.samefile(other):
        raise SameRecord(str(path))

    def action(writer: Writer) -> United:
        with closing(_opened(other)) as connection:
            theirs = Record(connection, other, today=writer.today)
            with worded_errors(other):
                checkpoint = str(checkpoints.head(theirs))
            _explain(writer, reason or f"merge of {_called(other.name)}", checkpoint, made_from="")
            return uniting.unite(writer, all_rows(theirs), name=str(other), resolution=resolution)

    return uniting.write(db, action, dry_run=dry_run, reason=reason)


def _opened(path: Path) -> sqlite3.Connection:
    with worded_errors(path):
        return opening.to_read(path)


def all_rows(record: Record) -> Iterator[Travelling]:
    """Yield all rows of a record; what goes wrong with reading them is said of its file."""
    with engines.worded_errors(record.path):
        for kind in KINDS:
            yield from travelling.rows(record, kind)


def _explain(writer: Writer, reason: str, checkpoint: str | None, *, made_from: str) -> None:
    """Let the ledger say what was taken in: the proofs of it stand in the other record, under its checkpoint."""
    writer.ledger.explain(f"{reason} ({made_from}{checkpoint})" if checkpoint else reason)


def _called(name: str) -> str:
    return shortened(safe(name), _NAME)
