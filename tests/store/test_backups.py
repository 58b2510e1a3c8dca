"""Copies: all of a file as it is at one moment, nothing that was deleted, and no more open to others than the file."""

import stat
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.database import BackupFailed
from claimtrack.store import backups
from claimtrack.store.connection import connect
from claimtrack.store.identity import REVISION
from tests.store import factories
from tests.store.test_migration import asked, content
from tests.store.test_verification import fill


@pytest.fixture
def filled(database: Path) -> Path:
    fill(database)
    return database


def test_copy_holds_what_the_file_holds(filled: Path, tmp_path: Path) -> None:
    backups.write(filled, tmp_path / "copy.db")
    assert content(tmp_path / "copy.db") == content(filled)
    assert backups.revision_of_sound(tmp_path / "copy.db") == REVISION


def test_copy_holds_what_was_not_yet_moved_into_the_file(filled: Path, tmp_path: Path) -> None:
    before = len(asked(filled, "SELECT id FROM claim"))
    with closing(connect(filled)) as holding:  # keeps the log from being moved
        holding.execute("SELECT count(*) FROM claim").fetchone()
        with factories.writing(filled) as writer:
            factories.claim(writer)
        backups.write(filled, tmp_path / "copy.db")
    assert len(asked(tmp_path / "copy.db", "SELECT id FROM claim")) == before + 1


def test_copy_takes_readers_beside_writers_as_the_file_does(filled: Path, tmp_path: Path) -> None:
    backups.write(filled, tmp_path / "copy.db")
    assert asked(tmp_path / "copy.db", "PRAGMA journal_mode") == [("wal",)]


def test_copy_holds_nothing_that_was_deleted(filled: Path, tmp_path: Path) -> None:
    """What was redacted may lie on a free page, and is to be in no copy."""
    with closing(connect(filled)) as opened:
        opened.execute("PRAGMA secure_delete = OFF")
        opened.execute("CREATE TABLE gone (x TEXT)")
        opened.execute("INSERT INTO gone VALUES ('the name of the source')")
        opened.execute("DROP TABLE gone")
    assert b"the name of the source" in filled.read_bytes()
    backups.write(filled, tmp_path / "copy.db")
    assert b"the name of the source" not in (tmp_path / "copy.db").read_bytes()


@pytest.mark.parametrize("mode", [0o600, 0o640])
def test_copy_is_no_more_open_than_the_file(filled: Path, tmp_path: Path, mode: int) -> None:
    filled.chmod(mode)
    backups.write(filled, tmp_path / "copy.db")
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == mode


def test_copy_overwrites_nothing(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("something else", encoding="utf-8")
    with pytest.raises(BackupFailed, match="File exists"):
        backups.write(filled, copy)
    assert copy.read_text(encoding="utf-8") == "something else"


def test_copy_with_a_damaged_page_is_not_sound(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backups.write(filled, copy)
    with closing(connect(copy)) as opened:
        (page,) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_claim_folded'").fetchone()
        (size,) = opened.execute("PRAGMA page_size").fetchone()
    with copy.open("r+b") as file:
        file.seek((page - 1) * size + 3)
        file.write(b"\0\0")
    with pytest.raises(BackupFailed, match="Fragmentation"):
        backups.revision_of_sound(copy)


def test_copy_before_a_migration_stands_beside_its_file(tmp_path: Path) -> None:
    assert backups.name_before(tmp_path / "claims.db", "0001") == tmp_path / "claims.db.before-0001"


def test_copy_before_a_migration_takes_a_name_that_is_free(tmp_path: Path) -> None:
    (tmp_path / "claims.db.before-0001").touch()
    (tmp_path / "claims.db.before-0001.2").symlink_to("nowhere")
    assert backups.name_before(tmp_path / "claims.db", "0001") == tmp_path / "claims.db.before-0001.3"
