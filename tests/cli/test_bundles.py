"""`export bundle`: a file that git compares, with the sample case as the one that is kept."""

import io
import json
import re
import stat
from itertools import count
from pathlib import Path

from claimtrack.services import bundling
from tests.cli.test_sample_case import EXPECTED
from tests.conftest import Cli

GOLDEN = Path(__file__).parent / "golden" / "munitions.jsonl"
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
