"""The matrix: parties by claims, one sign a position, split into blocks where it does not fit, and nothing cut."""

import csv
import json
import re

import pytest

from tests.conftest import Cli, Golden

FIELDS = ["party", "claim", "slug", "position", "statement", "since", "since_exact", "actor", "through"]
VERBS = ("assert", "suggest", "deny", "doubt", "relay", "no-comment")


def marks(cli: Cli, *options: str) -> dict[tuple[str, str], str]:
    ran = cli("matrix", *options, "--format", "json")
    assert ran.code == 0, ran.err
    return {(row["party"], row["claim"]): row["position"] for row in json.loads(ran.out)}


def row_of(out: str, party: str) -> list[str]:
    return next(line for line in out.splitlines() if line.startswith(party)).removeprefix(party).split()


@pytest.fixture
def pier(cli: Cli) -> Cli:
    """One claim, and one party a stance that is named after it."""
    cli("add", "The pier is closed")
    for verb in VERBS:
        cli(verb, "c1", "--by", f"party {verb}", "--on", "2024-05-01")
    cli("assert", "c1", "--by", "party retract", "--on", "2024-05-01")
    cli("retract", "c1", "--by", "party retract", "--on", "2024-05-02")
    return cli


def test_each_stance_has_its_sign(pier: Cli) -> None:
    out = pier("matrix").out
    signs = {verb: row_of(out, f"party {verb}") for verb in (*VERBS, "retract")}
    assert signs == {
        "assert": ["▴"],
        "suggest": ["▵"],
        "deny": ["▾"],
        "doubt": ["▿"],
        "relay": ["?"],
        "no-comment": ["?"],
        "retract": ["↺"],
    }
    assert "▴ asserts   ▵ suggests   ▾ denies   ▿ doubts   ? relays it or gives no comment   ↺ retracted" in out


def test_each_mark_as_data_has_the_statement_in_force_and_its_day(pier: Cli) -> None:
    rows = json.loads(pier("matrix", "--format", "json").out)
    assert all(list(row)[: len(FIELDS)] == FIELDS for row in rows)
    assert rows[-1] == {
        "party": "party retract",
        "claim": "c1",
        "slug": "the-pier-is-closed",
        "position": "retracts",
        "statement": "st8",
        "since": "2024-05-02",
        "since_exact": True,
        "actor": "party retract",
        "through": None,
    }


def test_an_organ_speaks_for_its_party(desk: Cli) -> None:
    rows = [row for row in json.loads(desk("matrix", "--format", "json").out) if row["party"] == "Port Authority"]
    assert [(row["claim"], row["position"], row["actor"]) for row in rows] == [("c1", "asserts", "Harbour Master")]


def test_a_relay_or_a_retraction_stands_only_where_no_position_is_held(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "A", "--on", "2024-05-01")
    cli("relay", "c1", "--by", "A", "--on", "2024-05-02")
    assert marks(cli) == {("A", "c1"): "asserts"}
    cli("retract", "c1", "--by", "A", "--on", "2024-05-03")
    assert marks(cli) == {("A", "c1"): "retracts"}
    cli("doubt", "c1", "--by", "A", "--on", "2024-05-04")
    assert marks(cli) == {("A", "c1"): "doubts"}


def test_parties_come_by_their_positions_then_by_name(cli: Cli) -> None:
    cli("add", "One", "--asserted-by", "beta", "--asserted-by", "Alpha", "--reported-by", "Gazette")
    cli("add", "Two", "--asserted-by", "Zeta", "--denied-by", "beta", "--reported-by", "Gazette")
    parties = [party for party, _ in marks(cli)]
    assert list(dict.fromkeys(parties)) == ["beta", "Alpha", "Zeta", "Gazette"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--disputed"], {"c1", "c2", "c3"}),
        (["--status", "reported"], {"c4"}),
        (["--actor", "south-korea", "--text", "food"], {"c3"}),
        (["--tag", "Exercises"], {"c10", "c11", "c12"}),
        (["--until", "2024-05"], set()),
        (["--since", "2024-06", "--sort", "recorded", "--limit", "2"], {"c12", "c13"}),
    ],
)
def test_filters_choose_the_claims(sample: Cli, options: list[str], expected: set[str]) -> None:
    assert {claim for _, claim in marks(sample, *options)} == expected


def test_a_table_has_twenty_claims_unless_told_and_says_so(cli: Cli) -> None:
    for number in range(22):
        cli("add", f"Pier {number} is closed", "--asserted-by", "Port")
    out = cli("matrix").out
    assert "1 party on 20 claims" in out
    assert "there are more: --limit 0 for all" in out
    assert "1 party on 22 claims" in cli("matrix", "--limit", "0").out
    assert len(marks(cli)) == 22


def test_an_empty_answer_is_no_error(cli: Cli) -> None:
    ran = cli("matrix", "--disputed")
    assert (ran.code, ran.err) == (0, "")
    assert "no claim answers this" in ran.out
    assert marks(cli) == {}


def test_claims_on_which_nobody_spoke_are_listed_without_signs(cli: Cli) -> None:
    cli("add", "The pier is closed")
    out = cli("matrix").out
    assert "c1 The pier is closed" in " ".join(out.split())
    assert "0 parties on 1 claim" in out


@pytest.mark.parametrize("columns", [20, 40, 60, 100])
def test_a_wide_matrix_is_split_into_blocks_and_nothing_is_cut(sample: Cli, columns: int) -> None:
    out = sample("matrix", env={"COLUMNS": str(columns)}).out
    assert max(len(line) for line in out.splitlines()) <= columns
    headings = [word for line in out.splitlines() if line.startswith("party") for word in line.split()[1:]]
    assert headings == [f"c{n}" for n in range(13, 0, -1)]
    shown = "".join(sign for line in out.splitlines() for sign in line if sign in "▴▾")
    assert len(shown) == len([one for one in marks(sample).values() if one in ("asserts", "denies")]) + 2
    assert "…" not in out


def test_a_page_has_the_whole_matrix_side_by_side(sample: Cli) -> None:
    out = sample("matrix", "--format", "md").out
    assert re.search(r"\| South Korea ([|] \\- ){10}[|] ▴ [|] ▴ [|] ▴ [|]", out)


def test_csv_has_a_row_for_each_mark(sample: Cli) -> None:
    rows = list(csv.DictReader(sample("matrix", "--disputed", "--format", "csv").out.splitlines()))
    assert len(rows) == 10
    assert (rows[0]["party"], rows[0]["claim"], rows[0]["position"]) == ("North Korea", "c3", "denies")


@pytest.mark.parametrize(
    ("name", "columns", "options"),
    [
        ("matrix.txt", "100", []),
        ("matrix-60.txt", "60", []),
        ("matrix-40.txt", "40", ["--disputed"]),
        ("matrix.csv", "100", ["--disputed", "--format", "csv"]),
        ("matrix.html", "100", ["--disputed", "--format", "html"]),
    ],
)
def test_the_samples_matrix_reads_as_its_golden_file(
    sample: Cli, golden: Golden, name: str, columns: str, options: list[str]
) -> None:
    golden(name, sample("matrix", "--no-footer", *options, env={"COLUMNS": columns}).out)


@pytest.fixture
def whole(cli: Cli) -> Cli:
    """A whole that A asserts and B denies, and its part."""
    cli("add", "Both piers are closed", "--asserted-by", "A", "--denied-by", "B", "--on", "2024-05-01")
    cli("add", "The north pier is closed", "--denied-by", "C", "--reported-by", "D", "--on", "2024-05-02")
    cli("link", "c2", "part-of", "c1")
    return cli


def test_what_is_implied_is_shown_only_when_asked_for(whole: Cli) -> None:
    assert row_of(whole("matrix").out, "A ") == ["-", "▴"]
    out = whole("matrix", "--implied").out
    assert (row_of(out, "A "), row_of(out, "B "), row_of(out, "C ")) == (["⇡", "▴"], ["-", "▾"], ["▾", "⇣"])
    assert "implied, and not counted: ⇡ asserts   ⇣ denies" in out


def test_what_is_implied_says_as_data_what_it_follows_from(whole: Cli) -> None:
    rows = json.loads(whole("matrix", "--implied", "--format", "json").out)
    implied = [row for row in rows if row["through"]]
    assert [(row["party"], row["claim"], row["position"], row["statement"], row["through"]) for row in implied] == [
        ("A", "c2", "asserts", "st1", ["c2 part-of c1"]),
        ("C", "c1", "denies", "st3", ["c2 part-of c1"]),
    ]
    assert all(row["since"] is row["actor"] is None for row in implied)
    assert all(row["through"] is None for row in json.loads(whole("matrix", "--format", "json").out))


def test_both_sides_implied_are_one_sign(whole: Cli) -> None:
    whole("add", "The north pier is open", "--asserted-by", "A", "--on", "2024-05-03")
    whole("link", "c3", "contradicts", "c2")
    out = whole("matrix", "--implied").out
    assert row_of(out, "A ") == ["▴", "⇕", "▴"]
    assert "⇕ asserts and denies" in out


@pytest.mark.parametrize("command", ["show", "why"])
def test_a_claims_answers_name_what_is_implied_and_by_what(whole: Cli, command: str) -> None:
    out = whole(command, "c2").out
    assert "Implied, and not counted" in out
    assert re.search(r"^A +asserts +st1 on c1 through c2 part-of c1$", out, re.MULTILINE)
    assert json.loads(whole(command, "c2", "--format", "json").out)["implied"] == [
        {
            "party": "A",
            "claim": "c2",
            "says": "asserts",
            "statement": "st1",
            "on": "c1",
            "through": ["c2 part-of c1"],
        }
    ]
    assert json.loads(whole("show", "c2", "--format", "json").out)["parties_for"] == 0


def test_the_denial_of_a_whole_is_said_not_to_spread(whole: Cli) -> None:
    note = "the denial of the whole says nothing of its parts: c2"
    assert note in whole("show", "c1").out
    assert note not in whole("show", "c2").out
    whole("retract", "c1", "--by", "B", "--on", "2024-05-04")
    assert note not in whole("show", "c1").out
