"""Texts too long for an index that has them whole are found by their hash, and are in order by how they begin."""

import pytest

from claimtrack.domain.places import Server
from claimtrack.store import engines
from claimtrack.store.record import Record

PLANS = {
    "SELECT id FROM claim WHERE folded = :text AND withdrawn_at IS NULL ORDER BY id": "ix_claim_folded",
    "SELECT id FROM source WHERE location = :text": "ix_source_location",
    "SELECT id FROM source WHERE title = :text": "ix_source_title",
    "SELECT id FROM claim ORDER BY claim.folded, claim.id DESC LIMIT 50": "ix_claim_folded_first",
}


@pytest.mark.parametrize("sql", PLANS)
def test_long_texts_are_found_over_an_index(place: Server, sql: str) -> None:
    with engines.to_read(place) as connection:
        record = Record(connection, place, today="2024-06-01")
        connection.execute("SET LOCAL enable_seqscan = off")
        values = {"text": "x"} if ":text" in sql else {}
        plan = "".join(line for (line,) in record.rows(f"EXPLAIN {sql}", **values))
    assert f"{PLANS[sql]} " in plan
