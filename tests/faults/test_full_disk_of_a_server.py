"""A server whose disk is full: a command is refused in one line with a hint, and nothing of it is kept."""

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtrack.services import verifying, workspace
from tests import servers
from tests.faults import working
from tests.faults.conftest import disk, environment

ROOM = 3_000_000  # bytes that are left, so that some commands still find room


@pytest.fixture
def place(server: servers.Server) -> Iterator[Path]:
    """A small disk on which the server keeps databases of its tablespace `small`."""
    with disk(server.folder / "small", megabytes=24) as mounted:
        shutil.chown(mounted, server.folder.owner())
        server.execute(f"CREATE TABLESPACE small LOCATION '{mounted}'")
        yield mounted
        server.execute("DROP TABLESPACE small")
    mounted.rmdir()


@pytest.fixture
def url(server: servers.Server, place: Path) -> Iterator[str]:
    server.execute("CREATE DATABASE crowded TEMPLATE template0 ENCODING UTF8 TABLESPACE small")
    yield server.url("crowded")
    (place / "filler").unlink(missing_ok=True)
    server.drop("crowded")


def run(url: str, *command: str) -> int:
    """Run a command as a process, and return how it ended: well, or refused in one line and a hint."""
    done = subprocess.run(
        [sys.executable, "-m", "claimtrack", *command],
        env=environment(CLAIMTRACK_DB=url),
        stdin=subprocess.DEVNULL, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        line, hint = done.stderr.splitlines()
        assert line.startswith("claimtrack: error: the disk of the server is full")
        assert hint.startswith("hint: ")
    return done.returncode


def test_copy_that_does_not_fit_is_none(url: str, place: Path, database: Path) -> None:
    """The first writes of a copy are sent without a wait for each: what then comes back late is told once, too."""
    working.load(database, 1_000)
    (place / "filler").write_bytes(bytes(shutil.disk_usage(place).free - ROOM))
    assert run(str(database), "copy-to", url) == 5
    (place / "filler").unlink()
    assert run(url, "migrate") == 0  # which makes the tables: none were left
    with workspace.reading(url) as record:
        assert record.one("SELECT count(*) FROM claim") == 0


def test_disk_that_fills_up_keeps_what_was_recorded(url: str, place: Path) -> None:
    assert run(url, "migrate") == 0
    (place / "filler").write_bytes(bytes(shutil.disk_usage(place).free - ROOM))
    added = 0
    while run(url, "add", random.Random(added).randbytes(8_000).hex(" ", 8), "--force") == 0:  # which no server packs
        added += 1
        assert added < 100
    assert added > 0
    with workspace.reading(url) as record:
        assert record.one("SELECT count(*) FROM claim") == added
        assert verifying.verify(record).faults == []
