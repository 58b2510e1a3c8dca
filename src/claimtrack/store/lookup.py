"""Finds records by what names them: number, uid, slug, beginning of a slug, name, location."""

from collections.abc import Collection

from claimtrack.domain.records import Actor, Alias, Claim, Source
from claimtrack.errors.database import ForeignRow
from claimtrack.store.identities import STANDING_FOR
from claimtrack.store.record import Record, listed
from claimtrack.store.tables import TABLES, R, first, records

Slugged = Claim | Actor


def by_number(record: Record, kind: type[R], number: int) -> R | None:
    """Return the record with a number, withdrawn or not."""
    return first(record, kind, f"WHERE {TABLES[kind]}.id = :number", number=number)


def by_numbers(record: Record, kind: type[R], numbers: Collection[int]) -> dict[int, R]:
    """Return the records with these numbers, by number, in one query; raises ForeignRow where one is gone."""
    if not numbers:
        return {}
    found = records(record, kind, f"WHERE {TABLES[kind]}.id IN ({listed(numbers)})")
    if len(found) < len(set(numbers)):
        raise ForeignRow(kind=TABLES[kind], found="a reference to one that is gone")
    return {row.id: row for row in found}


def by_uid(record: Record, kind: type[R], uid: str) -> R | None:
    """Return the record with a uid."""
    return first(record, kind, f"WHERE {TABLES[kind]}.uid = :uid", uid=uid)


def by_slug(record: Record, kind: type[R], slug: str) -> R | None:
    """Return the claim or actor with a slug."""
    return first(record, kind, f"WHERE {TABLES[kind]}.slug = :slug", slug=slug)


def by_slug_prefix(record: Record, kind: type[R], prefix: str, *, limit: int) -> list[R]:
    """Return the claims or actors that stand and whose slug begins so, at most `limit`."""
    table = TABLES[kind]
    return records(
        record,
        kind,
        f"WHERE {table}.slug >= :first AND {table}.slug < :after AND {table}.withdrawn_at IS NULL"
        f" ORDER BY {table}.slug LIMIT :limit",
        first=prefix,
        after=prefix + "{",  # the sign after z: what follows every slug that begins so
        limit=limit,
    )


def slug_taken(record: Record, kind: type[R], slug: str) -> bool:
    """Tell whether a slug was ever given; slugs, as ids, are not given twice."""
    return record.row(f"SELECT 1 FROM {TABLES[kind]} WHERE slug = :slug", slug=slug) is not None


def actor_by_name(record: Record, folded: str) -> Actor | None:
    """Return the actor that stands and has a name with this folded key."""
    return first(
        record,
        Actor,
        "JOIN alias ON alias.actor_id = actor.id WHERE alias.folded = :folded AND alias.withdrawn_at IS NULL"
        " AND actor.withdrawn_at IS NULL",
        folded=folded,
    )


def names(record: Record) -> list[tuple[str, str]]:
    """Return every name that stands, each with the slug of the actor it names, to find near ones among."""
    rows = record.rows(
        f"SELECT alias.name, actor.slug FROM alias {STANDING_FOR.format(column='alias.actor_id')}"
        " WHERE alias.withdrawn_at IS NULL AND actor.withdrawn_at IS NULL"
    )
    return [(name, slug) for name, slug in rows]


def slugs(record: Record, *, limit: int) -> list[tuple[str, int]]:
    """Return the slugs and numbers of the claims recorded last, to find near ones among."""
    rows = record.rows("SELECT slug, id FROM claim WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT :n", n=limit)
    return [(slug, number) for slug, number in rows]


def aliases_of(record: Record, actors: Collection[int]) -> list[Alias]:
    """Return the names of actors, as they were recorded."""
    return records(record, Alias, f"WHERE actor_id IN ({listed(actors)}) AND withdrawn_at IS NULL ORDER BY id")


def every_alias_of(record: Record, actors: Collection[int]) -> list[Alias]:
    """Return the names of actors, also those that were withdrawn."""
    return records(record, Alias, f"WHERE actor_id IN ({listed(actors)}) ORDER BY id")


def claim_worded(record: Record, folded: str) -> Claim | None:
    """Return the first claim that stands in the same words, but for case, width and blanks."""
    return first(record, Claim, "WHERE folded = :folded AND withdrawn_at IS NULL ORDER BY id", folded=folded)


def source_called(record: Record, words: str) -> Source | None:
    """Return the source that stands with this location or, failing that, this title, exactly."""
    if any("\ud800" <= sign <= "\udfff" for sign in words):  # half a character, which is on no record
        return None
    for column in ("location", "title"):
        found = first(record, Source, f"WHERE {column} = :words AND withdrawn_at IS NULL ORDER BY id", words=words)
        if found:
            return found
    return None
