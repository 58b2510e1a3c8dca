"""Any command line, however wrong: no traceback, no hang, a documented exit code; after an error all is as it was."""

import shutil
import signal
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

from claimtrack.cli.app import MODULES, app
from claimtrack.errors.base import ExitCode
from tests.conftest import Cli, Figures, Ran
from tests.others import dump

SECONDS = 60  # none takes one; a hang never ends
NAME = "claimtrack.db"
WORDS = [
    "c1", "c2", "c99", "c0", "st1", "st3", "st99", "e1", "e2", "s1", "a1", "a3", "a99", "v1", "1", "2", "0", "-1",
    "pier-closed", "pier-gone", "pier", "gazette", "Gazette", "GAZETTE ", "Harbour Master", "Gazzete", "Port",
    "supports", "refutes", "contradicts", "part-of", "relies-on", "same-as", "cites", "narrower-than",
    "2024-03-01", "2023-10", "../2024", "2024/..", "2024-13-45", "mid-May", "2024-06-01T12:00:00Z", "9" * 40,
    "", " ", "-", "--", "--help", "--dry-run", "*", "%", "_", "'", '"', "\\", "NEAR(", "a\x1b[2Jb", "\x00", "\x9b",
    "\u202e", "\u200b", "\ud800", "🦊", "한국", "[red]", "=1+1", "x" * 5000, "json", "csv", "table", "disputed",
]  # fmt: skip
FILES = ["out.csv", "out.svg", "out", "nowhere/out.csv", NAME, f"./{NAME}", ".", "", "/dev/null", "text.txt", "pipe"]
words = st.one_of(st.sampled_from(WORDS), st.text(alphabet=st.characters(exclude_characters="/"), max_size=30))


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


def check(cli: Cli, record: Path, line: list[str]) -> Ran:
    path = Path(NAME)
    for beside in path.parent.iterdir():
        if beside.is_file():
            beside.unlink()
    shutil.copyfile(record, path)
    Path("text.txt").write_text("no database", encoding="utf-8")
    before = dump(path)
    with in_time():
        ran = cli(*line, stdin=b"from stdin")
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


@settings(fuzz, max_examples=150)
@given(line=command_lines())
def test_any_command_line_is_done_or_refused_in_words(bare_cli: Cli, desk_database: Path, line: list[str]) -> None:
    check(bare_cli, desk_database, line)


@pytest.mark.soak
def test_many_command_lines_are_done_or_refused_in_words(
    bare_cli: Cli, desk_database: Path, figures: Figures, share: float
) -> None:
    codes: dict[int, int] = {}

    @settings(fuzz, max_examples=max(150, int(10_000 * share)), database=None)
    @given(line=command_lines())
    def run(line: list[str]) -> None:
        code = check(bare_cli, desk_database, line).code
        codes[code] = codes.get(code, 0) + 1

    run()
    assert codes[0]
    ended = ", ".join(f"{codes[code]} with {code}" for code in sorted(codes))
    figures("7: command lines", f"0 tracebacks, 0 hangs, 0 changed on an error; ended {ended}")
