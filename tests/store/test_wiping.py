"""Wiping: nothing of what was removed stays in free pages, in the log, or in what ANALYZE has sampled."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.database import NotWiped
from claimtrack.store import wiping
from claimtrack.store.connection import connect
from tests.store import factories

SAMPLES = "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"


def bytes_of(path: Path) -> bytes:
    return b"".join(one.read_bytes() for one in path.parent.iterdir() if one.is_file())


def test_removed_words_are_in_no_file_once_it_is_wiped(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("PRAGMA secure_delete = OFF")
        other.execute("CREATE TABLE noted (words TEXT)")
        other.executemany("INSERT INTO noted VALUES (?)", [(f"kestrel {n} " * 40,) for n in range(200)])
        other.execute("DROP TABLE noted")
        assert b"kestrel" in bytes_of(database)
        wiping.wipe(database)
        assert b"kestrel" not in bytes_of(database)


def test_wiping_says_that_a_reader_is_in_the_way(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0")
    with factories.writing(database) as writer:
        factories.actor(writer)
    with closing(sqlite3.connect(database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM actor").fetchone()
        with pytest.raises(NotWiped, match="another program is reading it"):
            wiping.wipe(database)
    wiping.wipe(database)


def test_wiping_says_that_a_writer_is_in_the_way(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotWiped, match="locked"):
            wiping.wipe(database)


def test_samples_that_analyze_took_of_indexes_go(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:  # as a SQLite does that was built to sample
        other.execute(SAMPLES.replace("sqlite_stat4", "sampled"))
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET name = 'sqlite_stat4', tbl_name = 'sqlite_stat4', sql = ?"
                      " WHERE name = 'sampled'", (SAMPLES,))  # fmt: skip
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute(
            "INSERT INTO sqlite_stat4 VALUES ('claim', 'ix_claim_folded', '1', '1', '1', CAST('kestrel' AS BLOB))"
        )
    with closing(connect(database)) as opened:
        wiping.prepare(opened)
        wiping.forget_samples(opened)
        assert opened.execute("SELECT count(*) FROM sqlite_stat4").fetchone() == (0,)
    wiping.wipe(database)
    assert b"kestrel" not in bytes_of(database)


def test_wiped_file_holds_every_row_it_held(database: Path) -> None:
    with factories.writing(database) as writer:
        factories.statement(writer, factories.claim(writer), factories.actor(writer))
    with closing(connect(database)) as opened:
        before = sorted(opened.iterdump())  # a copy may say it in another order
    wiping.wipe(database)
    with closing(connect(database)) as opened:
        assert sorted(opened.iterdump()) == before
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
