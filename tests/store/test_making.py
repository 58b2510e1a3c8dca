"""A new database: whole, ours, what the migrations make, and in nobody's way while it is made."""

import os
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from claimtrack.store import making, migration, schema
from claimtrack.store.checks import damage, dangling, masks_differ, stale, tally_differs
from claimtrack.store.connection import connect
from claimtrack.store.identity import REVISION, require_ours
from claimtrack.store.record import Record
from tests.store import factories


def asked(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(connect(path, mode="ro")) as opened:
        return opened.execute(sql).fetchall()


def content(path: Path) -> list[str]:
    """Return all that a file says, but for the name its record was given."""
    with closing(connect(path, mode="ro")) as opened:
        return sorted(line for line in opened.iterdump() if not line.startswith('INSERT INTO "checkpoint"'))


def test_new_file_is_what_the_migrations_make(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    making.create(made)
    migration.upgrade(migrated, mode="rwc")
    with closing(connect(made)) as one, closing(connect(migrated)) as other:
        assert schema.difference(schema.held(one), schema.held(other)) is None
    rows = [line for line in content(migrated) if line.startswith("INSERT INTO")]
    assert [line for line in content(made) if line.startswith("INSERT INTO")] == rows
    for sql in ("PRAGMA application_id", "SELECT size, root, nodes, length(origin) FROM checkpoint"):
        assert asked(made, sql) == asked(migrated, sql)


def test_each_new_record_has_a_name_of_its_own(tmp_path: Path) -> None:
    for name in ("one.db", "other.db"):
        making.create(tmp_path / name)
    names = {row for name in ("one.db", "other.db") for row in asked(tmp_path / name, "SELECT origin FROM checkpoint")}
    assert len(names) == 2


def test_what_is_not_finished_has_no_log(tmp_path: Path) -> None:
    with making.building(tmp_path / "claims.db") as unfinished:
        assert asked(unfinished, "PRAGMA journal_mode") == [("delete",)]


def test_new_file_is_ours_and_whole(database: Path) -> None:
    with closing(connect(database)) as opened:
        require_ours(opened, database)
        record = Record(opened, database, today=factories.TODAY)
        assert (damage(record), dangling(record), masks_differ(record), stale(record)) == ("", [], [], [])
        assert tally_differs(record) == []


def test_new_file_is_in_wal_mode(database: Path) -> None:
    assert asked(database, "PRAGMA journal_mode") == [("wal",)]


def test_creating_leaves_one_file(tmp_path: Path) -> None:
    making.create(tmp_path / "claims.db")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.db"]


def test_creating_leaves_a_file_that_is_there(database: Path) -> None:
    with factories.writing(database) as writer:
        factories.claim(writer)
    before = content(database)
    making.create(database)
    assert content(database) == before


def test_creating_takes_any_file_name(tmp_path: Path) -> None:
    path = tmp_path / "100% of #claims?.db"
    making.create(path)
    assert path.is_file()


def test_file_of_a_run_that_broke_off_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    (tmp_path / f".claims.db.{os.getpid()}.new").write_bytes(b"half a file")
    making.create(path)
    assert [found.name for found in tmp_path.iterdir()] == ["claims.db"]
    assert asked(path, "SELECT version_num FROM alembic_version") == [(REVISION,)]


def test_two_processes_that_create_at_once_make_one_good_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.db"
    context = get_context("spawn")
    processes = [context.Process(target=making.create, args=(path,)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert [found.name for found in tmp_path.iterdir()] == ["claims.db"]
    assert asked(path, "PRAGMA integrity_check") == [("ok",)]
