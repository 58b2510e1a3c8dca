"""Records to ask: the sample case, and a small record with one of everything."""

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimtrack.cli.app import app
from claimtrack.services import demonstrating
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
    runner = CliRunner(env={"CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester"})
    for words in commands:
        result = runner.invoke(app, [*words, "--db", str(path)], prog_name="claimtrack")
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="session")
def sample_database(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, built once with its own commands on the fixed day."""
    return _build(tmp_path_factory.mktemp("sample") / "claimtrack.db", template, demonstrating.commands())


@pytest.fixture(scope="session")
def desk_database(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small record that has one of everything, built once."""
    return _build(tmp_path_factory.mktemp("desk") / "claimtrack.db", template, DESK)


@pytest.fixture
def sample(bare_cli: Cli, sample_database: Path, tmp_path: Path) -> Cli:
    """The command line, in a folder with the sample case."""
    shutil.copyfile(sample_database, tmp_path / "claimtrack.db")
    return bare_cli


@pytest.fixture
def desk(bare_cli: Cli, desk_database: Path, tmp_path: Path) -> Cli:
    """The command line, in a folder with a small record that has one of everything."""
    shutil.copyfile(desk_database, tmp_path / "claimtrack.db")
    return bare_cli
