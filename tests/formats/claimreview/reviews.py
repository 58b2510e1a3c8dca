"""A review on which no rule has a remark, to be spoiled, and the lint as a function of such nodes."""

import copy
import json
from collections.abc import Iterable
from enum import Enum
from io import BytesIO
from typing import Any

from claimtrack.domain.vocabulary import Rating
from claimtrack.formats.claimreview.containers import blocks
from claimtrack.formats.claimreview.linting import Remark, Tally, lint

TODAY = "2024-06-01"
PAGE = "https://checkdesk.example.org/checks/bridge"
LABELS = {"true": Rating.TRUE, "false": Rating.FALSE, "half true": Rating.MIXED, "misleading": Rating.MISLEADING}
WHOLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": PAGE,
    "claimReviewed": "The bridge is closed to lorries",
    "datePublished": "2024-05-20",
    "author": {"@type": "Organization", "name": "Check Desk", "url": "https://checkdesk.example.org/"},
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "False",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
    },
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Ilze Ozola", "sameAs": "https://ozola.example.org/"},
        "datePublished": "2024-05-18",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://video.example.org/watch?v=1"},
        "appearance": {"@type": "CreativeWork", "url": "https://paper.example.org/lorries"},
    },
}


class Absent(Enum):
    """What stands for no value at a path."""

    DROP = "drop"


DROP = Absent.DROP


def spoiled(changes: dict[str, Any]) -> dict[str, Any]:
    """Return the whole review with values set at dotted paths, or dropped from them."""
    node = copy.deepcopy(WHOLE)
    for path, value in changes.items():
        *way, last = path.split(".")
        at: Any = node
        for key in way:
            at = at[key]
        if value is DROP:
            del at[last]
        else:
            at[last] = value
    return node


def rating_of(label: str, _publisher: str | None) -> Rating:
    """Read a label by a table of these tests' own."""
    return LABELS.get(label.casefold(), Rating.OTHER)


def remarks(text: str | bytes, tally: Tally | None = None) -> list[Remark]:
    """Return the remarks on a file's text."""
    data = text.encode() if isinstance(text, str) else text
    found = blocks(BytesIO(data), "page.html")
    return list(lint(found, origin="page.html", today=TODAY, rating_of=rating_of, tally=tally or Tally()))


def on(*nodes: dict[str, Any]) -> list[Remark]:
    """Return the remarks on reviews that are the records of one file."""
    return remarks(json.dumps(list(nodes)))


def ids(found: Iterable[Remark]) -> set[str]:
    """Return the rules of remarks."""
    return {remark.rule.id for remark in found}
