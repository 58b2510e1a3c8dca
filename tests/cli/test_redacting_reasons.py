"""`redact N`: the reason of an operation goes from every byte; what its changes did stays, and is attested anew."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_redacting import WHY, bytes_beside
from tests.conftest import Cli
from tests.store.test_verification import tamper

pytestmark = pytest.mark.sqlite_only("the test opens the file itself")

WORDS = "Otter called"
RECORDED = (
    ["add", "The pier is closed", "--asserted-by", "Harbour", "--quote", "Closed", "--tag", "x", "--reason", WORDS],
    ["add", "The pier is open", "--denied-by", "Harbour"],
    ["edit", "c1", "--text", "The pier is shut", "--reason", WORDS],
    ["withdraw", "st2", "--reason", WORDS],
    ["undo"],
    ["redo"],
    ["confidential", "st2"],
    ["redact", "st1", "--reason", WORDS],
    ["edit", "c1", "--text", "The pier is not open", "--reason", "as it was said"],
)  # fmt: skip
OF_OPERATION_3 = "WHERE seq = (SELECT first FROM operation WHERE number = 3)"
NUMBERS = ["1", "3", "4", "8"]


@pytest.fixture
def told(cli: Cli, tmp_path: Path) -> Cli:
    """A record in which four operations have a reason that is to go, and a checkpoint in other hands."""
    for command in RECORDED:
        assert cli(*command).code == 0, command
    (tmp_path / "held.txt").write_text(cli("checkpoint").out, encoding="utf-8")
    return cli


def contents(path: Path) -> list[object]:
    """Return all that the rows say, but for why one was withdrawn."""
    with closing(sqlite3.connect(path)) as opened:
        return [
            *opened.execute("SELECT id, text, withdrawn_at FROM claim"),
            *opened.execute("SELECT id, stance, quote, withdrawn_at, confidential FROM statement"),
            *opened.execute("SELECT seq, leaf FROM change WHERE seq <= 12 ORDER BY seq"),
        ]


def test_no_byte_of_the_reasons_is_left_and_every_checkpoint_still_holds(told: Cli, tmp_path: Path) -> None:
    before = contents(tmp_path / "claimtrack.db")
    for number in NUMBERS:
        assert WORDS.encode() in bytes_beside(tmp_path)
        ran = told("redact", number, *WHY)
        assert ran.code == 0, ran.err
        assert f"redacted: operation {number} (reason)" in ran.out
        held = told("verify", "--checkpoint", "held.txt")
        assert (held.code, "level 2" in held.out) == (0, True), held.out
        assert f"redacted: the reason of operation {number}, operation" in held.out
    assert WORDS.encode() not in bytes_beside(tmp_path)
    assert contents(tmp_path / "claimtrack.db") == before
    assert told("doctor").code == 0


def test_no_salt_is_left_beside_a_hash_of_the_reason(told: Cli, tmp_path: Path) -> None:
    def proven(entity: str, number: int) -> list[str]:
        with closing(sqlite3.connect(tmp_path / "claimtrack.db")) as opened:
            query = "SELECT action FROM change WHERE entity = ? AND number = ? AND salt IS NOT NULL ORDER BY seq"
            return [row[0] for row in opened.execute(query, (entity, number))]

    assert told("redact", "4", *WHY).code == 0
    assert proven("statement", 2) == ["redacted"]  # it was edited while it was withdrawn, and restored in between
    assert told("redact", "3", *WHY).code == 0
    assert proven("claim", 1) == ["recorded", "edited"]
    assert told("redact", "1", *WHY).code == 0
    assert proven("claim", 1) == ["edited"]
    assert proven("tag", 1) == ["edited"]


def test_reason_of_a_redaction_and_of_the_redaction_of_a_reason_can_go_as_well(told: Cli, tmp_path: Path) -> None:
    for n, number in enumerate(("3", "8", "10", "11", "12")):
        assert told("redact", number, "--reason", f"as letter {n:03} asks").code == 0, number
        assert told("verify").code == 0
    path = tmp_path / "claimtrack.db"
    assert tamper(path, "UPDATE change SET action = 'edited', before = '{}' WHERE action = 'redacted'")
    assert told("verify").code == 4


def test_operation_of_which_every_change_lost_its_salt_is_attested_itself(cli: Cli, tmp_path: Path) -> None:
    assert cli("add", "The pier is closed", "--reason", "heard at the harbour").code == 0
    assert cli("redact", "c1", *WHY).code == 0
    latest = json.loads(cli("log", "--format", "json").out)[0]
    assert [(one["action"], one["what"]) for one in latest["changes"]] == [
        ("redacted", "c1"),
        ("edited", "operation 1"),
    ]
    for column in ("at", "by", "reason"):
        was = tamper_back(tmp_path / "claimtrack.db", column, "another")
        assert cli("verify").code == 4
        tamper_back(tmp_path / "claimtrack.db", column, was)
        assert cli("verify").code == 0
    assert cli("redact", "1", "--reason", "since it was sealed").code == 0
    assert b"heard at" not in bytes_beside(tmp_path)
    assert cli("verify").code == 0


def tamper_back(path: Path, column: str, value: str) -> str:
    """Give the first operation another value, and return what it had."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        was: str = opened.execute(f"SELECT {column} FROM operation WHERE number = 1").fetchone()[0]
        opened.execute(f"UPDATE operation SET {column} = ? WHERE number = 1", (value,))
    return was


def test_log_shows_what_was_done_without_the_reason(told: Cli) -> None:
    assert told("redact", "3", *WHY).code == 0
    assert told("redact", "1", *WHY).code == 0
    rows = json.loads(told("log", "--format", "json", "--include-confidential").out)
    reasons = {row["operation"]: row["reason"] for row in rows}
    assert (reasons[3], reasons[9], reasons[10]) == ("[redacted]", "as it was said", "by order of a court")
    shown = told("log", "--include-confidential").out
    assert "redacted the reason of operation 3" in shown
    assert "attested anew" in shown
    assert "text was The pier is closed" in shown


def test_what_was_done_for_it_is_still_known_and_can_be_undone(told: Cli) -> None:
    assert told("redact", "3", *WHY).code == 0
    assert "c1 the-pier-is-closed" in told("show", "c1", "--known-at", "2024-06-01").out
    assert told("undo", "10").code == 2
    assert told("undo").out == "undone: operation 9 (edited c1)\n"
    assert told("undo").out.startswith("undone: operation 7")
    assert told("undo", "3").out == "undone: operation 3 (edited c1)\n"
    assert told("verify").code == 0


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["2"], 2, "operation 2 was given no reason that could be redacted"),
        (["99"], 3, "there is no operation 99"),
        (["9" * 40], 3, "there is no operation 999"),
        (["3", "--reason", "since OTTER CALLED again"], 2, "the reason holds words of operation 3 that are to go"),
    ],
)
def test_what_cannot_be_redacted_is_said_in_a_line(told: Cli, args: list[str], code: int, words: str) -> None:
    before = told("checkpoint").out
    ran = told("redact", *args[:1], *(args[1:] or WHY))
    assert (ran.code, words in ran.err) == (code, True), ran.err
    assert told("checkpoint").out == before


def test_second_time_only_cleans_the_file(told: Cli) -> None:
    assert told("redact", "3", *WHY).code == 0
    before = told("checkpoint").out
    again = told("redact", "3", *WHY)
    assert again.out == "the reason of operation 3 was redacted before; the file was cleaned once more\n"
    assert told("checkpoint").out == before


def test_other_operations_with_the_same_words_are_pointed_out(told: Cli) -> None:
    assert "the same words stand in the reasons of operations: 1, 4, 8: claimtrack redact 1" in (
        told("redact", "3", *WHY).err
    )


def test_log_leaves_out_that_the_reason_of_what_is_left_out_was_redacted(cli: Cli) -> None:
    assert cli("add", "The pier is closed", "--asserted-by", "Otter", "--confidential", "--reason", WORDS).code == 0
    assert cli("edit", "c1", "--text", "The pier is shut").code == 0
    assert cli("redact", "1", "--reason", "for the animal").code == 0
    assert "animal" not in cli("log").out
    assert "animal" in cli("log", "--include-confidential").out


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE operation SET reason = 'Something else' WHERE number = 3",
        "UPDATE operation SET by = 'another' WHERE number = 3",
        "UPDATE operation SET at = '2024-05-31T12:00:00.000000Z' WHERE number = 3",
        "UPDATE operation SET undoes = 1 WHERE number = 3",
        "UPDATE operation SET reason = '[redacted]' WHERE number = 9",
        "UPDATE change SET salt = NULL WHERE entity = 'operation'",
        "UPDATE change SET number = 9 WHERE entity = 'operation'",
        "UPDATE change SET before = '{}' WHERE entity = 'operation'",
        "DELETE FROM change WHERE entity = 'operation'",
        "UPDATE change SET salt = NULL WHERE entity = 'claim' AND number = 2",
        "UPDATE claim SET text = 'Something else' WHERE id = 1",
        f"UPDATE change SET before = replace(before, 'closed', 'open') {OF_OPERATION_3}",
        f"UPDATE change SET leaf = zeroblob(32) {OF_OPERATION_3}",
    ],
)  # fmt: skip
def test_what_looks_like_a_redacted_reason_and_is_none_is_a_fault(told: Cli, tmp_path: Path, forgery: str) -> None:
    assert told("redact", "3", *WHY).code == 0
    assert told("verify").code == 0
    assert tamper(tmp_path / "claimtrack.db", forgery)
    assert told("verify").code == 4
