"""Finds what of a batch of foreign records is on record already: by folded words, by address, and row by row.

A row that was withdrawn counts as known: whoever withdrew it is not to meet it again with the next import.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from claimtrack.store.record import Record, batched, listed, placed

Key = tuple[Any, ...]  # what makes a row of a kind the same as another, its claim first


class Place(NamedTuple):
    """A source as something is read in it: its number, and the last day it can have been published."""

    source: int
    latest: str | None


def claims_worded(record: Record, folded: Collection[str]) -> dict[str, int]:
    """Return the first claim that stands in each of some folded wordings."""
    return _first(
        record, "SELECT folded, id FROM claim WHERE folded IN ({texts}) AND withdrawn_at IS NULL ORDER BY id", folded
    )


def actors_named(record: Record, folded: Collection[str]) -> dict[str, int]:
    """Return the actor that stands under each of some folded names, or the one it was merged into."""
    return _first(
        record,
        "SELECT alias.folded, coalesce(merger.into_id, actor.id) FROM alias JOIN actor ON actor.id = alias.actor_id"
        " LEFT JOIN merger ON merger.actor_id = actor.id AND merger.withdrawn_at IS NULL"
        " WHERE alias.folded IN ({texts}) AND alias.withdrawn_at IS NULL AND actor.withdrawn_at IS NULL",
        folded,
    )


def sources_at(record: Record, locations: Collection[str]) -> dict[str, Place]:
    """Return the first source that stands at each of some addresses."""
    return _places(record, "SELECT location, id, published_latest FROM source WHERE location IN ({texts})", locations)


def sources_titled(record: Record, titles: Collection[str]) -> dict[str, Place]:
    """Return the first source without an address that stands under each of some titles."""
    sql = "SELECT title, id, published_latest FROM source WHERE title IN ({texts}) AND location IS NULL"
    return _places(record, sql, titles)


def _places(record: Record, sql: str, texts: Iterable[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for text, number, latest in _named(record, f"{sql} AND withdrawn_at IS NULL ORDER BY id", texts):
        found.setdefault(text, Place(number, latest))
    return found


def _first(record: Record, sql: str, texts: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text, number in _named(record, sql, texts):
        found.setdefault(text, number)
    return found


def _named(record: Record, sql: str, texts: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    for batch in batched(texts):
        inside, values = placed(batch)
        yield from record.rows(sql.format(texts=inside), **values)


# An actor counts as the one it stands for.
_STANDING_FOR = (
    "coalesce((SELECT into_id FROM merger WHERE merger.actor_id = {column} AND merger.withdrawn_at IS NULL), {column})"
)
_STATEMENTS = (
    f"SELECT claim_id, {_STANDING_FOR.format(column='statement.actor_id')}, stance, said, quote, source_id, place"
    " FROM statement WHERE claim_id IN ({claims})"
)
_EVIDENCE = (
    "SELECT bearing.claim_id, evidence.text, evidence.location FROM bearing"
    " JOIN evidence ON evidence.id = bearing.evidence_id WHERE bearing.claim_id IN ({claims})"
)
_VERDICTS = (
    f"SELECT claim_id, {_STANDING_FOR.format(column='verdict.reviewer_id')}, label, location, published"
    " FROM verdict WHERE claim_id IN ({claims})"
)
_TAGS = "SELECT claim_id, folded FROM tag WHERE claim_id IN ({claims})"


def statements_on(record: Record, claims: Collection[int]) -> set[Key]:
    """Return claim, actor, stance, date as typed, quote, source and place of the statements on some claims."""
    return set(_rows(record, _STATEMENTS, claims))


def evidence_on(record: Record, claims: Collection[int]) -> set[Key]:
    """Return claim, text and address of the evidence that bears on some claims."""
    return set(_rows(record, _EVIDENCE, claims))


def verdicts_on(record: Record, claims: Collection[int]) -> set[Key]:
    """Return claim, reviewer, label, address and date as typed of the verdicts on some claims."""
    return set(_rows(record, _VERDICTS, claims))


def tags_on(record: Record, claims: Collection[int]) -> set[Key]:
    """Return claim and folded word of the tags on some claims."""
    return set(_rows(record, _TAGS, claims))


def _rows(record: Record, sql: str, claims: Collection[int]) -> Iterator[Key]:
    for batch in batched(claims):
        yield from record.rows(sql.format(claims=listed(batch)))
