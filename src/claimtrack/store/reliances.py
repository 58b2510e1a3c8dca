"""Reads the chains: what statements rely on, and which sources cite which."""

from collections.abc import Collection
from typing import NamedTuple

from claimtrack.domain.records import Citation, Reliance, Source, Statement
from claimtrack.domain.vocabulary import ActorKind
from claimtrack.errors.database import ForeignRow
from claimtrack.store.facts import lines_of
from claimtrack.store.record import Record, listed
from claimtrack.store.tables import first, records

# Every statement reached from some, itself and its claim standing, with each edge that stands, wherever it leads.
_REACHED = """
WITH RECURSIVE reached(id) AS (
  SELECT id FROM statement WHERE id IN ({voices})
  UNION
  SELECT basis.id FROM reached
  JOIN reliance ON reliance.statement_id = reached.id AND reliance.withdrawn_at IS NULL
  JOIN statement AS basis ON basis.id = reliance.basis_id AND basis.withdrawn_at IS NULL
  JOIN claim ON claim.id = basis.claim_id AND claim.withdrawn_at IS NULL
)
SELECT statement.id, statement.said_earliest, statement.said_latest, statement.actor_id, actor.kind, reliance.basis_id
FROM reached
JOIN statement ON statement.id = reached.id
LEFT JOIN merger ON merger.actor_id = statement.actor_id AND merger.withdrawn_at IS NULL
LEFT JOIN actor ON actor.id = coalesce(merger.into_id, statement.actor_id)
LEFT JOIN reliance ON reliance.statement_id = reached.id AND reliance.withdrawn_at IS NULL
ORDER BY statement.id, reliance.id
"""


class Reached(NamedTuple):
    """The statements reached: what each relies on, its party (None for an unnamed voice), and the days it allows."""

    relies_on: dict[int, list[int]]
    party_of: dict[int, int | None]
    bounds: dict[int, tuple[str | None, str]]


def reached_from(record: Record, statements: Collection[int]) -> Reached:
    """Return what statements rely on, through any chain that stands, in one query and one a level of the parties.

    Raises ForeignRow where one of them is gone.
    """
    found = Reached({}, {}, {})
    if not statements:
        return found
    rows = record.rows(_REACHED.format(voices=listed(statements)))
    parties = _parties(record, {(row[3], row[4]) for row in rows})
    for number, earliest, latest, actor, *_ in rows:
        found.party_of[number] = parties[actor]
        found.bounds[number] = earliest, latest
    if not found.bounds.keys() >= set(statements):
        raise ForeignRow(kind="statement", found="a reference to one that is gone")
    for number, *_, basis in rows:
        if basis in found.bounds:  # not one that was withdrawn, alone or with its claim
            found.relies_on.setdefault(number, []).append(basis)
    return found


def collectors_of(record: Record, evidence: Collection[int]) -> dict[int, int | None]:
    """Return the party that collected each item of evidence, None where nobody is named."""
    if not evidence:
        return {}
    rows = record.rows(
        "SELECT evidence.id, actor.id, actor.kind FROM evidence"
        " LEFT JOIN merger ON merger.actor_id = evidence.collector_id AND merger.withdrawn_at IS NULL"
        " LEFT JOIN actor ON actor.id = coalesce(merger.into_id, evidence.collector_id)"
        f" WHERE evidence.id IN ({listed(evidence)})"
    )
    parties = _parties(record, {(row[1], row[2]) for row in rows if row[1] is not None})
    return {item: parties.get(actor) for item, actor, _ in rows}


def _parties(record: Record, actors: set[tuple[int, str | None]]) -> dict[int, int | None]:
    lines = lines_of(record, [number for number, _ in actors])
    return {number: None if kind == ActorKind.UNKNOWN else lines[number][-1] for number, kind in actors}


def reliance_between(record: Record, statement: Statement, basis: Statement) -> Reliance | None:
    """Return the link by which a statement relies on another, if there is one."""
    clause = "WHERE statement_id = :one AND basis_id = :other AND withdrawn_at IS NULL"
    return first(record, Reliance, clause, one=statement.id, other=basis.id)


def citation_between(record: Record, source: Source, cited: Source) -> Citation | None:
    """Return the link by which a source cites another, if there is one."""
    clause = "WHERE source_id = :one AND cited_id = :other AND withdrawn_at IS NULL"
    return first(record, Citation, clause, one=source.id, other=cited.id)


def bases_of(record: Record, statement: Statement) -> list[Statement]:
    """Return the statements that stand and that a statement relies on, as they were linked."""
    return _statements(record, statement, here="statement_id", there="basis_id")


def relying_on(record: Record, statement: Statement) -> list[Statement]:
    """Return the statements that stand and rely on a statement, as they were linked."""
    return _statements(record, statement, here="basis_id", there="statement_id")


def cited_by(record: Record, source: Source) -> list[Source]:
    """Return the sources that stand and that a source cites, as they were linked."""
    return _sources(record, source, here="source_id", there="cited_id")


def citing(record: Record, source: Source) -> list[Source]:
    """Return the sources that stand and cite a source, as they were linked."""
    return _sources(record, source, here="cited_id", there="source_id")


def _statements(record: Record, end: Statement, *, here: str, there: str) -> list[Statement]:
    clause = (
        f"JOIN reliance ON reliance.{there} = statement.id AND reliance.withdrawn_at IS NULL"
        " JOIN claim ON claim.id = statement.claim_id AND claim.withdrawn_at IS NULL"
        f" WHERE reliance.{here} = :end AND statement.withdrawn_at IS NULL ORDER BY reliance.id"
    )
    return records(record, Statement, clause, end=end.id)


def _sources(record: Record, end: Source, *, here: str, there: str) -> list[Source]:
    clause = (
        f"JOIN citation ON citation.{there} = source.id AND citation.withdrawn_at IS NULL"
        f" WHERE citation.{here} = :end AND source.withdrawn_at IS NULL ORDER BY citation.id"
    )
    return records(record, Source, clause, end=end.id)
