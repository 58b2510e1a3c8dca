"""`export FORMAT`: which claims, in which format, to where; what is said on stderr, and what is never written over."""

import json
import os
from pathlib import Path

import pytest

from claimtrack.cli import terminal
from claimtrack.domain.checkpoints import checkpoints_in
from claimtrack.formats.outgoing import WITNESSES, Outgoing
from tests.conftest import Cli

TEXTS = [one for one in Outgoing if one is not Outgoing.XLSX]


def ids(cli: Cli, *options: str) -> set[str]:
    """Return the claims, statements and evidence that an export of provenance holds."""
    ran = cli("export", "prov", *options)
    assert ran.code == 0, ran.err
    return {node["dcterms:identifier"] for node in json.loads(ran.out)["@graph"] if "dcterms:identifier" in node}


def claims(cli: Cli, *options: str) -> set[str]:
    return {one for one in ids(cli, *options) if one.startswith("c")}


def test_all_claims_are_taken_unless_some_are_asked_for(desk: Cli) -> None:
    assert claims(desk) == {"c1", "c2"}
    assert claims(desk, "pier-gone") == {"c2"}
    assert claims(desk, "s1") == {"c1"}
    assert claims(desk, "Gazette", "--disputed") == {"c1"}
    assert claims(desk, "--tag", "harbour") == {"c1"}
    assert claims(desk, "--status", "asserted", "--text", "PIER") == {"c2"}


def test_what_was_not_yet_said_is_not_taken_as_of_a_day(desk: Cli) -> None:
    assert ids(desk, "c1", "--as-of", "2024-03-01") & {"st1", "e2", "v1"} == {"st1"}
    dot = desk("export", "dot", "c1", "--as-of", "2024-03-01").out
    assert "c1 · ⚑ disputed" in dot
    assert "as of 2024-03-01" in dot


def test_what_was_not_yet_known_is_not_taken(desk: Cli) -> None:
    assert ids(desk, "--known-at", "2020-01-01") == set()


@pytest.mark.parametrize("fmt", TEXTS)
def test_file_has_the_same_bytes_as_stdout(desk: Cli, tmp_path: Path, fmt: Outgoing) -> None:
    ran = desk("export", fmt, "-o", "out.file")
    assert (ran.code, ran.out) == (0, "")
    assert "wrote out.file" in ran.err
    assert (tmp_path / "out.file").read_text(encoding="utf-8") == desk("export", fmt).out


@pytest.mark.parametrize("fmt", TEXTS)
def test_same_record_gives_the_same_bytes(desk: Cli, fmt: Outgoing) -> None:
    assert desk("export", fmt).out == desk("export", fmt).out


def test_each_loss_has_a_line_on_stderr_with_its_number(desk: Cli) -> None:
    lines = desk("export", "csl").err.splitlines()
    assert "left out, since csl cannot hold it: 2 claims" in lines
    assert "left out, since csl cannot hold it: 1 verdict" in lines
    assert all(line.startswith("left out, since csl cannot hold it: ") for line in lines)


@pytest.mark.parametrize("fmt", TEXTS)
def test_checkpoint_stands_in_the_file_where_it_has_a_place_and_is_said_where_it_has_none(
    desk: Cli, fmt: Outgoing
) -> None:
    held = [desk("checkpoint").out.strip()]

    def found(*options: str) -> tuple[list[str], list[str]]:
        ran = desk("export", fmt, *options)
        return [str(one) for one in checkpoints_in(ran.out)], [str(one) for one in checkpoints_in(ran.err)]

    assert found("--no-footer") == ([], [])
    assert found() == ((held, []) if fmt in WITNESSES else ([], []))
    assert found("--footer") == ((held, []) if fmt in WITNESSES else ([], held))


@pytest.mark.parametrize("fmt", sorted(WITNESSES.intersection(TEXTS)))
def test_export_is_a_witness(desk: Cli, fmt: Outgoing) -> None:
    assert desk("export", fmt, "-o", "given.away").code == 0
    assert desk("deny", "c1", "--by", "Gazette").code == 0
    ran = desk("verify", "--checkpoint", "given.away", "--format", "json")
    assert (ran.code, json.loads(ran.out)["level"]) == (0, 2)


@pytest.mark.parametrize("fmt", TEXTS)
def test_confidential_rows_are_left_out_unless_asked_for_and_said_either_way(desk: Cli, fmt: Outgoing) -> None:
    assert (
        desk("deny", "c1", "--by", "Deep Throat", "--quote", "not so", "--source", "Garage", "--confidential").code == 0
    )
    ran = desk("export", fmt)
    assert not [words for words in ("Deep Throat", "not so", "Garage") if words in ran.out + ran.err]
    assert "left out: 2 confidential rows of the record (--include-confidential shows them)" in ran.err
    whole = desk("export", fmt, "--include-confidential")
    held = {
        Outgoing.CSL: "Garage",
        Outgoing.CLAIMREVIEW: "Harbour Office",
    }  # the one knows sources, the other assertions
    assert held.get(fmt, "Deep Throat") in whole.out
    assert "this may show confidential rows (2 on record): handle it accordingly" in whole.err


def test_no_claim_is_no_error(desk: Cli) -> None:
    for fmt in TEXTS:
        assert desk("export", fmt, "--status", "refuted").code == 0
    assert desk("export", "csl", "--status", "refuted").out == "[]\n"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["c9"], 3),
        (["no-such"], 3),
        (["--as-of", "soon"], 2),
        (["--status", "wrong"], 2),
        (["--since", "03/04/2024"], 2),
    ],
)
def test_bad_options_are_refused_and_no_file_is_written(
    desk: Cli, tmp_path: Path, options: list[str], code: int
) -> None:
    ran = desk("export", "prov", *options, "-o", "out.file")
    assert (ran.code, ran.out, (tmp_path / "out.file").exists()) == (code, "", False)


@pytest.mark.sqlite_only("the database is a file")
def test_no_database_is_written_over(desk: Cli, tmp_path: Path) -> None:
    before = (tmp_path / "claimtrack.db").read_bytes()
    ran = desk("export", "prov", "-o", "claimtrack.db")
    assert (ran.code, "it is a database" in ran.err) == (1, True)
    assert (tmp_path / "claimtrack.db").read_bytes() == before


def test_file_is_written_whole_or_not_at_all(desk: Cli, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    assert desk("export", "prov", "-o", "nowhere/out.file").code == 1
    assert desk("export", "prov", "-o", "there").code == 1
    (tmp_path / "old").write_text("old", encoding="utf-8")
    (tmp_path / "old").chmod(0o600)
    assert desk("export", "dot", "-o", "old").code == 0
    assert (tmp_path / "old").read_text(encoding="utf-8").startswith("digraph")
    assert (tmp_path / "old").stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".claimtrack")) == []


def test_device_is_written_to(desk: Cli) -> None:
    assert desk("export", "dot", "-o", os.devnull).code == 0


def test_workbook_is_not_shown_on_a_terminal(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    ran = desk("export", "xlsx")
    assert (ran.code, ran.out) == (2, "")
    assert "xlsx is no text, which a terminal could show" in ran.err
    assert "-o claims.xlsx" in ran.err


def test_text_is_shown_on_a_terminal_whatever_it_can_show(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = desk("export", "mermaid").out
    monkeypatch.setattr(terminal, "is_terminal", lambda: True)
    assert desk("export", "mermaid").out == plain


def test_every_format_is_a_command(desk: Cli) -> None:
    shown = desk("export", "--help").out
    assert [fmt for fmt in Outgoing if f"  {fmt}" not in shown] == []
