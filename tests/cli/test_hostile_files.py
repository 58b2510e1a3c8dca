"""Files that are not ours: refused before the first query, in words, by whatever opens them, and left as they were.

Those that would never end, or not fit into memory, are opened by a whole process that may not take much of either.
"""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from claimtrack.store import migration
from claimtrack.store.identity import APPLICATION_ID
from tests.conftest import TODAY, Cli, Ran

COMMANDS = {
    "read": ["report"],
    "write": ["add", "x", "--asserted-by", "Gazette"],
    "migrate": ["migrate"],
    "doctor": ["doctor"],
}
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n"
HUGE = "SELECT zeroblob(800000000) AS id"
MEMORY = 400 * 1024 * 1024  # bytes of address space; less than one of the cells
SECONDS = 20  # an endless view never ends; the second it is to take is the machine's affair

Make = Callable[[Path], None]


pytestmark = pytest.mark.sqlite_only("what a hostile file may hold")


def in_a_process(command: str, path: Path) -> Ran:
    """Run a command on a file, in a process that may not take much memory or time."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "claimtrack", *COMMANDS[command], "--db", str(path)],
        env={**kept, "PYTHONUTF8": "1", "CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester", "COLUMNS": "1000"},
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False, timeout=SECONDS,
        preexec_fn=partial(resource.setrlimit, resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def in_this_process(cli: Cli, command: str, path: Path) -> Ran:
    return cli(*COMMANDS[command], "--db", str(path), env={"COLUMNS": "1000"})


def refusal(command: str, answer: Ran) -> str:
    """Return what a refusal says, wherever the command says it; it is one line and a hint, or one finding."""
    if command == "doctor":
        assert (answer.code, answer.err) == (4, "")
        [line] = [line for line in answer.out.splitlines() if line.startswith("✗")]
        return line
    assert (answer.code, answer.out) == (5, ""), answer.err
    line, hint = answer.err.splitlines()
    assert line.startswith("claimtrack: error: ")
    assert hint.startswith("hint: ")
    return line


def sql(*statements: str) -> Make:
    """Return what changes a file of ours as another program may."""

    def change(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            for statement in statements:
                other.execute(statement)

    return change


def tampered(*statements: str) -> Make:
    """Return what changes the texts of a schema behind SQLite's back."""
    return sql("PRAGMA writable_schema = ON", *statements)


def replaced(table: str, view: str) -> Make:
    return sql("PRAGMA foreign_keys = OFF", f"DROP TABLE {table}", f"CREATE VIEW {table} AS {view}")


def bytes_at(offset: int, *values: int) -> Make:
    def change(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[offset : offset + len(values)] = values
        path.write_bytes(content)

    return change


def whole(content: bytes) -> Make:
    def change(path: Path) -> None:
        path.write_bytes(content)

    return change


def another(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE claim (id INTEGER)", f"CREATE VIEW report AS {ENDLESS}")(path)


def marked(path: Path) -> None:
    path.unlink()
    sql(f"PRAGMA application_id = {APPLICATION_ID}", f"CREATE VIEW alembic_version AS {ENDLESS}")(path)


def wide(path: Path) -> None:
    path.unlink()
    sql(f"CREATE TABLE wide ({', '.join(f'c{n}' for n in range(1900))})")(path)


def older_with_a_trigger(path: Path) -> None:
    path.unlink()
    migration.upgrade(path, mode="rwc", target="0001")
    sql(TRIGGER)(path)


def crowded(path: Path) -> None:
    sql("PRAGMA synchronous = OFF", "BEGIN", *(f"CREATE TABLE t{n} (x)" for n in range(3000)), "COMMIT")(path)


TRIGGER = "CREATE TRIGGER t AFTER INSERT ON statement BEGIN DELETE FROM claim; UPDATE actor SET name = 'owned'; END"
TAME: dict[str, tuple[Make, str]] = {
    "text": (whole(b"only words, and no database at all\n" * 200), "it is no SQLite file"),
    "empty": (whole(b""), "it is empty"),
    "zeros": (whole(bytes(8192)), "it is no SQLite file"),
    "header-alone": (whole(b"SQLite format 3\0"), "it is no SQLite file"),
    "another": (another, "another program made it"),
    "another-wide": (wide, "another program made it"),
    "mark-alone": (marked, "has added the view 'alembic_version'"),
    "newer": (sql("UPDATE alembic_version SET version_num = '9999'", "CREATE TABLE more (x)"), "by a newer claimtrack"),
    "older-with-trigger": (older_with_a_trigger, "has added the trigger 't'"),
    "trigger": (sql(TRIGGER), "has added the trigger 't'"),
    "trigger-hidden": (
        tampered(
            "INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_stat9', 'statement', 0, '"
            + TRIGGER.replace(" t ", " sqlite_stat9 ").replace("'", "''")
            + "')"
        ),
        "has added the trigger 'sqlite_stat9'",
    ),
    "view": (sql(f"CREATE VIEW mine AS {ENDLESS}"), "has added the view 'mine'"),
    "index": (sql("CREATE INDEX loud ON claim (hex(zeroblob(length(text))))"), "has added the index 'loud'"),
    "generated-column": (sql("ALTER TABLE claim ADD COLUMN x TEXT AS (hex(text))"), "has changed the table 'claim'"),
    "default": (sql("ALTER TABLE tag ADD COLUMN x TEXT DEFAULT 'x'"), "has changed the table 'tag'"),
    "check": (
        tampered("UPDATE sqlite_master SET sql = replace(sql, 'slug <> ''''', 'slug = slug') WHERE name = 'claim'"),
        "has changed the table 'claim'",
    ),
    "virtual-table": (
        tampered("INSERT INTO sqlite_master VALUES ('table', 'f', 'f', 0, 'CREATE VIRTUAL TABLE f USING nosuch(x)')"),
        "has added the table 'f'",
    ),
    "missing-table": (sql("DROP TABLE tag"), "the table 'tag' is missing"),
    "missing-index": (sql("DROP INDEX uq_tag_live_claim_id_folded"), "'uq_tag_live_claim_id_folded' is missing"),
    "torn-schema": (
        tampered("UPDATE sqlite_master SET sql = 'CREATE TABLE claim (' WHERE name = 'claim'"),
        "malformed database schema (claim)",
    ),
    "root-nowhere": (
        tampered("UPDATE sqlite_master SET rootpage = 70000 WHERE name = 'claim'"),
        "malformed database schema (claim)",
    ),
    "page-size-of-3": (bytes_at(16, 0, 3), "it is no SQLite file"),
    "page-size-too-small": (bytes_at(16, 1, 0), "it is no SQLite file"),
    "no-room-on-a-page": (bytes_at(20, 255), "is damaged"),
    "format-to-come": (bytes_at(47, 9), "unsupported file format"),
    "reader-to-come": (bytes_at(19, 9), "it is no SQLite file"),
}
DANGEROUS: dict[str, tuple[Make, str]] = {
    "endless-report": (sql("DROP VIEW report", f"CREATE VIEW report AS {ENDLESS}"), "has changed the view 'report'"),
    "endless-claim": (replaced("claim", ENDLESS), "has added the view 'claim'"),
    "endless-masks": (replaced("mask_status", ENDLESS), "has added the view 'mask_status'"),
    "endless-revision": (replaced("alembic_version", ENDLESS), "has added the view 'alembic_version'"),
    "endless-statistics": (
        tampered(
            "INSERT INTO sqlite_master VALUES ('view', 'sqlite_stat1', 'sqlite_stat1', 0,"
            f" 'CREATE VIEW sqlite_stat1 AS {ENDLESS}')"
        ),
        "has added the view 'sqlite_stat1'",
    ),
    "worked-out-statistics": (
        sql(
            "ANALYZE",
            "INSERT INTO sqlite_stat1 WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 20000)"
            " SELECT 'claim', NULL, x FROM n",
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat AS (hex(zeroblob(8000000))))'"
            " WHERE name = 'sqlite_stat1'",
        ),
        "has added the table 'sqlite_stat1'",
    ),
    "huge-view": (replaced("claim", HUGE), "has added the view 'claim'"),
    "huge-revision": (replaced("alembic_version", HUGE), "has added the view 'alembic_version'"),
    "huge-text-of-a-view": (
        tampered(
            "INSERT INTO sqlite_master"
            " VALUES ('view', 'v', 'v', 0, 'CREATE VIEW v AS SELECT 1 --' || hex(zeroblob(15000000)))"
        ),
        "is damaged: string or blob too big",
    ),
    "crowded": (crowded, "has added the table 't"),
}


@pytest.fixture
def path(desk_database: Path, tmp_path: Path) -> Path:
    """A small record of ours, to be made into something else."""
    return Path(shutil.copyfile(desk_database, tmp_path / "some.db"))


def check(path: Path, case: tuple[Make, str], command: str, run: Callable[[str, Path], Ran]) -> None:
    make, words = case
    make(path)
    before = path.read_bytes()
    assert words in refusal(command, run(command, path))
    assert path.read_bytes() == before
    assert [found.name for found in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("case", TAME)
@pytest.mark.parametrize("command", COMMANDS)
def test_file_that_is_not_ours_is_refused_and_left(bare_cli: Cli, path: Path, case: str, command: str) -> None:
    check(path, TAME[case], command, lambda command, path: in_this_process(bare_cli, command, path))


@pytest.mark.parametrize("case", DANGEROUS)
@pytest.mark.parametrize("command", COMMANDS)
def test_file_that_would_take_all_time_or_memory_is_refused_and_left(path: Path, case: str, command: str) -> None:
    check(path, DANGEROUS[case], command, in_a_process)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kept", [1, 15, 16, 99, 100, 512, 4095, 4096, 4097, 8192, 20_000, 65_536, -4096, -1])
def test_file_that_was_cut_short_is_refused_at_any_length(
    bare_cli: Cli, desk_database: Path, tmp_path: Path, command: str, kept: int
) -> None:
    path = tmp_path / "cut.db"
    path.write_bytes(desk_database.read_bytes()[:kept])
    before = path.read_bytes()
    said = refusal(command, in_this_process(bare_cli, command, path))
    assert any(words in said for words in ("is damaged", "it is no SQLite file", "it is empty"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_log_of_another_program_beside_a_file_is_left(
    bare_cli: Cli, desk_database: Path, tmp_path: Path, command: str
) -> None:
    """A log that does not belong to the file is no part of it; one that does may bring a trigger with it."""
    path = Path(shutil.copyfile(desk_database, tmp_path / "work.db"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(TRIGGER)
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{path}{suffix}", tmp_path / f"hostile.db{suffix}")
    before = [(tmp_path / f"hostile.db{suffix}").read_bytes() for suffix in ("", "-wal")]
    assert "has added the trigger 't'" in refusal(command, in_this_process(bare_cli, command, tmp_path / "hostile.db"))
    assert [(tmp_path / f"hostile.db{suffix}").read_bytes() for suffix in ("", "-wal")] == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", ["fifo", "folder", "device", "endless-device", "socket", "link-to-nothing"])
def test_what_is_no_file_is_refused_without_being_opened(tmp_path: Path, command: str, kind: str) -> None:
    path = tmp_path / "thing"
    match kind:
        case "fifo":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "socket":
            import socket

            with socket.socket(socket.AF_UNIX) as opened:
                opened.bind(str(path))
        case "link-to-nothing":
            path.symlink_to(tmp_path / "nothing")
        case _:
            path = Path("/dev/null" if kind == "device" else "/dev/zero")
    assert "is not a claimtrack database: it is a" in refusal(command, in_a_process(command, path))


# What is harmless is taken


def lengthened(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"what was written behind the end")


@pytest.mark.parametrize(
    "change",
    [
        sql("ANALYZE"),
        sql("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM"),
        sql("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 65536", "VACUUM"),
        sql("PRAGMA auto_vacuum = FULL", "VACUUM"),
        sql("PRAGMA user_version = 7"),
        sql("PRAGMA journal_mode = DELETE"),
        lengthened,
    ],
    ids=["statistics", "small-pages", "large-pages", "auto-vacuum", "user-version", "no-log", "longer"],
)
@pytest.mark.parametrize("command", COMMANDS)
def test_file_of_ours_that_another_program_has_kept_is_taken(
    bare_cli: Cli, path: Path, change: Make, command: str
) -> None:
    change(path)
    answer = in_this_process(bare_cli, command, path)
    assert answer.code == 0, answer.out + answer.err


# Cells


def check_cell(path: Path, command: str, size: int) -> None:
    sql("PRAGMA synchronous = OFF", f"UPDATE claim SET text = CAST(zeroblob({size}) AS TEXT) WHERE id = 1")(path)
    answer = in_a_process(command, path)
    if command == "migrate":  # up to date; no row is looked at
        assert answer.code == 0
    else:
        assert "string or blob too big" in refusal(command, answer)


@pytest.mark.parametrize("command", ["read", "migrate", "doctor"])
def test_cell_of_thirty_megabytes_is_never_loaded(path: Path, command: str) -> None:
    check_cell(path, command, 30_000_000)


@pytest.mark.soak
@pytest.mark.parametrize("command", ["read", "migrate", "doctor"])
def test_cell_of_eight_hundred_megabytes_is_never_loaded(path: Path, command: str) -> None:
    check_cell(path, command, 800_000_000)
