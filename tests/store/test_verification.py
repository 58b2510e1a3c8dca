"""Verification: an honest record verifies, and no row of any table can be edited, removed or slipped in unseen."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import Checkpoint
from claimtrack.domain.ledger import Action
from claimtrack.domain.records import Actor
from claimtrack.domain.vocabulary import ActorKind, RelationKind
from claimtrack.store import checkpoints, ledger
from claimtrack.store.columns import Columns
from claimtrack.store.connection import connect
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES
from claimtrack.store.verification import Verified, verify
from claimtrack.store.writer import Writer
from tests.store import factories

LEDGER = ("operation", "change", "checkpoint")


def fill(path: Path) -> None:
    """Put rows into every table that the first ledger had, and change some of them later."""
    with factories.writing(path) as writer:
        state = factories.actor(writer, "State")
        ministry = factories.actor(writer, "Ministry", part_of=state)
        source = factories.source(writer, publisher=ministry)
        factories.citation(writer, source, factories.source(writer))
        claim, other = factories.claim(writer), factories.claim(writer)
        said = factories.statement(writer, claim, ministry, read_in=source, quote="We have not.")
        factories.reliance(writer, factories.statement(writer, other, state), said)
        factories.shown(writer, claim)
        factories.verdict(writer, claim, state)
        factories.tag(writer, claim)
        factories.relation(writer, claim, other, RelationKind.CONTRADICTS)
        factories.merger(writer, factories.actor(writer, "Ministry again"), ministry)
    with factories.writing(path) as writer:
        edited = writer.edit(claim, text="It was otherwise", folded="itwasotherwise")
        writer.edit(edited, text="It was still otherwise", folded="itwasstillotherwise")
        writer.edit(state, kind=ActorKind.GOVERNMENT)
    with factories.writing(path) as writer:
        writer.withdraw(said, reason="another ministry")
    with factories.writing(path) as writer:
        writer.ledger.undo(3)
        writer.restore(
            said.replaced(withdrawn_at=factories.AT, withdrawn_by="tester", withdrawn_reason="another ministry")
        )
        factories.tag(writer, other)


def fill_all(path: Path) -> None:
    """Put rows into every table there is now, and change some of them later."""
    fill(path)
    with factories.writing(path) as writer:
        one, other = factories.claim(writer), factories.claim(writer)
        factories.original(writer, one)
        factories.distinction(writer, one, other)


@pytest.fixture
def filled(database: Path) -> Path:
    fill_all(database)
    return database


def verified(path: Path, *held: Checkpoint) -> Verified:
    with closing(connect(path, mode="ro")) as opened:
        return verify(Record(opened, path, today=factories.TODAY), held)


def head_of(path: Path) -> Checkpoint:
    with closing(connect(path, mode="ro")) as opened:
        return checkpoints.head(Record(opened, path, today=factories.TODAY))


def tamper(path: Path, sql: str, *values: object) -> int:
    """Do what another program could do, which has neither our checks nor our settings."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        opened.execute("PRAGMA ignore_check_constraints = ON")
        return opened.execute(sql, values).rowcount


def test_empty_record_verifies(database: Path) -> None:
    assert verified(database).faults == []
    assert verified(database).now.size == 0


def test_honest_record_verifies(filled: Path) -> None:
    found = verified(filled)
    assert found.faults == []
    assert found.now == head_of(filled)
    assert found.now.size > 20


def test_rows_of_every_table_are_in_it(filled: Path) -> None:
    with closing(connect(filled)) as opened:
        assert all(
            opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in (*TABLES.values(), *LEDGER)
        )


def cells(path: Path) -> Iterator[tuple[str, str, int]]:
    with closing(sqlite3.connect(path)) as opened:
        for table in (*TABLES.values(), *LEDGER):
            columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
            for (row,) in opened.execute(f"SELECT rowid FROM {table}").fetchall():
                yield from ((table, column, row) for column in columns)


def changed(value: object) -> object:
    match value:
        case None:
            return "slipped in"
        case int():
            return value + 1000
        case bytes():
            return bytes([value[0] ^ 1]) + value[1:] if value else b"x" * 32
        case _:
            return f"{value} "


def test_every_edit_of_every_cell_is_seen(filled: Path, tmp_path: Path) -> None:
    content = filled.read_bytes()
    forged, seen = tmp_path / "forged.db", 0
    for table, column, row in cells(filled):
        forged.write_bytes(content)
        with closing(sqlite3.connect(forged, isolation_level=None)) as opened:
            (value,) = opened.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
        try:
            tamper(forged, f"UPDATE {table} SET {column} = ? WHERE rowid = ?", changed(value), row)
        except sqlite3.IntegrityError:  # a STRICT table holds no text among numbers, whoever writes
            continue
        assert verified(forged).faults, (table, column, row)
        seen += 1
    assert seen > 300


@pytest.mark.parametrize("table", [*TABLES.values(), *LEDGER])
def test_every_row_that_is_removed_is_seen(filled: Path, tmp_path: Path, table: str) -> None:
    content = filled.read_bytes()
    forged = tmp_path / "forged.db"
    with closing(sqlite3.connect(filled)) as opened:
        rows = [row[0] for row in opened.execute(f"SELECT rowid FROM {table}")]
    for row in rows:
        forged.write_bytes(content)
        assert tamper(forged, f"DELETE FROM {table} WHERE rowid = ?", row) == 1
        assert verified(forged).faults, row


@pytest.mark.parametrize("table", TABLES.values())
def test_every_row_that_is_slipped_in_is_seen(filled: Path, table: str) -> None:
    with closing(sqlite3.connect(filled)) as opened:
        columns = [row[1] for row in opened.execute(f"PRAGMA table_info({table})")]
        last = opened.execute(f"SELECT max(id) FROM {table}").fetchone()[0]
    fresh = {"id": str(last + 1), "uid": "'slipped-in'", "slug": "'slipped-in'", "folded": "'slipped-in'"}
    copied = ", ".join(fresh.get(column, column) for column in columns)
    with closing(sqlite3.connect(filled, isolation_level=None)) as opened:
        unique = [row[1] for row in opened.execute(f"PRAGMA index_list({table})") if row[2] and "live" in row[1]]
        for name in unique:
            opened.execute(f"DROP INDEX {name}")
    tamper(filled, f"INSERT INTO {table} SELECT {copied} FROM {table} WHERE id = {last}")
    assert verified(filled).faults[0].says == "the ledger knows nothing of it"


def test_fault_names_the_row(filled: Path) -> None:
    tamper(filled, "UPDATE statement SET quote = 'We have.' WHERE id = 1")
    assert {fault.where.partition(",")[0] for fault in verified(filled).faults} == {"st1"}


def test_row_that_was_removed_is_named_and_no_other(filled: Path) -> None:
    tamper(filled, "DELETE FROM tag WHERE id = 1")
    assert [(fault.where.partition(",")[0], fault.says) for fault in verified(filled).faults] == [
        ("tag 1", "the row is gone")
    ]


def test_history_that_was_written_anew_does_not_continue_a_checkpoint_in_other_hands(
    filled: Path, tmp_path: Path
) -> None:
    held = head_of(filled)
    assert verified(filled, held).continues == {held: True}
    forged = tmp_path / "forged.db"
    with closing(sqlite3.connect(filled)) as opened, closing(sqlite3.connect(forged)) as copy:
        opened.backup(copy)
    tamper(forged, "UPDATE statement SET quote = 'We have.' WHERE id = 1")
    write_ledger_anew(forged)
    found = verified(forged, held)
    assert (found.faults, found.continues) == ([], {held: False})


def write_ledger_anew(path: Path) -> None:
    """Do what one who holds the file and knows the program can do: let the ledger say what the tables now say."""
    with closing(connect(path)) as opened:
        record = Record(opened, path, today=factories.TODAY)
        rows = [*ledger.rows_of(record)]
        opened.execute("DELETE FROM change")
        opened.execute("DELETE FROM operation")
        opened.execute("UPDATE checkpoint SET size = 0, nodes = x''")
        anew = ledger.Ledger(record, at=factories.AT, by="forger", reason=None)
        for batch in rows:
            anew.note(Action.RECORDED, Columns.of(batch))
        anew.seal()


def test_every_earlier_checkpoint_is_continued(database: Path) -> None:
    held = [head_of(database)]
    for n in range(6):
        with factories.writing(database) as writer:
            factories.actor(writer, f"Actor {n}")
        held.append(head_of(database))
    assert verified(database, *held).continues == dict.fromkeys(held, True)


def test_checkpoint_of_a_longer_history_is_not_continued(filled: Path) -> None:
    now = head_of(filled)
    longer = now._replace(size=now.size + 1)
    assert verified(filled, longer).continues == {longer: False}


def test_checkpoint_of_another_record_is_not_continued(filled: Path) -> None:
    other = head_of(filled)._replace(origin="0192f3ab-1111-7111-8111-111111111111")
    assert verified(filled, other).continues == {other: False}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(["add", "edit", "withdraw", "restore"]), st.integers(0, 9)), max_size=25)
)
def test_ledger_replays_to_the_tables_whatever_was_done(
    template: Path, tmp_path: Path, steps: list[tuple[str, int]]
) -> None:
    path = tmp_path / "replayed.db"
    path.write_bytes(template.read_bytes())
    for step, which in steps:
        with factories.writing(path) as writer:
            do(writer, step, which)
    assert verified(path).faults == []


def do(writer: Writer, step: str, which: int) -> None:
    rows = [row for row in factories.all_rows(writer, Actor) if (row.withdrawn_at is None) == (step != "restore")]
    if step == "add":
        factories.actor(writer, f"Actor {which}")
    elif rows and step == "edit":
        writer.edit(rows[which % len(rows)], kind=list(ActorKind)[which % len(ActorKind)])
    elif rows and step == "withdraw":
        writer.withdraw(rows[which % len(rows)], reason="copy")
    elif rows:
        writer.restore(rows[which % len(rows)])
