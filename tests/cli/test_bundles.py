"""`export bundle`: a file that git compares, with the sample case as the one that is kept."""

import io
import json
import re
import stat
from itertools import count
from pathlib import Path

import pytest

from claimtrack.services import bundling
from tests.cli.test_sample_case import EXPECTED
from tests.conftest import Cli

GOLDEN = Path(__file__).parent / "golden" / "munitions.jsonl"
TEXT = "North Korea has sent munitions to Russia"
UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"T\d\d:\d\d:\d\d\.\d{6}Z")


def plain(text: str) -> list[str]:
    """Return the rows of a bundle with uids as numbers, in the order in which they first stand there."""
    numbers: dict[str, int] = {}
    counting = count(1)
    rows = MOMENT.sub("", "\n".join(text.splitlines()[1:]))
    return UID.sub(lambda found: f"uid {numbers.setdefault(found[0], next(counting))}", rows).splitlines()


def test_the_sample_case_is_the_golden_bundle(sample: Cli) -> None:
    assert plain(sample("export", "bundle").out) == plain(GOLDEN.read_text(encoding="utf-8"))


def test_the_golden_bundle_makes_the_sample_case(cli: Cli, database: Path) -> None:
    text = GOLDEN.read_bytes()
    bundling.take_in(database, io.BytesIO(text), name=GOLDEN.name)
    assert cli("export", "bundle").out.encode() == text
    rows = json.loads(cli("report", "--format", "json").out)
    expected = {tuple(line.split(",")[:2]) for line in EXPECTED.read_text(encoding="utf-8").splitlines()[1:]}
    assert {(row["slug"], row["status"]) for row in rows} == expected
    assert cli("verify").code == cli("doctor").code == 0


@pytest.mark.sqlite_only("the database is a file")
def test_it_goes_to_a_file_whole_or_not_at_all(sample: Cli, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before", encoding="utf-8")
    out.chmod(0o600)
    ran = sample("export", "bundle", "-o", str(out))
    assert (ran.code, ran.out, ran.err) == (0, "", f"wrote {out}\n")
    assert out.read_text(encoding="utf-8") == sample("export", "bundle").out
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sample("export", "bundle", "-o", "claimtrack.db").code == 1
    assert sample("export", "bundle", "-o", "no/such/folder").code == 1


def test_it_says_that_confidential_rows_are_left_out(cli: Cli) -> None:
    cli("add", "The bridge is closed", "--asserted-by", "Harbour", "--confidential")
    ran = cli("export", "bundle")
    assert "left out: 1 confidential row" in ran.err
    assert "statement" not in ran.out
    ran = cli("export", "bundle", "--include-confidential")
    assert "this may show confidential rows" in ran.err
    assert '"confidential":1' in ran.out


def test_a_part_of_a_record_is_lines_of_the_whole_bundle(sample: Cli) -> None:
    whole = set(sample("export", "bundle").out.splitlines()[1:])
    header, *part = sample("export", "bundle", "c1").out.splitlines()
    assert set(part) < whole
    assert json.loads(header)["rows"] == len(part)
    assert [json.loads(line)["text"] for line in part if json.loads(line)["type"] == "claim"] == [TEXT]
    assert part == sample("export", "bundle", "--text", TEXT).out.splitlines()[1:]


def test_a_part_says_of_its_claims_what_the_whole_says(sample: Cli) -> None:
    sample("actor", "merge", "unnamed-reports", "russia")
    sample("export", "bundle", "c1", "-o", "part.jsonl")
    assert sample("import", "part.jsonl", "--db", "part.db").code == 0
    asked = ("report", "--text", TEXT, "--format", "json")
    shown = [json.loads(sample(*asked, *db).out) for db in ([], ["--db", "part.db"])]
    kept = {"status", "parties_for", "parties_against", "origins_for", "origins_against", "denied_by", "uid"}
    whole, part = ([{name: row[name] for name in kept} for row in rows] for rows in shown)
    assert len(part) == 1
    assert whole == part


def test_a_bundle_is_imported_once_and_says_what_it_added(sample: Cli) -> None:
    sample("export", "bundle", "-o", "record.jsonl")
    ran = sample("import", "record.jsonl", "--db", "copy.db")
    assert ran.out.startswith("record.jsonl: added 69 rows: ")
    assert (
        sample("import", "-", "--db", "copy.db", stdin=Path("record.jsonl").read_bytes()).out
        == "stdin: nothing to add\n"
    )


def test_what_differs_from_a_bundle_is_shown_and_settled(sample: Cli) -> None:
    sample("export", "bundle", "-o", "record.jsonl")
    sample("edit", "c1", "--text", "North Korea has sent shells to Russia")
    ran = sample("import", "record.jsonl")
    assert ran.code == 4
    assert "What differs" in ran.out
    assert sample("import", "record.jsonl", "--theirs").out.endswith(
        "differing rows: 0 kept as here, 1 taken from there\n"
    )
    assert "has sent munitions to Russia" in sample("show", "c1").out


def test_options_of_other_formats_are_refused_of_a_bundle_and_the_other_way_round(sample: Cli) -> None:
    sample("export", "bundle", "-o", "record.jsonl")
    sample("export", "csv", "-o", "record.csv")
    ran = sample("import", "record.jsonl", "--keep-good", "--map", "a=claim")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2, "claimtrack: error: --map, --keep-good cannot be asked of a bundle"
    )  # fmt: skip
    assert sample("import", "record.csv", "--ours").code == 2


def test_a_bundle_in_a_folder_is_passed_over(sample: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    sample("export", "bundle", "-o", "given/record.jsonl")
    sample("export", "csv", "-o", "given/record.csv")
    assert "record.jsonl" in sample("import", "given", "--db", "new.db").err
