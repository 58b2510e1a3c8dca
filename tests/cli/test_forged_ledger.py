"""A ledger that another program wrote into: no command fails for want of words, hangs, or writes anything down."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from claimtrack.cli.app import app
from tests.conftest import TODAY, Cli
from tests.others import dump
from tests.store.test_verification import tamper

RECORDED = (
    ["add", "The pier is closed", "--asserted-by", "Harbour", "--denied-by", "Rail", "--tag", "x"],
    ["edit", "c1", "--text", "The pier is shut"],
    ["withdraw", "st2", "--reason", "a slip"],
    ["undo"],
    ["redo"],
    ["redact", "a1", "--reason", "by order of a court"],
)
EDITED = "WHERE action IN ('edited', 'restored')"
FORGERIES = [
    "UPDATE change SET entity = 'nothing'",
    f"UPDATE change SET before = 'no JSON' {EDITED}",
    f"UPDATE change SET before = '[]' {EDITED}",
    f"UPDATE change SET before = '{{}}' {EDITED}",
    f"""UPDATE change SET before = '{{"no_column":1}}' {EDITED}""",
    f"""UPDATE change SET before = '{{"id":"one"}}' {EDITED}""",
    f"""UPDATE change SET before = '{{"slug":"another"}}' {EDITED}""",
    f"""UPDATE change SET before = '{{"text":null,"folded":null}}' {EDITED}""",
    f"""UPDATE change SET before = '{{"text":["a"]}}' {EDITED}""",
    f"""UPDATE change SET before = '{{"text":"\\ud800"}}' {EDITED}""",
    f"UPDATE change SET before = printf('%.*c', 100000, '[') {EDITED}",
    "UPDATE change SET number = 999",
    "UPDATE change SET leaf = x'00'",
    "UPDATE operation SET undoes = 999",
    "UPDATE operation SET undoes = number",
    "UPDATE operation SET undoes = number + 1 WHERE number < 6",
    "DELETE FROM operation",
]  # fmt: skip
COMMANDS = [
    ["undo", "1"], ["undo", "2"], ["undo", "3"], ["redo"], ["log"], ["log", "c1"], ["log", "--format", "json"],
    ["redact", "c1", "--reason", "why"], ["prove", "c1"], ["verify"], ["report", "--known-at", "2024-05-01T00:00:00Z"],
]  # fmt: skip


@pytest.fixture(scope="module")
def recorded(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copyfile(template, tmp_path_factory.mktemp("forged") / "claimtrack.db"))
    runner = CliRunner(env={"CLAIMTRACK_TODAY": TODAY, "CLAIMTRACK_ACTOR": "tester"})
    for words in RECORDED:
        assert runner.invoke(app, [*words, "--db", str(path)]).exit_code == 0, words
    return path


@pytest.mark.parametrize("forgery", FORGERIES)
def test_every_command_on_a_forged_ledger_ends_in_words(
    bare_cli: Cli, recorded: Path, tmp_path: Path, forgery: str
) -> None:
    codes = set()
    for n, command in enumerate(COMMANDS):
        path = Path(shutil.copyfile(recorded, tmp_path / f"{n}.db"))
        assert tamper(path, forgery)
        before = dump(path)
        ran = bare_cli(*command, "--db", str(path))
        assert ran.code in (0, 2, 3, 4, 5), (command, ran.err)
        assert "should not happen" not in ran.err, (command, ran.err)
        if ran.code:
            assert dump(path) == before
        codes.add(ran.code)
    assert codes & {4, 5}, "something of it was seen"
