"""Reads who an actor is: one that was recorded twice stands for the other, wherever it is named."""

from collections.abc import Collection

from claimtrack.domain.records import Actor, Merger
from claimtrack.errors.database import ForeignRow
from claimtrack.store.record import Record, listed
from claimtrack.store.tables import as_record, first, records

# Joins the actor that a column names, or the one it was merged into.
STANDING_FOR = """
LEFT JOIN merger ON merger.actor_id = {column} AND merger.withdrawn_at IS NULL
JOIN actor ON actor.id = coalesce(merger.into_id, {column})
"""
# Actors with all that any of them stands for, or is stood for by.
_AS_ONE = """
WHERE actor.id IN (
  WITH RECURSIVE one(id) AS (
    SELECT id FROM actor WHERE id IN ({numbers})
    UNION SELECT into_id FROM merger JOIN one ON actor_id = one.id WHERE withdrawn_at IS NULL
    UNION SELECT actor_id FROM merger JOIN one ON into_id = one.id WHERE withdrawn_at IS NULL
  )
  SELECT id FROM one
) ORDER BY actor.uid
"""
_COLUMNS = ", ".join(f"actor.{name}" for name in Actor.COLUMNS)


def actors(record: Record, numbers: Collection[int]) -> dict[int, Actor]:
    """Return the actor each number stands for, in one query; raises ForeignRow where one is gone."""
    if not numbers:
        return {}
    joined = STANDING_FOR.format(column="named.id")
    rows = record.rows(
        f"SELECT named.id, {_COLUMNS} FROM actor AS named {joined} WHERE named.id IN ({listed(numbers)})"
    )
    if len(rows) < len(set(numbers)):
        raise ForeignRow(kind="actor", found="a reference to one that is gone")
    return {named: as_record(Actor, row) for named, *row in rows}


def identified(record: Record, actor: Actor) -> Actor:
    """Return the actor that an actor stands for: itself, unless it was merged."""
    return actors(record, [actor.id])[actor.id]


def merger_of(record: Record, actor: Actor) -> Merger | None:
    """Return the row by which an actor stands for another, if there is one."""
    return first(record, Merger, "WHERE actor_id = :actor AND withdrawn_at IS NULL", actor=actor.id)


def mergers_into(record: Record, actor: Actor) -> list[Merger]:
    """Return the rows by which others stand for an actor, as they were recorded."""
    return records(record, Merger, "WHERE into_id = :actor AND withdrawn_at IS NULL ORDER BY id", actor=actor.id)


def as_one(record: Record, numbers: Collection[int]) -> list[Actor]:
    """Return some actors with all that any of them stands for, or is stood for by, in the order of their uids."""
    return records(record, Actor, _AS_ONE.format(numbers=listed(numbers)))


def mergers_from(record: Record, number: int) -> list[Merger]:
    """Return every row by which an actor ever stood for another, by uid."""
    return records(record, Merger, "WHERE actor_id = :actor ORDER BY uid", actor=number)


def mergers_among(record: Record, numbers: Collection[int]) -> list[Merger]:
    """Return every row by which one of these actors ever stood for another of them, by uid."""
    inside = listed(numbers)
    return records(record, Merger, f"WHERE actor_id IN ({inside}) AND into_id IN ({inside}) ORDER BY uid")


def numbers_of(record: Record, actor: Actor) -> list[int]:
    """Return the numbers under which an actor is on record: its own, and those of the actors merged into it."""
    return [actor.id, *(merger.actor_id for merger in mergers_into(record, actor))]
