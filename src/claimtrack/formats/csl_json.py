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
_FIRST_SEASON = 21  # of EDTF, which is 1 here
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
    """Return a date with the parts it has; what parts cannot say stands as it was typed."""
    literal: Json = {"literal": published}
    if not _is_date(published):
        return literal
    ends = published.split("/")
    if not all(ends) or ".." in ends:
        return literal  # an end left open; a date of CSL has both or is one day, month or year
    spans = [_span(end) for end in ends]
    found: dict[str, Json] = {"date-parts": [spans[0][0]]}
    if len(ends) > 1 or spans[0][0] != spans[0][1]:
        found["date-parts"] = [spans[0][0], spans[-1][1]]
    season = _season(published)
    if season:
        found["season"] = season
    if not _ABOUT.isdisjoint(published):
        found["circa"] = True
    return found


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except (NotADate, ImpossibleDate):
        return False
    return True


def _span(date: str) -> tuple[list[Json], list[Json]]:
    """Return the parts of the first and the last date that one without an interval can be; mostly the same."""
    year, *rest = date.partition("T")[0].rstrip("?~%").split("-")
    if "X" in year:
        return [int(year.replace("X", "0")) or 1], [int(year.replace("X", "9"))]
    known = [int(part) for part in rest if part != "XX"]
    parts: list[Json] = [int(year), *(part for part in known if part < _FIRST_SEASON or len(rest) > 1)]
    return parts, parts


def _season(date: str) -> int | None:
    found = re.fullmatch(r"\d{4}-(2[1-4])[?~%]?", date)
    return int(found[1]) - _FIRST_SEASON + 1 if found else None


def _losses(extract: Extract) -> Iterator[Loss]:
    yield from left_out(extract, *_NO_PLACE)
    sources = extract.all(Source)
    publishers = {source.publisher_id for source in sources}
    yield from lost(sum(actor.id not in publishers for actor in extract.all(Actor)), "actor", "actors")
    offline = sum(source.location is not None and not _WEB.fullmatch(source.location) for source in sources)
    yield from lost(offline, "location that is no web address", "locations that are no web address")
    timed = sum("T" in (source.published or "") for source in sources)
    yield from lost(timed, "time of day", "times of day")
