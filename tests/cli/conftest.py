"""Records to ask: the sample case, and a small record with one of everything."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimtrack.cli.app import app
from claimtrack.services import demonstrating
from tests import servers
from tests.conftest import TODAY, Cli

DESK = (
    ["source", "add", "Briefing", "--url", "https://example.org/b", "--publisher", "Harbour Office", "--published",
     "2024-02-26", "--kind", "briefing"],
    ["actor", "add", "Port Authority", "--kind", "organization", "--reliability", "B", "--alias", "The Port"],
    ["actor", "add", "Harbour Master", "--part-of", "Port Authority"],
    ["add", "The pier is closed", "--asserted-by", "Harbour Master", "--denied-by", "Ferry Line", "--reported-by",
     "Gazette", "--on", "2024-03-01", "--source", "s1", "--place", "p. 2", "--quote", "closed until further notice",
     "--slug", "pier-closed", "--event", "2024-03", "--tag", "harbour", "--evidence", "Photograph of the barrier"],
    ["add", "The pier is closed for good", "--slug", "pier-gone", "--suggested-by", "Gazette"],
    ["link", "c2", "narrower-than", "c1"],
    ["evidence", "add", "Ferry timetable", "--refutes", "c1", "--kind", "document", "--credibility", "2",
     "--collected-by", "Gazette", "--on", "2024-03-02", "--url", "https://example.org/t"],
    ["verdict", "c1", "--by", "Check Desk", "--rating", "mixed", "--label", "Half right", "--on", "2024-04-01",
     "--url", "https://example.org/v"],
)  # fmt: skip


def _build(path: Path, template: Path, commands: Iterable[list[str]]) -> Path:
    """Run commands on a copy of the empty database."""
    shutil.copyfile(template, path)
    _record(str(path), commands)
    return path


def _record(place: str, commands: Iterable[list[str]]) -> None:
    runner = CliRunner(env={"CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester"})
    for words in commands:
        result = runner.invoke(app, [*words, "--db", place], prog_name="claimtrack")
        assert result.exit_code == 0, result.output


@pytest.fixture(scope="session")
def sample_database(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, built once with its own commands on the fixed day."""
    return _build(tmp_path_factory.mktemp("sample") / "claimtrack.db", template, demonstrating.commands())


@pytest.fixture(scope="session")
def desk_database(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small record that has one of everything, built once."""
    return _build(tmp_path_factory.mktemp("desk") / "claimtrack.db", template, DESK)


@pytest.fixture(scope="session")
def sample_on_server(server: servers.Server) -> str:
    """The sample case on a server, built once with its own commands."""
    return _recorded(server, demonstrating.commands())


@pytest.fixture(scope="session")
def desk_on_server(server: servers.Server) -> str:
    """A small record that has one of everything on a server, built once."""
    return _recorded(server, DESK)


def _recorded(server: servers.Server, commands: Iterable[list[str]]) -> str:
    name = server.new()
    _record(server.url(name), commands)
    server.keep(name)
    return name


@pytest.fixture
def placed(
    command_line: Cli,
    engine: str,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[str], Cli]:
    """Put a copy of a record that was built once where commands find it."""

    def put(name: str) -> Cli:
        if engine == "postgres":
            running: servers.Server = request.getfixturevalue("server")
            monkeypatch.setenv("CLAIMTRACK_DB", running.put_back(request.getfixturevalue(f"{name}_on_server")))
        else:
            shutil.copyfile(request.getfixturevalue(f"{name}_database"), tmp_path / "claimtrack.db")
        return command_line

    return put


@pytest.fixture
def sample(placed: Callable[[str], Cli]) -> Cli:
    """The command line, with the sample case."""
    return placed("sample")


@pytest.fixture
def desk(placed: Callable[[str], Cli]) -> Cli:
    """The command line, with a small record that has one of everything."""
    return placed("desk")
