"""Copies a whole record to another place, a file or a server's database, and shows the copy to be whole first."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.places import Place, Server, place_of
from claimtrack.domain.vantage import WHOLE
from claimtrack.errors.database import BackupInTheWay, NoFolder
from claimtrack.errors.servers import CopyFailed, RecordInTheWay
from claimtrack.services import verifying, witnessing, workspace
from claimtrack.store import copying, engines, making, search
from claimtrack.store.connection import connect, transaction
from claimtrack.store.record import Record


class Copied(NamedTuple):
    """A copy that was read back: where it is, how many rows it holds, and the checkpoint of its history."""

    place: Place
    rows: int
    checkpoint: Checkpoint


def copy_to(db: workspace.Named, target: str | Place) -> Copied:
    """Copy the record, of one moment, to a file that is not there yet or to a server's database without a record.

    The ledger is copied byte for byte, so that every checkpoint given away holds for the copy as well. Raises
    BackupInTheWay or RecordInTheWay where something is there, and CopyFailed where the copy is not what was copied;
    there is none then.
    """
    place = place_of(target)
    if not isinstance(place, Server):
        _require_free(place)
    with workspace.reading(db, WHOLE) as source:
        before = witnessing.checkpoint(source)
        with engines.worded_errors(place), _filled(place, source) as (record, rows):
            _require_same(record, place, before)
    return Copied(place, rows, before)


def _require_free(copy: Path) -> None:
    if os.path.lexists(copy):
        raise BackupInTheWay(str(copy))
    if not copy.parent.is_dir():
        raise NoFolder(str(copy.parent))


@contextmanager
def _filled(place: Place, source: Record) -> Iterator[tuple[Record, int]]:
    """Fill a new record; it is kept where the caller finds it good, and else not there at all."""
    if isinstance(place, Server):
        with engines.to_write_on(place, keep=True) as (connection, is_new):
            record = Record(connection, place, today=source.today)
            if not is_new and witnessing.checkpoint(record).size:
                raise RecordInTheWay(str(place))
            yield record, _copied(source, record)
        return
    with making.building(place) as unfinished:
        with closing(connect(unfinished)) as opened:
            record = Record(opened, place, today=source.today)
            with transaction(opened):
                rows = _copied(source, record)
            yield record, rows
        if not making.finish(unfinished, place):
            raise BackupInTheWay(str(place))


def _copied(source: Record, record: Record) -> int:
    """Copy all rows and index their words; return how many rows there are."""
    rows = copying.copy(source, record)
    search.fill(record)
    return rows


def _require_same(record: Record, place: Place, before: Checkpoint) -> None:
    found = verifying.verify(record, [before])
    if found.faults:
        raise CopyFailed(str(place), f"{found.faults[0].where}: {found.faults[0].says}")
    if found.now != before:
        raise CopyFailed(str(place), f"its checkpoint is {found.now}")
