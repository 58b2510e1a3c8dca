"""Writes sources as CSL-JSON (Citation Style Language 1.0.2), which reference managers and citation processors read."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from claimtrack.domain import dates
from claimtrack.domain.extracts import Extract, Loss, left_out, lost
from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Relation,
    Reliance,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.text import json_safe
from claimtrack.domain.vocabulary import SourceKind
from claimtrack.errors.texts import ImpossibleDate, NotADate
from claimtrack.formats.document import Json

_TYPES = {
    SourceKind.ARTICLE: "article-newspaper",
    SourceKind.BRIEFING: "speech",
    SourceKind.POST: "post",
    SourceKind.REPORT: "report",
    SourceKind.DATASET: "dataset",
}
_IN_SOMETHING = frozenset({"article-newspaper", "post", "webpage"})  # of these the publisher is what they appear in
_WEB = re.compile(r"(?i)https?://\S+")
_ABOUT = frozenset("?~%")
_OPEN = ("", "..")
_NO_PLACE = (Claim, Tag, Relation, Statement, Reliance, Evidence, Bearing, Verdict, Citation, Membership)


def write(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write one item a source and a line, and return what such items cannot hold."""
    sources = extract.all(Source)
    items = ",\n  ".join(json.dumps(_item(extract, source), ensure_ascii=False) for source in sources)
    out.write((json_safe(f"[\n  {items}\n]" if items else "[]") + "\n").encode())
    return list(_losses(extract))


def _item(extract: Extract, source: Source) -> dict[str, Json]:
    is_web = source.location is not None and _WEB.fullmatch(source.location) is not None
    kind = _TYPES[source.kind] if source.kind else "webpage" if is_web else "document"
    publisher = extract.one(Actor, source.publisher_id).name if source.publisher_id else None
    fields: dict[str, Json] = {
        "id": short_id(Kind.SOURCE, source.id),
        "type": kind,
        "title": source.title,
        "container-title" if kind in _IN_SOMETHING else "publisher": publisher,
        "issued": _issued(source.published) if source.published else None,
        "URL": source.location if is_web else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _issued(published: str) -> Json:
    """Return a date with the parts it has; what parts cannot say stands as it was typed.

    That is an interval with an open end, or from season to season: a range of CSL has both ends, and no seasons.
    """
    ends = published.split("/")
    seasons = [_season(end) for end in ends]
    if not _is_date(published) or not set(ends).isdisjoint(_OPEN) or (len(ends) > 1 and any(seasons)):
        return {"literal": published}
    first, last = _span(ends[0])[0], _span(ends[-1])[1]
    found: dict[str, Json] = {"date-parts": [first] if first == last else [first, last]}
    if seasons[0]:
        found["season"] = seasons[0]
    if not _ABOUT.isdisjoint(published):
        found["circa"] = True
    return found


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except (NotADate, ImpossibleDate):
        return False
    return True


def _season(end: str) -> int | None:
    """Return 1 for spring to 4 for winter, or None for what is no season."""
    found = re.fullmatch(r"[0-9]{4}-2([1-4])[?~%]?", end)
    return int(found[1]) if found else None


def _span(end: str) -> tuple[list[Json], list[Json]]:
    """Return the parts of the first and of the last date that an end can be; mostly they are the same."""
    year, *rest = end.partition("T")[0].rstrip("?~%").split("-")
    if "X" in year:
        return [max(int(year.replace("X", "0")), 1)], [int(year.replace("X", "9"))]
    known = [] if _season(end) else [int(part) for part in rest if part != "XX"]
    return [int(year), *known], [int(year), *known]


def _losses(extract: Extract) -> Iterator[Loss]:
    yield from left_out(extract, *_NO_PLACE)
    sources = extract.all(Source)
    publishers = {source.publisher_id for source in sources}
    yield from lost(sum(actor.id not in publishers for actor in extract.all(Actor)), "actor", "actors")
    offline = sum(source.location is not None and not _WEB.fullmatch(source.location) for source in sources)
    yield from lost(offline, "location that is no web address", "locations that are no web address")
    timed = sum("T" in (source.published or "") for source in sources)
    yield from lost(timed, "time of day", "times of day")
