"""`prove` and `check-proof`: one row is shown to an outsider, nothing of any other, and no more than was shown."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claimtrack.services.proving import LARGEST
from tests.conftest import Cli
from tests.others import another_program, tamper

READY = (
    ("add", "The bridge is closed", "--asserted-by", "City of Riga", "--denied-by", "Rail", "--quote", "It is closed."),
    ("edit", "c1", "--text", "The bridge is shut"),
    ("withdraw", "st2", "--reason", "misheard"),
)


@pytest.fixture
def ready(cli: Cli) -> Cli:
    """The command line, in a folder with a small record and checkpoints of it in `old` and `now`."""
    for n, words in enumerate(READY):
        assert cli(*words).code == 0
        Path("old" if n == 0 else "now").write_text(cli("checkpoint").out, encoding="utf-8")
    return cli


def proven(cli: Cli, ref: str, *more: str) -> dict[str, Any]:
    ran = cli("prove", ref, *more)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


@pytest.mark.parametrize(
    ("ref", "actions"),
    [("c1", ["recorded", "edited"]), ("st1", ["recorded"]), ("st2", ["recorded", "withdrawn"]), ("rail", ["recorded"])],
)
def test_every_change_of_a_row_is_proven(ready: Cli, ref: str, actions: list[str]) -> None:
    assert ready("prove", ref, "-o", "one.proof").code == 0
    ran = ready("check-proof", "one.proof", "--checkpoint", "now", "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["holds"]) == (0, True)
    assert [change["action"] for change in found["changes"]] == actions


def test_row_without_a_short_id_is_proven_by_its_uid(ready: Cli) -> None:
    said = [change for change in json.loads(ready("log", "--format", "json").out) for change in change["changes"]]
    assert "alias 1" in {change["what"] for change in said}
    with another_program(Path("claimtrack.db")) as opened:
        (uid,) = opened.execute("SELECT uid FROM alias WHERE id = 1").fetchone()
    assert json.loads(proven(ready, uid)["changes"][0]["content"])["entity"] == "alias"


def test_proof_shows_nothing_of_any_other_row(ready: Cli) -> None:
    text = ready("prove", "st1").out
    assert "It is closed." in text
    assert "Rail" not in text
    assert "bridge" not in text


def test_proof_says_what_it_shows_and_what_not(ready: Cli) -> None:
    ready("prove", "c1", "-o", "c1.proof")
    out = " ".join(ready("check-proof", "c1.proof").out.split())
    assert "shown: c1 was in the record" in out
    assert "The bridge is shut" in out
    assert "not shown: that what it says is true, that it still stands so" in out
    assert "not shown: that anybody else saw this history" in out


def test_proof_is_read_from_stdin_without_any_database(ready: Cli) -> None:
    text = ready("prove", "c1").out
    Path("claimtrack.db").unlink(missing_ok=True)
    assert ready("check-proof", "-", stdin=text).code == 0
    assert ready("check-proof", "-", stdin="{}").code == 2


def test_older_checkpoint_is_compared_through_a_consistency_proof(ready: Cli) -> None:
    ready("prove", "c1", "-o", "c1.proof")
    ran = ready("check-proof", "c1.proof", "--checkpoint", "old")
    assert ran.code == 4
    assert "cannot be compared without a consistency proof" in " ".join(ran.out.split())
    ready("prove", "c1", "--since", "old", "-o", "c1.proof")
    assert ready("check-proof", "c1.proof", "--checkpoint", "old", "--checkpoint", "now").code == 0


def test_newer_checkpoint_is_not_compared(ready: Cli) -> None:
    ready("prove", "c1", "-o", "c1.proof")
    ready("tag", "c1", "bridge")
    Path("newer").write_text(ready("checkpoint").out, encoding="utf-8")
    ran = ready("check-proof", "c1.proof", "--checkpoint", "newer")
    assert ran.code == 4
    assert "cannot be compared without a consistency proof" in " ".join(ran.out.split())


def test_proof_of_another_history_of_the_same_length_fails(ready: Cli) -> None:
    ready("prove", "c1", "-o", "c1.proof")
    said = Path("now").read_text(encoding="utf-8").split()
    said[3] = "A" * 43 + "="
    Path("other").write_text(" ".join(said), encoding="utf-8")
    assert ready("check-proof", "c1.proof", "--checkpoint", "other").code == 4


@pytest.mark.parametrize("wrong", [2, 3])
def test_nothing_is_proven_since_a_checkpoint_of_another_history(ready: Cli, wrong: int) -> None:
    said = Path("old").read_text(encoding="utf-8").split()
    said[wrong] = {2: "999", 3: "A" * 43 + "="}[wrong]
    Path("other").write_text(" ".join(said), encoding="utf-8")
    ran = ready("prove", "c1", "--since", "other")
    assert (ran.code, ran.out) == (4, "")


@pytest.mark.parametrize("ref", ["c9", "nobody", "0192f3ab-1111-7111-8111-111111111111"])
def test_nothing_is_proven_of_what_is_not_on_record(ready: Cli, ref: str) -> None:
    assert ready("prove", ref).code == 3


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE statement SET quote = 'It is open.' WHERE id = 1",
        "DELETE FROM change WHERE entity = 'statement'",
        "DELETE FROM change WHERE entity = 'alias'",
        "UPDATE change SET leaf = (SELECT leaf FROM change WHERE seq = 1) WHERE seq = 2",
        "UPDATE checkpoint SET size = 2",
        "UPDATE checkpoint SET root = (SELECT leaf FROM change WHERE seq = 1)",
    ],
)
def test_nothing_is_proven_that_was_forged(ready: Cli, forgery: str) -> None:
    assert tamper(Path("claimtrack.db"), forgery)
    ran = ready("prove", "st1")
    assert (ran.code in (4, 5), ran.out) == (True, "")


def test_of_a_redacted_row_only_the_hashes_are_proven(ready: Cli) -> None:
    tamper(Path("claimtrack.db"), "UPDATE change SET salt = NULL WHERE entity = 'statement' AND number = 1")
    ran = ready("prove", "st1")
    (change,) = json.loads(ran.out)["changes"]
    assert change.keys() == {"seq", "leaf", "path"}
    assert "redacted" in ran.err
    Path("st1.proof").write_text(ran.out, encoding="utf-8")
    shown = " ".join(ready("check-proof", "st1.proof").out.split())
    assert "1 change whose words are redacted or held back, of whatever row, stood in the record" in shown
    assert "in these words" not in shown


@pytest.mark.parametrize("name", ["missing", "."])
def test_file_that_cannot_be_read_is_said_to_be_so(bare_cli: Cli, name: str) -> None:
    ran = bare_cli("check-proof", name)
    assert (ran.code, len(ran.err.splitlines())) == (2, 2)


# Runs the program within less memory than an unguarded reader would take.
_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (400_000_000,) * 2)
from claimtrack.cli.entry import main
sys.argv = ["claimtrack", *sys.argv[1:]]
main()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by a limit of Linux")
@pytest.mark.parametrize("size", [100_000_000, LARGEST - 100], ids=["too large", "just not too large"])
@pytest.mark.parametrize("part", ["[", "{}", "[],", '"\\ud83d",', "1e9,", "\x00", '{"format":', "\U0001f600"])
def test_hostile_file_costs_little_memory(tmp_path: Path, part: str, size: int) -> None:
    path = tmp_path / "large.proof"
    path.write_text("[" + part * (size // len(part.encode())), encoding="utf-8")
    for given in (str(path), "-"):
        with path.open("rb") as stdin:
            command = [sys.executable, "-c", _LIMITED, "check-proof", given]
            done = subprocess.run(command, stdin=stdin, capture_output=True, text=True, check=False)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 2), done.stderr
