"""What a read pays for confidential rows: one question over empty indexes where there are none."""

import sqlite3
from pathlib import Path

import pytest

from claimtrack.domain.records import MARKED, Source
from claimtrack.domain.vantage import WHOLE, Vantage
from claimtrack.services import workspace
from claimtrack.store import opening
from claimtrack.store.confidence import COUNT, count
from claimtrack.store.writer import Writer
from tests.store import factories


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the SQL that reads run from the opening of the file on."""
    asked: list[str] = []
    opened = opening.to_read

    def traced(path: Path) -> sqlite3.Connection:
        connection = opened(path)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(opening, "to_read", traced)
    return asked


def test_question_walks_only_what_is_marked(writer: Writer) -> None:
    plan = [row[3] for row in writer.rows(f"EXPLAIN QUERY PLAN {COUNT}") if "SCALAR" not in row[3]]
    walked = [step for step in plan if "marked_confidential" in step]
    assert len(walked) == len(MARKED)
    assert not [step for step in plan if step.startswith("SCAN") and "INDEX" not in step and "CONSTANT" not in step]


def test_record_without_confidential_rows_is_asked_once_and_read_as_ever(database: Path, seen: list[str]) -> None:
    with workspace.reading(database) as record:
        assert record.rows("SELECT name FROM sqlite_temp_master") == []
        assert (record.confidential, record.withholds) == (0, False)
    assert len([sql for sql in seen if "confidential" in sql]) == 1


def test_record_with_confidential_rows_that_are_asked_for_is_read_as_ever(database: Path) -> None:
    with factories.writing(database) as writer:
        writer.add(Source(title="A letter", confidential=1))
    with workspace.reading(database, WHOLE) as record:
        assert record.rows("SELECT name FROM sqlite_temp_master") == []
        assert (record.confidential, record.withholds) == (1, False)


def test_every_kind_of_marked_row_is_counted(database: Path) -> None:
    with factories.writing(database) as writer:
        claim, actor = factories.claim(writer), factories.actor(writer)
        for row in (
            factories.source(writer), factories.evidence(writer), factories.statement(writer, claim, actor)
        ):  # fmt: skip
            writer.edit(row, confidential=1)
        assert count(writer) == 3


def test_claims_that_nothing_confidential_reached_are_not_judged_again(database: Path) -> None:
    with factories.writing(database) as writer:
        actor = factories.actor(writer)
        claims = [factories.claim(writer) for _ in range(5)]
        said = [factories.statement(writer, claim, actor) for claim in claims]
        factories.reliance(writer, said[1], said[0])
        writer.edit(said[0], confidential=1)
    with workspace.reading(database) as record:
        assert record.rows("SELECT id FROM temp.judged ORDER BY id") == [(claims[0].id,), (claims[1].id,)]


def test_reading_without_them_writes_nothing_into_the_file(database: Path) -> None:
    with factories.writing(database) as writer:
        writer.edit(factories.statement(writer, factories.claim(writer), factories.actor(writer)), confidential=1)
    before = database.read_bytes()
    for vantage in (Vantage(), Vantage(as_of="2024-01-01")):
        with workspace.reading(database, vantage) as record:
            assert record.withholds
    assert database.read_bytes() == before
