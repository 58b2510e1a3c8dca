"""What the tests of faults share: processes of their own, and what a whole record is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.services import verifying
from claimtrack.store import opening
from claimtrack.store.record import Record
from tests.conftest import TODAY
from tests.faults import working


@pytest.fixture
def loaded(database: Path) -> Path:
    """A database with twenty claims."""
    working.load(database, 20)
    return database


def environment(**changes: str) -> dict[str, str]:
    """Return what a process is started with: not what this machine's own tests are run with."""
    return {"PATH": os.environ["PATH"], "CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester", **changes}


@contextmanager
def disk(place: Path, *, megabytes: int) -> Iterator[Path]:
    """Mount a disk of a size in a new folder; skips where this machine does not let one be mounted."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("no disk can be mounted here; the limits on files are tried all the same")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def started(*task: object, **changes: str) -> subprocess.Popen[str]:
    """Start a process of working.py, and return it when it is about to begin."""
    process = subprocess.Popen(
        [sys.executable, working.__file__, *map(str, task)],
        env=environment(**changes), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        encoding="utf-8",
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    return process


def ended(process: subprocess.Popen[str]) -> str:
    """Wait for a process to end well, and return what it said on stderr."""
    _, err = process.communicate(timeout=600)
    assert (process.returncode, err) == (0, "")
    return err


def asked(path: Path, sql: str) -> int:
    """Return the one number that a query of a database has."""
    with closing(opening.to_read(path)) as opened:
        return int(opened.execute(sql).fetchone()[0])


def claims_in(path: Path) -> int:
    return asked(path, "SELECT count(*) FROM claim")


def verified(path: Path, *held: Checkpoint) -> verifying.Verified:
    """Return what `verify` finds in a database, and hold that nothing is wrong with it."""
    with closing(opening.to_read(path)) as opened:
        found = verifying.verify(Record(opened, path, today=TODAY), held)
    assert found.faults == []
    return found
