"""Finds the names on record that are nearest to one that is not."""

from collections.abc import Iterable

from claimtrack.domain.lookalikes import skeleton
from claimtrack.store import lookup
from claimtrack.store.record import Record

_SHOWN = 3
_AMONG = 100_000
_NEAR = 70  # of 100; by rapidfuzz's weighted ratio, which also knows parts of names
_ALIKE = 80  # by its plain ratio of edits: "South Korea's ministry" is not nearly "South Korea"


def claims(record: Record, ref: str) -> list[str]:
    """Return the nearest slugs of claims, the nearest first."""
    return _nearest(ref, (slug for slug, _ in lookup.slugs(record, limit=_AMONG)))


def actors(record: Record, ref: str, *, alike: bool = False) -> list[str]:
    """Return the slugs of the actors with the nearest names; `alike` where one may be a slip for the other.

    Of those, names that look the same and are not go first.
    """
    names = lookup.names(record)
    slug_of = dict(names) | {slug: slug for _, slug in names}
    near = _nearest(ref, slug_of, alike=alike)
    if alike:
        seen = skeleton(ref)
        near = [name for name, _ in names if skeleton(name) == seen] + near
    return list(dict.fromkeys(slug_of[name] for name in near))


def _nearest(ref: str, choices: Iterable[str], *, alike: bool = False) -> list[str]:
    from rapidfuzz import fuzz, process, utils  # costs 20 ms, only where a name is not on record

    found = process.extract(
        ref,
        list(choices),
        scorer=fuzz.ratio if alike else fuzz.WRatio,
        processor=utils.default_process,
        limit=_SHOWN,
        score_cutoff=_ALIKE if alike else _NEAR,
    )
    return [choice for choice, _, _ in found]
