"""Reads the chains: what statements rely on, and which sources cite which."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from claimtrack.domain.records import Citation, Reliance, Source, Statement
from claimtrack.domain.status import Line
from claimtrack.domain.vocabulary import ActorKind
from claimtrack.errors.database import ForeignRow
from claimtrack.store.record import Record, batched, listed
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
SELECT statement.id, statement.said_earliest, statement.said_latest, statement.actor_id, reliance.basis_id
FROM reached
JOIN statement ON statement.id = reached.id
LEFT JOIN reliance ON reliance.statement_id = reached.id AND reliance.withdrawn_at IS NULL
ORDER BY statement.id, reliance.id
"""

# Whether one statement relies on another: everything that relies on the basis, itself and its claim standing.
_RELIES = """
WITH RECURSIVE relying(id) AS (
  SELECT :basis
  UNION
  SELECT statement.id FROM relying
  JOIN reliance ON reliance.basis_id = relying.id AND reliance.withdrawn_at IS NULL
  JOIN statement ON statement.id = reliance.statement_id AND statement.withdrawn_at IS NULL
  JOIN claim ON claim.id = statement.claim_id AND claim.withdrawn_at IS NULL
)
SELECT EXISTS (SELECT 1 FROM relying WHERE id = :statement)
"""
_VOICES = 50_000  # in one query; SQLite takes no text of more than a million characters


class Reached(NamedTuple):
    """The statements reached: what each relies on, who made it, and the days it allows."""

    relies_on: dict[int, list[int]]
    speaker_of: dict[int, int]
    bounds: dict[int, tuple[str | None, str]]


def reached_from(record: Record, statements: Collection[int]) -> Reached:
    """Return what those of the statements that rely on any reach, through any chain that stands.

    In two queries for each 50,000 of them, the second only where there are some. Raises ForeignRow where one is gone.
    """
    found = Reached({}, {}, {})
    for asked in batched(statements, _VOICES):
        relying = _relying(record, asked)
        rows = record.rows(_REACHED.format(voices=listed(relying))) if relying else []
        new = [row for row in rows if row[0] not in found.bounds] if found.bounds else rows
        for number, earliest, latest, actor, _ in new:
            found.speaker_of[number] = actor
            found.bounds[number] = earliest, latest
        for number, _, _, _, basis in new:
            if basis in found.bounds:  # not one that was withdrawn, alone or with its claim
                found.relies_on.setdefault(number, []).append(basis)
        if not found.bounds.keys() >= set(relying):
            raise ForeignRow(kind="statement", found="a reference to one that is gone")
    return found


def _relying(record: Record, statements: Iterable[int]) -> list[int]:
    rows = record.rows(
        "SELECT DISTINCT statement_id FROM reliance"
        f" WHERE withdrawn_at IS NULL AND statement_id IN ({listed(statements)})"
    )
    return [row[0] for row in rows]


def collectors_of(record: Record, evidence: Collection[int]) -> dict[int, int | None]:
    """Return who collected each item of evidence, None where nobody is named."""
    found: dict[int, int | None] = {}
    for items in batched(evidence, _VOICES):
        found.update(record.rows(f"SELECT id, collector_id FROM evidence WHERE id IN ({listed(items)})"))
    return found


def parties_of(record: Record, lines: Mapping[int, Line]) -> dict[int, int | None]:
    """Return the party for which each actor speaks, given their lines; None for an unnamed voice."""
    unnamed: set[int] = set()
    for actors in batched({line[0] for line in lines.values()}, _VOICES):
        rows = record.rows(f"SELECT id FROM actor WHERE id IN ({listed(actors)}) AND kind = '{ActorKind.UNKNOWN}'")
        unnamed.update(row[0] for row in rows)
    return {actor: None if line[0] in unnamed else line[-1] for actor, line in lines.items()}


def relies_on(record: Record, statement: Statement, basis: Statement) -> bool:
    """Tell whether a statement relies on another through any chain that stands.

    Looked for from the basis upwards: a statement just recorded is the basis of nothing yet, however long its chain.
    """
    return bool(record.one(_RELIES, statement=statement.id, basis=basis.id))


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
