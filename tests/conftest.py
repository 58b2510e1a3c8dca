"""What all tests share: a fixed day, a clean environment, an empty database, and the command line as a function."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from typer.testing import CliRunner

from claimtrack.cli.app import app
from claimtrack.store import making
from claimtrack.store.connection import connect, transaction
from claimtrack.store.writer import Writer
from tests import servers
from tests.store.factories import writer_on

TODAY = "2024-06-01"
NO_SERVER = servers.missing()
_OF_SERVERS = [
    "store/postgres", "cli/test_servers.py",
    "faults/test_writers_on_a_server.py", "faults/test_full_disk_of_a_server.py",
]  # fmt: skip
collect_ignore = [] if find_spec("psycopg") else _OF_SERVERS  # they cannot even be imported; said at the end


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption(
        "--engine",
        choices=["sqlite", "postgres", "share"],
        default="share",
        help="run the command line's tests on this engine; by default all on SQLite, and a share on PostgreSQL as well",
    )
    parser.addoption("--share", type=float, default=1.0, help="do this part of each long test only, such as 0.1")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let a test that asks for an engine run on those that the options and its own marks say."""
    if "engine" not in metafunc.fixturenames:
        return
    asked = metafunc.config.getoption("--engine")
    if asked == "share":
        both = next(metafunc.definition.iter_markers("both_engines"), None) is not None
        engines = ["sqlite", "postgres"] if both else ["sqlite"]
    else:
        engines = [asked]
    if engines != ["sqlite"]:
        metafunc.parametrize("engine", engines, indirect=True)


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
    making.create(path)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    """A PostgreSQL server to throw away, started once where one can be."""
    if NO_SERVER:
        pytest.skip(NO_SERVER)
    with servers.running() as running:
        yield running


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The engine a test of the command line runs on."""
    of_files = request.node.get_closest_marker("sqlite_only")
    chosen: str = getattr(request, "param", "sqlite")
    if chosen == "postgres" and of_files:
        pytest.skip(f"of SQLite only: {of_files.args[0]}")
    return chosen


@pytest.fixture(scope="session")
def nothing_on_server(server: servers.Server) -> str:
    """A database without tables."""
    return server.new()


@pytest.fixture(scope="session")
def record_on_server(server: servers.Server) -> str:
    """An empty record on the server, made once by the migrations."""
    name = server.new()
    result = CliRunner().invoke(app, ["migrate", "--db", server.url(name)], prog_name="claimtrack")
    assert result.exit_code == 0, result.output
    server.keep(name)
    return name


@pytest.fixture
def command_line() -> Cli:
    """The command line, wherever its database may be."""
    runner = CliRunner()

    def run(*args: str, stdin: str | bytes | None = None, env: dict[str, str] | None = None) -> Ran:
        result = runner.invoke(app, list(args), input=stdin, env=env, prog_name="claimtrack")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def database(template: Path, tmp_path: Path, engine: str) -> Path:
    """An empty database in the folder the test runs in."""
    if engine == "postgres":
        pytest.skip("of SQLite only: the test looks at the file itself")
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
def bare_cli(command_line: Cli, engine: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line, in a folder without a database; or with a database without tables on a server."""
    if engine == "postgres":
        running: servers.Server = request.getfixturevalue("server")
        monkeypatch.setenv("CLAIMTRACK_DB", running.emptied(request.getfixturevalue("nothing_on_server")))
    return command_line


@pytest.fixture
def cli(command_line: Cli, engine: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line, with an empty record: in the folder, or on a server."""
    if engine == "postgres":
        running: servers.Server = request.getfixturevalue("server")
        monkeypatch.setenv("CLAIMTRACK_DB", running.put_back(request.getfixturevalue("record_on_server")))
    else:
        request.getfixturevalue("database")
    return command_line


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
    if NO_SERVER:
        terminalreporter.write_line(f"nothing was tested on PostgreSQL: {NO_SERVER}")
    kept = config.stash.get(_FIGURES, [])
    if kept:
        terminalreporter.section("figures")
        width = max(len(what) for what, _ in kept)
        for what, figure in kept:
            terminalreporter.write_line(f"{what:<{width}}  {figure}")
