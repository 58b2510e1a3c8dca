"""`--as-of` and `--known-at`: what had been said by a day, and what the database held at a time."""

import csv
import io
import json
import random
from pathlib import Path

import pytest

from claimtrack.domain.records import Actor, Bearing, Claim, Evidence, Statement
from claimtrack.domain.status import judge
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import BearingKind, Stance, Status
from claimtrack.services import reporting, workspace
from claimtrack.store.facts import facts_of
from claimtrack.store.writer import Writer
from tests.conftest import Cli

pytestmark = pytest.mark.both_engines


@pytest.fixture
def pier(cli: Cli) -> Cli:
    """A claim whose status changed: asserted, denied within a month, retracted, shown."""
    for command in (
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2023-09-01", "--tag", "harbour"],
        ["deny", "c1", "--by", "Ferries", "--on", "2023-10"],
        ["retract", "c1", "--by", "Harbour", "--on", "2024-01-05"],
        ["evidence", "add", "Photograph", "--supports", "c1", "--on", "2024-02-01"],
        ["add", "The pier is open", "--asserted-by", "Ferries", "--on", "2024-03-03"],
        ["verdict", "c1", "--by", "Desk", "--rating", "false", "--on", "2024-05-05"],
    ):
        assert cli(*command).code == 0
    return cli


def rows(cli: Cli, *options: str) -> list[dict[str, object]]:
    ran = cli("report", *options, "--format", "json")
    assert ran.code == 0, ran.err
    found: list[dict[str, object]] = json.loads(ran.out)
    return found


@pytest.mark.parametrize(
    ("day", "statuses", "possible"),
    [
        ("2023-08-31", {}, []),
        ("2023-09-15", {"c1": "asserted"}, []),
        ("2023-10-15", {"c1": "asserted"}, ["disputed"]),
        ("2023-10-31", {"c1": "disputed"}, []),
        ("2024-01-05", {"c1": "denied"}, []),
        ("2024-02-01", {"c1": "disputed"}, []),
        ("2024-03-03", {"c1": "disputed", "c2": "asserted"}, []),
    ],
)
def test_the_report_of_a_day_says_what_had_been_said_by_then(
    pier: Cli, day: str, statuses: dict[str, str], possible: list[str]
) -> None:
    found = rows(pier, "--as-of", day)
    assert {row["id"]: row["status"] for row in found} == statuses
    assert [row["possible_statuses"] for row in found if row["possible_statuses"]] == ([possible] if possible else [])
    assert {row["as_of"] for row in found} <= {day}


def test_counts_verdicts_and_activity_are_those_of_the_day(pier: Cli) -> None:
    [row] = rows(pier, "--as-of", "2024-02-10")
    assert (row["evidence_for"], row["verdicts"], row["last_activity"]) == (1, 0, "2024-02-01")
    assert (row["asserted_by"], row["denied_by"]) == ([], ["Ferries"])


def test_a_day_before_all_records_is_an_empty_answer(pier: Cli) -> None:
    ran = pier("report", "--as-of", "0001-01-01")
    assert (ran.code, "no claim answers this, as of 0001-01-01" in ran.out) == (0, True)


@pytest.mark.parametrize("sort", ["activity", "recorded", "claim", "evidence"])
def test_filters_sorts_and_limits_work_on_any_day(pier: Cli, sort: str) -> None:
    assert len(rows(pier, "--as-of", "2024-04-01", "--sort", sort)) == 2
    assert [row["id"] for row in rows(pier, "--as-of", "2024-04-01", "--sort", sort, "--tag", "harbour")] == ["c1"]
    assert [row["id"] for row in rows(pier, "--as-of", "2024-04-01", "--sort", sort, "--disputed")] == ["c1"]
    assert len(rows(pier, "--as-of", "2024-04-01", "--sort", sort, "--limit", "1")) == 1


def test_show_and_why_look_from_the_day(pier: Cli) -> None:
    shown = json.loads(pier("show", "c1", "--as-of", "2023-10-15", "--format", "json").out)
    assert [row["id"] for row in shown["statements"]] == ["st1", "st2"]
    assert (shown["status"], shown["possible_statuses"], shown["as_of"]) == ("asserted", ["disputed"], "2023-10-15")
    assert "leave open whether they were made by then: st2" in pier("show", "c1", "--as-of", "2023-10-15").out
    why = json.loads(pier("why", "c1", "--as-of", "2023-10-15", "--format", "json").out)
    assert (why["status"], why["possible_statuses"]) == ("asserted", ["disputed"])
    assert [row["id"] for row in why["rows"] if row["counts_as"] == "nothing"] == ["st2"]


@pytest.fixture
def coarse(cli: Cli) -> Cli:
    """Claims whose coarse dates leave one and several other statuses possible in the middle of October."""
    for command in (
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2023-09-01"],
        ["deny", "c1", "--by", "Ferries", "--on", "2023-10"],
        ["add", "The bridge is closed", "--asserted-by", "City", "--denied-by", "Roads", "--on", "2023-10"],
        ["relay", "c2", "--by", "Gazette", "--on", "2023-10-10"],
        ["add", "The road is closed", "--asserted-by", "Roads", "--on", "2023-09-05"],
        ["deny", "c3", "--by", "City", "--on", "2023-09-20"],
        ["assert", "c3", "--by", "City", "--on", "2023-08/2023-10"],
        ["deny", "c3", "--by", "Ferries", "--on", "2023-10/2023-11"],
    ):
        assert cli(*command).code == 0
    return cli


POSSIBLE = {
    "c1": "asserted; possibly disputed since 2023-10-01",
    "c2": "reported; possibly asserted or denied from 2023-10-01 until 2023-10-30, or disputed since 2023-10-01",
    "c3": "disputed; possibly still asserted until 2023-11-29",
}


@pytest.mark.parametrize(("claim", "words"), POSSIBLE.items())
@pytest.mark.parametrize("columns", ["100", "60"])
def test_an_answer_says_from_when_until_when_a_status_was_possible(
    coarse: Cli, claim: str, words: str, columns: str
) -> None:
    for command in (["show", claim], ["why", claim], *([["report"]] if columns == "60" else [])):
        ran = coarse(*command, "--as-of", "2023-10-15", env={"COLUMNS": columns})
        assert words in " ".join(ran.out.split())


@pytest.mark.parametrize("command", ["report", "list"])
@pytest.mark.parametrize("columns", ["100", "60", "40"])
def test_a_page_says_beside_a_claim_what_its_status_may_have_been(coarse: Cli, command: str, columns: str) -> None:
    out = coarse(command, "--as-of", "2023-10-15", env={"COLUMNS": columns}).out
    assert max(len(line) for line in out.splitlines()) <= int(columns)
    for words in POSSIBLE.values():
        day = words.rpartition(" ")[2]
        assert out.count(day) == " ".join(POSSIBLE.values()).count(day)
    written = coarse(command, "--as-of", "2023-10-15", "--format", "md").out
    assert all(words.partition("; ")[2] in written for words in POSSIBLE.values())


def test_what_was_possible_has_fields_of_its_own(coarse: Cli) -> None:
    expected = [{"status": "asserted", "since": "2023-08-01", "until": "2023-11-29", "still": True}]
    for command in ("show", "why"):
        found = json.loads(coarse(command, "c3", "--as-of", "2023-10-15", "--format", "json").out)
        assert (found["possible"], found["possible_statuses"]) == (expected, ["asserted"])
    assert {row["id"]: row["possible"] for row in rows(coarse, "--as-of", "2023-10-15")}["c3"] == expected
    assert [row["possible"] for row in rows(coarse)] == [[], [], []]
    ran = coarse("report", "--as-of", "2023-10-15", "--format", "csv")
    cells = {row["id"]: json.loads(row["possible"]) for row in csv.DictReader(io.StringIO(ran.out))}
    assert cells["c3"] == expected


def test_a_matrix_sets_the_positions_of_the_day_side_by_side(pier: Cli) -> None:
    def marks(day: str) -> dict[str, str]:
        ran = pier("matrix", "--as-of", day, "--format", "json")
        return {row["party"]: row["position"] for row in json.loads(ran.out) if row["claim"] == "c1"}

    assert marks("2023-09-15") == {"Harbour": "asserts"}
    assert marks("2023-12-01") == {"Harbour": "asserts", "Ferries": "denies"}
    assert marks("2024-01-05") == {"Harbour": "retracts", "Ferries": "denies"}
    assert "as of 2024-01-05" in pier("matrix", "--as-of", "2024-01-05").out


def test_every_answer_says_which_clock_was_used(pier: Cli, tmp_path: Path) -> None:
    for command in (["report"], ["list"], ["matrix"], ["show", "c1"], ["why", "c1"]):
        assert "s of 2024-02-10" in pier(*command, "--as-of", "2024-02-10").out
        both = pier(*command, "--as-of", "2024-02-10", "--known-at", "2024-06-02T00:00:00Z").out
        assert "s of 2024-02-10, as this database knew it at 2024-06-02T00:00:00.000000Z" in " ".join(both.split())
    assert pier("export", "tables", "--as-of", "2024-02-10", "-o", "x.txt").code == 0
    assert "as of 2024-02-10" in (tmp_path / "x.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--as-of", "2023-10"], "is not one day"),
        (["--as-of", "soon"], "is not a date"),
        (["--known-at", "soon"], "is not a moment"),
        (["--known-at", "2024-13-01"], "is not a moment"),
    ],
)
def test_a_clock_that_cannot_be_read_is_refused(pier: Cli, options: list[str], words: str) -> None:
    for command in (["report"], ["list"], ["show", "c1"], ["why", "c1"]):
        ran = pier(*command, *options)
        assert (ran.code, words in ran.err) == (2, True)


def test_known_at_gives_the_report_that_was_given_then(cli: Cli) -> None:
    """Record and withdraw day by day, keep each day's report, and ask for it again at the end."""
    steps = [
        ["add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2024-01-01"],
        ["deny", "c1", "--by", "Ferries", "--on", "2024-01-02"],
        ["evidence", "add", "Photograph", "--supports", "c1"],
        ["withdraw", "st2", "--reason", "misread"],
        ["tag", "c1", "harbour"],
        ["link", "harbour", "part-of", "port"],
        ["assert", "c1", "--by", "port", "--on", "2024-01-03"],
        ["withdraw", "harbour", "part-of", "port", "--reason", "wrong"],
        ["verdict", "c1", "--by", "Desk", "--rating", "true"],
        ["tag", "c1", "--remove", "harbour"],
        ["withdraw", "c1", "--reason", "two in one"],
    ]
    given = {}
    for n, step in enumerate(steps, 1):
        today = {"CLAIMTRACK_TODAY": f"2024-02-{n:02d}"}
        assert cli(*step, env=today).code == 0
        given[f"2024-02-{n:02d}T23:59:59.999999Z"] = json.loads(cli("report", "--format", "json", env=today).out)
    for moment, then in given.items():
        asked = rows(cli, "--known-at", moment)
        assert [{**row, "known_at": None} for row in asked] == then


def test_as_of_agrees_with_a_plain_reading_of_every_claim(database: Path) -> None:
    draw = random.Random(7)

    def day() -> str:
        return f"2024-01-{draw.randint(1, 28):02d}"

    def record(writer: Writer) -> None:
        actors = [writer.add(Actor(slug=f"a-{n}", name=f"A {n}")).id for n in range(6)]
        for n in range(60):
            claim = writer.add(Claim(slug=f"p-{n}", text=f"Pier {n}", folded=f"pier {n}"))
            for _ in range(draw.randint(0, 5)):
                one, two = sorted((day(), day()))
                stance = draw.choice(list(Stance))
                writer.add(Statement(claim_id=claim.id, actor_id=draw.choice(actors), stance=stance,
                                     said_earliest=draw.choice((one, two)), said_latest=two))  # fmt: skip
            if draw.random() < 0.4:
                item = writer.add(Evidence(text="x", published_latest=day()))
                writer.add(Bearing(evidence_id=item.id, claim_id=claim.id, kind=draw.choice(list(BearingKind))))

    workspace.write(database, record)
    with workspace.reading(database) as plain:
        facts = facts_of(plain, range(1, 61))
    for asked in ("2024-01-01", "2024-01-07", "2024-01-15", "2024-01-28"):
        days = {n: [one.latest for one in said] + [one.latest for one in shown] for n, (said, shown) in facts.items()}
        active = {n for n, latest in days.items() if any(day <= asked for day in latest)}
        expected = {n: judge(*facts[n], asked).status for n in active}
        for limit in (0, 5):
            with workspace.reading(database, Vantage(as_of=asked)) as then:
                found = reporting.report(then, reporting.question(then, limit=limit)).claims
                statuses = {summary.id: summary.status for summary in found}
            assert statuses.items() <= expected.items()
            assert len(statuses) == (min(limit, len(expected)) if limit else len(expected))
        with workspace.reading(database, Vantage(as_of=asked)) as then:
            page = reporting.report(then, reporting.question(then, statuses=[Status.DISPUTED], limit=3)).claims
            whole = reporting.report(then, reporting.question(then, statuses=[Status.DISPUTED])).claims
            assert list(page) == list(whole)[:3]
