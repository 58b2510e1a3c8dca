"""Real processes on real terminals, pipes and locales."""

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyte
import pytest

from claimtrack.domain.records import Claim
from claimtrack.services import workspace
from claimtrack.store.writer import Writer
from tests.conftest import TODAY

CLAIMTRACK = [sys.executable, "-m", "claimtrack"]


def environment(**changes: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONUTF8": "1", "CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester", **changes}


def on_terminal(*args: str, columns: int, cwd: Path, term: str = "xterm-256color", **changes: str) -> str:
    """Return what a command writes to a terminal of that many columns."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*CLAIMTRACK, *args], stdin=theirs, stdout=theirs, stderr=theirs, cwd=cwd, env=environment(TERM=term, **changes)
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            block = os.read(ours, 65536)
        except OSError:
            break
        if not block:
            break
        written += block
    os.close(ours)
    assert process.wait(60) == 0
    return written.decode()


def piped(*args: str, cwd: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*CLAIMTRACK, *args], cwd=cwd, env=environment(**changes), capture_output=True, check=False, timeout=120
    )


def screen_of(text: str, columns: int) -> list[str]:
    screen = pyte.Screen(columns, 200)
    pyte.Stream(screen).feed(text)
    return [line.rstrip() for line in screen.display if line.strip()]


@pytest.fixture
def folder(sample_database: Path) -> Path:
    return sample_database.parent


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 160])
def test_a_report_fits_the_terminal_and_is_never_cut(folder: Path, columns: int) -> None:
    lines = screen_of(on_terminal("report", "--disputed", columns=columns, cwd=folder), columns)
    shown = "".join("".join(lines).split())
    assert "⚑" in shown
    assert "…" not in shown
    for word in ("munitions", "millions", "resources", "North", "Korea", "Russia", "supports"):
        assert word in shown


def test_a_hundred_columns_give_a_claim_its_own_row(folder: Path) -> None:
    lines = screen_of(on_terminal("report", "--disputed", columns=100, cwd=folder), 100)
    assert any(line.startswith("⚑ c1") and "1/0 supports" in line and "North Korea" in line for line in lines)


def test_a_terminal_gets_colour_and_a_pipe_none(folder: Path) -> None:
    assert "\x1b[" in on_terminal("report", columns=100, cwd=folder)
    assert b"\x1b" not in piped("report", cwd=folder).stdout


@pytest.mark.parametrize(("term", "changes"), [("dumb", {}), ("xterm", {"NO_COLOR": "1"})])
def test_dumb_terminals_and_no_color_get_no_colour(folder: Path, term: str, changes: dict[str, str]) -> None:
    text = on_terminal("report", "--disputed", columns=100, cwd=folder, term=term, **changes)
    assert "\x1b[3" not in text
    assert "⚑" in text
    assert max(len(line) for line in screen_of(text, 200)) <= 100


def test_colour_can_be_forced_in_a_pipe_and_zero_is_off(folder: Path) -> None:
    assert b"\x1b[" in piped("report", cwd=folder, FORCE_COLOR="1", TERM="xterm").stdout
    assert b"\x1b[" not in piped("report", cwd=folder, FORCE_COLOR="0", TERM="xterm").stdout


def test_a_pipe_is_a_hundred_columns_wide_and_folds(folder: Path) -> None:
    lines = piped("report", cwd=folder).stdout.decode().splitlines()
    assert max(len(line) for line in lines) <= 100
    assert "submarine-launched" in "".join(lines)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_streams_without_glyphs_get_ascii_signs(folder: Path, encoding: str) -> None:
    ran = piped("report", "--disputed", cwd=folder, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert ran.returncode == 0
    assert b"! disputed" in ran.stdout
    ran.stdout.decode("ascii")


def test_the_c_locale_needs_no_more_than_ascii(folder: Path) -> None:
    ran = piped("report", "--disputed", cwd=folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ran.returncode == 0
    assert b"! disputed" in ran.stdout


@pytest.mark.parametrize("ask", ["report --format json", "report --format csv", "report --limit 0", "list --limit 0"])
def test_a_reader_that_leaves_early_ends_the_command_quietly(template: Path, tmp_path: Path, ask: str) -> None:
    many = tmp_path / "claimtrack.db"
    many.write_bytes(template.read_bytes())
    with_many_claims(many)
    script = f"'{sys.executable}' -m claimtrack {ask} | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment(), capture_output=True, check=False, timeout=120
    )
    assert (ran.stdout, ran.stderr) == (b"0\n", b"")


def with_many_claims(path: Path) -> None:
    """Record more than a pipe holds."""

    def record(writer: Writer) -> None:
        for n in range(600):
            text = f"Pier {n} is closed for a reason that takes a good many words to tell, and is told at length"
            writer.add(Claim(slug=f"pier-{n}", text=text, folded=text.lower()))

    workspace.write(path, record)


def test_a_closed_stdin_is_an_empty_text(tmp_path: Path) -> None:
    script = f"'{sys.executable}' -m claimtrack add - <&-"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=environment(), capture_output=True, check=False, timeout=120
    )
    assert (ran.returncode, b"the claim is empty" in ran.stderr) == (2, True)


@pytest.mark.parametrize("pause", [0.05, 0.3, 2.0], ids="{}s".format)
def test_an_interrupt_ends_with_130_and_leaves_nothing(tmp_path: Path, pause: float) -> None:
    wait = "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); print(flush=True);"
    process = subprocess.Popen(
        [sys.executable, "-c", f"{wait} sys.argv[1:] = ['add', '-']; from claimtrack.cli.entry import main; main()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env=environment(),
    )  # fmt: skip
    assert process.stdout
    process.stdout.readline()  # from now on an interrupt reaches it, also where the tests themselves ignore it
    time.sleep(pause)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert list(tmp_path.iterdir()) == []


def test_a_process_without_home_and_name_can_read_and_write(tmp_path: Path) -> None:
    bare = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1"}
    for args in (["add", "The pier is closed"], ["report"]):
        ran = subprocess.run(
            [*CLAIMTRACK, *args], cwd=tmp_path, env=bare, capture_output=True, check=False, timeout=120
        )
        assert ran.returncode == 0, ran.stderr


def in_a_read_only_folder(folder: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command where the folder is mounted read-only for it alone; skips where that is not allowed."""
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && cd "$0" && exec "$@"'
    tried = subprocess.run(["unshare", "-m", "bash", "-c", script, folder, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"needs the right to mount: {tried.stderr.decode().strip()}")
    return subprocess.run(
        ["unshare", "-m", "bash", "-c", script, folder, *CLAIMTRACK, *args],
        env=environment(), capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def test_a_folder_that_cannot_be_written_to_can_be_read(sample_database: Path, tmp_path: Path) -> None:
    (tmp_path / "claimtrack.db").write_bytes(sample_database.read_bytes())
    read = in_a_read_only_folder(tmp_path, "report", "--disputed")
    assert (read.returncode, b"c1" in read.stdout) == (0, True), read.stderr


@pytest.mark.parametrize("database", ["claimtrack.db", "new.db"])
def test_a_folder_that_cannot_be_written_to_is_not_written_to(
    sample_database: Path, tmp_path: Path, database: str
) -> None:
    (tmp_path / "claimtrack.db").write_bytes(sample_database.read_bytes())
    written = in_a_read_only_folder(tmp_path, "add", "x", "--db", database)
    assert (written.returncode, b"cannot be written to" in written.stderr) == (5, True), written.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["claimtrack.db"]


def test_two_runs_that_create_the_same_file_both_keep_their_claim(tmp_path: Path) -> None:
    runs = [
        subprocess.Popen(
            [*CLAIMTRACK, "add", f"Pier {n} is closed", "--asserted-by", f"Actor {n}"],
            cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for n in range(4)
    ]  # fmt: skip
    for run in runs:
        _, err = run.communicate(timeout=120)
        assert run.returncode == 0, err
    assert len(piped("report", "--format", "jsonl", cwd=tmp_path).stdout.splitlines()) == 4
    assert [path.name for path in tmp_path.iterdir()] == ["claimtrack.db"]


@pytest.mark.parametrize(("term", "is_drawn"), [("xterm-256color", True), ("dumb", False)])
def test_import_draws_a_bar_on_a_terminal_that_can_take_it_back(tmp_path: Path, term: str, *, is_drawn: bool) -> None:
    rows = "".join(f"Claim {n},Gazette,asserts\n" for n in range(200))
    (tmp_path / "given.csv").write_text("claim,actor,stance\n" + rows, encoding="utf-8")
    shown = on_terminal("import", "given.csv", columns=80, cwd=tmp_path, term=term)
    assert ("importing" in shown) is is_drawn
    assert "given.csv: 200 records" in shown
