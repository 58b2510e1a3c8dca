"""Takes claims out of the record with every row that they point to, in a fixed number of queries for each batch."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Citation,
    Claim,
    Distinction,
    Evidence,
    Membership,
    Merger,
    Original,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.vocabulary import Status
from claimtrack.store import identities, lookup, reliances
from claimtrack.store.record import WITH_PARTS, WITH_WHOLES, Record, batched, listed, word
from claimtrack.store.tables import R, records

# The claims that a thing concerns, :number being its own; of an actor also what its parts said, judged, collected and
# published, under every number each is on record by.
_BORNE_ON = "SELECT claim_id FROM bearing WHERE withdrawn_at IS NULL AND evidence_id IN ({evidence})"
_READ_IN = (
    "SELECT claim_id FROM statement WHERE source_id IN ({sources}) AND withdrawn_at IS NULL UNION "
    + _BORNE_ON.format(evidence="SELECT id FROM evidence WHERE source_id IN ({sources}) AND withdrawn_at IS NULL")
)
_ABOUT: dict[type[Row], str] = {
    Claim: "SELECT :number",
    Statement: "SELECT claim_id FROM statement WHERE id = :number",
    Verdict: "SELECT claim_id FROM verdict WHERE id = :number",
    Evidence: _BORNE_ON.format(evidence=":number"),
    Source: _READ_IN.format(sources=":number"),
    Actor: "SELECT claim_id FROM statement WHERE actor_id IN (SELECT id FROM part) AND withdrawn_at IS NULL UNION"
    " SELECT claim_id FROM verdict WHERE reviewer_id IN (SELECT id FROM part) AND withdrawn_at IS NULL UNION "
    + _BORNE_ON.format(
        evidence="SELECT id FROM evidence WHERE collector_id IN (SELECT id FROM part) AND withdrawn_at IS NULL"
    )
    + " UNION "
    + _READ_IN.format(sources="SELECT id FROM source WHERE publisher_id IN (SELECT id FROM part)"),
}

# Every source that some cite, through any chain.
_CITED = """
WITH RECURSIVE cited(id) AS (
  SELECT id FROM source WHERE id IN ({sources})
  UNION
  SELECT source.id FROM cited
  JOIN citation ON citation.source_id = cited.id AND citation.withdrawn_at IS NULL
  JOIN source ON source.id = citation.cited_id AND source.withdrawn_at IS NULL
)
SELECT id FROM cited
"""

# Every actor that some are or were part of, under every number each is on record by; nothing that begins later.
_BEGUN = "(CAST(:day AS TEXT) IS NULL OR membership.during_earliest IS NULL OR membership.during_earliest <= :day)"
_ABOVE = WITH_WHOLES.format(asked="{actors}", when=f"AND {_BEGUN}") + "SELECT id FROM above"


class Taken(NamedTuple):
    """The rows taken by kind, as they were recorded, and the claims among them that were not asked for.

    `actors` are the numbers under which those among them are on record, also of those that were merged.
    """

    rows: dict[type[Row], list[Row]]
    context: frozenset[int]
    actors: frozenset[int]


def claims_about(record: Record, row: Row) -> set[int]:
    """Return the claims that stand and that a thing concerns."""
    parts = WITH_PARTS if isinstance(row, Actor) else ""
    values = {"actor": row.id} if isinstance(row, Actor) else {"number": row.id}
    about = f"SELECT id FROM claim WHERE withdrawn_at IS NULL AND id IN ({_ABOUT[type(row)]})"
    return {number for (number,) in record.rows(f"{parts} {about}", **values)}


def statuses_of(record: Record, claims: Collection[int]) -> dict[int, Status]:
    """Return the status of each claim from where the record is looked at, by its kept row."""
    found: dict[int, Status] = {}
    for batch in batched(sorted(claims)):
        kept = record.rows(f"SELECT claim_id, status FROM claim_status WHERE claim_id IN ({listed(batch)})")
        found |= {claim: word(Status, status) for claim, status in kept}
    return found


def taken(record: Record, claims: Collection[int]) -> Taken:
    """Return claims that stand with what was said, shown and judged of them, by whom, where, and on what it rests.

    Statements that others rely on are there with their claims, through any chain, and so are the sources cited.
    """
    said = _with(record, Statement, "claim_id", claims)
    reached = reliances.reached_from(record, [row.id for row in said]).bounds.keys()
    bases = _numbered(record, Statement, reached - {row.id for row in said})
    statements = said + bases
    context = frozenset(row.claim_id for row in bases) - set(claims)
    bearings = _bearings(record, claims)
    evidence = _numbered(record, Evidence, {row.evidence_id for row in bearings})
    verdicts = _with(record, Verdict, "claim_id", claims)
    read_in = [row.source_id for row in statements] + [item.source_id for item in evidence]
    sources = _numbered(record, Source, _reached(record, _CITED, sources={one for one in read_in if one}))
    named = (
        {row.actor_id for row in statements}
        | {row.reviewer_id for row in verdicts}
        | {row.collector_id for row in evidence if row.collector_id}
        | {row.publisher_id for row in sources if row.publisher_id}
    )
    above = _reached(record, _ABOVE, actors=named)
    stands_for = _identities(record, above)
    everything = context | set(claims)
    rows: dict[type[Row], Iterable[Row]] = {
        Claim: _numbered(record, Claim, everything),
        Tag: _with(record, Tag, "claim_id", claims),
        Relation: [row for row in _with(record, Relation, "claim_id", everything) if row.other_id in everything],
        Statement: statements,
        Reliance: [row for row in _with(record, Reliance, "statement_id", reached) if row.basis_id in reached],
        Evidence: evidence,
        Bearing: bearings,
        Verdict: verdicts,
        Source: sources,
        Citation: _citations(record, {row.id for row in sources}),
        Actor: {actor.id: actor for actor in stands_for.values()}.values(),
        Membership: _memberships(record, above),
    }
    numbers = {actor: other.id for actor, other in stands_for.items()}
    return Taken({kind: _in_order(found, numbers) for kind, found in rows.items()}, context, frozenset(above))


def numbers_taken(record: Record, claims: Collection[int]) -> dict[type[Row], set[int]]:
    """Return the numbers of the rows that `taken` takes, as they are on record: with what makes one actor of several.

    That is each actor under all its names, what was decided of them and of the claims, and the claims' originals.
    """
    found = taken(record, claims)
    numbers: dict[type[Row], set[int]] = {kind: {row.id for row in rows} for kind, rows in found.rows.items()}
    numbers[Actor] = set(found.actors)
    numbers[Alias] = {row.id for row in _with(record, Alias, "actor_id", found.actors)}
    mergers = _with(record, Merger, "actor_id", found.actors)
    numbers[Merger] = {row.id for row in mergers if row.into_id in found.actors}
    numbers[Original] = {row.id for row in _with(record, Original, "claim_id", claims)}
    decided = [*_with(record, Distinction, "actor_id", found.actors), *_with(record, Distinction, "claim_id", claims)]
    ends = {None, *found.actors}, {None, *numbers[Claim]}
    numbers[Distinction] = {
        row.id for row in decided if row.other_actor_id in ends[0] and row.other_claim_id in ends[1]
    }
    return numbers


_NAMING = ("actor_id", "reviewer_id", "collector_id", "publisher_id", "whole_id")


def _in_order(rows: Iterable[Row], numbers: Mapping[int, int]) -> list[Row]:
    """Return rows as they were recorded, each naming the actors that those it names stand for."""
    return [_identified(row, numbers) for row in sorted(rows, key=lambda row: row.id)]


def _identified(row: Row, numbers: Mapping[int, int]) -> Row:
    named = {name: getattr(row, name) for name in _NAMING if name in type(row).COLUMNS}
    merged = {name: numbers[actor] for name, actor in named.items() if actor and numbers[actor] != actor}
    return row.replaced(**merged) if merged else row


def _with(record: Record, kind: type[R], column: str, numbers: Collection[int]) -> list[R]:
    """Return the rows that stand and point by a column to any of some."""
    found: list[R] = []
    for batch in batched(sorted(numbers)):
        found += records(record, kind, f"WHERE {column} IN ({listed(batch)}) AND withdrawn_at IS NULL")
    return found


def _numbered(record: Record, kind: type[R], numbers: Collection[int]) -> list[R]:
    found: list[R] = []
    for batch in batched(sorted(numbers)):
        found += lookup.by_numbers(record, kind, batch).values()
    return found


def _reached(record: Record, sql: str, **seeds: Collection[int]) -> set[int]:
    """Return the numbers that a query finds from seeds, batch by batch."""
    found: set[int] = set()
    for name, numbers in seeds.items():
        for batch in batched(sorted(numbers)):
            rows = record.rows(sql.format(**{name: listed(batch)}), day=record.vantage.as_of)
            found |= {row[0] for row in rows}
    return found


def _bearings(record: Record, claims: Collection[int]) -> list[Bearing]:
    found: list[Bearing] = []
    for batch in batched(sorted(claims)):
        found += records(
            record,
            Bearing,
            "JOIN evidence ON evidence.id = bearing.evidence_id AND evidence.withdrawn_at IS NULL"
            f" WHERE bearing.claim_id IN ({listed(batch)}) AND bearing.withdrawn_at IS NULL",
        )
    return found


def _citations(record: Record, sources: Collection[int]) -> list[Citation]:
    return [row for row in _with(record, Citation, "source_id", sources) if row.cited_id in sources]


def _identities(record: Record, actors: Collection[int]) -> dict[int, Actor]:
    found: dict[int, Actor] = {}
    for batch in batched(sorted(actors)):
        found |= identities.actors(record, batch)
    return found


def _memberships(record: Record, actors: Collection[int]) -> list[Membership]:
    """Return the links of actors to what they are or were part of; none that begins after the day asked about."""
    day = record.vantage.as_of
    found = (row for row in _with(record, Membership, "actor_id", actors) if row.whole_id in actors)
    return [row for row in found if day is None or (row.during_earliest or day) <= day]
