"""Finds the names on record that are nearest to one that is not, at the same cost however many there are.

Among so many names all are compared; among more, those that stand next to it in the order of folded names: in a great
record a slip in the first letters is not noticed.
"""

from collections.abc import Iterable

from claimtrack.domain.lookalikes import skeleton
from claimtrack.domain.text import folded
from claimtrack.store import lookup
from claimtrack.store.record import Record

_SHOWN = 3
_AMONG = 5_000  # names or slugs
_AROUND = 500  # on each side
_NEAR = 70  # of 100; by rapidfuzz's weighted ratio, which also knows parts of names
_ALIKE = 80  # by its plain ratio of edits: "South Korea's ministry" is not nearly "South Korea"


def claims(record: Record, ref: str) -> list[str]:
    """Return the nearest slugs of claims, the nearest first."""
    latest = lookup.slugs(record, limit=_AMONG)
    around = lookup.slugs_around(record, folded(ref), limit=_AROUND) if len(latest) == _AMONG else []
    return _nearest(ref, dict.fromkeys(latest + around))


def actors(record: Record, ref: str, *, alike: bool = False) -> list[str]:
    """Return the slugs of the actors with the nearest names; `alike` where one may be a slip for the other.

    Of those, names that look the same and are not go first.
    """
    names = _names(record, ref)
    slug_of = dict(names) | {slug: slug for _, slug in names}
    near = _nearest(ref, slug_of, alike=alike)
    if alike:
        seen = skeleton(ref)
        near = [name for name, _ in names if skeleton(name) == seen] + near
    return list(dict.fromkeys(slug_of[name] for name in near))


def _names(record: Record, ref: str) -> list[tuple[str, str]]:
    """Return the names to compare one with, each with the slug of its actor."""
    found = lookup.names(record, limit=_AMONG + 1)
    if len(found) <= _AMONG:
        return found
    keys = dict.fromkeys((folded(ref), skeleton(ref)))
    return list(dict.fromkeys(name for key in keys for name in lookup.names_around(record, key, limit=_AROUND)))


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
