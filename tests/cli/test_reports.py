"""Reports: filters, order, limits, formats, files and exit codes."""

import csv
import json
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest

from claimtrack.domain.vocabulary import Status
from tests.conftest import Cli

pytestmark = pytest.mark.both_engines

FIELDS = [
    "id",
    "uid",
    "slug",
    "claim",
    "status",
    "lean",
    "parties_for",
    "parties_against",
    "evidence_for",
    "evidence_against",
    "verdicts",
    "asserted_by",
    "denied_by",
    "tags",
    "last_activity",
]


def listed(cli: Cli, *options: str) -> list[str]:
    ran = cli("report", *options, "--format", "json")
    assert ran.code == 0, ran.err
    return [row["id"] for row in json.loads(ran.out)]


def test_json_is_an_array_of_objects_with_the_fields_promised(sample: Cli) -> None:
    rows = json.loads(sample("report", "--format", "json").out)
    assert len(rows) == 13
    assert all(list(row)[: len(FIELDS)] == FIELDS for row in rows)


def test_an_empty_answer_is_no_error(cli: Cli) -> None:
    assert json.loads(cli("report", "--disputed", "--format", "json").out) == []
    assert cli("report", "--disputed").code == 0
    assert "no claim answers this" in cli("report").out


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--disputed"], ["c3", "c2", "c1"]),
        (["--status", "supported", "--status", "reported"], ["c5", "c4"]),
        (["--disputed", "--status", "reported"], ["c4", "c3", "c2", "c1"]),
        (["--actor", "south-korea"], ["c3", "c2", "c1"]),
        (["--actor", "Moscow", "--text", "FOOD"], ["c3"]),
        (["--tag", "Exercises"], ["c12", "c11", "c10"]),
        (["--text", "north  korean MUNITIONS"], ["c5"]),
        (["--text", "%"], []),
        (["--since", "2024-06-02"], []),
        (["--since", "2024-06", "--limit", "2"], ["c13", "c12"]),
        (["--until", "2024-05"], []),
        (["--sort", "recorded", "--limit", "1"], ["c13"]),
        (["--sort", "against", "--limit", "3"], ["c3", "c2", "c1"]),
        (["--sort", "evidence", "--limit", "2"], ["c5", "c1"]),
        (["--sort", "event", "--limit", "3"], ["c7", "c8", "c6"]),
        (["--sort", "claim", "--limit", "1"], ["c7"]),
    ],
)
def test_filters_narrow_and_sorts_order(sample: Cli, options: list[str], expected: list[str]) -> None:
    assert listed(sample, *options) == expected


def test_a_table_on_a_screen_is_paged_and_says_so(cli: Cli) -> None:
    for number in range(52):
        cli("add", f"Pier {number} is closed")
    out = cli("report").out
    assert "50 claims" in out
    assert "--limit 0 for all" in out
    assert "52 claims" in cli("report", "--limit", "0").out
    assert len(listed(cli)) == 52


def test_csv_reads_back_with_every_row(sample: Cli) -> None:
    rows = list(csv.DictReader(sample("report", "--format", "csv").out.splitlines()))
    assert len(rows) == 13
    assert rows[-1]["denied_by"] == "North Korea; Russia"


def test_json_lines_are_one_object_a_line(sample: Cli) -> None:
    lines = sample("report", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["id"] for line in lines][:2] == ["c13", "c12"]


def test_exit_code_four_when_asked_and_any_claim_is_listed(sample: Cli) -> None:
    assert sample("report", "--disputed", "--exit-code").code == 4
    assert sample("report", "--status", "retracted", "--exit-code").code == 0


@pytest.mark.parametrize("ending", ["svg", "html", "txt", "md", "csv", "json", "jsonl"])
def test_tables_are_exported_by_the_files_ending(sample: Cli, tmp_path: Path, ending: str) -> None:
    ran = sample("export", "tables", "--disputed", "-o", f"out.{ending}")
    assert (ran.code, ran.out, ran.err) == (0, "", f"wrote out.{ending}\n")
    written = (tmp_path / f"out.{ending}").read_text(encoding="utf-8")
    # a picture's blanks do not break
    assert "munitions to Russia" in " ".join(written.replace("&#160;", " ").split()) or ending == "svg"


def test_an_exported_picture_parses_and_loads_nothing(sample: Cli, tmp_path: Path) -> None:
    sample("export", "tables", "-o", "out.svg")
    text = (tmp_path / "out.svg").read_text(encoding="utf-8")
    assert ET.parse(tmp_path / "out.svg").getroot().tag.endswith("svg")
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "@font-face" not in text


def test_save_writes_the_report_in_the_format_of_its_ending(sample: Cli, tmp_path: Path) -> None:
    assert sample("report", "--save", "r.csv").out == ""
    assert (tmp_path / "r.csv").read_text(encoding="utf-8") == sample("report", "--format", "csv").out


def test_save_keeps_what_stood_there_when_the_report_fails(sample: Cli, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("mine")
    assert sample("report", "--save", "r.csv", "--actor", "nobody").code == 3
    assert (tmp_path / "r.csv").read_text() == "mine"


def test_a_report_on_an_actor_includes_its_parts(desk: Cli) -> None:
    assert listed(desk, "--actor", "Port Authority") == ["c1"]


# How many


def counted(cli: Cli, *options: str) -> dict[str, int]:
    ran = cli("report", "--counts", *options, "--format", "json")
    assert ran.code == 0, ran.err
    return {row["status"]: row["claims"] for row in json.loads(ran.out)}


@pytest.mark.parametrize(
    "options",
    [[], ["--disputed"], ["--actor", "south-korea"], ["--tag", "Exercises"], ["--since", "2024", "--text", "north"],
     ["--as-of", "2023-12-31"], ["--as-of", "2023-12-31", "--actor", "Moscow"], ["--known-at", "2023-01-01T00:00:00Z"]],
)  # fmt: skip
def test_counts_are_those_of_the_listing(sample: Cli, options: list[str]) -> None:
    rows = json.loads(sample("report", *options, "--format", "json").out)
    counts = counted(sample, *options)
    assert {status: number for status, number in counts.items() if number} == Counter(row["status"] for row in rows)


def test_counts_name_every_status_asked_for_also_that_of_no_claim(sample: Cli) -> None:
    assert list(counted(sample)) == [*Status]
    assert counted(sample, "--status", "retracted", "--limit", "1") == {"retracted": 0}


@pytest.mark.parametrize("fmt", ["table", "csv", "jsonl", "md", "html"])
def test_counts_come_in_every_format(sample: Cli, fmt: str) -> None:
    ran = sample("report", "--counts", "--format", fmt)
    assert (ran.code, "disputed" in ran.out, "3" in ran.out) == (0, True, True)


def test_counts_of_no_claim_end_well_and_of_any_with_4_if_asked(sample: Cli) -> None:
    assert sample("report", "--counts", "--disputed", "--exit-code").code == 4
    assert sample("report", "--counts", "--status", "retracted", "--exit-code").code == 0
