"""A stranger's verifiers, made from the README's appendix alone, agree with ours on honest records and on forged."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.merkle import root_of
from claimtrack.domain.records import Claim
from claimtrack.store.tables import TABLES
from tests.conftest import Cli
from tests.store import factories
from tests.store.test_verification import (
    LEDGER,
    cells,
    changed,
    fill_all,
    head_of,
    tamper,
    verified,
    write_ledger_anew,
)

VERIFY, CHECK_PROOF = (Path(__file__).with_name(name) for name in ("verify.pl", "check_proof.pl"))
EVERY = 6  # of the cells, so that the test stays short; which ones they are differs from table to table


class Said(NamedTuple):
    """What the stranger said of a file."""

    is_well: bool
    text: str


Stranger = Callable[..., Said]


def asking(script: Path) -> Stranger:
    """Return a verifier as a function: files in, what it said out."""
    if not shutil.which("perl") or not shutil.which("sqlite3"):
        pytest.skip("perl or the sqlite3 shell is not on this machine")
    modules = ["perl", "-MDigest::SHA", "-MJSON::PP", "-e", "1"]
    if subprocess.run(modules, capture_output=True, check=False).returncode:
        pytest.skip("perl's core modules are not on this machine")

    def ask(*files: Path) -> Said:
        command = ["perl", str(script), *map(str, files)]
        done = subprocess.run(command, capture_output=True, check=False, text=True, stdin=subprocess.DEVNULL)
        assert done.returncode in (0, 4), done.stdout + done.stderr
        assert not done.stderr
        return Said(done.returncode == 0, done.stdout)

    return ask


@pytest.fixture(scope="session")
def stranger() -> Stranger:
    """The stranger's verifier of records."""
    return asking(VERIFY)


@pytest.fixture(scope="session")
def checker() -> Stranger:
    """The stranger's checker of proofs."""
    return asking(CHECK_PROOF)


@pytest.fixture
def filled(database: Path) -> Path:
    fill_all(database)
    return database


@pytest.fixture
def held(filled: Path) -> Path:
    """A checkpoint of the filled record in other hands."""
    path = filled.with_name("held.txt")
    path.write_text(f"{head_of(filled)}\n", encoding="utf-8")
    return path


def agree(stranger: Stranger, path: Path) -> bool:
    """Return whether a record is well, on which both must agree."""
    ours, theirs = verified(path), stranger(path)
    assert (not ours.faults) == theirs.is_well, (ours.faults, theirs.text)
    return theirs.is_well


def test_both_find_the_same_root(stranger: Stranger, filled: Path) -> None:
    now = head_of(filled)
    assert agree(stranger, filled)
    assert stranger(filled).text.split()[1] == str(now.size)
    assert stranger(filled).text.split()[-1] == str(now).split()[-1]


def test_both_find_an_empty_record_well(stranger: Stranger, database: Path) -> None:
    assert agree(stranger, database)


def test_both_find_the_sample_case_well(stranger: Stranger, bare_cli: Cli, tmp_path: Path) -> None:
    assert bare_cli("demo", "--keep", "kept").code == 0
    assert agree(stranger, tmp_path / "kept" / "claimtrack.db")


def test_both_find_what_was_undone_and_redone_well(stranger: Stranger, cli: Cli, database: Path) -> None:
    cli("add", "The bridge is closed", "--asserted-by", "City", "--denied-by", "Rail")
    cli("edit", "c1", "--text", "The bridge is shut", "--reason", "as it was said")
    for command in ("undo", "undo", "redo", "undo", "redo", "redo"):
        assert cli(command).code in (0, 2)
    assert agree(stranger, database)


@pytest.mark.parametrize(
    "text", ['"quoted" \\ back', "line\nend\ttab", "\x08\x0c\x1f", "é 한국 🏴", "\u2028\u202e\x7f\xa0", "</script>"]
)
def test_both_hash_every_character_alike(stranger: Stranger, database: Path, text: str) -> None:
    with factories.writing(database) as writer:
        edited = writer.edit(writer.add(Claim(slug="one", text=text, folded=text)), text=f"{text} again")
        writer.withdraw(edited, reason=text)
    assert agree(stranger, database)


def test_both_see_every_edit_of_a_cell(stranger: Stranger, filled: Path, tmp_path: Path) -> None:
    content = filled.read_bytes()
    forged, seen = tmp_path / "forged.db", 0
    for table, column, row in islice(cells(filled), 0, None, EVERY):
        forged.write_bytes(content)
        with closing(sqlite3.connect(forged, isolation_level=None)) as opened:
            (value,) = opened.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
        try:
            tamper(forged, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed(value), row)
        except sqlite3.IntegrityError:
            continue
        assert not agree(stranger, forged), (table, column, row)
        seen += 1
    assert seen > 300 / EVERY


@pytest.mark.parametrize("table", [*TABLES.values(), *LEDGER])
def test_both_see_a_row_that_was_removed(stranger: Stranger, filled: Path, table: str) -> None:
    tamper(filled, f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
    assert not agree(stranger, filled)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE change SET salt = NULL WHERE seq = 3",
        "UPDATE change SET action = 'redacted' WHERE action = 'edited'",
        "UPDATE change SET before = replace(before, ':', ': ') WHERE before IS NOT NULL",
        "UPDATE operation SET last = last - 1 WHERE number = 1",
        "UPDATE operation SET undoes = 4 WHERE number = 2",
        "UPDATE checkpoint SET nodes = CAST(nodes || nodes AS BLOB)",
        "UPDATE checkpoint SET origin = '0192f3ab-1111-7111-8111-111111111111'",
    ],
)
def test_both_see_what_was_done_to_the_ledger(stranger: Stranger, filled: Path, forgery: str) -> None:
    assert tamper(filled, forgery)
    assert not agree(stranger, filled)


def test_both_see_that_a_history_written_anew_does_not_continue_a_checkpoint(
    stranger: Stranger, filled: Path, held: Path
) -> None:
    assert stranger(filled, held).is_well
    tamper(filled, "UPDATE statement SET quote = 'We have.' WHERE id = 1")
    write_ledger_anew(filled)
    assert agree(stranger, filled)
    assert not stranger(filled, held).is_well


def test_both_find_that_a_longer_history_continues_a_checkpoint(stranger: Stranger, filled: Path, held: Path) -> None:
    with factories.writing(filled) as writer:
        factories.actor(writer, "Another")
    assert stranger(filled, held).is_well


@pytest.fixture
def redacted(cli: Cli, database: Path) -> Path:
    """A record in which words went, and reasons, one of them of a redaction."""
    for command in (
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--quote", "Closed", "--reason", "he called"],
        ["edit", "c1", "--text", "The pier is shut", "--reason", "he called again"],
        ["withdraw", "st1", "--reason", "it was not he"],
        ["undo"],
        ["add", "Another", "--denied-by", "Harbour"],
        ["redact", "c2", "--reason", "by order of a court"],
        ["redact", "2", "--reason", "by order of a judge"],
        ["redact", "3", "--reason", "by order of a jury"],
        ["redact", "6", "--reason", "since it was sealed"],
        ["redact", "7", "--reason", "as the other one"],
        ["deny", "c1", "--by", "Rail"],
    ):
        assert cli(*command).code == 0, command
    return database


def test_both_find_what_was_redacted_well(stranger: Stranger, redacted: Path) -> None:
    assert agree(stranger, redacted)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE operation SET reason = 'he wrote' WHERE reason = '[redacted]'",
        "UPDATE operation SET by = 'another' WHERE number = 2",
        "UPDATE operation SET at = at || ' ' WHERE number = 3",
        "UPDATE operation SET reason = '[redacted]' WHERE number = 1",
        "UPDATE change SET salt = NULL WHERE entity = 'operation'",
        "UPDATE change SET salt = NULL WHERE action = 'redacted'",
        "UPDATE change SET salt = NULL WHERE seq <= 2",
        "UPDATE change SET number = 5 WHERE entity = 'operation'",
        "UPDATE change SET action = 'edited', before = '{}' WHERE action = 'redacted'",
        "UPDATE change SET action = 'hidden' WHERE salt IS NULL AND action <> 'recorded'",
        "UPDATE change SET number = 77 WHERE salt IS NULL AND action <> 'recorded'",
        "UPDATE operation SET reason = 'he wrote' WHERE number = 5",
        "UPDATE change SET before = '{}' WHERE action = 'redacted'",
        "DELETE FROM change WHERE entity = 'operation'",
        "UPDATE claim SET text = 'The pier is open' WHERE id = 1",
        "UPDATE claim SET text = 'Anything' WHERE id = 2",
        "UPDATE statement SET stance = 'denies' WHERE id = 1",
    ],
)
def test_both_see_what_looks_like_a_redaction_and_is_none(stranger: Stranger, redacted: Path, forgery: str) -> None:
    assert tamper(redacted, forgery)
    assert not agree(stranger, redacted)


@pytest.mark.parametrize("ref", ["st1", "c1", "a1", "e1"])
def test_both_find_a_proof_well(checker: Stranger, cli: Cli, filled: Path, held: Path, ref: str) -> None:
    proof = filled.with_name("one.proof")
    assert cli("prove", ref, "-o", str(proof)).code == 0
    assert cli("check-proof", str(proof), "--checkpoint", str(held)).code == 0
    assert checker(proof, held).is_well


@pytest.fixture
def bridged(cli: Cli, filled: Path, tmp_path: Path) -> Path:
    """A proof from every checkpoint that the record ever had, also from the empty one and its own."""
    earlier = tmp_path / "earlier.txt"
    with closing(sqlite3.connect(filled)) as opened:
        origin = opened.execute("SELECT origin FROM checkpoint").fetchone()[0]
        leaves = [row[0] for row in opened.execute("SELECT leaf FROM change ORDER BY seq")]
    lines = [f"{Checkpoint(origin, size, root_of(leaves[:size]))}\n" for size in range(len(leaves) + 1)]
    earlier.write_text("".join(lines), encoding="utf-8")
    proof = tmp_path / "one.proof"
    assert cli("prove", "c1", "--since", str(earlier), "-o", str(proof)).code == 0
    assert len(json.loads(proof.read_text(encoding="utf-8"))["since"]) == len(leaves) + 1
    return proof


def test_both_find_that_a_proof_continues_every_earlier_checkpoint(
    checker: Stranger, cli: Cli, bridged: Path, tmp_path: Path
) -> None:
    earlier = tmp_path / "earlier.txt"
    assert cli("check-proof", str(bridged), "--checkpoint", str(earlier)).code == 0
    assert checker(bridged, earlier).is_well


def test_both_see_every_forged_continuation(checker: Stranger, cli: Cli, bridged: Path) -> None:
    """Of each consistency proof: one hash more, one less, another one, and another earlier root."""
    said = json.loads(bridged.read_text(encoding="utf-8"))
    said["since"], since = [], said["since"]
    for n in range(0, len(since), 3):
        path, (*line, root) = since[n]["path"], since[n]["checkpoint"].split()
        other_root = " ".join([*line, "B" + root[1:] if root[0] != "B" else "C" + root[1:]])
        paths = [[*path, path[0] if path else "00" * 32], path[1:], ["00" * 32, *path[1:]]] if path else [["00" * 32]]
        forged = [{**since[n], "path": one} for one in paths] + [{**since[n], "checkpoint": other_root}]
        for one in forged:
            bridged.write_text(json.dumps({**said, "since": [one]}), encoding="utf-8")
            assert cli("check-proof", str(bridged)).code == 4, one
            assert not checker(bridged).is_well, one


def test_both_say_of_a_checkpoint_that_is_not_bridged_that_nothing_is_shown(
    checker: Stranger, cli: Cli, filled: Path, held: Path
) -> None:
    proof = filled.with_name("one.proof")
    with factories.writing(filled) as writer:
        factories.actor(writer, "Another")
    assert cli("prove", "c1", "-o", str(proof)).code == 0
    assert cli("check-proof", str(proof), "--checkpoint", str(held)).code == 4
    assert not checker(proof, held).is_well


@pytest.mark.parametrize("forged", ["seq", "salt", "content", "leaf", "path", "order", "row"])
def test_both_see_a_forged_proof(checker: Stranger, cli: Cli, filled: Path, forged: str) -> None:
    proof, other = filled.with_name("one.proof"), filled.with_name("other.proof")
    assert cli("prove", "c1", "-o", str(proof)).code == 0
    assert cli("prove", "v1", "-o", str(other)).code == 0
    said = json.loads(proof.read_text(encoding="utf-8"))
    assert len(said["changes"]) > 1
    match said["changes"][0].get(forged, forged):
        case int() as seq:
            said["changes"][0]["seq"] = seq + 1
        case "order":
            said["changes"].reverse()
        case "row":
            said["changes"][1:] = json.loads(other.read_text(encoding="utf-8"))["changes"]
        case str() as text:
            last = "1" if text[-1] != "1" else "2"  # of random hashes and salts, none need have a 0 to be replaced
            said["changes"][0][forged] = text.replace("0", "1") if forged == "content" else text[:-1] + last
        case path:
            said["changes"][0]["path"] = path[:-1]
    proof.write_text(json.dumps(said), encoding="utf-8")
    assert cli("check-proof", str(proof)).code == 4
    assert not checker(proof).is_well
