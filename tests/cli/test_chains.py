"""Chains: links from statement to statement, what is refused of them, and the origins that every answer shows."""

import csv
import io
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.formats.registry import Format
from claimtrack.store import identity, migration
from claimtrack.store.connection import connect
from tests.conftest import Cli
from tests.others import another_program, dump
from tests.store.test_migration import held_by

pytestmark = pytest.mark.both_engines

REFUSED = [
    # what is tried, exit code, and words of the one line
    (["link", "st1", "relies-on", "st1"], 2, "to itself"),
    (["link", "s1", "cites", "s1"], 2, "to itself"),
    (["link", "st3", "relies-on", "st1"], 2, "already on record: st3 relies-on st1"),
    (["link", "s2", "cites", "s1"], 2, "already on record: s2 cites s1"),
    (["link", "st4", "relies-on", "st99"], 3, "no statement 'st99' on record"),
    (["link", "st99", "relies-on", "st1"], 3, "no statement 'st99' on record"),
    (["link", "st4", "relies-on", "st5"], 3, "st5 was withdrawn: slip"),
    (["link", "st5", "relies-on", "st4"], 3, "st5 was withdrawn: slip"),
    (["link", "st4", "relies-on", "st6"], 3, "c2 was withdrawn: copy"),
    (["link", "st4", "relies-on", "c1"], 3, "c1 is not a statement"),
    (["link", "st4", "relies-on", "01900000-0000-7000-8000-000000000000"], 3, "on record"),
    (["link", "st4", "cites", "st1"], 2, "no relation reads"),
    (["link", "s1", "relies-on", "s2"], 2, "no relation reads"),
    (["link", "s1", "cites", "st1"], 3, "st1 is not a source"),
    (["withdraw", "st4", "relies-on", "st1", "--reason", "x"], 3, "not on record: st4 relies-on st1"),
    (["withdraw", "s1", "cites", "s2", "--reason", "x"], 3, "not on record: s1 cites s2"),
    (["withdraw", "s1", "--reason", "x"], 2, "it is named by st1, st2, st3 and 1 more"),
    (["assert", "c1", "--by", "Z", "--relies-on", "st99"], 3, "no statement 'st99' on record"),
    (["assert", "c1", "--by", "Z", "--relies-on", "st5"], 3, "st5 was withdrawn"),
    (["assert", "c1", "--by", "Z", "--relies-on", "st7"], 3, "no statement 'st7' on record"),  # itself, to be
    (["assert", "c1", "--by", "Z", "--relies-on", "st1", "--relies-on", "st1"], 2, "already on record: relies-on st1"),
    (["assert", "c1", "--by", "Z", "--relies-on", ""], 3, "no statement ''"),
]
DESK = (
    ["add", "The pier is closed", "--asserted-by", "Ministry", "--denied-by", "Ferries", "--reported-by", "Gazette",
     "--source", "Briefing", "--on", "2024-05-01"],
    ["assert", "c1", "--by", "Mayor", "--on", "2024-05-02", "--source", "Evening paper"],
    ["deny", "c1", "--by", "Nobody"],
    ["withdraw", "st5", "--reason", "slip"],
    ["add", "The pier is shut", "--asserted-by", "Ministry"],
    ["withdraw", "c2", "--reason", "copy"],
    ["link", "s2", "cites", "s1"],
)  # fmt: skip


@pytest.fixture
def pier(cli: Cli) -> Cli:
    """A claim asserted by a ministry (st1) and a mayor (st4), denied (st2), and relayed by a gazette (st3)."""
    for command in DESK:
        ran = cli(*command)
        assert ran.code == 0, ran.err
    return cli


def origins(cli: Cli, side: str = "for", claim: str = "c1") -> dict[str, object]:
    found: dict[str, object] = json.loads(cli("why", claim, "--format", "json").out)["origins"][side]
    return found


def lines(cli: Cli) -> list[str]:
    return [line for line in cli("why", "c1").out.splitlines() if line.startswith(("for:", "against:"))]


@pytest.mark.parametrize(("command", "code", "words"), REFUSED, ids=[" ".join(row[0])[:60] for row in REFUSED])
def test_refusals_are_one_line_one_hint_and_change_nothing(
    pier: Cli, tmp_path: Path, command: list[str], code: int, words: str
) -> None:
    before = dump(tmp_path / "claimtrack.db")
    ran = pier(*command)
    assert (ran.code, ran.out) == (code, "")
    first, second = ran.err.splitlines()
    assert first.startswith("claimtrack: error: ")
    assert words in first
    assert second.startswith("hint: ")
    assert dump(tmp_path / "claimtrack.db") == before


def test_who_reports_in_one_command_relies_on_who_asserts_in_it(pier: Cli) -> None:
    found = json.loads(pier("show", "st3", "--format", "json").out)
    assert (found["relies_on"], found["relied_on_by"]) == (["st1"], [])
    assert json.loads(pier("show", "st1", "--format", "json").out)["relied_on_by"] == ["st3"]
    assert "Relied on by" in pier("show", "st1").out


def test_a_statement_is_recorded_with_what_it_relies_on(pier: Cli) -> None:
    ran = pier("assert", "c1", "--by", "United States", "--relies-on", "st1", "--relies-on", "st4")
    assert ran.out.startswith("st7 United States asserts (relies on st1, st4): c1 the-pier-is-closed")
    assert lines(pier)[0] == "for: 3 parties, 2 origins"


def test_voices_that_rely_on_one_statement_are_one_origin(pier: Cli) -> None:
    assert lines(pier) == ["for: 2 parties, 2 origins", "against: 1 party, 1 origin"]
    assert pier("link", "st4", "relies-on", "st3").out == "linked: st4 relies-on st3\n"
    assert lines(pier) == ["for: 2 parties, 1 origin; all pass st1", "against: 1 party, 1 origin"]
    assert lines(pier)[0] in pier("show", "c1").out
    assert "independent only as recorded" in pier("why", "c1").out


def test_a_link_withdrawn_and_a_basis_withdrawn_count_no_longer(pier: Cli) -> None:
    pier("link", "st4", "relies-on", "st1")
    assert origins(pier)["origins"] == "1"
    assert pier("withdraw", "st4", "relies-on", "st1", "--reason", "x").out == "withdrawn: st4 relies-on st1\n"
    assert origins(pier)["origins"] == "2"
    pier("link", "st4", "relies-on", "st3")
    pier("withdraw", "st3", "--reason", "never printed")
    assert origins(pier)["origins"] == "2"


def test_a_statement_may_rely_on_one_of_another_claim(pier: Cli) -> None:
    pier("add", "The harbour is closed", "--asserted-by", "Port")
    pier("link", "st4", "relies-on", "st7")
    assert origins(pier)["identified"] == ["a1", "a6"]


def test_a_circle_is_recorded_and_gives_no_support(pier: Cli) -> None:
    pier("assert", "c1", "--by", "Radio", "--on", "2024-05-02", "--relies-on", "st4")
    ran = pier("link", "st4", "relies-on", "st7")
    assert ran.code == 0
    assert "a circle" in ran.err
    assert lines(pier)[0] == "for: 3 parties, 1 origin, 2 circular"
    assert "(circular)" in pier("why", "c1", "--chains").out


def test_an_unnamed_voice_may_be_anybody(pier: Cli) -> None:
    pier("actor", "add", "A source", "--kind", "unknown")
    pier("suggest", "c1", "--by", "A source", "--on", "2024-05-01")
    pier("link", "st4", "relies-on", "st7")
    assert lines(pier)[0] == "for: 3 parties, 1-2 origins (1 unnamed)"


def test_evidence_brings_its_collector_as_an_origin(pier: Cli) -> None:
    pier("evidence", "add", "Photograph", "--supports", "c1", "--collected-by", "Ministry")
    pier("evidence", "add", "Video", "--refutes", "c1")
    assert lines(pier) == [
        "for: 2 parties and 1 item, 2 origins",
        "against: 1 party and 1 item, 1-2 origins (1 unnamed)",
    ]


def test_relying_on_something_later_is_pointed_out_and_not_used(pier: Cli) -> None:
    ran = pier("link", "st1", "relies-on", "st4")
    assert ran.err.splitlines()[0] == "st1 cannot rely on st4, which is later (2024-05-02): on record, and not used"
    assert (origins(pier)["origins"], origins(pier)["not_used"]) == ("2", [["st1", "st4"]])
    assert "Relies on something later, which is not used" in pier("why", "c1").out


def test_the_report_has_the_origins_among_its_fields(pier: Cli) -> None:
    pier("link", "st4", "relies-on", "st1")
    for command in ("report", "list"):
        [row] = csv.DictReader(io.StringIO(pier(command, "--format", "csv").out))
        assert (row["origins_for"], row["origins_against"]) == ("1", "1")
    assert "parties, origins, evidence: for/against" in pier("report").out
    assert next(line for line in pier("report").out.splitlines() if " c1 " in line).split().count("1/1") == 1
    assert json.loads(pier("show", "c1", "--format", "json").out)["origins_for"] == "1"


def test_the_report_of_another_day_has_the_origins_of_that_day(pier: Cli) -> None:
    pier("link", "st4", "relies-on", "st1")
    pier("assert", "c1", "--by", "Radio", "--on", "2024-05-03")
    for day, expected in (("2024-05-01", "1"), ("2024-05-02", "1"), ("2024-05-03", "2")):
        for command in (["report"], ["list"]):
            assert json.loads(pier(*command, "--as-of", day, "--format", "json").out)[0]["origins_for"] == expected
        assert json.loads(pier("show", "c1", "--as-of", day, "--format", "json").out)["origins_for"] == expected
        assert (
            json.loads(pier("why", "c1", "--as-of", day, "--format", "json").out)["origins"]["for"]["origins"]
            == expected
        )


def test_the_tree_of_chains_is_in_every_format(pier: Cli) -> None:
    pier("link", "st4", "relies-on", "st3")
    drawn = pier("why", "c1", "--chains").out
    assert drawn.index("└ st3") < drawn.index("· └ st1")
    for fmt in Format:
        ran = pier("why", "c1", "--chains", "--format", fmt.value)
        assert ran.code == 0
        assert ran.out.count("st3") > pier("why", "c1", "--format", fmt.value).out.count("st3")
    rows = [json.loads(line) for line in pier("why", "c1", "--chains", "--format", "jsonl").out.splitlines()]
    assert [
        (row["id"], row["depth"], row["relies_on"], row["cut"]) for row in rows if row["counts_as"] == "chain-for"
    ] == [
        ("st1", 0, [], None),
        ("st4", 0, ["st3"], None),
        ("st3", 1, ["st1"], None),
        ("st1", 2, [], None),
    ]


def test_sources_that_cite_each_other_are_shown_on_both(pier: Cli) -> None:
    assert "cites s1" in pier("show", "s2").out
    assert "cited by s2" in pier("show", "s1").out
    assert json.loads(pier("show", "s1", "--format", "json").out)["cited_by"] == ["s2"]
    assert pier("withdraw", "s2", "cites", "s1", "--reason", "x").code == 0
    assert "cited" not in pier("show", "s1").out


@pytest.mark.sqlite_only("no server ever had an older schema")
def test_a_file_of_the_schema_before_is_migrated_with_all_it_holds(pier: Cli, tmp_path: Path) -> None:
    path, old = tmp_path / "claimtrack.db", tmp_path / "old.db"
    migration.upgrade(old, mode="rwc", target="0001")
    with closing(sqlite3.connect(old)) as opened, opened:
        opened.execute("ATTACH ? AS new", (str(path),))
        tables = [row[0] for row in opened.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        held = {name for name in tables if name not in ("alembic_version", "mask_status")}
        for name in held:
            columns = ", ".join(row[1] for row in opened.execute(f"PRAGMA main.table_info({name})"))
            opened.execute(f"INSERT INTO main.{name} SELECT {columns} FROM new.{name}")
    held.remove("claim_status")  # which is made anew
    before = {name: rows_of(old, name) for name in held}
    for left in tmp_path.glob("claimtrack.db*"):
        left.unlink()
    shutil.copyfile(old, path)
    assert pier("report").code == 5
    assert pier("migrate").code == 0
    assert {name: rows_of(path, name) for name in held} == before
    assert sum(map(len, before.values())) > 20
    with closing(connect(path)) as opened:
        assert identity.revision(opened, path) == identity.REVISION
    assert pier("link", "st3", "relies-on", "st1").code == 0
    assert pier("doctor").code == 0


def rows_of(path: Path, table: str) -> list[dict[str, object]]:
    with closing(connect(path, mode="ro")) as opened:
        return held_by(opened.execute(f"SELECT * FROM {table} ORDER BY 1, 2"))


@pytest.mark.parametrize("table", ["statement", "actor", "evidence", "reliance"])
def test_rows_that_another_program_deleted_end_in_words(pier: Cli, tmp_path: Path, table: str) -> None:
    pier("evidence", "add", "Photograph", "--supports", "c1", "--collected-by", "Ministry")
    with another_program(tmp_path / "claimtrack.db") as opened:
        opened.execute(f"DELETE FROM {table} WHERE id = 1")
    for command in (["report", "--format", "csv"], ["show", "c1"], ["why", "c1", "--chains"]):
        assert pier(*command).code in {0, 5}
