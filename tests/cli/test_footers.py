"""Footers: every report ends with the record's checkpoint, unless programs read it, and it can be found there again."""

import json
from pathlib import Path

import pytest

from claimtrack.domain.checkpoints import checkpoints_in
from tests.conftest import Cli

READS = (
    ["report", "--disputed"],
    ["list"],
    ["matrix"],
    ["show", "c1"],
    ["why", "c1"],
    ["timeline"],
    ["diff", "--from", "2023-01-01", "--to", "2024-06-01"],
    ["log"],
    ["actor", "list"],
    ["actor", "show", "a1"],
    ["source", "list"],
    ["evidence", "list"],
)
FOR_PROGRAMS = ("json", "jsonl", "csv")


def head(cli: Cli) -> str:
    return cli("checkpoint").out.strip()


@pytest.mark.parametrize("columns", ["100", "60", "40"])
@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_a_report_ends_with_the_checkpoint_however_narrow_it_is(desk: Cli, command: list[str], columns: str) -> None:
    out = desk(*command, env={"COLUMNS": columns}).out
    assert [str(one) for one in checkpoints_in(out)] == [head(desk)]
    assert "".join(out.split()).endswith("".join(head(desk).split()))


@pytest.mark.parametrize("fmt", ["md", "html"])
@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_a_page_for_people_has_the_checkpoint(desk: Cli, command: list[str], fmt: str) -> None:
    assert [str(one) for one in checkpoints_in(desk(*command, "--format", fmt).out)] == [head(desk)]


@pytest.mark.parametrize("fmt", FOR_PROGRAMS)
@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_what_programs_read_has_none_unless_asked_for_and_then_on_stderr(
    desk: Cli, command: list[str], fmt: str
) -> None:
    plain, asked = desk(*command, "--format", fmt), desk(*command, "--format", fmt, "--footer")
    assert checkpoints_in(plain.out + plain.err) == []
    assert asked.out == plain.out
    assert asked.err.splitlines()[-1] == head(desk)


def test_the_footer_can_be_left_out(desk: Cli) -> None:
    for command in READS:
        assert checkpoints_in(desk(*command, "--no-footer").out) == []


@pytest.mark.parametrize("ending", ["csv", "html", "json", "jsonl", "md", "svg", "txt"])
def test_a_file_that_was_written_is_a_witness(desk: Cli, tmp_path: Path, ending: str) -> None:
    name = f"claims.{ending}"
    assert desk("export", "tables", "-o", name).code == 0
    written = (tmp_path / name).read_text(encoding="utf-8")
    if ending in FOR_PROGRAMS:
        assert checkpoints_in(written) == []
        return
    held = head(desk)
    assert desk("deny", "c1", "--by", "Gazette").code == 0
    ran = desk("verify", "--checkpoint", name, "--format", "json")
    assert ran.code == 0
    found = json.loads(ran.out)
    assert (found["level"], found["continues"]) == (2, [held])


def test_a_file_without_a_checkpoint_is_no_witness(desk: Cli, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("checkpoint of Friday\n", encoding="utf-8")
    ran = desk("verify", "--checkpoint", "notes.txt")
    assert (ran.code, "no checkpoint in notes.txt" in ran.err) == (2, True)
    assert desk("verify", "--checkpoint", "nowhere.txt").code == 2


def test_a_checkpoint_of_another_history_is_pointed_out(desk: Cli, tmp_path: Path) -> None:
    held = head(desk)
    *words, root = held.split()
    (tmp_path / "forged.txt").write_text(" ".join([*words, "A" + root[1:] if root[0] != "A" else "B" + root[1:]]))
    ran = desk("verify", "--checkpoint", "forged.txt")
    assert ran.code == 4
    assert "something in them was changed" in " ".join(ran.out.split())
