"""Reviews of our own making, as desks publish them, and what the readers make of them."""

import io
import json
from typing import Any

from claimtrack.domain.intake import Found, Item, Refused
from claimtrack.formats.claimreview import reading
from claimtrack.formats.incoming import Asked


def review(**changes: object) -> dict[str, Any]:
    """Return a review in which all is as it should be, but for the changes."""
    whole = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "The bridge is closed",
        "url": "https://desk.example/checks/bridge",
        "author": {"@type": "Organization", "name": "River Desk", "url": "https://desk.example/"},
        "datePublished": "2024-05-02",
        "itemReviewed": item(),
        "reviewRating": rating(),
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def item(**changes: object) -> dict[str, Any]:
    """Return what was reviewed: somebody's claim, that appeared somewhere."""
    whole = {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Paula Pont"},
        "datePublished": "2024-05-01",
        "appearance": {"@type": "CreativeWork", "url": "https://news.example/pont"},
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def rating(**changes: object) -> dict[str, Any]:
    """Return a rating whose scale agrees with its label."""
    whole = {"@type": "Rating", "alternateName": "False", "ratingValue": 1, "bestRating": 5, "worstRating": 1}
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def items(data: object, *, origin: str = "reviews.json", dates: str | None = None) -> list[Item]:
    """Return what is read from bytes, from a text, or from a value written as JSON."""
    text = data if isinstance(data, str | bytes) else json.dumps(data, ensure_ascii=False)
    stream = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    return list(reading.read(stream, Asked(origin, dates=dates)))


def one(data: object, *, dates: str | None = None) -> Found:
    """Return the one record that is found."""
    (found,) = items(data, dates=dates)
    assert isinstance(found, Found), found
    return found


def refused(found: list[Item]) -> list[Refused]:
    """Return those that were refused."""
    return [one for one in found if isinstance(one, Refused)]


def done(found: Found, field: str) -> list[str]:
    """Return what was done about a field."""
    return [repair.done for repair in found.repairs if repair.field == field]


def script(data: object, kind: str = "application/ld+json") -> str:
    """Return a value as a script block of a page."""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f'<script type="{kind}">{text}</script>'


def page(*scripts: str, head: str = "") -> str:
    """Return a page that holds script blocks."""
    return f"<!doctype html><html><head><meta charset=utf-8>{head}{''.join(scripts)}</head><body><p>Text</body></html>"
