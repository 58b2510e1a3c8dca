"""What all tests share: a fixed day, a clean environment, an empty database, and the command line as a function."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from typer.testing import CliRunner

from claimtrack.cli.app import app
from claimtrack.store import migration
from claimtrack.store.connection import connect, transaction
from claimtrack.store.writer import Writer
from tests.store.factories import writer_on

TODAY = "2024-06-01"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption("--share", type=float, default=1.0, help="do this part of each long test only, such as 0.1")


class Ran(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


class Cli(Protocol):
    """The command line as a function: arguments in, what it left behind out."""

    def __call__(self, *args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Ran:
        """Run a command."""
        ...


Golden = Callable[[str, str], None]
Figures = Callable[[str, str], None]
_FIGURES = pytest.StashKey[list[tuple[str, str]]]()


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CLAIMTRACK_")] + ["NO_COLOR", "FORCE_COLOR"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CLAIMTRACK_TODAY", TODAY)
    monkeypatch.setenv("CLAIMTRACK_ACTOR", "tester")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once; copying it costs less than making it."""
    path = tmp_path_factory.mktemp("template") / "claimtrack.db"
    migration.create(path)
    return path


@pytest.fixture
def database(template: Path, tmp_path: Path) -> Path:
    """An empty database in the folder the test runs in."""
    return Path(shutil.copyfile(template, tmp_path / "claimtrack.db"))


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection to an empty database."""
    with closing(connect(database)) as opened:
        yield opened


@pytest.fixture
def writer(connection: sqlite3.Connection, database: Path) -> Iterator[Writer]:
    """A writer on an empty database, inside its transaction."""
    with transaction(connection, keep=False):
        yield writer_on(connection, database)


@pytest.fixture
def bare_cli() -> Cli:
    """The command line, in a folder without a database."""
    runner = CliRunner()

    def run(*args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Ran:
        result = runner.invoke(app, list(args), input=stdin, env=env, prog_name="claimtrack")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def cli(bare_cli: Cli, database: Path) -> Cli:
    """The command line, in a folder with an empty database."""
    assert database.exists()
    return bare_cli


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with a golden file beside the test, byte for byte, or write it anew with --update-golden."""
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Keep what a test measured, for the table at the end."""
    kept = request.config.stash.setdefault(_FIGURES, [])
    return lambda what, figure: kept.append((what, figure))


@pytest.fixture
def share(request: pytest.FixtureRequest) -> float:
    """How much of a long test to do."""
    return float(request.config.getoption("--share"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    kept = config.stash.get(_FIGURES, [])
    if kept:
        terminalreporter.section("figures")
        width = max(len(what) for what, _ in kept)
        for what, figure in kept:
            terminalreporter.write_line(f"{what:<{width}}  {figure}")
