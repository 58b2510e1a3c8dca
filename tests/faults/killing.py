"""Migrates copies of a file in processes of their own, each killed before one of its statements; run as a script."""

import os
import shutil
import signal
import sqlite3
import sys
from importlib import import_module
from pathlib import Path
from unittest import mock

from claimtrack.services import migrating


class Killer:
    """Counts the statements of all connections, and kills the process before one of them."""

    def __init__(self, last: int) -> None:
        self.begun = 0
        self._last = last
        self._open = sqlite3.connect

    def connect(self, database: str, *, uri: bool, isolation_level: None, timeout: float) -> sqlite3.Connection:
        """Open a connection as the store asks for it, and count its statements."""
        opened = self._open(database, uri=uri, isolation_level=isolation_level, timeout=timeout)
        opened.set_trace_callback(self._count)
        return opened

    def _count(self, _: str) -> None:
        self.begun += 1
        if self.begun == self._last:
            os.kill(os.getpid(), signal.SIGKILL)


def migrated(path: Path, last: int, counted: Path | None = None) -> None:
    """Migrate in a process of its own, which is killed before its statement `last`; 0 kills none, and counts them."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    killer = Killer(last)
    try:
        with mock.patch.object(sqlite3, "connect", killer.connect):
            migrating.migrate(path)
        if counted:
            counted.write_text(str(killer.begun))
    finally:
        os._exit(0)


def main(old: Path, folder: Path, most: int) -> None:
    """Count the statements of a whole migration, and kill one before each, or before `most` of them evenly spread."""
    import_module("claimtrack.store.migration")  # once, before any process is forked
    counted = folder / "counted"
    migrated(Path(shutil.copyfile(old, folder / "whole.db")), 0, counted)
    total = int(counted.read_text())
    points = range(1, total + 1) if most >= total else sorted({1 + n * (total - 1) // (most - 1) for n in range(most)})
    for point in points:
        migrated(Path(shutil.copyfile(old, folder / f"killed-{point}.db")), point)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
