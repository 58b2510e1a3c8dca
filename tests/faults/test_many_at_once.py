"""Many processes on one file: no write is lost or refused, no reader sees half a write, every backup is whole."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.services import backing_up, witnessing, workspace
from tests.conftest import Figures
from tests.faults.conftest import asked, claims_in, ended, started, verified

GAPS = "SELECT count(*) - max(seq) FROM change"


def write_together(path: Path, *, processes: int, adds: int) -> None:
    """Let processes add claims, each in a transaction of its own; all of them are there afterwards."""
    for process in [started("add", path, f"Writer {n}", adds) for n in range(processes)]:
        ended(process)
    assert claims_in(path) == processes * adds
    assert asked(path, "SELECT count(*) FROM statement") == processes * adds
    assert asked(path, "SELECT count(*) FROM operation") == processes * adds
    assert asked(path, GAPS) == 0
    verified(path)


def test_writers_at_once_lose_nothing(database: Path) -> None:
    write_together(database, processes=4, adds=25)


def test_writers_that_create_the_file_at_once_lose_nothing(tmp_path: Path) -> None:
    write_together(tmp_path / "new.db", processes=3, adds=3)


@pytest.mark.soak
def test_eight_writers_of_five_hundred_lose_nothing(database: Path, figures: Figures, share: float) -> None:
    adds = max(25, int(500 * share))
    write_together(database, processes=8, adds=adds)
    figures(f"4: 8 processes of {adds} adds", f"{8 * adds:,} claims, 0 lost, 0 locked, 0 forks or gaps")


def watch(path: Path, claims: int) -> int:
    """Read every 10 ms while claims are loaded; return how many reads there were."""
    reads, seen = 0, set()
    process = started("load", path, claims)
    while process.poll() is None:
        with workspace.reading(path) as record:
            first = record.one("SELECT count(*) FROM claim"), record.one("SELECT size FROM checkpoint")
            kept = record.one("SELECT count(*) FROM claim_status"), record.one("SELECT count(*) FROM change")
        assert first == kept
        seen.add(first[0])
        reads += 1
        time.sleep(0.01)
    ended(process)
    assert seen <= {0, claims}
    assert claims_in(path) == claims
    return reads


def test_reader_beside_a_load_sees_none_or_all_of_it(database: Path) -> None:
    assert watch(database, 3000) > 3


@pytest.mark.soak
def test_reader_beside_a_long_load_sees_none_or_all_of_it(database: Path, figures: Figures, share: float) -> None:
    claims = max(5000, int(100_000 * share))
    reads = watch(database, claims)
    figures(f"5: reader every 10 ms beside a load of {claims:,}", f"{reads:,} reads, 0 errors, 0 states between")


def back_up_beside(path: Path, folder: Path, *, copies: int, writers: int, adds: int) -> int:
    """Make backups beside writers: each holds all that was committed before it began; return how many had more."""
    processes = [started("add", path, f"Writer {n}", adds) for n in range(writers)]
    ahead = 0
    for n in range(copies):
        with workspace.reading(path) as record:
            before, claims = witnessing.checkpoint(record), record.one("SELECT count(*) FROM claim")
        made = backing_up.back_up(path, folder / f"copy-{n}.db")
        found = verified(made.path, before)
        assert found.now == made.checkpoint
        assert claims <= claims_in(made.path) <= writers * adds
        ahead += found.now.size > before.size
    for process in processes:
        ended(process)
    verified(path)
    assert claims_in(path) == writers * adds
    return ahead


def test_backup_beside_writers_holds_all_that_was_there_before(database: Path, tmp_path: Path) -> None:
    back_up_beside(database, tmp_path, copies=5, writers=4, adds=60)


@pytest.mark.soak
def test_backups_beside_four_writers_hold_all_that_was_there_before(
    database: Path, tmp_path: Path, figures: Figures, share: float
) -> None:
    copies, adds = max(5, int(60 * share)), max(20, int(500 * share))
    back_up_beside(database, tmp_path, copies=copies, writers=4, adds=adds)
    figures(
        f"14: backups beside 4 writers of {adds}", f"{copies} copies, all verify and hold what was committed before"
    )


def test_another_program_that_holds_the_file_is_said_to(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait is what makes the writers above lose nothing: without it, the second one is refused."""
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0")
    with closing(sqlite3.connect(database, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        process = started("add", database, "Writer", 1, CLAIMTRACK_BUSY_SECONDS="0")
        _, err = process.communicate()
    assert (process.returncode, "is busy" in err) == (5, True)
