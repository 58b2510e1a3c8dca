"""`lint` as it is typed: files, saved pages, stdin and claims, in every format, and the exit codes."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from claimtrack.domain.text import safe
from claimtrack.errors.base import ExitCode
from claimtrack.formats.registry import Format
from tests.conftest import Cli, Golden
from tests.formats.claimreview.reviews import DROP, WHOLE, spoiled

LABELLED = {"reviewRating": {"@type": "Rating", "alternateName": "False"}}
NOTED = spoiled(LABELLED)
WARNED = spoiled({**LABELLED, "author": DROP})
WRONG = spoiled({**LABELLED, "url": "/checks/bridge"})
FIELDS = ["place", "claim", "field", "rule", "severity", "found", "why", "fix"]


def saved(*nodes: dict[str, Any], name: str = "checks.json") -> str:
    Path(name).write_text(json.dumps(list(nodes)), encoding="utf-8")
    return name


def page(*scripts: str) -> str:
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    Path("page.html").write_text(f"<html><head>{blocks}</head><body></body></html>", encoding="utf-8")
    return "page.html"


@pytest.mark.parametrize(
    ("node", "strict", "code"),
    [
        (NOTED, True, ExitCode.DONE), (WARNED, True, ExitCode.CHECK), (WRONG, True, ExitCode.CHECK),
        (WARNED, False, ExitCode.DONE), (WRONG, False, ExitCode.DONE),
    ],
    ids=["note", "warning", "error", "warning-not-strict", "error-not-strict"],
)  # fmt: skip
def test_only_strict_ends_with_4_and_only_for_what_is_more_than_a_note(
    bare_cli: Cli, node: dict[str, Any], *, strict: bool, code: ExitCode
) -> None:
    ran = bare_cli("lint", saved(node), *(["--strict"] if strict else []))
    assert ran.code == code
    assert "rule" in ran.out


def test_needs_no_database_and_creates_none(bare_cli: Cli) -> None:
    assert bare_cli("lint", saved(WRONG)).code == ExitCode.DONE
    assert list(Path().glob("*.db")) == []


def test_a_whole_review_has_no_remark(bare_cli: Cli) -> None:
    ran = bare_cli("lint", saved(WHOLE), "--strict")
    assert (ran.code, ran.out) == (ExitCode.DONE, "1 review: 0 errors, 0 warnings, 0 notes\n")


def test_a_scale_is_held_against_the_label_by_the_program_s_own_table(bare_cli: Cli) -> None:
    ran = bare_cli("lint", saved(spoiled({"reviewRating.ratingValue": 5})), "--format", "jsonl")
    assert [json.loads(line)["rule"] for line in ran.out.splitlines()] == ["scale-against-label"]


def test_a_page_is_shown_block_by_block_with_what_weighs_most_first(bare_cli: Cli, golden: Golden) -> None:
    name = page(
        json.dumps({**WRONG, "inLanguage": "en", "claimReviewed": "x" * 80}),
        '{"@type": "ClaimReview", }}',
        json.dumps(WARNED),
    )
    golden("lint_page.txt", bare_cli("lint", name).out)


@pytest.mark.parametrize("fmt", [fmt for fmt in Format if fmt is not Format.TABLE])
def test_every_format_has_every_remark(bare_cli: Cli, fmt: Format) -> None:
    ran = bare_cli("lint", saved(WRONG, WARNED), "--format", fmt)
    assert ran.out.count("url-relative") == ran.out.count("author-missing") == 1


def test_programs_get_rows_alone_and_the_counts_on_stderr(bare_cli: Cli) -> None:
    name = saved(WRONG, WARNED)
    rows = json.loads(bare_cli("lint", name, "-f", "json").out)
    lines = [json.loads(line) for line in bare_cli("lint", name, "-f", "jsonl").out.splitlines()]
    table = list(csv.DictReader(io.StringIO(bare_cli("lint", name, "-f", "csv").out)))
    assert rows == lines
    assert [list(row) for row in (rows[0], table[0])] == [FIELDS, FIELDS]
    assert [row["rule"] for row in table] == [row["rule"] for row in rows]
    ran = bare_cli("lint", name, "-f", "csv", "--strict")
    assert (ran.code, ran.err) == (ExitCode.CHECK, "2 reviews: 1 error, 1 warning, 2 notes\n")


def test_stdin_is_looked_over(bare_cli: Cli) -> None:
    ran = bare_cli("lint", "-", stdin=json.dumps(WRONG), env={"COLUMNS": "120"})
    assert "url-relative" in ran.out


@pytest.mark.parametrize(
    ("what", "code", "says"),
    [
        ("https://checkdesk.example.org/a", ExitCode.USAGE, "nothing is fetched"),
        ("no-such.html", ExitCode.USAGE, "cannot read no-such.html"), ("folder", ExitCode.USAGE, "it is a folder"),
        ("./c1", ExitCode.USAGE, "cannot read"), ("c9", ExitCode.REFERENCE, "no claim 'c9'"),
        ("no-such-claim", ExitCode.REFERENCE, "no claim"), ("st1", ExitCode.REFERENCE, "not a claim"),
    ],
)  # fmt: skip
def test_what_cannot_be_looked_over_is_one_line_and_a_hint(cli: Cli, what: str, code: ExitCode, says: str) -> None:
    Path("folder").mkdir()
    ran = cli("lint", what)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err.splitlines()[0]
    assert len(ran.err.splitlines()) == 2


def test_a_file_goes_before_a_claim(desk: Cli) -> None:
    assert "pier" in desk("lint", "c1").out
    saved(WRONG, name="c1")
    assert "bridge" in desk("lint", "c1").out


def test_a_claim_is_looked_over_as_it_would_be_written(desk: Cli, golden: Golden) -> None:
    golden("lint_claim.txt", desk("lint", "pier-closed").out)


def test_a_claim_without_a_verdict_has_no_review(desk: Cli) -> None:
    ran = desk("lint", "c2", "--strict", "--format", "jsonl")
    assert (ran.code, json.loads(ran.out)["rule"]) == (ExitCode.CHECK, "no-review")


def test_what_is_confidential_is_not_looked_over_unless_it_is_asked_for(desk: Cli) -> None:
    desk("assert", "c1", "--by", "A whistle-blower", "--on", "2024-02-01", "--confidential")
    assert json.loads(desk("lint", "c1", "-f", "json", "--include-confidential").out) != json.loads(
        desk("lint", "c1", "-f", "json").out
    )
    assert "left out" in desk("lint", "c1").out


@pytest.mark.parametrize("fmt", Format)
def test_hostile_markup_drives_nothing(bare_cli: Cli, fmt: Format) -> None:
    nasty = "\x1b]52;c;aGk=\x07 \u202e [red]x[/red] <script>alert(1)</script> =1+1"
    node = spoiled({**LABELLED, "claimReviewed": nasty, "url": nasty, "datePublished": nasty})
    ran = bare_cli("lint", saved(node), "--format", fmt)
    assert ran.code == ExitCode.DONE
    shown = ran.out.replace("\n", "")
    assert safe(shown) == shown
    if fmt is Format.HTML:
        assert "<script>" not in ran.out
