"""A party that holds a claim and its contradiction: pointed out wherever the claims or the party are looked at."""

import json
from pathlib import Path
from typing import Any

import pytest

from claimtrack.formats.registry import Format
from tests.cli.test_hostile_text import HOSTILE, raw
from tests.conftest import Cli
from tests.others import another_program, storable

WORDS = "inconsistent: Ferries, st3 asserts c3, st4 asserts c2 (c1 part-of c3, c2 contradicts c1)"
ENTRY = {
    "party": "Ferries",
    "positions": [
        {"claim": "c3", "says": "asserts", "statement": "st3"},
        {"claim": "c2", "says": "asserts", "statement": "st4"},
    ],
    "through": ["c1 part-of c3", "c2 contradicts c1"],
}


@pytest.fixture
def piers(cli: Cli) -> Cli:
    """A party that says of all piers that they are closed, and then of one that it is open; and one that does not."""
    for command in (
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2023-09-01"],
        ["add", "The pier is open", "--denied-by", "Harbour", "--on", "2023-09-01"],
        ["add", "All piers are closed", "--asserted-by", "Ferries", "--on", "2023-11-01"],
        ["link", "c2", "contradicts", "c1"],
        ["link", "c1", "part-of", "c3"],
        ["assert", "c2", "--by", "Ferries", "--on", "2023-12", "--quote", "it is open"],
    ):
        assert cli(*command).code == 0
    return cli


def found(cli: Cli, *command: str) -> list[Any]:
    ran = cli(*command, "--format", "json")
    assert ran.code == 0, ran.err
    entries: list[Any] = json.loads(ran.out)["inconsistent_positions"]
    return entries


@pytest.mark.parametrize("command", ["show", "why"])
def test_a_claim_says_which_party_says_both_of_it(piers: Cli, command: str) -> None:
    assert [found(piers, command, claim) for claim in ("c1", "c2", "c3")] == [[ENTRY]] * 3
    out = piers(command, "c2").out
    assert "Inconsistent: one of the two positions implies the opposite of the other" in out
    assert "Ferries  st3 asserts c3  st4 asserts c2  c1 part-of c3, c2 contradicts c1" in out


@pytest.mark.parametrize("columns", ["100", "60", "40"])
def test_it_is_shown_on_every_width(piers: Cli, columns: str) -> None:
    for command in (["show", "c2"], ["why", "c2"], ["actor", "show", "ferries"], ["timeline"]):
        out = piers(*command, env={"COLUMNS": columns}).out
        assert max(len(line) for line in out.splitlines()) <= int(columns)
        assert "nconsistent" in out


def test_who_denies_a_claim_and_asserts_its_contradiction_is_consistent(piers: Cli) -> None:
    assert found(piers, "actor", "show", "harbour") == []


def test_an_actor_shows_where_its_party_is_inconsistent_whoever_spoke(piers: Cli) -> None:
    assert found(piers, "actor", "show", "ferries") == [ENTRY]
    for command in (
        ["assert", "c2", "--by", "Crane Office", "--on", "2024-01-05"],
        ["assert", "c1", "--by", "Dock Office", "--on", "2024-01-05"],
        ["link", "crane-office", "part-of", "port"],
        ["link", "dock-office", "part-of", "port"],
    ):
        assert piers(*command).code == 0
    for name in ("crane-office", "dock-office", "port"):
        [entry] = found(piers, "actor", "show", name)
        assert (entry["party"], entry["through"]) == ("port", ["c2 contradicts c1"])
        assert [one["statement"] for one in entry["positions"]] == ["st5", "st6"]


def test_it_begins_on_the_day_on_which_it_is_certain_and_the_clocks_are_obeyed(piers: Cli) -> None:
    for day, entries in (("2023-12-30", []), ("2023-12-31", [ENTRY])):
        assert found(piers, "show", "c3", "--as-of", day) == entries
        assert found(piers, "why", "c2", "--as-of", day) == entries
    assert found(piers, "show", "c3", "--known-at", "2024-06-02") == [ENTRY]
    assert "nconsistent" not in piers("timeline", "c2", "--known-at", "2024-05-01").out


def test_a_timeline_names_the_day_on_both_claims(piers: Cli) -> None:
    for claim, statements in (("c2", ["st4"]), ("c3", [])):
        rows = json.loads(piers("timeline", claim, "--format", "json").out)
        begun = [row for row in rows if row["inconsistent_positions"]]
        assert [(row["day"], row["claim"], row["statements"], row["inconsistent_positions"]) for row in begun] == [
            ("2023-12-31", claim, statements, [ENTRY])
        ]
    last = json.loads(piers("timeline", "c3", "--format", "json").out)[-1]
    assert (last["was"], last["now"]) == ("asserted", "asserted")
    narrow = " ".join(piers("timeline", "c3", env={"COLUMNS": "60"}).out.split())
    assert f"still asserted; {WORDS}" in narrow


def test_a_retraction_or_a_withdrawn_relation_ends_it(piers: Cli) -> None:
    assert piers("retract", "c2", "--by", "Ferries", "--on", "2024-02-02", "--dry-run").code == 0
    assert piers("withdraw", "c2", "contradicts", "c1", "--reason", "they do not").code == 0
    assert found(piers, "show", "c2") == found(piers, "actor", "show", "ferries") == []
    assert piers("link", "c1", "contradicts", "c2").code == 0
    [entry] = found(piers, "show", "c2")
    assert entry["through"] == ["c1 part-of c3", "c1 contradicts c2"]
    assert piers("retract", "c2", "--by", "Ferries", "--on", "2024-02-02").code == 0
    assert found(piers, "show", "c2") == found(piers, "actor", "show", "ferries") == []


def test_an_actor_recorded_twice_is_inconsistent_once_it_is_merged(piers: Cli) -> None:
    assert piers("assert", "c1", "--by", "The Ferry Line", "--on", "2024-01-05").code == 0
    assert piers("actor", "merge", "the-ferry-line", "ferries").code == 0
    entries = found(piers, "actor", "show", "ferries")
    assert entries == found(piers, "actor", "show", "the-ferry-line")
    assert [entry["through"] for entry in entries] == [["c2 contradicts c1"]]


def test_denying_both_of_two_contradicting_claims_is_consistent(piers: Cli) -> None:
    assert piers("deny", "c1", "--by", "Harbour", "--on", "2024-03-03").code == 0
    assert found(piers, "actor", "show", "harbour") == []


def test_nothing_of_it_is_kept_or_counted(piers: Cli) -> None:
    why = json.loads(piers("why", "c2", "--format", "json").out)
    assert (why["status"], [row["id"] for row in why["rows"] if row["counts_as"] == "says-so"]) == ("disputed", ["st4"])
    assert piers("doctor").code == 0


@pytest.mark.parametrize("fmt", [None, *Format])
def test_a_hostile_name_is_shown_safely_in_every_format(piers: Cli, fmt: Format | None) -> None:
    with another_program(Path("claimtrack.db")) as connection:
        connection.execute("UPDATE actor SET name = ?", (storable(HOSTILE),))
    for command in (["show", "c2"], ["why", "c2"], ["actor", "show", "ferries"], ["timeline"]):
        ran = piers(*command, *(["--format", fmt.value] if fmt else []))
        assert (ran.code, raw(ran.out)) == (0, set())
