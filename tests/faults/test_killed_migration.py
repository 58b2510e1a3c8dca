"""A migration that is killed at any of its statements leaves the old file or the new one; run again it completes."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.services import migrating
from claimtrack.store import opening
from claimtrack.store.identity import REVISION
from claimtrack.store.tables import TABLES
from tests.conftest import Figures
from tests.faults import killing
from tests.faults.conftest import environment, verified
from tests.store.test_migration import held_by, of_schema
from tests.store.test_schema import REVISIONS
from tests.store.test_verification import fill

OLDER = REVISIONS[:-1]


def rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return what the rows of every table of the record hold that the file has; a later schema may add columns."""
    with closing(opening.to_read(path, require=lambda *_: None)) as opened:
        there = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            name: held_by(opened.execute(f"SELECT * FROM {name} ORDER BY id"))
            for name in TABLES.values()
            if name in there
        }


def kill_everywhere(revision: str, database: Path, folder: Path, *, most: int) -> tuple[int, int]:
    """Kill migrations of a filled file; return how many there were, and how many of them had left the new file."""
    fill(database)
    old = of_schema(revision, folder / "old.db", database)
    before = rows(old)
    assert sum(map(len, before.values())) > 15
    killed = folder / "killed"
    killed.mkdir()
    subprocess.run([sys.executable, killing.__file__, str(old), str(killed), str(most)], env=environment(), check=True)
    paths, new = sorted(killed.glob("killed-*.db")), 0
    for path in paths:
        found = opening.revision_of(path)
        assert found in {revision, REVISION}
        new += found == REVISION
        assert {name: held for name, held in rows(path).items() if name in before} == before
        migrating.migrate(path)
        assert {name: held for name, held in rows(path).items() if name in before} == before
        verified(path)
    return len(paths), new


@pytest.mark.parametrize("revision", OLDER)
def test_migration_killed_at_some_of_its_statements_is_old_or_new(
    revision: str, database: Path, tmp_path: Path
) -> None:
    killed, _ = kill_everywhere(revision, database, tmp_path, most=4)
    assert killed == 4


@pytest.mark.soak
@pytest.mark.parametrize("revision", OLDER)
def test_migration_killed_at_each_of_its_statements_is_old_or_new(
    revision: str, database: Path, tmp_path: Path, figures: Figures, share: float
) -> None:
    killed, new = kill_everywhere(revision, database, tmp_path, most=1_000_000 if share >= 1 else int(400 * share))
    figures(
        f"2: migration from {revision} killed", f"at {killed} statements: {killed - new} old, {new} new; 0 rows lost"
    )
