"""The indexes of empty tables are left out while these are filled, and are back afterwards, as they were."""

import hashlib
import sqlite3

import pytest

from claimtrack.store import loading, schema
from claimtrack.store.identity import REVISION
from claimtrack.store.loading import Load
from claimtrack.store.writer import Writer
from tests.store import factories

LATER = {name for names in loading._LATER.values() for name in names}
ASKED = {name for names in loading._ASKED.values() for name in names}


def indexes(writer: Writer) -> set[str]:
    return {row[0] for row in writer.rows("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")}


def test_indexes_of_empty_tables_are_made_at_the_end(writer: Writer, connection: sqlite3.Connection) -> None:
    before = indexes(writer)
    with loading.loading(writer):
        assert before - indexes(writer) == LATER | ASKED
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
    kept = {name for table in tables for name in loading._LATER[table]} | (ASKED if "claim" in tables else set())
    before = indexes(writer)
    with loading.loading(writer):
        assert before - indexes(writer) == (LATER | ASKED) - kept
    assert indexes(writer) == before


def bring(writer: Writer, load: Load, *numbers: int) -> None:
    """Record a claim and its original for each number, as an import does."""
    for number in numbers:
        claim = factories.claim(writer, f"Claim {number}", slug=f"claim-no-{number}")
        original = factories.original(writer, claim, f"line {number}")
        load.met([original.digest], {claim.folded: claim.id})


def digest(number: int) -> str:
    return hashlib.sha256(f"line {number}".encode()).hexdigest()


@pytest.mark.parametrize("most", [1, 2, 3, 100])
def test_what_a_load_met_is_known_whether_it_remembers_or_asks(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(loading, "_REMEMBERED", most)
    before = indexes(writer)
    with loading.loading(writer) as load:
        for number in range(1, 5):
            assert load.known([digest(number)]) == set()
            assert load.claims_worded([f"claim {number}"]) == {}
            bring(writer, load, number)
            for earlier in range(1, number + 1):
                assert load.known([digest(earlier), digest(9)]) == {digest(earlier)}
                assert load.claims_worded([f"claim {earlier}", "other"]) == {f"claim {earlier}": earlier}
        assert (indexes(writer) & ASKED == ASKED) is (most < 4)
    assert indexes(writer) == before


def test_what_was_on_record_before_a_load_is_known_to_it(writer: Writer) -> None:
    with loading.loading(writer) as first:
        bring(writer, first, 1)
    with loading.loading(writer) as load:
        assert load.known([digest(1), digest(2)]) == {digest(1)}
        assert load.claims_worded(["claim 1", "claim 2"]) == {"claim 1": 1}
