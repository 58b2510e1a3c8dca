"""`timeline` and `diff`: which claims changed status, from what to what, by which rows, and who reversed itself."""

import json

import pytest

from tests.conftest import Cli


@pytest.fixture
def pier(cli: Cli) -> Cli:
    """A claim whose status changed four times, and one that did not change after its first day."""
    for command in (
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2023-09-01", "--tag", "harbour"],
        ["deny", "c1", "--by", "Ferries", "--on", "2023-10"],
        ["retract", "c1", "--by", "Harbour", "--on", "2024-01-05"],
        ["evidence", "add", "Photograph", "--supports", "c1", "--on", "2024-02-01"],
        ["assert", "c1", "--by", "Ferries", "--on", "2024-03-03"],
        ["add", "The pier is open", "--asserted-by", "Ferries", "--on", "2024-03-03"],
        ["relay", "c2", "--by", "Gazette", "--on", "2024-04-04"],
    ):
        assert cli(*command).code == 0
    return cli


def rows(cli: Cli, *command: str) -> list[tuple[object, ...]]:
    ran = cli(*command, "--format", "json")
    assert ran.code == 0, ran.err
    return [
        (row["day"], row["claim"], row["was"], row["now"], row["statements"] + row["evidence"], row["reversals"])
        for row in json.loads(ran.out)
    ]


def test_a_timeline_names_each_change_and_the_rows_that_did_it(pier: Cli) -> None:
    assert rows(pier, "timeline", "c1") == [
        ("2023-09-01", "c1", "unaddressed", "asserted", ["st1"], []),
        ("2023-10-31", "c1", "asserted", "disputed", ["st2"], []),
        ("2024-01-05", "c1", "disputed", "denied", ["st3"], []),
        ("2024-02-01", "c1", "denied", "disputed", ["e1"], []),
        ("2024-03-03", "c1", "disputed", "supported", ["st4"], ["Ferries"]),
    ]


def test_a_reversal_is_named_also_where_the_status_stays(cli: Cli) -> None:
    cli(
        "add",
        "The pier is closed",
        "--asserted-by",
        "A",
        "--asserted-by",
        "B",
        "--denied-by",
        "C",
        "--on",
        "2024-01-01",
    )
    cli("deny", "c1", "--by", "B", "--on", "2024-02-02")
    assert rows(cli, "timeline", "c1")[1] == ("2024-02-02", "c1", "disputed", "disputed", ["st4"], ["B"])


def test_an_actor_shows_its_positions_its_reversals_and_how_its_claims_stand(pier: Cli) -> None:
    actor = json.loads(pier("actor", "show", "Ferries", "--format", "json").out)
    assert actor["positions"] == [
        {"claim": "c1", "says": "asserts", "statement": "st4", "status": "supported"},
        {"claim": "c2", "says": "asserts", "statement": "st5", "status": "asserted"},
    ]
    assert actor["reversals"] == [{"claim": "c1", "day": "2024-03-03", "from": "st2", "to": "st4"}]
    assert "claims it asserts: 1 supported, 1 asserted" in pier("actor", "show", "Ferries").out


def test_a_part_speaks_for_its_whole_in_what_the_whole_holds(pier: Cli) -> None:
    pier("link", "ferries", "part-of", "port")
    actor = json.loads(pier("actor", "show", "port", "--format", "json").out)
    assert [one["statement"] for one in actor["positions"]] == ["st4", "st5"]


def test_filters_choose_the_claims_of_a_timeline(pier: Cli) -> None:
    assert {row[1] for row in rows(pier, "timeline")} == {"c1", "c2"}
    assert {row[1] for row in rows(pier, "timeline", "--tag", "harbour")} == {"c1"}
    assert {row[1] for row in rows(pier, "timeline", "--status", "asserted")} == {"c2"}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2023-01-01", "2023-09-01", [("c1", "unaddressed", "asserted", ["st1"])]),
        ("2023-09-01", "2024-01-05", [("c1", "asserted", "denied", ["st2", "st3"])]),
        ("2023-10-31", "2024-02-01", []),
        ("2024-02-01", "2024-04-04", [("c2", "unaddressed", "asserted", ["st5", "st6"]),
                                      ("c1", "disputed", "supported", ["st4"])]),
        ("2024-03-03", "2024-05-31", []),
        ("2024-03-03", "2024-03-03", []),
    ],
)  # fmt: skip
def test_a_difference_is_what_changed_between_two_days(
    pier: Cli, first: str, last: str, expected: list[tuple[object, ...]]
) -> None:
    assert [row[1:5] for row in rows(pier, "diff", "--from", first, "--to", last)] == expected


def test_a_difference_of_what_was_known_then(pier: Cli) -> None:
    asked = ("diff", "--from", "2023-01-01", "--to", "2023-09-01", "--known-at", "2020-01-01")
    assert rows(pier, *asked) == []


@pytest.mark.parametrize("known", [(), ("--known-at", "2024-06-02")])
def test_a_withdrawn_claim_is_in_no_difference(pier: Cli, known: tuple[str, ...]) -> None:
    assert pier("withdraw", "c1", "--reason", "recorded twice").code == 0
    asked = ("diff", "--from", "2023-01-01", "--to", "2024-05-05", *known)
    assert [row[1] for row in rows(pier, *asked)] == ["c2"]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-06-01", "2022-01-01", [("c1", "disputed", "denied", [])]),
        ("2021-12-31", "2023-01-01", []),
        ("2022-12-31", "2023-01-01", [("c1", "denied", "disputed", [])]),
        ("2020-01-01", "2022-06-01", [("c1", "unaddressed", "denied", ["st1", "st2"])]),
    ],
)
def test_a_party_is_in_a_difference_what_it_was_on_each_of_the_days(
    cli: Cli, first: str, last: str, expected: list[tuple[object, ...]]
) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Office", "--denied-by", "City", "--on", "2020-05-05")
    assert cli("link", "office", "part-of", "city", "--during", "2022").code == 0
    assert [row[1:5] for row in rows(cli, "diff", "--from", first, "--to", last)] == expected


def memberships(cli: Cli, *links: tuple[str, str, str]) -> list[tuple[object, ...]]:
    cli("add", "The pier is closed", "--asserted-by", "Office", "--denied-by", "City", "--on", "2020-05-05")
    for part, whole, during in links:
        assert cli("link", part, "part-of", whole, "--during", during).code == 0
    return [(row[0], row[2], row[3]) for row in rows(cli, "timeline", "c1")]


@pytest.mark.parametrize(
    ("during", "turns"),
    [
        ("2022", [("2022-01-01", "disputed", "denied"), ("2023-01-01", "denied", "disputed")]),
        ("2022-06-01/2024-05-31", [("2022-06-01", "disputed", "denied"), ("2024-06-01", "denied", "disputed")]),
        ("2022-06-01/2024-06-01", [("2022-06-01", "disputed", "denied")]),
        ("2024-06-01/..", [("2024-06-01", "disputed", "denied")]),
        ("2020-05-01/2020-05-04", []),
    ],
)
def test_a_membership_turns_a_timeline_on_its_days_up_to_today(
    cli: Cli, during: str, turns: list[tuple[object, ...]]
) -> None:
    assert memberships(cli, ("office", "city", during)) == [("2020-05-05", "unaddressed", "disputed"), *turns]


def test_what_changed_a_status_is_named_where_nothing_was_said(cli: Cli) -> None:
    memberships(cli, ("office", "city", "2022"))
    _, begun, ended = json.loads(cli("timeline", "c1", "--format", "json").out)
    assert (begun["memberships_begun"], begun["memberships_ended"]) == (["Office part-of City"], [])
    assert (ended["memberships_begun"], ended["memberships_ended"]) == ([], ["Office part-of City"])
    assert "Office part-of City begins" in cli("timeline", "c1", env={"COLUMNS": "140"}).out
    assert "by Office part-of City ends" in " ".join(cli("timeline", "c1", env={"COLUMNS": "60"}).out.split())
    differs = ("diff", "--from", "2022-12-31", "--to", "2023-01-01")
    assert json.loads(cli(*differs, "--format", "json").out)[0]["memberships_ended"] == ["Office part-of City"]
    assert "Office part-of City ends" in cli(*differs, env={"COLUMNS": "140"}).out


def test_a_claim_is_first_judged_by_the_lines_of_its_day(cli: Cli) -> None:
    assert memberships(cli, ("office", "city", "../2022")) == [
        ("2020-05-05", "unaddressed", "denied"),
        ("2023-01-01", "denied", "disputed"),
    ]


def test_a_membership_further_up_the_chain_turns_a_timeline_as_well(cli: Cli) -> None:
    assert memberships(cli, ("office", "port", "2021/2023"), ("port", "city", "2022/..")) == [
        ("2020-05-05", "unaddressed", "disputed"),
        ("2022-01-01", "disputed", "denied"),
        ("2024-01-01", "denied", "disputed"),
    ]


def test_a_party_that_speaks_otherwise_with_a_new_part_has_not_reversed_itself(cli: Cli) -> None:
    cli("add", "The pier is closed", "--denied-by", "City", "--on", "2020-05-05")
    cli("assert", "c1", "--by", "Office", "--on", "2020-06-06")
    cli("link", "office", "part-of", "city", "--during", "2022/..")
    assert rows(cli, "timeline", "c1")[-1] == ("2022-01-01", "c1", "disputed", "asserted", [], [])


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["diff", "--from", "2024-02-02", "--to", "2024-01-01"], "ends before it begins"),
        (["diff", "--from", "2024-02", "--to", "2024-03-01"], "--from is '2024-02', which is not one day"),
        (["diff", "--from", "2024-02-02"], "Missing option '--to'"),
        (["timeline", "c9"], "no claim 'c9' on record"),
    ],
)
def test_what_cannot_be_followed_is_refused(pier: Cli, command: list[str], words: str) -> None:
    ran = pier(*command)
    assert ran.code in (2, 3)
    assert words in ran.err


def test_no_change_is_no_error(pier: Cli) -> None:
    assert "no claim changed its status" in pier("diff", "--from", "2024-05-01", "--to", "2024-05-02").out
    assert "no status ever changed" in pier("timeline", "--tag", "none").out
