"""Placing: a finished file gets its name whole, over nothing, and never beside the log of another."""

import os
import subprocess
from pathlib import Path

import pytest

from claimtrack.errors.database import StrayLog
from claimtrack.store import placing


def test_file_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    built, place = tmp_path / "built", tmp_path / "place"
    built.write_text("new")
    place.write_text("old")
    assert not placing.put_in_place(built, place)
    assert place.read_text() == "old"


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_log_of_a_database_that_is_gone_is_not_mixed_into_a_new_one(tmp_path: Path, end: str) -> None:
    built = tmp_path / "built"
    built.write_text("new")
    (tmp_path / f"claims.db{end}").write_bytes(b"frames")
    with pytest.raises(StrayLog, match="that is gone"):
        placing.put_in_place(built, tmp_path / "claims.db")
    assert not (tmp_path / "claims.db").exists()


def test_empty_log_is_in_nobodys_way(tmp_path: Path) -> None:
    built = tmp_path / "built"
    built.write_text("new")
    (tmp_path / "claims.db-wal").touch()
    assert placing.put_in_place(built, tmp_path / "claims.db")


def test_unfinished_file_is_removed_with_what_lies_beside_it(tmp_path: Path) -> None:
    with placing.unfinished_beside(tmp_path / "claims.db") as unfinished:
        for end in ("", "-wal", "-shm", "-journal"):
            unfinished.with_name(unfinished.name + end).touch()
    assert list(tmp_path.iterdir()) == []


def test_left_over_is_what_a_process_that_is_gone_left(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    names = [
        f".claims.db.{gone.pid}.new",
        f".claims.db.{os.getpid()}.new",
        ".claims.db.x.new",
        f".other.{gone.pid}.new",
    ]
    for name in names:
        (tmp_path / name).touch()
    assert placing.left_over(tmp_path / "claims.db") == [], "another machine's process may be writing it"
    for name in names:
        os.utime(tmp_path / name, (0, 0))
    assert [found.name for found in placing.left_over(tmp_path / "claims.db")] == names[:1]


def test_log_is_found_where_the_file_a_link_names_lies(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "claims.db").touch()
    (tmp_path / "there" / "claims.db-wal").write_bytes(bytes(7))
    (tmp_path / "link.db").symlink_to(tmp_path / "there" / "claims.db")
    assert placing.log_size(tmp_path / "link.db") == 7
