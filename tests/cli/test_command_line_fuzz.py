"""Any command line, however wrong: no traceback, no hang, little memory, a documented exit code, nothing half-done."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer._click.core import Parameter
from typer.main import get_group

from claimtrack.cli.app import app
from claimtrack.cli.sections import MODULES
from claimtrack.errors.base import ExitCode
from tests.conftest import Figures, Ran
from tests.others import dump

SECONDS = 60  # none takes one; a hang never ends
MEMORY = 300_000_000  # bytes
NAME = "claimtrack.db"
WORDS = [
    "c1", "c2", "c99", "c0", "st1", "st3", "st99", "e1", "e2", "s1", "a1", "a3", "a99", "v1", "1", "2", "0", "-1",
    "pier-closed", "pier-gone", "pier", "gazette", "Gazette", "GAZETTE ", "Harbour Master", "Gazzete", "Port",
    "supports", "refutes", "contradicts", "part-of", "relies-on", "same-as", "cites", "narrower-than",
    "2024-03-01", "2023-10", "../2024", "2024/..", "2024-13-45", "mid-May", "2024-06-01T12:00:00Z", "9" * 40,
    "", " ", "-", "--", "--help", "--dry-run", "*", "%", "_", "'", '"', "\\", "NEAR(", "a\x1b[2Jb", "\x01", "\x9b",
    "\u202e", "\u200b", "\ud800", "🦊", "한국", "[red]", "=1+1", "x" * 5000, "json", "csv", "table", "disputed",
]  # fmt: skip
FILES = [
    "out.csv",
    "out.svg",
    "out",
    "nowhere/out.csv",
    NAME,
    f"./{NAME}",
    ".",
    "",
    "/dev/null",
    "text.txt",
    "pipe",
    "/dev/zero",
]
BARRED = "/\x00"  # no path is to be met by chance, and no command line can hold a NUL
words = st.one_of(st.sampled_from(WORDS), st.text(alphabet=st.characters(exclude_characters=BARRED), max_size=30))


def every_command() -> Iterator[tuple[list[str], list[Parameter]]]:
    """Yield the words of every command with its parameters; the demo is built elsewhere, and takes its time."""
    table = get_group(app)
    for name in MODULES:
        command: Any = table.get_command(typer.Context(table), name)
        for member, found in getattr(command, "commands", {"": command}).items():
            if name != "demo":
                yield [name, *([member] if member else [])], found.params


COMMANDS = list(every_command())


@st.composite
def command_lines(draw: Callable[[st.SearchStrategy[Any]], Any]) -> list[str]:
    """Draw a command with some of its parameters, each with a value that may or may not be one of it."""
    command, parameters = draw(st.sampled_from(COMMANDS))
    line = [*command]
    for parameter in parameters:
        is_option = parameter.opts[0].startswith("-")
        if not is_option or not draw(st.integers(0, 3)):
            line += drawn(draw, parameter)
    return draw(st.permutations(line)) if not draw(st.integers(0, 9)) else line


def drawn(draw: Callable[[st.SearchStrategy[Any]], Any], parameter: Parameter) -> list[str]:
    named = [draw(st.sampled_from(parameter.opts))] if parameter.opts[0].startswith("-") else []
    if getattr(parameter, "is_flag", False):
        return named
    choices = getattr(parameter.type, "choices", None)
    is_file = (
        parameter.name in {"db", "out", "save", "file", "checkpoint", "keep", "key"} or "path" in parameter.type.name
    )
    if is_file:
        return [*named, draw(st.sampled_from(FILES))]
    if choices and draw(st.booleans()):
        return [*named, str(getattr(draw(st.sampled_from(list(choices))), "value", choices))]
    return [*named, draw(words)]


@contextmanager
def in_time() -> Iterator[None]:
    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


class Process:
    """The command line in a process of its own, which runs one after the other and counts its memory."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.cli.command_lines"]
        root = Path(__file__).parents[2]
        environment = {**os.environ, "PYTHONPATH": str(root)}
        self._running = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        assert self._running.stdin
        assert self._running.stdout
        self._asking, self._answers = self._running.stdin, self._running.stdout

    def run(self, line: list[str]) -> Ran:
        """Run one command line, and return what it left behind."""
        self._asking.write(f"{json.dumps(line)}\n")
        self._asking.flush()
        return Ran(*json.loads(self._answers.readline()))

    def peak(self) -> int:
        """End the process, and return the most bytes it ever held."""
        self._asking.close()
        return int(self._answers.readline())

    def end(self) -> None:
        """End the process, whatever it does."""
        self._running.kill()
        self._running.wait()
        self._asking.close()
        self._answers.close()


@pytest.fixture
def process() -> Iterator[Process]:
    """The command line in a process of its own, in the folder of the test."""
    running = Process()
    yield running
    running.end()


def check(process: Process, record: Path, line: list[str]) -> Ran:
    path = Path(NAME)
    for beside in path.parent.iterdir():
        if beside.is_file():
            beside.unlink()
    shutil.copyfile(record, path)
    Path("text.txt").write_text("no database", encoding="utf-8")
    before = dump(path)
    with in_time():
        ran = process.run(line)
    assert ran.code in set(ExitCode)
    for sign in ("Traceback", "should not happen"):
        assert sign not in ran.out + ran.err
    if ran.code:
        assert ran.err or ran.code == ExitCode.CHECK
        assert dump(path) == before
    return ran


pytestmark = pytest.mark.sqlite_only("each command line gets a file of its own")
fuzz = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def test_any_command_line_is_done_or_refused_in_words_and_little_memory(process: Process, desk_database: Path) -> None:
    @settings(fuzz, max_examples=150)
    @given(line=command_lines())
    def run(line: list[str]) -> None:
        check(process, desk_database, line)

    run()
    assert process.peak() < MEMORY


@pytest.mark.soak
def test_many_command_lines_are_done_or_refused_in_words_and_little_memory(
    process: Process, desk_database: Path, figures: Figures, share: float
) -> None:
    codes: dict[int, int] = {}

    @settings(fuzz, max_examples=max(150, int(10_000 * share)), database=None)
    @given(line=command_lines())
    def run(line: list[str]) -> None:
        code = check(process, desk_database, line).code
        codes[code] = codes.get(code, 0) + 1

    run()
    assert codes[0]
    peak = process.peak()
    assert peak < MEMORY
    ended = ", ".join(f"{codes[code]} with {code}" for code in sorted(codes))
    most = f"at most {peak / 1_000_000:.0f} MB"
    figures("7: command lines", f"0 tracebacks, 0 hangs, 0 changed on an error, {most}; ended {ended}")
