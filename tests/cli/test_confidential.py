"""Confidential rows: how they come to be so, that no answer shows them unasked, and that every answer says so."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.both_engines

SECRETS = (
    "Deep Throat",
    "deep-throat",
    "Garage",
    "It was otherwise",
    "Grainy photograph",
    "Leaker",
    "Envelope",
    "p. 33",
)
READS = [
    ["report"], ["list"], ["matrix"], ["matrix", "--implied"], ["show", "c1"], ["why", "c1"], ["why", "c1", "--chains"],
    ["timeline"], ["timeline", "c1"], ["diff", "--from", "2024-01-01", "--to", "2024-05-01"], ["actor", "list"],
    ["actor", "show", "Ferries"], ["source", "list"], ["source", "show", "Paper"], ["evidence", "list"],
    ["evidence", "show", "e2"], ["show", "st3"], ["log"], ["log", "c1"], ["report", "--as-of", "2024-03-01"],
    ["show", "c1", "--known-at", "2024-06-01"],
]  # fmt: skip


@pytest.fixture
def kept_back(cli: Cli) -> Cli:
    """A record in which one speaks openly, one in confidence, and one openly in what is confidential."""
    for command in (
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2024-01-02", "--source", "Paper"],
        ["deny", "c1", "--by", "Deep Throat", "--source", "Garage", "--quote", "It was otherwise", "--on", "2024-02-02",
         "--confidential", "--reason", "Deep Throat called"],
        ["evidence", "add", "Grainy photograph", "--refutes", "c1", "--on", "2024-02-03", "--confidential"],
        ["source", "add", "Envelope", "--publisher", "Leaker", "--confidential"],
        ["doubt", "c1", "--by", "Ferries", "--on", "2024-02-04", "--source", "Envelope", "--place", "p. 33"],
        ["evidence", "add", "Timetable", "--supports", "c1", "--on", "2024-02-05", "--source", "Envelope"],
        ["link", "st3", "relies-on", "st2"],
        ["link", "s1", "cites", "s3"],
    ):  # fmt: skip
        assert cli(*command).code == 0, command
    return cli


@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_no_answer_shows_them_unasked_and_each_says_how_many(kept_back: Cli, command: list[str]) -> None:
    for fmt in ("table", "json", "jsonl", "csv", "md", "html"):
        ran = kept_back(*command, "--format", fmt)
        assert ran.code == 0, ran.err
        assert not [words for words in SECRETS if words in ran.out + ran.err]
        said = ran.err if fmt in ("json", "jsonl", "csv") else ran.out
        assert "left out: 4 confidential rows of the record" in said.replace("\\", "")


@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_every_answer_that_shows_them_says_so(kept_back: Cli, command: list[str]) -> None:
    ran = kept_back(*command, "--include-confidential")
    assert ran.code == 0, ran.err
    assert "this may show confidential rows (4 on record)" in ran.out
    assert "left out: " not in ran.out


def test_status_and_counts_are_those_without_them(kept_back: Cli) -> None:
    def row(*options: str) -> dict[str, object]:
        found: list[dict[str, object]] = json.loads(kept_back("report", "--format", "json", *options).out)
        return found[0]

    assert row()["denied_by"] == ["Ferries"]
    assert (row()["parties_against"], row()["evidence_against"], row()["origins_against"]) == (1, 0, "1")
    whole = row("--include-confidential")
    assert (whole["parties_against"], whole["evidence_against"]) == (2, 1)


@pytest.mark.parametrize("options", [(), ("--include-confidential",)], ids=["without", "with"])
def test_claims_are_counted_by_the_status_they_are_shown_with(kept_back: Cli, options: tuple[str, ...]) -> None:
    listed = json.loads(kept_back("report", "--format", "json", *options).out)
    counted = json.loads(kept_back("report", "--counts", "--format", "json", *options).out)
    assert {row["status"]: row["claims"] for row in counted if row["claims"]} == Counter(
        row["status"] for row in listed
    )


def test_what_was_read_in_a_confidential_source_is_shown_without_it(kept_back: Cli) -> None:
    shown = json.loads(kept_back("show", "c1", "--format", "json").out)
    assert [(one["id"], one["source"], one["place"]) for one in (*shown["statements"], *shown["evidence"])] == [
        ("st1", "s1", None),
        ("st3", None, None),
        ("e2", None, None),
    ]
    assert shown["confidential_left_out"] == 4
    whole = json.loads(kept_back("show", "c1", "--format", "json", "--include-confidential").out)
    assert {one["id"]: one["source"] for one in whole["statements"]} == {"st1": "s1", "st2": "s2", "st3": "s3"}
    assert [one["id"] for one in whole["statements"] if one["confidential"]] == ["st2"]
    assert whole["confidential_left_out"] == 0


@pytest.mark.parametrize(
    "command",
    [
        ["show", "st2"], ["show", "e1"], ["show", "s2"], ["show", "a2"], ["actor", "show", "Deep Throat"],
        ["actor", "show", "deep"], ["source", "show", "Garage"], ["evidence", "show", "e1"],
        ["report", "--actor", "a2"], ["log", "st2"], ["log", "2"],
    ],
)  # fmt: skip
def test_what_is_left_out_cannot_be_named(kept_back: Cli, command: list[str]) -> None:
    ran = kept_back(*command)
    assert (ran.code, ran.out) == (3, "")
    assert "Deep Throat" not in ran.err.replace("'Deep Throat'", "")
    assert kept_back(*command, "--include-confidential").code == 0


def test_log_keeps_a_reason_that_may_speak_of_them(kept_back: Cli) -> None:
    assert kept_back("confidential", "st3", "--reason", "Ferries asked").code == 0
    assert "asked" not in kept_back("log").out
    assert "Ferries asked" in kept_back("log", "--include-confidential").out


def test_exports_leave_them_out(kept_back: Cli, tmp_path: Path) -> None:
    for name in ("x.svg", "x.html", "x.txt", "x.md", "x.csv", "x.json"):
        assert kept_back("export", "tables", "-o", name).code == 0
        assert kept_back("report", "--save", name).code == 0
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert not [words for words in SECRETS if words in text]
        if not name.endswith(("csv", "json")):
            assert "confidential" in text
    assert kept_back("export", "tables", "-o", "y.csv", "--include-confidential").code == 0
    with (tmp_path / "y.csv").open(encoding="utf-8", newline="") as file:
        assert "Deep Throat" in next(csv.DictReader(file))["denied_by"]


def test_what_one_command_records_in_confidence_is_all_so(cli: Cli) -> None:
    ran = cli("add", "The pier is open", "--asserted-by", "Harbour", "--evidence", "A film", "--source", "A call",
              "--confidential")  # fmt: skip
    assert ran.code == 0
    whole = json.loads(cli("show", "c1", "--format", "json", "--include-confidential").out)
    assert [one["confidential"] for one in (*whole["statements"], *whole["evidence"])] == [True, True]
    shown = json.loads(cli("show", "c1", "--format", "json").out)
    assert (shown["status"], shown["statements"], shown["evidence"]) == ("unaddressed", [], [])
    assert json.loads(cli("source", "list", "--format", "json").out) == []
    assert json.loads(cli("actor", "list", "--format", "json").out) == []


def test_source_on_record_stays_as_it_is_marked(kept_back: Cli) -> None:
    assert kept_back("deny", "c1", "--by", "Harbour", "--source", "s1", "--confidential").code == 0
    assert "Paper" in kept_back("source", "list").out


def test_actor_that_speaks_openly_later_is_shown_from_then_on(kept_back: Cli) -> None:
    assert kept_back("assert", "c1", "--by", "Deep Throat", "--on", "2024-03-03").code == 0
    assert "Deep Throat" in kept_back("actor", "list").out
    assert "It was otherwise" not in kept_back("actor", "show", "Deep Throat").out


def test_what_an_actor_left_out_is_part_of_goes_with_it_unless_it_is_shown_itself(kept_back: Cli) -> None:
    assert kept_back("link", "a2", "part-of", "Parking Company").code == 0
    assert "Parking Company" not in kept_back("actor", "list").out
    assert kept_back("link", "Ferries", "part-of", "Parking Company").code == 0
    assert "Parking Company" in kept_back("matrix").out
    assert "Deep Throat" not in kept_back("actor", "show", "parking-company").out


def test_mark_is_set_and_lifted_and_undone(kept_back: Cli) -> None:
    def shown() -> list[str]:
        return [row["id"] for row in json.loads(kept_back("show", "c1", "--format", "json").out)["statements"]]

    assert shown() == ["st1", "st3"]
    assert kept_back("confidential", "st3", "--reason", "agreed").out == "confidential: st3\n"
    assert shown() == ["st1"]
    assert kept_back("undo").code == 0
    assert shown() == ["st1", "st3"]
    assert kept_back("redo").code == 0
    assert shown() == ["st1"]
    assert kept_back("confidential", "st3", "--lift").out == "no longer confidential: st3\n"
    assert kept_back("confidential", "st2", "--lift", "--dry-run").code == 0
    assert shown() == ["st1", "st3"]
    assert kept_back("verify").code == 0
    assert kept_back("doctor").code == 0


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["c1"], 2, "c1 cannot be confidential: only a source, a statement or evidence can"),
        (["a1"], 2, "a1 cannot be confidential"),
        (["st2"], 2, "st2 is confidential already"),
        (["st1", "--lift"], 2, "st1 is not confidential"),
        (["st9"], 3, "no statement 'st9' on record"),
        (["s1", "--reason", ""], 2, "the reason is empty"),
    ],
)
def test_what_cannot_be_marked_is_said_in_a_line(kept_back: Cli, args: list[str], code: int, words: str) -> None:
    ran = kept_back("confidential", *args)
    assert (ran.code, words in ran.err) == (code, True)


def test_mark_does_not_change_what_the_ledger_shows(kept_back: Cli, tmp_path: Path) -> None:
    held = tmp_path / "held.txt"
    held.write_text(kept_back("checkpoint").out, encoding="utf-8")
    assert kept_back("confidential", "s1").code == 0
    ran = kept_back("verify", "--checkpoint", str(held))
    assert (ran.code, "level 2" in ran.out) == (0, True)


def test_confidential_row_can_be_redacted(kept_back: Cli) -> None:
    assert kept_back("redact", "st2", "--reason", "by order").code == 0
    assert "“[redacted]”" in kept_back("show", "c1", "--include-confidential").out
    assert kept_back("verify").code == 0


def test_record_without_any_says_nothing_of_them(cli: Cli) -> None:
    assert cli("add", "The pier is closed", "--asserted-by", "Harbour").code == 0
    for options in ([], ["--include-confidential"]):
        ran = cli("show", "c1", *options)
        assert "confidential" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("ref", "code"),
    [("st2", 3), ("e1", 3), ("s2", 3), ("a2", 3), ("deep-throt", 3), ("st3", 4), ("e2", 4), ("c2", 4), ("st1", 0)],
)
def test_proof_shows_nothing_that_answers_leave_out(kept_back: Cli, ref: str, code: int) -> None:
    assert kept_back("add", "Pier two", "--denied-by", "Deep Throat", "--confidential", "--reason", "so Deep Throat",
                     "--source", "Garage").code == 0  # fmt: skip
    ran = kept_back("prove", ref)
    assert ran.code == code, ran.err
    assert not [words for words in SECRETS if words in ran.out + ran.err.replace("'deep-throt'", "")]
    if ref != "deep-throt":
        assert kept_back("prove", ref, "--include-confidential").code == 0
