"""How each statement of each command finds its rows: over an index, or by a scan for which a reason stands here.

The commands are those of the test of imports, which holds that none is missing, and every way to ask for a report.
SQLite plans by the schema alone, here as in a record of any size, since nothing of ours counts rows for it (ANALYZE).
"""

import shlex
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, Self

import pytest

from claimtrack.domain.questions import Sort
from tests.conftest import Cli
from tests.packaging.test_imports import READS, SAMPLE, WRITES

pytestmark = pytest.mark.sqlite_only("the plans are SQLite's")

_FILTERS = ("", "--disputed", "--status denied --status asserted", "--actor rail", "--tag bridge", "--since 2023")
REPORTS = (
    *(f"report --sort {sort} {options}".strip() for sort in Sort for options in _FILTERS),
    "report --sort recorded --until 2024",
    "report --sort event --until 2024 --disputed",
    "report --sort for --until 2024 --disputed",
    "report --sort claim --actor rail --tag bridge",
    "report --counts",
    "report --counts --status disputed --format json",
    "report --counts --text pier",
    "report --counts --actor rail --tag bridge --since 2023",
    "report --actor rail --tag bridge --disputed",
)
THEN = (
    "report --as-of 2024-05-01",
    "report --as-of 2024-05-01 --sort claim",
    "report --as-of 2024-05-01 --counts",
    "report --as-of 2024-05-01 --actor rail",
    "report --known-at 2030-01-01T00:00:00Z --disputed",
    "matrix --as-of 2024-05-01",
    "timeline --tag bridge",
    "list --as-of 2024-05-01",
    "show c1 --as-of 2024-05-01",
)


# What is no table of the record, or one that does not grow with it.
SMALL = {
    "CONSTANT": "no table",
    "checkpoint": "one row",
    "mask_status": "64 rows",
    **dict.fromkeys(("status_tally", "main.status_tally"), "8 rows"),
    "alembic_version": "one row",
    "sqlite_master": "the schema",
    "main.sqlite_master": "the schema",
    **dict.fromkeys(("plain", "stemmed", "stemmed_stem"), "in memory, of the hits of one page"),
    **dict.fromkeys(("part", "above", "reached", "relying", "asked"), "made in the statement, of what it asks about"),
}
# Indexes that leave out nearly every row.
OF_FEW = {"ix_change_later_entity_number_seq": "what was edited, withdrawn or redacted after it was recorded"}
# Commands that read all there is.
WHOLE = {
    "verify": "holds every row against the ledger",
    "doctor": "looks every row over",
    "redact": "looks for the words wherever they may stand, and writes the file anew",
    "prove": "hashes the ledger up to its root",
    "backup": "verifies the copy",
    "evidence list": "lists every item",
    "source list": "lists every source, with what was found in it",
    "actor list": "lists every actor, with what it said",
    "review": "compares every name and every claim with those that may be alike",
    "export bundle": "writes every row",
    "merge": "compares every row of two records",
}


class Step(NamedTuple):
    """A scan in the plan of a statement."""

    scanned: str
    statement: str


class Allowed(NamedTuple):
    """A scan that is meant: the table as the plan calls it, how its statement begins, and why."""

    scanned: str
    statement: str
    reason: str

    def is_of(self, step: Step) -> bool:
        """Tell whether a scan is meant by this."""
        return self.scanned == step.scanned and step.statement.startswith(self.statement)


ALLOWED = (
    Allowed("kept", "SELECT claim.id, claim.uid, ", "the whole answer was asked for, and no page"),
    Allowed("kept", "SELECT kept.status, count(*) ", "a text is looked for in every claim"),
    Allowed("kept", "SELECT kept.claim_id, ", "as of a day, among the claims judged for it"),
    Allowed("kept", "SELECT status, count(*) FROM main.claim_status", "as of a day, what is counted is read"),
    Allowed("claim_status", "SELECT claim_id FROM claim_status", "the connection's own: the claims judged for a day"),
    Allowed("temp.unsettled", "SELECT id FROM temp.unsettled", "the connection's own"),
    Allowed("membership", "SELECT actor_id FROM membership", "once, as of a day: those that hold for a time alone"),
    Allowed("reliance", "SELECT DISTINCT reliance.basis_id", "once, as of a day: bases that are open on it"),
    Allowed("actor", "WITH RECURSIVE part(id) AS ( SELECT id FROM actor WHERE id IN ()", "of none, nothing is read"),
    Allowed("statement", "WITH RECURSIVE part(id) AS ( SELECT id FROM actor WHERE id IN ", "of none, nothing is read"),
    Allowed(
        "claim", "SELECT claim.id, claim.uid, ", "of none, nothing is read: of similar claims where there are none"
    ),
    Allowed("main.merger", "SELECT ", "as known at a time: what was withdrawn since is there, and not in its index"),
    Allowed("main.reliance", "SELECT DISTINCT statement_id", "as known at a time, likewise"),
    Allowed("merger", "SELECT merger.id, ", "by undo: also those withdrawn, which its index leaves out"),
)


def scans(sql: str, plan: Iterable[Sequence[Any]]) -> Iterator[Step]:
    """Yield the scans of a plan, and indexes made for the statement; not a walk that ends when the page is full."""
    steps = [str(row[3]).split() for row in plan]
    ends = " LIMIT " in sql and ["USE", "TEMP", "B-TREE", "FOR", "ORDER", "BY"] not in steps
    for words in steps:
        is_subquery = len(words) > 1 and words[1].startswith("(")
        # A virtual table is always said to be scanned; its index 0 without a constraint is all of it.
        is_served = ("VIRTUAL" in words and words[-1] != "0:") or words[-1] in OF_FEW
        is_scan = words[0] == "SCAN" and words[1] not in SMALL and not is_subquery and not is_served
        if "AUTOMATIC" in words or (is_scan and not ends):
            yield Step(words[1], " ".join(sql.split()))


class Traced(sqlite3.Connection):
    """A connection that keeps the scans of all it is asked to do."""

    met: list[Step]

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        """Keep the scans of a statement, and run it."""
        self.met += self.scans(sql, values)
        return super().execute(sql, values)

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor that does the same."""
        return super().cursor(factory or TracedCursor)

    def scans(self, sql: str, values: Any) -> list[Step]:
        """Return the scans of a statement."""
        if sql.split(maxsplit=1)[0] not in ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE"):
            return []
        return list(scans(sql, super().execute(f"EXPLAIN QUERY PLAN {sql}", values)))


class TracedCursor(sqlite3.Cursor):
    """A cursor of such a connection."""

    def execute(self, sql: str, values: Any = (), /) -> Self:
        """Keep the scans of a statement, and run it."""
        assert isinstance(self.connection, Traced)
        Traced.met += self.connection.scans(sql, values)
        return super().execute(sql, values)


@pytest.fixture(scope="session")
def recorded(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that has something of everything."""
    folder = tmp_path_factory.mktemp("plans")
    shutil.copyfile(template, folder / "claimtrack.db")
    return folder


@pytest.fixture
def met(recorded: Path, tmp_path: Path, bare_cli: Cli, monkeypatch: pytest.MonkeyPatch) -> list[Step]:
    """What is scanned from here on, in a database of the test's own."""
    if not (recorded / "c1.proof").exists():
        monkeypatch.chdir(recorded)
        for command in SAMPLE:
            assert bare_cli(*shlex.split(command)).code == 0
        monkeypatch.chdir(tmp_path)
    for name in ("claimtrack.db", "c1.proof", "given.csv"):
        shutil.copyfile(recorded / name, tmp_path / name)
    found: list[Step] = []
    Traced.met = found
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Traced))
    return found


def _commands() -> Iterator[str]:
    for name, commands in (READS | WRITES).items():
        yield from commands if name not in WHOLE else ()
    yield from (*REPORTS, *THEN)


@pytest.mark.parametrize("command", list(_commands()))
def test_nothing_is_looked_for_row_by_row(command: str, met: list[Step], bare_cli: Cli) -> None:
    assert bare_cli(*shlex.split(command)).code == 0
    assert [step for step in met if not any(one.is_of(step) for one in ALLOWED)] == []


def test_every_reason_is_needed(met: list[Step], tmp_path: Path, bare_cli: Cli) -> None:
    before = (tmp_path / "claimtrack.db").read_bytes()
    for command in _commands():
        (tmp_path / "claimtrack.db").write_bytes(before)
        bare_cli(*shlex.split(command))
    assert [one for one in ALLOWED if not any(one.is_of(step) for step in met)] == []


def test_a_scan_is_noticed(met: list[Step], tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "claimtrack.db")
    connection.execute("SELECT id FROM statement WHERE quote = 'so'").fetchall()
    connection.execute("SELECT id FROM statement WHERE claim_id = 1").fetchall()
    connection.close()
    assert [one.scanned for one in met] == ["statement"]
