"""Many processes on one server: no write is lost, and the ledger has no gap and no fork."""

import time

import psycopg
import pytest

from claimtrack.services import verifying, workspace
from tests import servers
from tests.conftest import Figures
from tests.faults.conftest import ended, started


@pytest.fixture
def url(server: servers.Server, record_on_server: str) -> str:
    return server.put_back(record_on_server)


def write_together(url: str, *, processes: int, adds: int) -> None:
    """Let processes add claims, each in a transaction of its own; all of them are there afterwards."""
    for process in [started("add", url, f"Writer {n}", adds) for n in range(processes)]:
        ended(process)
    with workspace.reading(url) as record:
        for table in ("claim", "statement", "operation"):
            assert record.one(f"SELECT count(*) FROM {table}") == processes * adds
        assert record.one("SELECT count(*) - max(seq) FROM change") == 0
        assert verifying.verify(record).faults == []


def test_writers_at_once_lose_nothing_on_a_server(url: str) -> None:
    write_together(url, processes=4, adds=15)


@pytest.mark.soak
def test_sixteen_writers_of_two_hundred_and_fifty_lose_nothing(url: str, figures: Figures, share: float) -> None:
    adds = max(15, int(250 * share))
    begun = time.monotonic()
    write_together(url, processes=16, adds=adds)
    took = time.monotonic() - begun
    figures(f"PostgreSQL: 16 processes of {adds} adds", f"{16 * adds:,} claims, 0 lost, 0 forks or gaps, {took:.0f} s")


def test_writer_that_is_cut_off_gives_the_lock_back(url: str) -> None:
    """The lock is the transaction's: whoever dies with it keeps nobody waiting, and leaves nothing."""
    with psycopg.connect(url) as dying:
        dying.execute("SELECT pg_advisory_xact_lock(%s)", (0x436C6D54,))
        dying.execute(
            "INSERT INTO actor (id, uid, recorded_at, recorded_by, slug, name) VALUES (1,'u','t','b','s','n')"
        )
        process = started("add", url, "Writer", 1)
        time.sleep(0.5)
        assert process.poll() is None
        with psycopg.connect(url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (dying.info.backend_pid,))
        ended(process)
        dying.close()
    with workspace.reading(url) as record:
        assert record.one("SELECT count(*) FROM claim") == 1
        assert verifying.verify(record).faults == []
