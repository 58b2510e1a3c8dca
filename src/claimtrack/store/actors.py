"""Reads actors: what they are part of, their parts, and the listing."""

from collections import Counter

from claimtrack.domain.files import ActorSummary
from claimtrack.domain.records import Actor, Membership
from claimtrack.store import identities
from claimtrack.store.facts import lines_of
from claimtrack.store.lookup import by_numbers
from claimtrack.store.record import WITH_PARTS, Record, listed
from claimtrack.store.tables import records


def with_parts(record: Record, actor: Actor) -> list[int]:
    """Return the numbers of an actor and of everything that is part of it."""
    return [row[0] for row in record.rows(f"{WITH_PARTS} SELECT id FROM part", actor=actor.id)]


def claims_of(record: Record, actor: Actor) -> set[int]:
    """Return the claims on which an actor, or a part of it, has spoken."""
    rows = record.rows(
        f"{WITH_PARTS} SELECT DISTINCT claim_id FROM statement WHERE actor_id IN (SELECT id FROM part)", actor=actor.id
    )
    return {row[0] for row in rows}


def memberships_of(record: Record, actor: Actor) -> list[Membership]:
    """Return the rows that make an actor part of others, each at its time, as they follow each other."""
    return records(
        record,
        Membership,
        f"WHERE actor_id IN ({listed(identities.numbers_of(record, actor))}) AND withdrawn_at IS NULL"
        " ORDER BY during_earliest NULLS FIRST, id",
    )


def ever_above(record: Record, actor: Actor) -> set[int]:
    """Return the numbers of an actor and of everything it was ever part of, under every number each is on record by."""
    rows = record.rows(
        "WITH RECURSIVE above(id) AS (SELECT :actor"
        " UNION SELECT membership.whole_id FROM membership JOIN above ON membership.actor_id = above.id"
        " WHERE membership.withdrawn_at IS NULL"
        " UNION SELECT merger.into_id FROM merger JOIN above ON merger.actor_id = above.id"
        " WHERE merger.withdrawn_at IS NULL"
        " UNION SELECT merger.actor_id FROM merger JOIN above ON merger.into_id = above.id"
        " WHERE merger.withdrawn_at IS NULL) SELECT id FROM above",
        actor=actor.id,
    )
    return {row[0] for row in rows}


def wholes_of(record: Record, actor: Actor) -> list[Actor]:
    """Return what an actor is part of, nearest first, its party last."""
    chain = lines_of(record, [actor.id])[actor.id][1:]
    found = by_numbers(record, Actor, chain)
    return [found[number] for number in chain]


def parts_of(record: Record, actor: Actor) -> list[Actor]:
    """Return the actors that are directly part of an actor."""
    wholes = listed(identities.numbers_of(record, actor))
    rows = record.rows(f"SELECT actor_id FROM membership WHERE whole_id IN ({wholes}) AND withdrawn_at IS NULL")
    parts = {part.id: part for part in identities.actors(record, {row[0] for row in rows}).values()}
    return sorted(parts.values(), key=lambda part: part.name)


def actor_list(record: Record) -> list[ActorSummary]:
    """Return all actors that stand, by name, in a fixed number of queries and one a level of their chains."""
    actors = {row.id: row for row in records(record, Actor, "WHERE withdrawn_at IS NULL")}
    chains = lines_of(record, actors)
    aliases: dict[int, list[str]] = {}
    for number, name in record.rows("SELECT actor_id, name FROM alias WHERE withdrawn_at IS NULL ORDER BY id"):
        if number in chains:  # the names of a withdrawn actor may stand
            aliases.setdefault(chains[number][0], []).append(name)
    said: Counter[int] = Counter()
    for number, count in record.rows(
        "SELECT actor_id, count(*) FROM statement WHERE withdrawn_at IS NULL GROUP BY actor_id"
    ):
        said[chains[number][0]] += count
    return [
        ActorSummary(
            actor,
            actors[chains[number][-1]],
            tuple(name for name in aliases.get(number, ()) if name != actor.name),
            said[number],
        )
        for number, actor in sorted(actors.items(), key=lambda item: item[1].name.casefold())
        if chains[number][0] == number
    ]


def uses_of_actor(record: Record, actor: Actor) -> list[tuple[str, int]]:
    """Return what stands and names an actor, as table and count, for those that are not zero."""
    places = (
        ("statement", "actor_id"),
        ("verdict", "reviewer_id"),
        ("evidence", "collector_id"),
        ("source", "publisher_id"),
        ("membership", "actor_id"),
        ("membership", "whole_id"),
        ("merger", "actor_id"),
        ("merger", "into_id"),
    )
    counts: dict[str, int] = {}
    for table, column in places:
        named = record.one(f"SELECT count(*) FROM {table} WHERE {column} = :n AND withdrawn_at IS NULL", n=actor.id)
        counts[table] = counts.get(table, 0) + named
    return [(table, count) for table, count in counts.items() if count]
