"""Keeping a record: backups are verified copies, the doctor mends only what loses nothing, a migration can be tried."""

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.services import surroundings, verifying
from claimtrack.services.findings import MEANING
from claimtrack.store import migration, placing
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES
from claimtrack.store.verification import Fault
from tests.conftest import Cli
from tests.others import dump
from tests.store.test_migration import of_schema
from tests.store.test_verification import tamper

pytestmark = pytest.mark.sqlite_only("what lies beside a file, and in its pages")
NAME = "claimtrack.db"
LEDGER = ("operation", "change", "checkpoint")


@pytest.fixture
def record(desk: Cli, tmp_path: Path) -> Path:
    """A small record with one of everything, in the folder the command line is in."""
    assert desk("doctor").code == 0
    return tmp_path / NAME


def kept(path: Path) -> list[object]:
    """Return all rows of the record and of its ledger."""
    with closing(sqlite3.connect(path)) as opened:
        return [opened.execute(f"SELECT * FROM {table}").fetchall() for table in (*TABLES.values(), *LEDGER)]


def findings(cli: Cli, *args: str) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in json.loads(cli("doctor", *args, "--format", "json").out)}


def faults(cli: Cli, *args: str) -> set[str]:
    return {name for name, one in findings(cli, *args).items() if not one["well"]}


# Backups


def test_backup_says_what_it_holds(desk: Cli, record: Path) -> None:
    ran = desk("backup", "copy.db")
    size = Path("copy.db").stat().st_size
    assert (ran.code, ran.out) == (0, f"copy.db: {size:,} bytes, read back and whole\n{desk('checkpoint').out}")
    assert desk("verify", "--db", "copy.db").code == 0
    assert kept(Path("copy.db")) == kept(record)
    assert sorted(found.name for found in record.parent.iterdir()) == [NAME, "copy.db"]


@pytest.mark.parametrize("make", [Path.touch, Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_backup_overwrites_nothing(desk: Cli, record: Path, make: Callable[[Path], None]) -> None:
    copy = record.with_name("copy.db")
    make(copy)
    before = copy.lstat()
    ran = desk("backup", "copy.db")
    assert (ran.code, "is there already" in ran.err, "nothing was overwritten" in ran.err) == (2, True, True)
    assert copy.lstat() == before
    assert desk("backup", NAME).code == 2


def test_backup_needs_its_folder(desk: Cli, record: Path) -> None:
    assert record.is_file()
    ran = desk("backup", "nowhere/copy.db")
    assert (ran.code, "there is no folder nowhere" in ran.err) == (5, True)


def test_backup_of_a_record_that_does_not_verify_is_none(desk: Cli, record: Path) -> None:
    tamper(record, "UPDATE statement SET quote = 'We have.' WHERE id = 1")
    ran = desk("backup", "copy.db")
    assert (ran.code, "no backup was made at copy.db: st1" in ran.err) == (5, True)
    assert [found.name for found in record.parent.iterdir()] == [NAME]


def test_copy_that_does_not_verify_is_not_put_in_place(
    desk: Cli, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = verifying.verify

    def faulty(record: Record, checkpoints: Sequence[Checkpoint] = ()) -> verifying.Verified:
        return whole(record, checkpoints)._replace(faults=[Fault("checkpoint", "it is another")])

    monkeypatch.setattr(verifying, "verify", faulty)
    ran = desk("backup", "copy.db")
    assert (ran.code, "checkpoint: it is another" in ran.err) == (5, True)
    assert [found.name for found in record.parent.iterdir()] == [NAME]


def test_first_write_is_refused_beside_the_log_of_a_database_that_is_gone(bare_cli: Cli, tmp_path: Path) -> None:
    """It would be mixed into the new one: what was recorded then is gone with the next look."""
    (tmp_path / f"{NAME}-wal").write_bytes(b"frames of another")
    ran = bare_cli("add", "The pier is closed")
    assert (ran.code, "the log of a database that is gone" in ran.err) == (5, True)
    assert [found.name for found in tmp_path.iterdir()] == [f"{NAME}-wal"]


# The doctor


def test_every_check_says_what_it_is_about(desk: Cli, record: Path) -> None:
    assert record.is_file()
    found = findings(desk)
    assert set(found) == set(MEANING) - {"server", "line"}
    assert {name: one["meaning"] for name, one in found.items()}.items() <= MEANING.items()
    assert set(found["ledger"]) == {"id", "well", "found", "fix", "meaning", "mended"}


MENDED = {
    "status": ("UPDATE claim_status SET parties_for = 7 WHERE claim_id = 1", "DELETE FROM position"),
    "tally": ("UPDATE status_tally SET claims = 7", "DELETE FROM status_tally WHERE status = 'denied'"),
    "links": ("INSERT INTO position VALUES (999, 1, 1, 'for')",),
    "masks": ("UPDATE mask_status SET lean = 'mixed' WHERE mask = 9", "DELETE FROM mask_status WHERE mask = 63"),
}


@pytest.mark.parametrize("check", MENDED)
def test_what_follows_from_the_record_is_made_again(desk: Cli, record: Path, check: str) -> None:
    whole, before = dump(record), kept(record)
    for statement in MENDED[check]:
        tamper(record, statement)
    assert check in faults(desk)
    ran = findings(desk, "--fix")
    assert (ran[check]["well"], ran[check]["mended"]) == (True, "judged every claim again from the record")
    assert faults(desk) == set()
    assert (dump(record), kept(record)) == (whole, before)
    assert not any(one["mended"] for one in findings(desk, "--fix").values())


def test_index_of_words_is_made_again_where_the_record_is_as_it_was_recorded(desk: Cli, record: Path) -> None:
    tamper(record, "DELETE FROM search_docsize WHERE id = 8")
    assert faults(desk) == {"search"}
    assert findings(desk, "--fix")["search"]["mended"] == "made anew from the record"
    assert faults(desk) == set()
    tamper(record, "UPDATE claim SET text = 'another' WHERE id = 1")
    assert {"search", "ledger"} <= faults(desk)
    assert findings(desk, "--fix")["search"]["mended"] == ""


def disagree(path: Path, text: str) -> None:
    """Let a table say something else than its index."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA writable_schema = ON")
        (page,) = opened.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_claim_folded'").fetchone()
        opened.execute("UPDATE sqlite_master SET rootpage = 0 WHERE name = 'ix_claim_folded'")
        (sql,) = opened.execute("SELECT sql FROM sqlite_master WHERE name = 'ix_claim_folded'").fetchone()
        opened.execute("DELETE FROM sqlite_master WHERE name = 'ix_claim_folded'")
        opened.execute("PRAGMA writable_schema = RESET")
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("UPDATE claim SET folded = ? WHERE id = 1", (text,))
        opened.execute("PRAGMA writable_schema = ON")
        opened.execute("INSERT INTO sqlite_master VALUES ('index', 'ix_claim_folded', 'claim', ?, ?)", (page, sql))


def test_index_that_disagrees_with_its_table_is_made_anew(desk: Cli, record: Path) -> None:
    """The ledger shows that it is not the table that is wrong."""
    with closing(sqlite3.connect(record)) as opened:
        (folded,) = opened.execute("SELECT folded FROM claim WHERE id = 1").fetchone()
    before = kept(record)
    disagree(record, "another")
    with closing(sqlite3.connect(record, isolation_level=None)) as opened:
        opened.execute("REINDEX ix_claim_folded")
    disagree(record, folded)
    assert findings(desk)["integrity"]["fix"] == "claimtrack doctor --fix"
    assert findings(desk, "--fix")["integrity"]["mended"] == "made anew: ix_claim_folded"
    assert (faults(desk), kept(record)) == (set(), before)


def test_index_is_left_where_it_may_be_the_table_that_is_wrong(desk: Cli, record: Path) -> None:
    disagree(record, "another")
    before = record.read_bytes()
    assert faults(desk, "--fix") == {"integrity", "ledger"}
    assert "restore a backup" in str(findings(desk)["integrity"]["fix"])
    assert record.read_bytes() == before


def test_record_that_is_not_as_it_was_recorded_is_not_mended(desk: Cli, record: Path) -> None:
    tamper(record, "UPDATE evidence SET text = 'Another photograph' WHERE id = 1")
    before = record.read_bytes()
    ran = desk("doctor", "--fix")
    assert (ran.code, "e1, change" in ran.out) == (4, True)
    assert record.read_bytes() == before


def test_left_over_of_a_killed_run_is_removed(desk: Cli, record: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    left = record.with_name(f".{NAME}.{gone.pid}.new")
    for path in (left, left.with_name(f"{left.name}-wal")):
        path.touch()
        os.utime(path, (0, 0))
    assert faults(desk) == {"leftovers"}
    assert findings(desk, "--fix")["leftovers"]["mended"] == f"removed {left.name}"
    assert [found.name for found in record.parent.iterdir()] == [NAME]


def test_large_log_is_taken_in(desk: Cli, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "LARGE_LOG", 1000)
    with closing(sqlite3.connect(record)) as reader:  # keeps the log from being taken in by whoever closes last
        reader.execute("SELECT * FROM claim").fetchall()
        assert desk("add", "The gate is shut").code == 0
        assert placing.log_size(record) > 1000
        assert faults(desk) == {"log"}
        assert findings(desk, "--fix")["log"]["mended"] == "taken into the file"
        assert placing.log_size(record) == 0


def test_log_of_a_database_that_is_gone_is_pointed_out(bare_cli: Cli, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}-wal").write_bytes(b"frames of another")
    assert faults(bare_cli) == {"log"}


def test_file_that_anybody_may_write_to_is_pointed_out(desk: Cli, record: Path) -> None:
    record.chmod(0o666)
    assert findings(desk)["rights"]["fix"] == f"chmod o-w {record}"


def test_disk_without_room_for_a_copy_is_pointed_out(desk: Cli, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(record)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert faults(desk) == {"space"}


# Migrations that are only tried


def test_dry_run_of_a_migration_leaves_the_file_and_no_backup(desk: Cli, record: Path, tmp_path: Path) -> None:
    old = of_schema("0002", tmp_path / "old.db", record)
    before = old.read_bytes()
    ran = desk("migrate", "--dry-run", "--db", "old.db")
    assert (ran.code, "old.db migrated from schema 0002" in ran.out, "dry run" in ran.err) == (0, True, True)
    assert old.read_bytes() == before
    assert [found.name for found in tmp_path.glob("*old*")] == ["old.db"]


def test_dry_run_of_a_migration_that_would_fail_says_so(desk: Cli, record: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    migration.upgrade(old, mode="rwc", target="0002")
    assert record.is_file()
    tamper(old, "INSERT INTO tag SELECT 1, 'u', 'x', 'x', NULL, NULL, NULL, 99, 'a', 'a'")
    ran = desk("migrate", "--dry-run", "--db", "old.db")
    assert (ran.code, "would point to nothing" in ran.err) == (5, True)
    assert [found.name for found in tmp_path.iterdir() if "before" in found.name] == []
