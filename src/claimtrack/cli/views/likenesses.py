"""The document of the pairs that look alike and wait for somebody's decision."""

from collections.abc import Sequence

from claimtrack.cli.views import wording
from claimtrack.domain.records import Actor
from claimtrack.domain.references import Kind, short_id
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.services.likening import MOST_PAIRS, Likeness, Likenesses, Thing

_FIELDS = ("kind", "one", "one_uid", "one_says", "other", "other_uid", "other_says", "likeness", "later")


def document(found: Likenesses, *, limit: int) -> Document:
    """Return the pairs, the likest first: `limit` of each kind for people, all of them for machines; 0 is all."""
    pairs = [*found.actors, *found.claims]
    sheets = [
        _sheet(heading, some[:limit] if limit else some)
        for heading, some in (("Actors", found.actors), ("Claims", found.claims))
        if some
    ]
    notes = ["nothing that looks alike waits for a decision"]
    if pairs:
        most = f" (the likest {MOST_PAIRS:,})" if MOST_PAIRS in (len(found.actors), len(found.claims)) else ""
        of_actors = wording.counted(len(found.actors), "pair")
        notes = [f"{of_actors} of actors, {len(found.claims):,} of claims look alike{most}"]
    if any(limit and len(some) > limit for some in (found.actors, found.claims)):
        notes.append(f"the likest {limit} of each are shown; --limit 0 shows all")
    if found.put_off:
        notes.append(f"{found.put_off:,} put off; --later shows them, too")
    if pairs:
        one, other = (_ref(thing) for thing in (pairs[0].later, pairs[0].earlier))
        notes.append(
            f"the same: claimtrack review accept {one} {other}; not the same: claimtrack review reject {one} {other}"
        )
    return Document("", _FIELDS, [_row(one) for one in pairs], sheets=tuple(sheets), notes=tuple(notes))


def _sheet(heading: str, pairs: Sequence[Likeness]) -> Sheet:
    columns = (
        Column("id"),
        Column("says", share=3),
        Column("like"),
        Column("says", share=3),
        Column("%", is_number=True),
    )
    rows = tuple(
        (
            Cell(_ref(one.later), Tone.STRONG),
            Cell(one.said[0]),
            Cell(_ref(one.earlier), Tone.STRONG),
            Cell(one.said[1]),
            Cell(f"{one.score}{' later' if one.is_put_off else ''}", Tone.FAINT),
        )
        for one in pairs
    )
    return Sheet(columns, rows, heading)


def _row(one: Likeness) -> dict[str, Json]:
    return {
        "kind": "actor" if isinstance(one.later, Actor) else "claim",
        "one": _ref(one.later),
        "one_uid": one.later.uid,
        "one_says": one.said[0],
        "other": _ref(one.earlier),
        "other_uid": one.earlier.uid,
        "other_says": one.said[1],
        "likeness": one.score,
        "later": one.is_put_off,
    }


def _ref(thing: Thing) -> str:
    return short_id(Kind.ACTOR if isinstance(thing, Actor) else Kind.CLAIM, thing.id)
