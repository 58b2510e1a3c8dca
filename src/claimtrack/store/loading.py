"""Prepares a file for a load: without the indexes of empty tables, which cost a fraction at the end, and with room."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from claimtrack.store import matching, originals
from claimtrack.store.record import Record

# KiB of pages in memory, four times SQLite's own: with more, a load of any size cost as much, and sorting for an index
# takes as much once more, so that memory would grow by it.
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
        "ix_claim_status_status_parties_for_day",
        "ix_claim_status_status_parties_against_day",
        "ix_claim_status_status_evidence_day",
        "ix_claim_status_status_verdicts_day",
    ),
    "position": ("ix_position_statement_id",),
}


# Those by which it looks for the records and the claims it met before, where it does not remember them.
_ASKED = {"claim": ("ix_claim_folded",), "original": ("ix_original_live_digest",)}
_REMEMBERED = 100_000  # claims, and as many originals: some 35 MB


class Load:
    """One load on its way: what it met before, in this load or ever.

    Of a record that had no claims it remembers what it brought itself, and makes the indexes that would tell only when
    that has become too much: kept from the first row on, they cost a tenth of the load.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._unmade: dict[str, str] = {}  # the indexes left out for now: what made each
        self._remembers = False
        self._digests: set[str] = set()
        self._claims: dict[str, int] = {}

    def known(self, digests: Collection[str]) -> set[str]:
        """Return those of some digests whose originals stand on record: these records were imported before."""
        return self._digests.intersection(digests) if self._remembers else originals.known(self._record, digests)

    def claims_worded(self, folded: Collection[str]) -> dict[str, int]:
        """Return the first claim that stands in each of some folded wordings."""
        if not self._remembers:
            return matching.claims_worded(self._record, folded)
        return {key: self._claims[key] for key in folded if key in self._claims}

    def met(self, digests: Iterable[str], claims: Mapping[str, int]) -> None:
        """Take note of records that are now on record, and of the claims they are about, by folded wording."""
        if self._remembers:
            self._digests.update(digests)
            self._claims |= claims
            if max(len(self._digests), len(self._claims)) > _REMEMBERED:
                self._forget()
                self._make(name for names in _ASKED.values() for name in names)

    def begin(self) -> None:
        """Leave out the indexes of empty tables."""
        empty = {table for table in _LATER if self._record.row(f"SELECT 1 FROM {table} LIMIT 1") is None}
        self._remembers = empty >= _ASKED.keys()
        for name in (
            *(name for table in _LATER if table in empty for name in _LATER[table]),
            *(name for names in _ASKED.values() for name in names if self._remembers),
        ):
            found = "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name"
            self._unmade[name] = self._record.one(found, name=name)
            self._record.connection.execute(f"DROP INDEX {name}")

    def end(self) -> None:
        """Make the indexes that were left out, each as it was."""
        self._forget()
        self._make(list(self._unmade))

    def _forget(self) -> None:
        self._remembers = False
        self._digests, self._claims = set(), {}

    def _make(self, names: Iterable[str]) -> None:
        for name in names:
            self._record.connection.execute(self._unmade.pop(name))


@contextmanager
def loading(record: Record) -> Iterator[Load]:
    """Let tables that are empty be filled without what only slows that, and make their indexes afterwards.

    Where this ends with an error, nothing of the transaction may be kept. On a server they stay: others may use them
    meanwhile, and who records there need not have the right to make any.
    """
    load = Load(record)
    if record.is_on_server:
        yield load
        return
    record.connection.execute(f"PRAGMA cache_size = -{_ROOM}")
    load.begin()
    yield load
    load.end()
