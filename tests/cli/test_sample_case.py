"""The sample case, rebuilt with its own commands, has the statuses it is known to have."""

import csv
import json
from pathlib import Path

import pytest

from claimtrack.services import demonstrating
from tests.conftest import Cli, Golden

pytestmark = pytest.mark.both_engines

EXPECTED = Path(demonstrating.sample_data() / "munitions.expected.csv")


def test_every_claim_has_its_expected_status_lean_and_parties(sample: Cli) -> None:
    rows = json.loads(sample("report", "--format", "json", "--sort", "recorded").out)
    fields = ("slug", "status", "lean", "parties_for", "parties_against", "event")
    found = {tuple("" if row[name] is None else str(row[name]) for name in fields) for row in rows}
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        expected = {tuple(row[name] for name in fields) for row in csv.DictReader(file)}
    assert found == expected


def test_the_munitions_claim_is_disputed_with_the_ministry_for_and_both_states_against(sample: Cli) -> None:
    claim = json.loads(sample("show", "nk-munitions-to-russia", "--format", "json").out)
    assert claim["status"] == "disputed"
    assert claim["asserted_by"] == ["South Korea's defense ministry"]
    assert claim["denied_by"] == ["North Korea", "Russia"]
    assert claim["lean"] == "supports"


def test_the_battlefield_evidence_does_not_bear_on_amount_or_price(sample: Cli) -> None:
    evidence = json.loads(sample("evidence", "show", "e1", "--format", "json").out)
    assert [bearing["claim"] for bearing in evidence["bearings"]] == ["c1", "c5"]
    assert evidence["credibility"] == 6
    assert all(bearing["actor"] is None for bearing in evidence["bearings"])


def test_the_denials_are_dated_by_the_article_and_not_on_a_day(sample: Cli) -> None:
    claim = json.loads(sample("show", "c1", "--format", "json").out)
    denials = [row for row in claim["statements"] if row["says"] == "denies"]
    assert [(row["date"], row["earliest"]) for row in denials] == [(None, None), (None, None)]


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("disputed.txt", ["report", "--disputed"]),
        ("report.txt", ["report"]),
        ("report.md", ["report", "--disputed", "--format", "md"]),
        ("report.html", ["report", "--disputed", "--format", "html"]),
        ("list.txt", ["list"]),
        ("why.txt", ["why", "c1"]),
        ("why-supported.txt", ["why", "nk-munitions-used-in-ukraine"]),
        ("actors.txt", ["actor", "list"]),
        ("sources.txt", ["source", "list"]),
        ("evidence.txt", ["evidence", "list"]),
    ],
)
def test_the_sample_reads_as_its_golden_file(sample: Cli, golden: Golden, name: str, command: list[str]) -> None:
    golden(name, sample(*command, "--no-footer").out)


@pytest.mark.parametrize(("columns", "name"), [("60", "disputed-60.txt"), ("40", "disputed-40.txt")])
def test_narrow_screens_fold_the_columns_into_the_claim(sample: Cli, golden: Golden, columns: str, name: str) -> None:
    out = sample("report", "--disputed", "--no-footer", env={"COLUMNS": columns}).out
    assert max(len(line) for line in out.splitlines()) <= int(columns)
    golden(name, out)


def test_demo_prints_a_report_a_file_and_an_explanation(bare_cli: Cli) -> None:
    ran = bare_cli("demo")
    assert ran.code == 0
    assert "$ claimtrack report --disputed" in ran.out
    assert "3 claims, as the record stands" in ran.out
    assert "What would change it" in ran.out


def test_demo_keeps_the_database_where_it_is_told(bare_cli: Cli, tmp_path: Path) -> None:
    ran = bare_cli("demo", "--keep", "sample")
    assert ran.code == 0
    assert "kept: sample/claimtrack.db" in ran.out
    assert bare_cli("report", "--db", str(tmp_path / "sample" / "claimtrack.db")).code == 0


@pytest.mark.parametrize("url", ["postgresql://desk:secret@db/claims", "POSTGRES://desk:secret@db/", "mysql://secret"])
def test_demo_makes_no_folder_of_a_url(bare_cli: Cli, tmp_path: Path, url: str) -> None:
    ran = bare_cli("demo", "--keep", url)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [])
    assert "stands in the place of a folder" in ran.err
    assert ("secret" in ran.err, len(ran.err.splitlines())) == (False, 2)


def test_demo_overwrites_nothing(bare_cli: Cli) -> None:
    bare_cli("demo", "--keep", "sample")
    ran = bare_cli("demo", "--keep", "sample")
    assert ran.code == 2
    assert "is there already" in ran.err
