"""The README is a tour: its every console block is run and compared, and everything a user may meet is in it."""

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.main import get_group
from typer.testing import CliRunner

from claimtrack.cli.app import app
from claimtrack.cli.sections import MODULES
from claimtrack.domain import vocabulary
from claimtrack.errors.base import ExitCode
from claimtrack.formats.outgoing import Outgoing
from claimtrack.formats.registry import Format
from claimtrack.services import workspace

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
# Random by design, as its hashes are salted; the README says that its blocks leave it out.
CHECKPOINT = re.compile(r"^checkpoint [0-9a-f-]{36} \d+ \S{44}\n", re.MULTILINE)
TIME = re.compile(r"(2024-06-01 )\d\d:\d\d:\d\d")  # the day is fixed by the tour, the time of day is not
CHART = re.compile(r"```mermaid\n(.*?)```", re.DOTALL)
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")  # never the same twice, either
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def commands_of(block: str) -> Iterator[str]:
    """Yield the commands of a block, continued lines joined."""
    lines = iter(block.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = f"{command[:-1].rstrip()} {next(lines).strip()}"
            yield command


class Shell:
    """Runs the README's commands: claimtrack inside this process, the rest as a shell would."""

    def __init__(self) -> None:
        self.runner = CliRunner()
        self.environment: dict[str, str | None] = {}
        self.ended = 0

    def answer(self, command: str) -> str:
        """Return what the terminal shows: stdout and stderr as they came."""
        words = shlex.split(command)
        match words:
            case ["export", *settings]:
                self.environment |= dict(setting.split("=", 1) for setting in settings)
                return ""
            case ["echo", "$?"]:
                return f"{self.ended}\n"
            case ["claimtrack", *args]:
                result = self.runner.invoke(app, args, env=self.environment, prog_name="claimtrack")
                self.ended = result.exit_code
                return UID.sub(
                    "0192f3ab-1111-7111-8111-111111111111",
                    TIME.sub(r"\g<1>12:00:00", CHECKPOINT.sub("", result.output)),
                )
            case [*words, ">", name]:
                Path(name).write_bytes(subprocess.run(words, capture_output=True, check=True).stdout)
                return ""
            case ["sqlite3", *_] if not shutil.which("sqlite3"):
                pytest.skip("the sqlite3 shell is not on this machine")
            case _:
                return subprocess.run(words, capture_output=True, check=True, text=True).stdout


def as_written(command: str, text: str) -> str:
    """Return a command as the README writes it: with the line breaks it has there."""
    lines = re.escape(command).replace(r"\ ", r"(?:\ |\ \\\n\s+)")
    found = re.search(rf"^\$ {lines}$", text, re.MULTILINE)
    assert found, command
    return found[0]


def replayed(text: str) -> str:
    """Return the README with every block's answers as the program gives them now."""
    shell = Shell()

    def run(block: re.Match[str]) -> str:
        parts = [f"{as_written(command, block[1])}\n{shell.answer(command)}" for command in commands_of(block[1])]
        return "```console\n" + "".join(parts) + "```"

    return BLOCK.sub(run, text)


def test_every_block_answers_as_it_is_printed(request: pytest.FixtureRequest, database: Path) -> None:
    database.unlink()
    text = README.read_text(encoding="utf-8")
    now = replayed(text)
    if request.config.getoption("--update-golden"):
        README.write_text(now, encoding="utf-8")
    assert now == README.read_text(encoding="utf-8")


def test_the_picture_is_what_the_sample_case_exports(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    runner = CliRunner(env={"CLAIMTRACK_TODAY": "2024-06-01"})
    assert runner.invoke(app, ["demo", "--keep", "kept"], prog_name="claimtrack").exit_code == 0
    command = ["export", "tables", "--disputed", "--no-footer", "-o", "disputed.svg", "--db", "kept/claimtrack.db"]
    assert runner.invoke(app, command, prog_name="claimtrack").exit_code == 0
    drawn = (tmp_path / "disputed.svg").read_text(encoding="utf-8")
    picture = ROOT / "sample_data" / "disputed.svg"
    if request.config.getoption("--update-golden"):
        picture.write_text(drawn, encoding="utf-8")
    assert drawn == picture.read_text(encoding="utf-8")


def test_the_chart_is_what_the_sample_case_exports(request: pytest.FixtureRequest) -> None:
    runner = CliRunner(env={"CLAIMTRACK_TODAY": "2024-06-01"})
    assert runner.invoke(app, ["demo", "--keep", "kept"], prog_name="claimtrack").exit_code == 0
    command = ["export", "mermaid", "c1", "--no-footer", "--db", "kept/claimtrack.db"]
    chart = runner.invoke(app, command, prog_name="claimtrack").stdout
    text = README.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        text = CHART.sub(lambda _: f"```mermaid\n{chart}```", text)
        README.write_text(text, encoding="utf-8")
    assert CHART.findall(text) == [chart]


def all_commands() -> Iterator[str]:
    """Yield every command as it is typed, groups with their members."""
    table = get_group(app)
    for name in MODULES:
        command = table.get_command(typer.Context(table), name)
        members = getattr(command, "commands", None)
        yield from [f"{name} {member}" for member in members] if members else [name]


@pytest.mark.parametrize("command", list(all_commands()))
def test_every_command_is_in_the_readme_and_has_help_with_an_example(command: str) -> None:
    assert re.search(rf"`{re.escape(command)}[ `]", README.read_text(encoding="utf-8"))
    shown = CliRunner().invoke(app, [*command.split(), "--help"], prog_name="claimtrack")
    assert shown.exit_code == 0
    assert f"Example: claimtrack {command}" in " ".join(shown.output.split())


@pytest.mark.parametrize("name", MODULES)
def test_every_option_and_argument_has_a_help_text(name: str) -> None:
    table = get_group(app)
    command = table.get_command(typer.Context(table), name)
    for member in getattr(command, "commands", {"": command}).values():
        assert [parameter.name for parameter in member.params if not parameter.help] == []


WORDS = [
    *vocabulary.Status,
    *vocabulary.Stance,
    *vocabulary.Lean,
    *vocabulary.Rating,
    *vocabulary.RelationKind,
    *vocabulary.BearingKind,
    *vocabulary.EvidenceKind,
    *vocabulary.ActorKind,
    *vocabulary.SourceKind,
    *Format,
    *Outgoing,
]


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_every_word_of_the_record_is_in_the_readme(word: str) -> None:
    assert f"`{word}`" in README.read_text(encoding="utf-8")


def test_every_exit_code_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    for code in ExitCode:
        assert f"\n| {code.value} | " in text


def test_every_environment_variable_is_in_the_readme() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    variables = set(re.findall(r'"(CLAIMTRACK_[A-Z_]+)"', source))
    assert workspace.DATABASE_VARIABLE in variables
    text = README.read_text(encoding="utf-8")
    assert [name for name in sorted(variables) if f"`{name}`" not in text] == []
