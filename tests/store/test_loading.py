"""The indexes of empty tables are left out while these are filled, and are back afterwards, as they were."""

import sqlite3

import pytest

from claimtrack.store import loading, schema
from claimtrack.store.identity import REVISION
from claimtrack.store.loading import indexes_at_the_end
from claimtrack.store.writer import Writer
from tests.store import factories

LATER = {name for names in loading._LATER.values() for name in names}


def indexes(writer: Writer) -> set[str]:
    return {row[0] for row in writer.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")}


def test_indexes_of_empty_tables_are_made_at_the_end(writer: Writer, connection: sqlite3.Connection) -> None:
    before = indexes(writer)
    with indexes_at_the_end(writer):
        assert before - indexes(writer) == LATER
        factories.shown(writer, factories.claim(writer))
    assert schema.held(connection) == schema.written(REVISION)


@pytest.mark.parametrize("tables", [("claim", "statement"), ("evidence",), ("claim", "claim_status")])
def test_tables_with_rows_keep_their_indexes(writer: Writer, tables: tuple[str, ...]) -> None:
    if "claim" in tables:
        claim = factories.claim(writer)
    if "statement" in tables:
        factories.statement(writer, claim, factories.actor(writer))
    if "evidence" in tables:
        factories.evidence(writer)
    if "claim_status" in tables:
        writer.finish()
    before = indexes(writer)
    with indexes_at_the_end(writer):
        assert before - indexes(writer) == LATER - {name for table in tables for name in loading._LATER[table]}
    assert indexes(writer) == before
