"""A full disk: what a command did is whole or was not done, and it says which, with 5 and a hint and no traceback."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import Figures
from tests.faults import working
from tests.faults.conftest import claims_in, disk, environment, verified

CLAIMTRACK = [sys.executable, "-m", "claimtrack"]
ADD = [*CLAIMTRACK, "add", "The bridge is closed", "--asserted-by", "Harbour Office", "--db"]


def limited(size: int) -> None:
    """Let this process write no file beyond a size, and be told so instead of being killed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def run(command: list[str], *, size: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command, with no file beyond a size if one is given; it may not fall over."""
    done = subprocess.run(
        command,
        env=environment(PYTHONDONTWRITEBYTECODE="1"), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        encoding="utf-8", timeout=300, preexec_fn=None if size is None else partial(limited, size),
    )  # fmt: skip
    for words in ("Traceback", "should not happen", "Exception ignored"):
        assert words not in done.stdout + done.stderr, done.stderr
    assert done.returncode in {0, 5}, done.stderr
    if done.returncode:
        line, hint = done.stderr.splitlines()[-2:]
        assert line.startswith("claimtrack: error: ")
        assert "disk is full" in line
        assert hint.startswith("hint: ")
    return done


def load(path: Path, claims: int) -> list[str]:
    return [sys.executable, working.__file__, "load", str(path), str(claims)]


def starve(path: Path, command: list[str], *, sizes: list[int], adds: int) -> int:
    """Run a write under limits from too small to enough; what is there is whole each time. Return how many failed."""
    failed = 0
    for size in sizes:
        before = claims_in(path)
        done = run(command, size=size)
        verified(path)
        assert claims_in(path) == before + (adds if done.returncode == 0 else 0)
        failed += done.returncode != 0
    return failed


def sizes_around(path: Path, *, steps: int, room: int) -> list[int]:
    """Return limits from nothing to a file as large as the database with some room; logs are files, too."""
    whole = path.stat().st_size + room
    return [0, 1, 511, 4096, 33_000, *(whole * n // steps for n in range(1, steps + 1))]


def test_add_on_a_full_disk_is_whole_or_not_done(loaded: Path) -> None:
    failed = starve(loaded, [*ADD, str(loaded)], sizes=sizes_around(loaded, steps=3, room=400_000), adds=1)
    assert failed > 3
    assert run([*ADD, str(loaded)]).returncode == 0


def test_load_on_a_full_disk_is_whole_or_not_done(database: Path) -> None:
    failed = starve(database, load(database, 1500), sizes=sizes_around(database, steps=3, room=300_000), adds=1500)
    assert failed > 3
    run(load(database, 1500))
    verified(database)
    assert claims_in(database) == 1500


@pytest.mark.parametrize("size", [0, 20_000, 200_000])
def test_first_write_on_a_full_disk_leaves_nothing(tmp_path: Path, size: int) -> None:
    path = tmp_path / "new.db"
    assert run([*ADD, str(path)], size=size).returncode == 5
    assert list(tmp_path.iterdir()) == []


def test_import_on_a_full_disk_is_whole_or_not_done(database: Path, tmp_path: Path) -> None:
    table = tmp_path / "stances.csv"
    rows = "".join(f"The pier is closed on day {number},asserts,Harbour Office\n" for number in range(2000))
    table.write_text(f"claim,stance,actor\n{rows}")
    command = [*CLAIMTRACK, "import", str(table), "--db", str(database)]
    assert starve(database, command, sizes=[33_000, 400_000], adds=2000) == 2
    assert run(command).returncode == 0
    assert claims_in(database) == 2000


@pytest.mark.parametrize("size", [0, 20_000, 200_000])
def test_backup_on_a_full_disk_leaves_nothing(loaded: Path, tmp_path: Path, size: int) -> None:
    done = subprocess.run(
        [*CLAIMTRACK, "backup", str(tmp_path / "copy.db"), "--db", str(loaded)],
        env=environment(PYTHONDONTWRITEBYTECODE="1"), stdin=subprocess.DEVNULL, capture_output=True, check=False,
        encoding="utf-8", preexec_fn=partial(limited, size),
    )  # fmt: skip
    assert (done.returncode, "no backup was made" in done.stderr, "hint: " in done.stderr) == (5, True, True)
    assert [found.name for found in tmp_path.iterdir() if "copy" in found.name] == []


@pytest.mark.parametrize("size", [0, 20_000])
def test_read_on_a_full_disk_answers(loaded: Path, size: int) -> None:
    done = run([*CLAIMTRACK, "list", "--db", str(loaded)], size=size)
    assert (done.returncode, "Convoy 7" in done.stdout) == (0, True), done.stderr


# What was kept, and could not be said


def test_write_that_was_kept_and_finds_no_room_for_its_answer_is_done(loaded: Path) -> None:
    before = claims_in(loaded)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [*ADD, str(loaded)], env=environment(), stdout=full, stderr=subprocess.PIPE, check=False, encoding="utf-8"
        )
    assert done.returncode == 0, "another run would record it twice"
    assert "its answer found no room on stdout: No space left on device" in done.stderr
    assert "c21 the-bridge-is-closed" in done.stderr
    assert claims_in(loaded) == before + 1


# A real disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where this machine lets one be mounted."""
    with disk(tmp_path / "disk", megabytes=1) as place:
        yield place


def test_disk_that_fills_up_leaves_the_record_whole(template: Path, small_disk: Path) -> None:
    path = Path(shutil.copyfile(template, small_disk / "some.db"))
    assert run(load(path, 20_000)).returncode == 5
    assert claims_in(path) == 0
    assert fill(path) > 3
    verified(path)


def fill(path: Path) -> int:
    """Add until the disk is full, byte by byte at the end; return how many adds there was room for."""
    filler = path.with_name("filler")
    filler.write_bytes(bytes(max(0, shutil.disk_usage(path.parent).free - 300_000)))
    added = 0
    for _ in range(12):
        before = claims_in(path)
        done = run([*ADD, str(path)])
        assert claims_in(path) == before + (done.returncode == 0)
        added += done.returncode == 0
        if done.returncode:
            break
        with filler.open("ab") as more:
            more.write(bytes(min(30_000, shutil.disk_usage(path.parent).free)))
            more.flush()
            os.fsync(more.fileno())
    return added


@pytest.mark.soak
def test_writes_on_disks_of_many_sizes_are_whole_or_not_done(
    database: Path, tmp_path: Path, figures: Figures, share: float
) -> None:
    steps = max(5, int(100 * share))
    sizes = sizes_around(database, steps=steps, room=600_000)
    failed = starve(database, [*ADD, str(database)], sizes=sizes, adds=1)
    loaded = tmp_path / "load.db"
    shutil.copyfile(database, loaded)
    claims = claims_in(loaded) + 3000
    sizes = sizes_around(database, steps=steps, room=300_000)
    failed += starve(loaded, load(loaded, claims), sizes=sizes, adds=3000)
    figures("3: add and load, disk full", f"{2 * len(sizes)} sizes, {failed} refused with 5; 0 half-written")
