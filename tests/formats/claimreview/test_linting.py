"""The rules of the lint: each is seen to fire where it should, and to be silent where only something near it stands."""

import copy
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.intake import Repair
from claimtrack.errors.intake import Packed
from claimtrack.formats.claimreview.containers import Block
from claimtrack.formats.claimreview.linting import Remark, Tally, lint
from claimtrack.formats.claimreview.rules import RULES, Rule, Severity
from tests.formats.claimreview.reviews import DROP, PAGE, TODAY, WHOLE, ids, on, rating_of, remarks, spoiled

README = Path(__file__).parents[3] / "README.md"
ERROR, WARNING, NOTE = Severity
POST = "https://www.facebook.com/somebody/posts/123"
RATING = "reviewRating"
CLAIMANT = "itemReviewed.author"

# For each rule what is spoiled, and at which field it says so.
FIRES: dict[str, list[tuple[dict[str, Any], str]]] = {
    "context-missing": [({"@context": DROP}, "@context"), ({"@context": "https://example.org/"}, "@context")],
    "type-not-exact": [({"@type": "claimreview"}, "@type"), ({"@type": "Review"}, "@type")],
    "claim-missing": [
        ({"claimReviewed": DROP}, "claimReviewed"),
        ({"claimReviewed": "  "}, "claimReviewed"),
        ({"claimReviewed": [None, ""]}, "claimReviewed"),
    ],
    "claim-list": [({"claimReviewed": ["One", "Two"]}, "claimReviewed"), ({"claimReviewed": 7}, "claimReviewed")],
    "claim-markup": [
        ({"claimReviewed": "It&#39;s closed"}, "claimReviewed"),
        ({"claimReviewed": "It is <b>closed</b>"}, "claimReviewed"),
        ({"reviewRating.alternateName": "False &amp; old"}, "reviewRating.alternateName"),
    ],
    "claim-long": [({"claimReviewed": "x" * 76}, "claimReviewed")],
    "rating-missing": [({RATING: DROP}, RATING), ({RATING: None}, RATING), ({RATING: {"@type": "Rating"}}, RATING)],
    "rating-type": [({RATING: "False"}, RATING)],
    "label-missing": [({RATING: {"@type": "Rating", "image": "x.png"}}, "reviewRating.alternateName")],
    "label-only-numbers": [({"reviewRating.alternateName": " "}, "reviewRating.alternateName")],
    "label-in-name": [({"reviewRating.alternateName": DROP, "reviewRating.name": "False"}, "reviewRating.name")],
    "numbers-missing": [({RATING: {"@type": "Rating", "alternateName": "False"}}, "reviewRating.ratingValue")],
    "number-unreadable": [
        ({"reviewRating.ratingValue": "1 of 5"}, "reviewRating.ratingValue"),
        ({"reviewRating.bestRating": "١"}, "reviewRating.bestRating"),
        ({"reviewRating.worstRating": True}, "reviewRating.worstRating"),
        ({"reviewRating.ratingValue": "1,0"}, "reviewRating.ratingValue"),
    ],
    "number-as-text": [({"reviewRating.ratingValue": "1"}, "reviewRating.ratingValue")],
    "scale-incomplete": [
        ({"reviewRating.bestRating": DROP}, "reviewRating.bestRating"),
        ({"reviewRating.ratingValue": ""}, "reviewRating.ratingValue"),
    ],
    "scale-inverted": [({"reviewRating.bestRating": 1, "reviewRating.worstRating": 6}, "reviewRating.worstRating")],
    "scale-flat": [
        (dict.fromkeys((f"{RATING}.ratingValue", f"{RATING}.bestRating", f"{RATING}.worstRating"), "-1"),
         "reviewRating.worstRating"),
        ({"reviewRating.bestRating": 2, "reviewRating.worstRating": 2}, "reviewRating.worstRating"),
    ],
    "value-outside": [({"reviewRating.ratingValue": 6}, "reviewRating.ratingValue"),
                      ({"reviewRating.ratingValue": 0}, "reviewRating.ratingValue")],
    "scale-against-label": [
        ({"reviewRating.ratingValue": 5}, RATING),
        ({"reviewRating.ratingValue": 1, "reviewRating.alternateName": "True"}, RATING),
        ({"reviewRating.ratingValue": "5.0", "reviewRating.alternateName": "Half true"}, RATING),
        ({"reviewRating.ratingValue": 5, "reviewRating.alternateName": "Misleading"}, RATING),
    ],
    "url-missing": [({"url": DROP}, "url"), ({"url": ""}, "url"), ({"url": []}, "url")],
    "url-type": [({"url": 7}, "url"), ({"url": {"@id": PAGE}}, "url")],
    "url-relative": [({"url": "/checks/bridge"}, "url"), ({"url": "checkdesk.example.org/checks"}, "url"),
                     ({"url": "https:/checks"}, "url"), ({"url": "javascript:alert(1)"}, "url")],
    "address-relative": [
        ({"author.url": "//checkdesk.example.org"}, "author.url"),
        ({"itemReviewed.appearance": ["seen.html", POST]}, "itemReviewed.appearance[0]"),
        ({"itemReviewed.firstAppearance.url": "seen.html"}, "itemReviewed.firstAppearance.url"),
    ],
    "address-encoded-twice": [
        ({"url": f"{PAGE}?q=a%2520b"}, "url"),
        ({"author.url": "https%3A%2F%2Fa.org"}, "author.url"),
    ],
    "author-missing": [({"author": DROP}, "author"), ({"author": None}, "author")],
    "author-name-missing": [({"author.name": ""}, "author.name")],
    "author-url-missing": [({"author.url": DROP}, "author.url")],
    "date-missing": [({"datePublished": DROP}, "datePublished")],
    "item-missing": [({"itemReviewed": DROP}, "itemReviewed"), ({"itemReviewed": {}}, "itemReviewed")],
    "item-type": [
        ({"itemReviewed.@type": "Person"}, "itemReviewed.@type"),
        ({"itemReviewed.@type": DROP}, "itemReviewed.@type"),
        ({"itemReviewed": "The bridge is closed"}, "itemReviewed"),
    ],
    "item-legacy": [({"itemReviewed.@type": "creativework"}, "itemReviewed.@type"),
                    ({"itemReviewed.@type": "claim"}, "itemReviewed.@type")],
    "claimant-missing": [({CLAIMANT: DROP}, CLAIMANT), ({CLAIMANT: ""}, CLAIMANT), ({CLAIMANT: []}, CLAIMANT)],
    "claimant-name-missing": [({f"{CLAIMANT}.name": ""}, f"{CLAIMANT}.name")],
    "reviewer-as-claimant": [
        ({f"{CLAIMANT}.name": "CHECK  DESK"}, f"{CLAIMANT}.name"),
        ({f"{CLAIMANT}.name": "www.checkdesk.example.org"}, f"{CLAIMANT}.name"),
        ({f"{CLAIMANT}.name": "CheckDesk", "author.name": "Newsroom"}, f"{CLAIMANT}.name"),
        ({CLAIMANT: ["Somebody", "Check Desk"]}, f"{CLAIMANT}[1]"),
        ({f"{CLAIMANT}.name": "The Daily", "publisher": {"name": "The Daily"}}, f"{CLAIMANT}.name"),
    ],
    "same-as-missing": [({f"{CLAIMANT}.sameAs": DROP}, f"{CLAIMANT}.sameAs")],
    "same-as-no-address": [({f"{CLAIMANT}.sameAs": "Ilze Ozola (member)"}, f"{CLAIMANT}.sameAs")],
    "same-as-post": [
        ({f"{CLAIMANT}.sameAs": [POST, "https://ozola.example.org/"]}, f"{CLAIMANT}.sameAs[0]"),
        ({f"{CLAIMANT}.sameAs": "https://twitter.com/ozola/status/12"}, f"{CLAIMANT}.sameAs"),
        ({f"{CLAIMANT}.sameAs": "https://youtu.be/abc"}, f"{CLAIMANT}.sameAs"),
    ],
    "type-missing": [({f"{CLAIMANT}.@type": DROP}, f"{CLAIMANT}.@type"), ({"author.@type": DROP}, "author.@type")],
    "type-wrong": [({"author.@type": "Thing"}, "author.@type"), ({"author": "Check Desk"}, "author")],
    "claim-date-missing": [({"itemReviewed.datePublished": DROP}, "itemReviewed.datePublished")],
    "appearance-missing": [
        ({"itemReviewed.appearance": DROP, "itemReviewed.firstAppearance": None}, "itemReviewed.appearance")
    ],
    "first-appearance-missing": [({"itemReviewed.firstAppearance": DROP}, "itemReviewed.firstAppearance")],
    "date-unreadable": [
        ({"datePublished": "20 May 2024"}, "datePublished"),
        ({"itemReviewed.datePublished": "2024-02-30"}, "itemReviewed.datePublished"),
        ({"datePublished": 20240520}, "datePublished"),
        ({"itemReviewed.appearance.datePublished": "soon"}, "itemReviewed.appearance.datePublished"),
    ],
    "date-form": [
        ({"datePublished": "2024-5-20"}, "datePublished"),
        ({"datePublished": "2024-05-20T09:30:00+0200"}, "datePublished"),
        ({"datePublished": "2024-05-20 09:30"}, "datePublished"),
    ],
    "date-coarse": [({"itemReviewed.datePublished": "2024-05"}, "itemReviewed.datePublished")],
    "date-future": [({"datePublished": "2024-06-02"}, "datePublished"), ({"datePublished": "2025"}, "datePublished")],
    "review-before-claim": [({"datePublished": "2024-05-17"}, "datePublished")],
}  # fmt: skip
OF_FILES = {"json-broken", "key-twice", "no-review", "review-twice", "url-shared", "url-foreign"}

# What is near to a rule, and well: no remark at all.
WELL: list[dict[str, Any]] = [
    {},
    {"@context": {"@vocab": "http://schema.org/"}},
    {"@type": ["Review", "ClaimReview"]},
    {"claimReviewed": "x" * 75},
    {"claimReviewed": "AT&T says 1 < 2 & so on"},
    {"reviewRating.alternateName": "Half true", "reviewRating.ratingValue": 3},
    {"reviewRating.alternateName": "Misleading", "reviewRating.ratingValue": 1.5},
    {"reviewRating.alternateName": "No label that anybody knows", "reviewRating.ratingValue": 5},
    {"reviewRating.name": "False"},
    {"url": f"{PAGE}#second"},
    {"url": f"{PAGE}?q=a%20b"},
    {"author.@type": "NewsMediaOrganization"},
    {"author": [WHOLE["author"], {"@type": "Person", "name": "A. B.", "url": "https://checkdesk.example.org/ab"}]},
    {"itemReviewed.author.name": "Check Desk readers"},
    {"itemReviewed.author.sameAs": "https://www.facebook.com/ozola"},
    {"itemReviewed.author.sameAs": ["https://twitter.com/ozola", "https://ozola.example.org/"]},
    {"itemReviewed.appearance": POST},
    {"itemReviewed.@type": ["Claim", "CreativeWork"]},
    {"itemReviewed.appearance": DROP},
    {"datePublished": "2024-06-01"},
    {"datePublished": "2024-05-18"},
    {"datePublished": "2024-05-20T09:30:00+02:00"},
    {"datePublished": "2024-05-20T09:30:00.123Z"},
]


def test_every_rule_is_seen_to_fire_here() -> None:
    assert sorted({*FIRES, *OF_FILES}) == sorted(rule.id for rule in RULES)


def test_every_rule_has_an_id_of_its_own_and_says_why_and_what_to_do() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.why and rule.fix for rule in RULES)
    assert {rule.severity for rule in RULES} == set(Severity)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_in_the_readme_under_its_weight(rule: Rule) -> None:
    line = next(line for line in README.read_text("utf-8").splitlines() if line.startswith(f"| {rule.severity} | "))
    assert f"`{rule.id}`" in line


@pytest.mark.parametrize("changes", WELL, ids=str)
def test_what_is_well_has_no_remark(changes: dict[str, Any]) -> None:
    assert on(spoiled(changes)) == []


@pytest.mark.parametrize(
    ("rule", "changes", "field"), [(rule, *case) for rule, cases in FIRES.items() for case in cases], ids=str
)
def test_rule_fires_at_the_field(rule: str, changes: dict[str, Any], field: str) -> None:
    found = [remark for remark in on(spoiled(changes)) if remark.rule.id == rule]
    assert [remark.field for remark in found][:1] == [field]


@pytest.mark.parametrize(
    ("rule", "severity"),
    [
        ("url-missing", ERROR), ("url-relative", ERROR), ("claim-missing", ERROR), ("rating-missing", ERROR),
        ("label-missing", ERROR), ("reviewer-as-claimant", ERROR), ("review-before-claim", ERROR),
        ("author-missing", WARNING), ("claimant-missing", WARNING), ("scale-against-label", WARNING),
        ("claim-long", NOTE), ("numbers-missing", NOTE),
    ],
)  # fmt: skip
def test_required_gaps_and_contradictions_weigh_more_than_recommendations(rule: str, severity: Severity) -> None:
    assert [one.severity for one in RULES if one.id == rule] == [severity]


def test_a_gap_is_one_remark_and_not_one_for_each_thing_that_would_stand_in_it() -> None:
    assert ids(on(spoiled({"itemReviewed": DROP}))) == {"item-missing"}
    assert ids(on(spoiled({"author": DROP}))) == {"author-missing"}
    assert ids(on(spoiled({"reviewRating": DROP}))) == {"rating-missing"}


def test_context_counts_from_further_up() -> None:
    node = spoiled({"@context": DROP})
    assert remarks(json.dumps({"@context": "http://schema.org/", "@graph": [node]})) == []


def test_two_reviews_of_one_page_are_told_apart_from_one_that_is_given_twice() -> None:
    other = spoiled({"claimReviewed": "The bridge is open"})
    assert [(remark.rule.id, remark.place) for remark in on(WHOLE, other)] == [("url-shared", "record 2, line 1")]
    same = spoiled({"claimReviewed": "the BRIDGE is closed to  lorries"})
    assert [remark.rule.id for remark in on(WHOLE, same)] == ["review-twice"]
    assert on(WHOLE, spoiled({"claimReviewed": "The bridge is open", "url": f"{PAGE}#2"})) == []


@pytest.mark.parametrize("text", ['{"@type": "ClaimReview", "claimReviewed": "He said "no""}', '{"@type": '])
def test_broken_json_is_one_remark_with_its_place(text: str) -> None:
    (remark,) = remarks(text)
    assert remark.rule.id == "json-broken"
    assert remark.place == "record 1, line 1"
    assert remark.found


def test_a_key_given_twice_is_told() -> None:
    (remark,) = remarks('{"@type": "ClaimReview", "url": "https://a.org/", "url": "https://b.org/"}')
    assert remark.rule.id == "key-twice"


def looked_over(*blocks: Block) -> list[Remark]:
    return list(lint(blocks, origin="c1", today=TODAY, rating_of=rating_of, tally=Tally()))


@pytest.mark.parametrize("text", ["[]", "{}", '{"@type": "Article"}', "<html><p>nothing</p></html>", "", "text"])
def test_what_has_no_review_says_so(text: str) -> None:
    assert [(remark.rule.id, remark.place) for remark in remarks(text)] == [("no-review", "page.html")]


def test_json_that_had_to_be_mended_to_be_read_is_broken() -> None:
    repair = Repair("", "{,}", "loose commas taken out")
    block = Block("block 1", "", WHOLE, repairs=(repair,), context="https://schema.org")
    assert [(remark.rule.id, remark.found) for remark in looked_over(block)] == [("json-broken", repair.done)]


def test_who_speaks_on_the_page_is_the_reviewer_too() -> None:
    block = Block("block 1", "", WHOLE, voices=("Ilze Ozola",), context="https://schema.org")
    assert [remark.rule.id for remark in looked_over(block)] == ["reviewer-as-claimant"]


def test_names_may_have_a_prefix_or_an_address_before_them() -> None:
    prefixed = {key if key.startswith("@") else f"schema:{key}": value for key, value in WHOLE.items()}
    addressed = spoiled({"itemReviewed.@type": "http://schema.org/Claim"})
    assert on(prefixed) == on(addressed) == []


def page(*scripts: str, canonical: str = PAGE) -> str:
    blocks = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f'<html><head><link rel="canonical" href="{canonical}">{blocks}</head><body>text</body></html>'


def test_a_page_s_blocks_are_looked_over_one_by_one_and_a_broken_one_does_not_hide_the_next() -> None:
    found = remarks(page('{"@type": "ClaimReview", broken', json.dumps(spoiled({"url": DROP}))))
    assert [(remark.rule.id, remark.place) for remark in found] == [
        ("json-broken", "block 1, line 1"),
        ("url-missing", "block 2, line 1"),
    ]


def test_an_address_on_another_site_than_its_page_is_told() -> None:
    found = remarks(page(json.dumps(WHOLE), canonical="https://other.example.net/a"))
    assert ids(found) == {"url-foreign"}
    assert remarks(page(json.dumps(WHOLE), canonical="https://example.org/a")) == []


def test_the_tally_counts_reviews_and_remarks() -> None:
    tally = Tally()
    remarks(json.dumps([WHOLE, spoiled({"url": DROP, "author": DROP})]), tally)
    assert (tally.reviews, dict(tally.remarks)) == (2, {ERROR: 1, WARNING: 1})
    assert not tally.is_well
    notes = Tally()
    remarks(json.dumps(spoiled({"claimReviewed": "x" * 76})), notes)
    assert notes.is_well


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = ("", "author", "reviewRating", "itemReviewed", "itemReviewed.author", "itemReviewed.appearance")


@given(st.dictionaries(st.sampled_from(["url", "claimReviewed", "datePublished", "author", "reviewRating", "@type",
                                        "itemReviewed", "alternateName", "ratingValue", "name", "sameAs"]), JSON),
       st.sampled_from(PATHS))  # fmt: skip
def test_whatever_stands_in_a_review_is_looked_over(values: dict[str, Any], path: str) -> None:
    node = copy.deepcopy(WHOLE)
    at = node
    for key in filter(None, path.split(".")):
        at = at[key]
    at.update(values)
    node["@type"] = "ClaimReview"
    assert all(isinstance(remark.found, str) for remark in on(node))


@given(st.binary(max_size=200))
def test_whatever_bytes_a_file_has_are_looked_over(data: bytes) -> None:
    with suppress(Packed):  # which is an error, and opened by nobody
        assert ids(remarks(data)) <= {"no-review", "json-broken", "key-twice"}


def test_deep_nesting_ends_in_a_remark() -> None:
    deep = "[" * 600 + "]" * 600
    text = json.dumps(WHOLE).replace('"Ilze Ozola"', deep)
    assert ids(remarks(text)) <= {"claimant-name-missing", "json-broken"}
    assert ids(remarks("[" * 100_000)) == {"json-broken"}
