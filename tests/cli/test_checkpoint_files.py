"""Files that are to hold a checkpoint come from anybody: they are taken or refused in words, and in little memory."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Cli

MEGABYTE = 1024 * 1024
MOST = 96 * MEGABYTE  # of memory, beside what the interpreter and its modules take


@pytest.fixture
def recorded(cli: Cli) -> Cli:
    assert cli("add", "The pier is closed").code == 0
    return cli


def test_file_of_many_checkpoints_is_refused(recorded: Cli, tmp_path: Path) -> None:
    line = recorded("checkpoint").out
    origin = line.split()[1]
    lines = (line.replace(f"{origin} 1", f"{origin} {n}") for n in range(1, 20_000))
    (tmp_path / "many.txt").write_text("".join(lines), encoding="utf-8")
    ran = recorded("verify", "--checkpoint", "many.txt")
    assert (ran.code, "more than 10,000 checkpoints" in ran.err) == (2, True), ran.err


@pytest.mark.skipif(not Path("/dev/urandom").exists(), reason="there is no device that never ends")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_file_that_never_ends_takes_little_memory(recorded: Cli, tmp_path: Path, device: str) -> None:
    assert recorded("checkpoint").code == 0
    command = [
        sys.executable,
        "-m",
        "claimtrack",
        "verify",
        "--checkpoint",
        device,
        "--db",
        str(tmp_path / "claimtrack.db"),
    ]

    def starve() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MOST, MOST))

    done = subprocess.run(command, preexec_fn=starve, capture_output=True, check=False, text=True, timeout=120)
    assert (done.returncode, "there is no checkpoint in" in done.stderr) == (2, True), done.stderr
