"""Makes a new database, empty and of this program's schema, to be filled beside its place and then put there.

It is made of the text in which the migrations' outcome is written down, which a test holds to be the same: running them
would cost 350 ms.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from uuid_utils import uuid7

from claimtrack.domain.merkle import EMPTY
from claimtrack.store import schema
from claimtrack.store.connection import connect, transaction
from claimtrack.store.identity import APPLICATION_ID, REVISION
from claimtrack.store.placing import put_in_place, unfinished_beside
from claimtrack.store.record import Record
from claimtrack.store.repairs import judge_again, write_masks

_IN_ORDER = ("table", "index", "view")
_VIRTUAL = "CREATE VIRTUAL"  # what makes tables of its own, which are written down, too


def create(path: Path) -> None:
    """Create an empty database at a path where there is none."""
    with building(path) as unfinished:
        finish(unfinished, path)


@contextmanager
def building(path: Path) -> Iterator[Path]:
    """Build an empty database beside its place, to be filled and then finished; what is left of it is removed.

    It has no write-ahead log yet, so that a load writes each page once: where it breaks off, nothing of it is kept.
    """
    with unfinished_beside(path) as unfinished:
        with closing(connect(unfinished, mode="rwc")) as opened, transaction(opened):
            _fill(opened, unfinished)
        yield unfinished


def finish(unfinished: Path, path: Path) -> bool:
    """Give a database that was built its log and its name; False where something else has that name."""
    keep_log(unfinished)
    return put_in_place(unfinished, path)


def keep_log(path: Path) -> None:
    """Let a database be read while it is written to, from now on: by a write-ahead log."""
    with closing(connect(path)) as opened:
        opened.execute("PRAGMA journal_mode = WAL")


def _fill(opened: sqlite3.Connection, path: Path) -> None:
    """Make everything that a file of this revision holds, and the rows without which it is none.

    The record gets a name of its own, by which its checkpoints are told from any other's.
    """
    opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    wanted = sorted(schema.written(REVISION), key=_turn)
    texts = {name: sql.decode() for _, name, _, sql in wanted if sql}
    for text in texts.values():
        if text.startswith(_VIRTUAL):
            opened.execute(text)
    there = {name for _, name, *_ in schema.held(opened)}
    for name, text in texts.items():
        if name not in there:
            opened.execute(text)
    opened.execute("INSERT INTO alembic_version VALUES (:revision)", {"revision": REVISION})
    record = Record(opened, path, today="")
    write_masks(record)
    judge_again(record)  # of no claim: what is left is a tally of none
    first = {"origin": str(uuid7()), "root": EMPTY}
    opened.execute("INSERT INTO checkpoint VALUES (:origin, 0, :root, x'')", first)


def _turn(made: schema.Made) -> tuple[int, str]:
    return _IN_ORDER.index(made[0]), made[1]
