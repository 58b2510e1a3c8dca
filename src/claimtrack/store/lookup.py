"""Finds records by what names them: number, uid, slug, beginning of a slug, name, location."""

from collections.abc import Collection

from claimtrack.domain.records import Actor, Alias, Claim, Source
from claimtrack.errors.database import ForeignRow
from claimtrack.store.identities import STANDING_FOR
from claimtrack.store.record import Record, batched, listed, placed
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


def slugs_taken(record: Record, kind: type[R], slugs: Collection[str]) -> set[str]:
    """Return those of some slugs that were ever given."""
    taken: set[str] = set()
    for batch in batched(slugs):
        inside, values = placed(batch)
        taken |= {row[0] for row in record.rows(f"SELECT slug FROM {TABLES[kind]} WHERE slug IN ({inside})", **values)}
    return taken


def actor_by_name(record: Record, folded: str) -> Actor | None:
    """Return the actor that stands and has a name with this folded key."""
    return first(
        record,
        Actor,
        "JOIN alias ON alias.actor_id = actor.id WHERE alias.folded = :folded AND alias.withdrawn_at IS NULL"
        " AND actor.withdrawn_at IS NULL",
        folded=folded,
    )


_NAMES = f"""
SELECT alias.name, actor.slug FROM alias {STANDING_FOR.format(column="alias.actor_id")}
WHERE alias.withdrawn_at IS NULL AND actor.withdrawn_at IS NULL
"""


def names(record: Record, *, limit: int) -> list[tuple[str, str]]:
    """Return names that stand, at most `limit`, each with the slug of the actor it names, to find near ones among."""
    return [(name, slug) for name, slug in record.rows(f"{_NAMES} LIMIT :n", n=limit)]


def names_around(record: Record, folded: str, *, limit: int) -> list[tuple[str, str]]:
    """Return the names that stand next to a folded one in the order of folded names, at most `limit` on each side."""
    before = f"{_NAMES} AND alias.folded < :folded ORDER BY alias.folded DESC LIMIT :n"
    after = f"{_NAMES} AND alias.folded >= :folded ORDER BY alias.folded LIMIT :n"
    return [(name, slug) for sql in (before, after) for name, slug in record.rows(sql, folded=folded, n=limit)]


def slugs(record: Record, *, limit: int) -> list[str]:
    """Return the slugs of the claims recorded last, to find near ones among."""
    rows = record.rows("SELECT slug FROM claim WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT :n", n=limit)
    return [slug for (slug,) in rows]


def slugs_around(record: Record, slug: str, *, limit: int) -> list[str]:
    """Return the slugs of claims that stand next to one in their order, at most `limit` on each side."""
    before = "SELECT slug FROM claim WHERE withdrawn_at IS NULL AND slug < :slug ORDER BY slug DESC LIMIT :n"
    after = "SELECT slug FROM claim WHERE withdrawn_at IS NULL AND slug >= :slug ORDER BY slug LIMIT :n"
    return [found for sql in (before, after) for (found,) in record.rows(sql, slug=slug, n=limit)]


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
