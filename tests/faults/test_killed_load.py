"""A bulk load that is killed at any instant left all of it or nothing, and run again it ends with exactly all of it."""

import random
import shutil
import time
from pathlib import Path

import pytest

from tests.conftest import Figures
from tests.faults.conftest import claims_in, ended, started, verified


def seconds_of_a_load(path: Path, claims: int) -> float:
    begun = time.monotonic()
    ended(started("load", path, claims))
    return time.monotonic() - begun


def kill(template: Path, folder: Path, *, kills: int, claims: int, whole_every: int) -> tuple[int, int]:
    """Kill loads at random instants; return how many of them left nothing, and how many reruns were whole."""
    chance = random.Random(20)
    path = Path(shutil.copyfile(template, folder / "load.db"))
    lasts = seconds_of_a_load(path, claims)
    nothing = whole = 0
    for n in range(1, kills + 1):
        if claims_in(path) == claims:
            remove(path)
            shutil.copyfile(template, path)
        process = started("load", path, claims)
        time.sleep(chance.uniform(0, lasts))
        process.kill()
        process.communicate()
        verified(path)
        there = claims_in(path)
        assert there in {0, claims}
        nothing += there == 0
        if n % whole_every == 0 or n == kills:
            ended(started("load", path, claims))
            verified(path)
            assert claims_in(path) == claims
            whole += 1
    return nothing, whole


def remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def test_killed_load_left_all_or_nothing(template: Path, tmp_path: Path) -> None:
    nothing, _ = kill(template, tmp_path, kills=5, claims=2500, whole_every=5)
    assert nothing


@pytest.mark.soak
def test_two_hundred_killed_loads_left_all_or_nothing(
    template: Path, tmp_path: Path, figures: Figures, share: float
) -> None:
    kills, claims = max(5, int(200 * share)), max(5000, int(100_000 * share))
    nothing, whole = kill(template, tmp_path, kills=kills, claims=claims, whole_every=20)
    figures(
        f"1: load of {claims:,} claims killed",
        f"{kills} kills: 0 corrupt, 0 half-loaded, {nothing} left nothing; {whole} reruns ended whole",
    )
