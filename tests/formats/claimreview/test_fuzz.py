"""Whatever stands in a field, in a block or in a file, reading it ends in items or in an error that is documented."""

import json
import re
import tracemalloc
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain import dates
from claimtrack.domain.intake import Found, Item, Refused
from claimtrack.errors.base import InputError
from tests.formats.reviews import item, items, page, rating, review, script

pytestmark = pytest.mark.usefixtures("_labels")
_FIXTURE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)

_WORDS = st.sampled_from(
    ["", " ", "River Desk", "Facebook", "N/A", "/a/b", "https://x.org/a", "http://[", "%25", "&amp;", "<p>",
     "2024-05-02",
     "03/04/2024", "-1", "1e999", "NaN", "\x00", "\x93", "@id", "#a", "desk.example"]
)  # fmt: skip
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | _WORDS
_KEYS = st.sampled_from(["@id", "@type", "@value", "@list", "name", "url", "sameAs", "author", "text"]) | st.text(
    max_size=4
)
_VALUES = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4), max_leaves=8
)
_FIELDS = ["claimReviewed", "url", "author", "publisher", "datePublished", "itemReviewed", "reviewRating", "inLanguage",
           "keywords", "reviewBody", "@id", "mainEntityOfPage"]  # fmt: skip
_ITEM_FIELDS = ["author", "datePublished", "appearance", "firstAppearance", "url", "sameAs", "name"]
_RATING_FIELDS = ["alternateName", "ratingValue", "bestRating", "worstRating", "ratingExplanation", "name"]


def look_at(found: list[Item]) -> None:
    """Hold what every item keeps to, whatever was read."""
    for one in found:
        one.raw.encode()
        assert one.place
        if isinstance(one, Refused):
            assert one.reason
            continue
        assert one.claim.strip()
        for text in (*(said.said for said in one.statements), *(verdict.published for verdict in one.verdicts)):
            assert text is None or str(dates.parse(text)) == text
        for said in one.statements:
            assert 0 < len(said.by.name.strip()) <= 300
        for verdict in one.verdicts:
            assert verdict.location is None or re.match(r"https?://|/", verdict.location)


def look_into(data: str | bytes) -> None:
    """Read a file; it may be none of ours, and nothing worse."""
    with suppress(InputError):
        look_at(items(data))


@_FIXTURE
@given(
    st.dictionaries(st.sampled_from(_FIELDS), _VALUES, max_size=4),
    st.dictionaries(st.sampled_from(_ITEM_FIELDS), _VALUES, max_size=4),
    st.dictionaries(st.sampled_from(_RATING_FIELDS), _VALUES, max_size=4),
)
def test_any_value_may_stand_in_any_field(
    changes: dict[str, Any], item_changes: dict[str, Any], rating_changes: dict[str, Any]
) -> None:
    whole = review(itemReviewed=item(**item_changes), reviewRating=rating(**rating_changes)) | changes
    found = items(whole)
    look_at(found)
    assert any(isinstance(one, Found | Refused) for one in found)


_ARTICLE = {"@type": "NewsArticle", "@id": "#a", "author": {"@id": "#b"}, "hasPart": [review(), {"@id": "#a"}]}
_SEEDS = [
    json.dumps([review(), {"dataFeedElement": [{"item": [review(), None]}]}], indent=1),
    "\n".join(json.dumps(review(claimReviewed=f"Claim {n}")) for n in range(4)),
    page(
        script(_ARTICLE),
        "<!-- a comment -->",
        script([review(), review()]),
        head='<link rel=canonical href="https://x.org/a">',
    ),
    "\n".join(script(review(claimReviewed=f"Claim {n}")) for n in range(3)) + "\n",
]
_PIECES = [
    '"',
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "<",
    ">",
    "</script>",
    "<script>",
    "<!--",
    "-->",
    "&quot;",
    "\n",
    "\x00",
    "\ufeff",
    "é",
    "NaN",
]


@_FIXTURE
@given(
    st.sampled_from(_SEEDS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 9), st.sampled_from(_PIECES)), max_size=6),
)
def test_file_in_which_signs_are_changed_is_read_or_refused(seed: str, changes: list[tuple[float, int, str]]) -> None:
    text = seed
    for share, cut, piece in changes:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + cut :]
    look_into(text)


@_FIXTURE
@given(st.sampled_from(_SEEDS), st.floats(0, 1))
def test_file_that_is_cut_anywhere_is_read_or_refused(seed: str, share: float) -> None:
    look_into(seed[: int(share * len(seed))])


@_FIXTURE
@given(
    st.sampled_from([b"", b"{", b"[", b"<", b"<script type=application/ld+json>", b"\xff\xfe", b"\xfe\xff"]),
    st.binary(max_size=200),
)
def test_any_bytes_are_read_or_refused(beginning: bytes, rest: bytes) -> None:
    look_into(beginning + rest)


HOSTILE = {
    "open brackets": "[" * 300_000,
    "open objects": '{"a":' * 200_000,
    "open strings": '["' * 200_000,
    "quotes": '{"' + '"' * 300_001,
    "escaped quotes": '{"a": "' + '\\"' * 150_000,
    "backslashes": '{"a": "' + "\\" * 300_001,
    "records that never begin": '{"x ' + '\n,{"' * 100_000,
    "records that only begin": '{"x ' + '\\n,{"a":' * 10_000,
    "commas": "[" + "," * 300_000,
    "open tags": "<script " * 50_000,
    "open scripts": '<script type="application/ld+json">' * 20_000,
    "open comments": "<!--" * 100_000,
    "entities": script('{"@type":"ClaimReview","claimReviewed":"' + "&amp;" * 50_000 + '"}'),
    "markup": script('{"@type":"ClaimReview","claimReviewed":"' + "<p " * 100_000 + '"}'),
    "percent signs": json.dumps(review(url="https://x.org/" + "%25" * 100_000)),
    "a long name": json.dumps(review(itemReviewed=item(author="user " * 50_000))),
    "a long date": json.dumps(review(datePublished="1-" * 100_000)),
    "many appearances": json.dumps(review(itemReviewed=item(appearance=[f"https://x.org/{n}" for n in range(5000)]))),
    "many claimants": json.dumps(review(itemReviewed=item(author=[f"Name {n}" for n in range(2000)]))),
    "many keys": json.dumps(review() | {f"key{n}": n for n in range(50_000)}),
    "keys of all prefixes": json.dumps({"a:" * n + "b": 1 for n in range(900)} | review()),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_file_that_is_made_to_cost_time_ends_in_items_or_an_error(text: str) -> None:
    look_into(text)


@pytest.mark.parametrize(
    "text",
    ['{"a": "' + '\\"' * 520_000, "[" * 4_000_000, '{"a":["' + "x" * 4_000_000],
    ids=["quotes", "brackets", "text"],
)
def test_memory_follows_what_is_read_not_what_it_is_made_of(text: str) -> None:
    data = text.encode()
    tracemalloc.start()
    try:
        look_into(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 * 2**20
