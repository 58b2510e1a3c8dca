"""What a disk or another program changes in the file is reported: bits that flip, and every row that is edited."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.errors.base import ClaimtrackError
from claimtrack.services import verifying, workspace
from tests.conftest import Figures
from tests.faults import pages, working
from tests.faults.conftest import verified
from tests.store.test_verification import cells as recorded_cells
from tests.store.test_verification import changed, fill_all, tamper

DERIVED = ("claim_status", "position", "status_tally", "mask_status", "alembic_version")


@pytest.fixture
def record(database: Path) -> Path:
    """A record with rows in every table, some of them changed later."""
    fill_all(database)
    working.load(database, 60)
    verified(database)
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return database


def reported(path: Path) -> str:
    """Return what `verify` says first against a file, be it by refusing to open it; nothing, where it says nothing."""
    try:
        with workspace.reading(path) as opened:
            faults = verifying.verify(opened).faults
    except ClaimtrackError as error:
        return error.message
    return f"{faults[0].where}: {'; '.join(f'{one.where} {one.says}' for one in faults)}" if faults else ""


def answers(path: Path) -> list[list[tuple[object, ...]]]:
    """Return every row of every table that is no part of the index of words, as SQLite reads it."""
    with closing(sqlite3.connect(path)) as opened:
        tables = [
            name
            for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith("search")
        ]
        return [sorted(opened.execute(f"SELECT * FROM {name}"), key=repr) for name in tables]


def flip(path: Path, folder: Path, *, times: int) -> list[int]:
    """Flip single bits of bytes in use, each in a copy; return the places of those that were not reported.

    A bit that SQLite reads past, as in the header of an index's entry, changes no row, and its check finds all well.
    Not in the index of words: it is made of the record, and `doctor` looks after it.
    """
    content = path.read_bytes()
    chance, places = random.Random(21), [*pages.used(content, without="search")]
    copy, missed = folder / "flipped.db", []
    for place in (chance.choice(places) for _ in range(times)):
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        if not reported(copy) and answers(copy) != answers(path):
            missed.append(place)
        for suffix in ("-wal", "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
    return missed


def test_bytes_in_use_are_those_that_sqlite_counts(record: Path) -> None:
    """SQLite says how many are not: on each page, and pages that are free."""
    content = record.read_bytes()
    found = [*pages.used(content)]
    assert len(found) == len(set(found))
    with closing(sqlite3.connect(record)) as opened:
        try:
            (unused,) = opened.execute("SELECT sum(unused) FROM dbstat").fetchone()
            (pages_in_use,) = opened.execute("SELECT count(*) FROM dbstat").fetchone()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not count them")
        (size,) = opened.execute("PRAGMA page_size").fetchone()
    assert len(found) == pages_in_use * size - unused - 20


def test_flipped_bit_is_reported(record: Path, tmp_path: Path) -> None:
    assert flip(record, tmp_path, times=20) == []


@pytest.mark.soak
def test_flipped_bits_are_reported(record: Path, tmp_path: Path, figures: Figures, share: float) -> None:
    times = max(150, int(3000 * share))
    missed = flip(record, tmp_path, times=times)
    figures(
        "6: one bit flipped in bytes in use",
        f"{times - len(missed)} of {times} reported, or no row changed by it; not: {missed}",
    )
    assert missed == []


# Rows that another program writes


def cells(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield each cell of the tables that no ledger proves: its table, its column and what finds its row."""
    with closing(sqlite3.connect(path)) as opened:
        for table in DERIVED:
            columns = opened.execute(f"PRAGMA table_info({table})").fetchall()
            keys = [row[1] for row in columns if row[5]] or [columns[0][1]]
            for row in opened.execute(f"SELECT {', '.join(keys)} FROM {table}").fetchall():
                where = " AND ".join(f"{key} = {value!r}" for key, value in zip(keys, row, strict=True))
                yield from ((table, column[1], where) for column in columns)


def edit(path: Path, folder: Path, chosen: list[tuple[str, str, str]]) -> int:
    """Edit cells, each in a copy of its own, and hold that each is reported; return how many could be edited."""
    content, copy, seen = path.read_bytes(), folder / "edited.db", 0
    for table, column, where in chosen:
        copy.write_bytes(content)
        with closing(sqlite3.connect(copy)) as opened:
            (value,) = opened.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
        try:
            tamper(copy, f"UPDATE {table} SET {column} = ? WHERE {where}", changed(value))
        except sqlite3.IntegrityError:  # a STRICT table holds no text among numbers, whoever writes
            continue
        assert reported(copy), (table, column, where)
        seen += 1
    return seen


def test_every_edit_of_a_derived_cell_is_reported(record: Path, tmp_path: Path) -> None:
    assert edit(record, tmp_path, random.Random(22).sample([*cells(record)], 80)) > 50


@pytest.mark.soak
def test_every_edit_of_every_cell_is_reported(record: Path, tmp_path: Path, figures: Figures, share: float) -> None:
    chosen = [*cells(record), *((table, column, f"rowid = {row}") for table, column, row in recorded_cells(record))]
    seen = edit(record, tmp_path, random.Random(23).sample(chosen, max(300, int(len(chosen) * min(share, 1)))))
    figures("6: one cell edited by another program", f"{seen} of {seen} reported")


NAMED = {
    "DELETE FROM claim_status WHERE claim_id = 2": "c2",
    "UPDATE claim_status SET parties_for = parties_for + 1 WHERE claim_id = 2": "c2",
    "INSERT INTO claim_status SELECT 999, mask, status, parties_for, parties_against, evidence_for, evidence_against,"
    " verdicts, last_activity_earliest, last_activity_latest, origins_for_least, origins_for_most,"
    " origins_against_least, origins_against_most FROM claim_status WHERE claim_id = 2": "c999",
    "DELETE FROM position WHERE claim_id = 5": "c5",
    "UPDATE position SET side = 'against' WHERE claim_id = 5": "c5",
    "INSERT INTO position VALUES (1, 3, 1, 'for')": "c1",
    "INSERT INTO position VALUES (999, 1, 1, 'for')": "c999",
    "DELETE FROM mask_status WHERE mask = 9": "[9]",
    "UPDATE mask_status SET lean = 'mixed' WHERE mask = 9": "[9]",
    "UPDATE mask_status SET status = 'denied' WHERE mask = 9": "[9]",
    "INSERT INTO mask_status VALUES (64, 'denied', 'none')": "[64]",
    "UPDATE status_tally SET claims = claims + 1 WHERE status = 'retracted'": "retracted",
    "DELETE FROM status_tally WHERE status = 'denied'": "denied",
    "DELETE FROM alembic_version": "it does not say which schema it has",
    "UPDATE alembic_version SET version_num = '0001'": "is not as claimtrack made it",
    "UPDATE alembic_version SET version_num = '0999'": "newer claimtrack",
    "INSERT INTO alembic_version VALUES ('0001')": "it does not say which schema it has",
    "DELETE FROM statement WHERE id = 7": "st7",
    "UPDATE actor SET name = 'Nobody' WHERE id = 2": "a2",
    "INSERT INTO tag (id, uid, recorded_at, recorded_by, claim_id, name, folded)"
    " VALUES (99, 'x', 'x', 'x', 1, 'slipped', 'slipped')": "tag 99",
}


@pytest.mark.parametrize("edit", NAMED)
def test_row_that_the_shell_edits_is_named(record: Path, edit: str) -> None:
    assert tamper(record, edit) == 1
    assert NAMED[edit] in reported(record)
