"""Whatever a process is started in: no traceback, the exit code that is documented, and what was done is done."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import TODAY
from tests.others import dump

CLAIMTRACK = f"'{sys.executable}' -m claimtrack"
# What is asked, and the code it ends with.
COMMANDS = {
    "report --disputed": 0,
    "report --format json": 0,
    "matrix": 0,
    "show c1": 0,
    "why c1 --chains": 0,
    "timeline c1": 0,
    "export tables -o out.csv": 0,
    "doctor": 0,
    "migrate": 0,
    "add 'The gate is shut' --asserted-by 'Customs'": 0,
    "report --exit-code --disputed": 4,
    "show c99": 3,
    "deny c1 --by Gazette --on someday": 2,
    "list --db nothing.db": 5,
    "nosuch": 2,
    "--help": 0,
    "--version": 0,
}
TABLES = [
    "report",
    "list",
    "matrix",
    "show c1",
    "why c1 --chains",
    "timeline",
    "evidence list",
    "actor show a1",
    "doctor",
]
every_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture
def folder(desk_database: Path, tmp_path: Path) -> Path:
    """A folder with a small record that has one of everything."""
    shutil.copyfile(desk_database, tmp_path / "claimtrack.db")
    return tmp_path


def environment(**changes: str) -> dict[str, str]:
    """Return what a process is started with: not what this machine's own tests are run with."""
    return {"PATH": os.environ["PATH"], "CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester", **changes}


def shell(script: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell; what claimtrack says that it should not is looked for in both streams."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {script}"],
        cwd=folder, env=environment(**changes), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    for words in (b"Traceback", b"should not happen", b"Exception ignored", b"Warning"):
        assert words not in done.stdout + done.stderr, done.stderr
    return done


@every_command
@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams_change_no_exit_code(folder: Path, command: str, closed: str) -> None:
    assert shell(f"{CLAIMTRACK} {command} {closed}", folder).returncode == COMMANDS[command]


def test_write_to_closed_streams_is_kept_and_reaches_no_file(folder: Path) -> None:
    """A file that is opened gets the number of a stream that is closed, and would get what is said there."""
    assert shell(f"{CLAIMTRACK} add 'The gate is shut' <&- >&- 2>&-", folder).returncode == 0
    assert b"The gate is shut" in shell(f"{CLAIMTRACK} list", folder).stdout
    assert shell(f"{CLAIMTRACK} doctor", folder).returncode == 0


@every_command
def test_no_home_no_name_and_no_locale_change_no_exit_code(folder: Path, command: str) -> None:
    bare = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
    done = shell(f"unset CLAIMTRACK_ACTOR; {CLAIMTRACK} {command}", folder, **bare)
    assert done.returncode == COMMANDS[command]
    if command != "report --format json":  # always UTF-8's ASCII part, whatever the locale
        done.stdout.decode("ascii")
    done.stderr.decode("ascii")


@every_command
def test_another_encoding_changes_no_exit_code(folder: Path, command: str) -> None:
    done = shell(f"{CLAIMTRACK} {command}", folder, PYTHONUTF8="0", PYTHONIOENCODING="euc-kr")
    assert done.returncode == COMMANDS[command]
    (done.stdout + done.stderr).decode("euc-kr")


@pytest.mark.parametrize("command", TABLES)
def test_forty_columns_of_a_dumb_terminal_are_enough(folder: Path, command: str) -> None:
    done = shell(f"{CLAIMTRACK} {command}", folder, COLUMNS="40", TERM="dumb", PYTHONUTF8="1")
    assert done.returncode == 0
    assert max(cell_len(line) for line in done.stdout.decode().splitlines()) <= 40
    assert b"\x1b" not in done.stdout


@pytest.mark.parametrize("command", [command for command, code in COMMANDS.items() if code == 0])
def test_reader_that_is_gone_ends_a_command_quietly(folder: Path, command: str) -> None:
    done = shell(f"{CLAIMTRACK} {command} | true", folder)
    assert (done.returncode, b"error" in done.stderr) == (0, False)


@pytest.mark.parametrize("command", ["report", "--help", "--version", "doctor"])
def test_answer_that_finds_no_room_is_said_to(folder: Path, command: str) -> None:
    done = shell(f"{CLAIMTRACK} {command} >/dev/full", folder)
    assert (done.returncode, b"No space left" in done.stderr) == (5, True)


@every_command
def test_notes_that_find_no_room_change_no_exit_code(folder: Path, command: str) -> None:
    assert shell(f"{CLAIMTRACK} {command} 2>/dev/full", folder).returncode == COMMANDS[command]


def started(folder: Path, *args: str) -> subprocess.Popen[bytes]:
    """Start a command that an interrupt reaches, also where the tests themselves ignore it."""
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        " from claimtrack.cli.entry import main; print(file=sys.stderr, flush=True); main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, *args],
        cwd=folder, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr
    process.stderr.readline()
    return process


@pytest.mark.parametrize("pause", [0.1, 0.4, 0.8, 1.6])
def test_interrupt_of_a_long_command_leaves_nothing(tmp_path: Path, pause: float) -> None:
    process = started(tmp_path, "demo", "--keep", "kept")
    time.sleep(pause)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT, 0)  # a shell says 130 of the second; it may have been quicker
    assert b"Traceback" not in err
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left in ([], ["claimtrack.db"])
    if left:
        whole = shell(
            f"{CLAIMTRACK} demo --keep whole >/dev/null; {CLAIMTRACK} list --no-footer --db whole/claimtrack.db",
            tmp_path,
        )
        assert shell(f"{CLAIMTRACK} list --no-footer --db kept/claimtrack.db", tmp_path).stdout == whole.stdout


def test_interrupt_of_a_write_that_waits_leaves_the_record_as_it_was(folder: Path) -> None:
    before = dump(folder / "claimtrack.db")
    with closing(sqlite3.connect(folder / "claimtrack.db", isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        process = started(folder, "add", "The gate is shut")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        holder.execute("ROLLBACK")
        _, err = process.communicate(timeout=90)
    assert process.returncode == 130, err
    assert dump(folder / "claimtrack.db") == before
