"""Reads the originals: the records of foreign files, as they were read, from which claims were recorded."""

from collections.abc import Collection

from claimtrack.domain.records import Actor, Claim, Evidence, Original, Row, Source, Statement, Verdict
from claimtrack.store import identities
from claimtrack.store.record import Record, batched, listed, placed
from claimtrack.store.tables import records

# The claims that rows are about: what was said, shown, judged or read of them names the rows.
_SAID_IN = "SELECT claim_id FROM statement WHERE source_id IN ({rows})"
_BORNE_ON = (
    "SELECT bearing.claim_id FROM bearing JOIN evidence ON evidence.id = bearing.evidence_id"
    " WHERE evidence.{column} IN ({rows})"
)
_ABOUT: dict[type[Row], tuple[str, ...]] = {
    Claim: ("{rows}",),
    Statement: ("SELECT claim_id FROM statement WHERE id IN ({rows})",),
    Verdict: ("SELECT claim_id FROM verdict WHERE id IN ({rows})",),
    Evidence: (_BORNE_ON.replace("{column}", "id"),),
    Source: (_SAID_IN, _BORNE_ON.replace("{column}", "source_id")),
    Actor: (
        "SELECT claim_id FROM statement WHERE actor_id IN ({rows})",
        "SELECT claim_id FROM verdict WHERE reviewer_id IN ({rows})",
        _BORNE_ON.replace("{column}", "collector_id"),
        _SAID_IN.format(rows="SELECT id FROM source WHERE publisher_id IN ({rows})"),
        _BORNE_ON.format(column="source_id", rows="SELECT id FROM source WHERE publisher_id IN ({rows})"),
    ),
}


def behind(record: Record, row: Row) -> list[Original]:
    """Return the originals of every claim that a thing is about, withdrawn or not: its words may stand in them."""
    numbers = identities.numbers_of(record, row) if isinstance(row, Actor) else [row.id]
    about = " OR ".join(f"claim_id IN ({one.format(rows=listed(numbers))})" for one in _ABOUT.get(type(row), ()))
    return records(record, Original, f"WHERE {about} ORDER BY id") if about else []


def of_claim(record: Record, claim: Claim) -> list[Original]:
    """Return the originals of a claim that stand, as they were recorded."""
    return records(record, Original, "WHERE claim_id = :claim AND withdrawn_at IS NULL ORDER BY id", claim=claim.id)


def known(record: Record, digests: Collection[str]) -> set[str]:
    """Return those of some digests whose originals stand on record: these records were imported before."""
    found: set[str] = set()
    for batch in batched(digests):
        inside, values = placed(batch)
        sql = f"SELECT digest FROM original WHERE withdrawn_at IS NULL AND digest IN ({inside})"
        found |= {digest for (digest,) in record.rows(sql, **values)}
    return found
