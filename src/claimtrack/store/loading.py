"""Prepares a file for a load: without the indexes of empty tables, which cost a fraction at the end, and with room."""

from collections.abc import Iterator
from contextlib import contextmanager

from claimtrack.store.record import Record

# KiB of pages in memory, four times what SQLite takes itself: more saved nothing, and sorting for an index takes as
# much once more.
_ROOM = 8 * 1024
# Those by which an import itself looks for nothing.
_LATER = {
    "claim": ("ix_claim_event_latest",),
    "source": ("ix_source_publisher_id",),
    "statement": (
        "ix_statement_actor_id_claim_id_withdrawn_at",
        "ix_statement_source_id",
        "ix_statement_said_latest_claim_id",
    ),
    "evidence": ("ix_evidence_collector_id", "ix_evidence_source_id", "ix_evidence_published_latest"),
    "bearing": ("ix_bearing_evidence_id", "uq_bearing_live_evidence_id_claim_id"),
    "verdict": ("ix_verdict_reviewer_id", "ix_verdict_published_latest_claim_id"),
    "original": ("ix_original_claim_id",),
    "claim_status": (
        "ix_claim_status_status_last_activity_latest_claim_id",
        "ix_claim_status_last_activity_latest_claim_id",
        "ix_claim_status_status_parties_for_claim_id",
        "ix_claim_status_status_parties_against_claim_id",
        "ix_claim_status_status_evidence_claim_id",
        "ix_claim_status_status_verdicts_claim_id",
    ),
    "position": ("ix_position_statement_id",),
}


@contextmanager
def indexes_at_the_end(record: Record) -> Iterator[None]:
    """Let tables that are empty be filled, and make their indexes afterwards, each as it was.

    Where this ends with an error, nothing of the transaction may be kept. On a server they stay: others may use them
    meanwhile, and who records there need not have the right to make any.
    """
    if record.is_on_server:
        yield
        return
    record.connection.execute(f"PRAGMA cache_size = -{_ROOM}")
    names = [
        name
        for table, indexes in _LATER.items()
        if record.row(f"SELECT 1 FROM {table} LIMIT 1") is None
        for name in indexes
    ]
    found = "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name"
    made = [record.one(found, name=name) for name in names]
    for name in names:
        record.connection.execute(f"DROP INDEX {name}")
    yield
    for sql in made:
        record.connection.execute(sql)
