"""`import` on the command line: all or nothing, each thing once, everything that is met is said and written down."""

import csv
import json
from pathlib import Path

import pytest

from tests.conftest import Cli

REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://desk.example/1",
    "claimReviewed": "The bridge is closed",
    "author": {"@type": "Organization", "name": "Desk"},
    "datePublished": "2023-7-16",
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Jane Roe"}},
    "reviewRating": {"@type": "Rating", "alternateName": "Mostly false"},
}
MAPPED = ["--map", "rumour=claim", "--map", "outlet=actor", "--map", "says=stance"]
VALUES = ["--values", "stance:for=asserts,against=denies"]


@pytest.fixture
def stances(tmp_path: Path) -> Path:
    """A table of what outlets said, of which one row says what is no stance."""
    path = tmp_path / "stances.csv"
    rows = [["rumour", "outlet", "says"], ["The bridge is closed", "Gazette", "for"],
            ["The bridge is closed", "Courier", "against"], ["It reopened", "Gazette", "perhaps"]]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def claims(cli: Cli) -> list[tuple[str, str]]:
    return [(row["claim"], row["status"]) for row in json.loads(cli("report", "--format", "json").out)]


def test_one_bad_record_keeps_all_from_being_recorded(cli: Cli, stances: Path) -> None:
    ran = cli("import", str(stances), *MAPPED, *VALUES)
    assert ran.code == 1
    assert "refused: stances.csv, line 4: " in ran.err
    assert "claimtrack: error: 1 of 3 records could not be read, and nothing was recorded" in ran.err
    assert claims(cli) == []


def test_good_ones_are_kept_if_that_is_wanted(cli: Cli, stances: Path) -> None:
    ran = cli("import", str(stances), *MAPPED, *VALUES, "--keep-good")
    assert (ran.code, ran.out) == (
        0,
        f"{stances}: 3 records, 1 refused\n  new: 1 claim, 2 statements, 2 actors\n",
    )
    assert claims(cli) == [("The bridge is closed", "disputed")]


def test_second_import_adds_nothing(cli: Cli, stances: Path) -> None:
    cli("import", str(stances), *MAPPED, *VALUES, "--keep-good")
    before = cli("checkpoint").out
    ran = cli("import", str(stances), *MAPPED, *VALUES, "--keep-good")
    assert ran.out == f"{stances}: 3 records, 2 imported before, 1 refused\n  nothing new\n"
    assert cli("checkpoint").out == before


def test_dry_run_keeps_nothing(cli: Cli, stances: Path) -> None:
    ran = cli("import", str(stances), *MAPPED, *VALUES, "--keep-good", "--dry-run")
    assert "new: 1 claim" in ran.out
    assert ran.err.endswith("dry run: nothing was kept\n")
    assert claims(cli) == []


def test_one_undo_takes_an_import_back(cli: Cli, stances: Path) -> None:
    cli("import", str(stances), *MAPPED, *VALUES, "--keep-good")
    assert "import of stances.csv" in cli("log").out
    assert cli("undo").code == 0
    assert claims(cli) == []


def test_report_has_each_refusal_and_repair_and_the_counts(cli: Cli, stances: Path, tmp_path: Path) -> None:
    (tmp_path / "review.json").write_text(json.dumps(REVIEW), encoding="utf-8")
    assert cli("import", str(stances), *MAPPED, *VALUES, "--report", "told.jsonl").code == 1
    (refused,) = [json.loads(line) for line in (tmp_path / "told.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (refused["kind"], refused["place"], refused["raw"]) == ("refused", "line 4", "It reopened,Gazette,perhaps")
    assert cli("import", "review.json", "--report", "told.jsonl").code == 0
    *repairs, counts = [json.loads(line) for line in (tmp_path / "told.jsonl").read_text("utf-8").splitlines()]
    assert ("2023-7-16", "read as 2023-07-16") in [(one["found"], one["done"]) for one in repairs]
    assert (counts["kind"], counts["read"], counts["recorded"]["verdict"]) == ("counts", 1, 1)


def test_report_is_never_written_over_a_database(cli: Cli, stances: Path) -> None:
    assert cli("import", str(stances), *MAPPED, "--report", "claimtrack.db").code == 1
    assert claims(cli) == []


def test_stdin_is_recognised_and_read(cli: Cli) -> None:
    ran = cli("import", "-", stdin=json.dumps(REVIEW))
    assert ran.out.startswith("stdin: 1 record, 1 repaired\n  new: 1 claim, 1 statement, 1 verdict, 2 actors")
    whole = json.loads(cli("show", "c1", "--format", "json").out)
    (original,) = whole["originals"]
    assert (original["origin"], original["format"]) == ("stdin", "claimreview")
    assert json.loads(original["raw"]) == REVIEW
    assert [(one["says"], one["words"]) for one in whole["verdict_list"]] == [("mostly-false", "Mostly false")]


def test_folder_is_read_file_by_file_and_what_is_unknown_is_passed_over(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    (folder / "deep").mkdir(parents=True)
    page = f"<html><script type='application/ld+json'>{json.dumps(REVIEW)}</script></html>"
    (folder / "deep" / "page.html").write_text(page, encoding="utf-8")
    (folder / "review.json").write_text(json.dumps(REVIEW | {"claimReviewed": "Another"}), encoding="utf-8")
    (folder / "notes.bin").write_bytes(b"\x00\x01\x02")
    ran = cli("import", str(folder))
    assert ran.code == 0
    assert "they are to be imported alone: notes.bin" in ran.err
    assert sorted(claims(cli)) == [("Another", "asserted"), ("The bridge is closed", "asserted")]


def test_confidential_import_is_left_out_of_reports(cli: Cli, stances: Path) -> None:
    cli("import", str(stances), *MAPPED, *VALUES, "--keep-good", "--confidential")
    assert claims(cli) == [("The bridge is closed", "unaddressed")]
    assert json.loads(cli("show", "c1", "--format", "json").out)["originals"] == []


REFUSALS = [
    (b"\x1f\x8b\x08", "packed.json", "is compressed (gzip)", 2),
    (b"nothing of ours", "words.txt", "it cannot be told in which format", 2),
    (b"[]", "empty.json", "empty.json cannot be read as claimreview: no ClaimReview stands in it", 2),
    (b"a,b\n1,2\n", "table.csv", "no column of the table is known to hold the claim", 2),
]


@pytest.mark.parametrize(("content", "name", "said", "code"), REFUSALS)
def test_file_that_cannot_be_read_is_one_line_and_a_hint(
    cli: Cli, tmp_path: Path, content: bytes, name: str, said: str, code: int
) -> None:
    (tmp_path / name).write_bytes(content)
    ran = cli("import", name)
    assert (ran.code, ran.out) == (code, "")
    error, hint = ran.err.splitlines()
    assert error.startswith("claimtrack: error: ")
    assert said in error
    assert hint.startswith("hint: ")


def test_missing_file_is_said_to_be_missing(cli: Cli) -> None:
    assert cli("import", "nowhere.csv").err.startswith("claimtrack: error: cannot read nowhere.csv: No such file")


def test_refused_import_creates_no_database(bare_cli: Cli, stances: Path, tmp_path: Path) -> None:
    assert bare_cli("import", str(stances), *MAPPED).code == 1
    assert not (tmp_path / "claimtrack.db").exists()
