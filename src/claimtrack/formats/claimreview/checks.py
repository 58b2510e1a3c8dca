"""What the rules of the lint look for in one review: each check yields where it stands, and what stands there."""

import html
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from claimtrack.domain.vocabulary import Rating
from claimtrack.formats import addresses
from claimtrack.formats.claimants import Reviewers
from claimtrack.formats.claimreview import calendar
from claimtrack.formats.claimreview.calendar import Dated
from claimtrack.formats.claimreview.fields import (
    At,
    Node,
    has_content,
    is_text,
    names,
    reached,
    shown,
    texts,
    types,
    under,
)

LONGEST_CLAIM = 75  # characters, by Google's documentation of `claimReviewed`
_MARKUP = re.compile(r"<[a-zA-Z/][^<>]*>|&(#[0-9]+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_ENCODED_TWICE = re.compile(r"%25[0-9a-fA-F]{2}|^https?%3[aA]", re.ASCII)
_NO_ORGANIZATION_BY_NAME = frozenset({"person", "ngo", "corporation", "politicalparty", "consortium"})
_WORKS = ("itemReviewed.appearance", "itemReviewed.firstAppearance")
_DATES = ("datePublished", "itemReviewed.datePublished", *(f"{work}.datePublished" for work in _WORKS))
_IDENTITY = "itemReviewed.author.sameAs"


class Review(NamedTuple):
    """One review, and what it is held against: its page and the page's voices, the day, and how labels are read."""

    node: Node
    context: object
    page: str | None
    voices: tuple[str, ...]
    today: str
    rating_of: Callable[[str, str | None], Rating]


Check = Callable[[Review], Iterator[At]]


def lacking(name: str, *, of: str = "", instead: str = "") -> Check:
    """Return the check that yields each node at a path which says nothing under a name, nor under the one `instead`."""

    def check(review: Review) -> Iterator[At]:
        nodes = reached(review.node, of) if of else [At("", review.node)]
        for field, node in nodes:
            if isinstance(node, dict) and not any(has_content(under(node, key)) for key in (name, instead)):
                yield At(f"{field}.{name}".lstrip("."), "")

    return check


def context_missing(review: Review) -> Iterator[At]:
    """Yield a context that is not schema.org's; one may stand further up in the file."""
    found = review.context if isinstance(review.context, list) else [review.context]
    if not any("schema.org" in str(one) for one in found if one):
        yield At("@context", str(review.context or ""))


def type_not_exact(review: Review) -> Iterator[At]:
    """Yield the type of a review that is not ClaimReview, letter by letter."""
    if "ClaimReview" not in types(review.node):
        yield At("@type", ", ".join(types(review.node)))


def claim_list(review: Review) -> Iterator[At]:
    """Yield a claim that is no text."""
    value = under(review.node, "claimReviewed")
    if has_content(value) and not is_text(value):
        yield At("claimReviewed", shown(value))


def claim_markup(review: Review) -> Iterator[At]:
    """Yield markup in the claim and in the label, which are plain text."""
    for path in ("claimReviewed", "reviewRating.alternateName"):
        for field, value in texts(review.node, path):
            found = _MARKUP.search(value)
            if found and (found[0].startswith("<") or html.unescape(found[0]) != found[0]):
                yield At(field, found[0])


def claim_long(review: Review) -> Iterator[At]:
    """Yield a claim of more than 75 characters."""
    for field, value in texts(review.node, "claimReviewed"):
        if len(value) > LONGEST_CLAIM:
            yield At(field, f"{len(value)} characters")


def url_relative(review: Review) -> Iterator[At]:
    """Yield an address of the review that is not whole."""
    return (at for at in texts(review.node, "url") if not addresses.is_whole(at.value))


def url_not_text(review: Review) -> Iterator[At]:
    """Yield an address of the review that is no text."""
    return (At(field, shown(value)) for field, value in reached(review.node, "url")
            if not is_text(value) and has_content(value))  # fmt: skip


def url_foreign(review: Review) -> Iterator[At]:
    """Yield an address that is on another site than the page on which it stands."""
    for at in texts(review.node, "url"):
        if review.page and addresses.is_whole(at.value) and not addresses.is_same_site(at.value, review.page):
            yield At(at.field, f"{addresses.host(at.value)}, on a page of {addresses.host(review.page)}")


def address_relative(review: Review) -> Iterator[At]:
    """Yield any other address that is not whole."""
    for path in ("author.url", "itemReviewed.author.url", *_WORKS, *(f"{work}.url" for work in _WORKS)):
        yield from (at for at in texts(review.node, path) if not addresses.is_whole(at.value))


def encoded_twice(review: Review) -> Iterator[At]:
    """Yield addresses of which the percent signs were encoded again."""
    for path in ("url", "author.url", _IDENTITY, *_WORKS, *(f"{work}.url" for work in _WORKS)):
        yield from (at for at in texts(review.node, path) if _ENCODED_TWICE.search(at.value))


def type_missing(review: Review) -> Iterator[At]:
    """Yield who has no type."""
    for path in ("author", "itemReviewed.author"):
        for field, value in reached(review.node, path):
            if isinstance(value, dict) and has_content(value) and not types(value):
                yield At(f"{field}.@type", "")


def type_wrong(review: Review) -> Iterator[At]:
    """Yield who is neither an organization nor a person, or a mere text."""
    for path in ("author", "itemReviewed.author"):
        for field, value in reached(review.node, path):
            if not isinstance(value, dict):
                yield from [At(field, shown(value))] if has_content(value) else []
            elif types(value) and not any(_speaks(one) for one in types(value)):
                yield At(f"{field}.@type", ", ".join(types(value)))


def item_type(review: Review) -> Iterator[At]:
    """Yield an item that is neither a Claim nor what was once written for one."""
    for field, value in reached(review.node, "itemReviewed"):
        if not isinstance(value, dict):
            yield from [At(field, shown(value))] if has_content(value) else []
        elif not {"claim", "creativework"} & {one.lower() for one in types(value)}:
            yield At(f"{field}.@type", ", ".join(types(value)))


def item_legacy(review: Review) -> Iterator[At]:
    """Yield an item that is a CreativeWork, or a Claim in another case."""
    for field, value in reached(review.node, "itemReviewed"):
        given = types(value) if isinstance(value, dict) else []
        if "Claim" not in given and {"claim", "creativework"} & {one.lower() for one in given}:
            yield At(f"{field}.@type", ", ".join(given))


def reviewer_as_claimant(review: Review) -> Iterator[At]:
    """Yield a claimant that is the reviewer, its people or its site."""
    named = (at.value for path in ("author", "publisher") for at in names(review.node, path))
    sites = [at.value for path in ("url", "author.url") for at in texts(review.node, path)]
    reviewers = Reviewers([*named, *review.voices], sites)
    return (at for at in names(review.node, "itemReviewed.author") if reviewers.include(at.value))


def same_as_no_address(review: Review) -> Iterator[At]:
    """Yield an identity that is no address."""
    return (at for at in texts(review.node, _IDENTITY) if not addresses.is_whole(at.value))


def same_as_post(review: Review) -> Iterator[At]:
    """Yield an identity that is a post."""
    return (at for at in texts(review.node, _IDENTITY) if addresses.is_post(at.value))


def date_unreadable(review: Review) -> Iterator[At]:
    """Yield what stands for a date and is none."""
    for path in _DATES:
        for field, value in reached(review.node, path):
            if has_content(value) and (not is_text(value) or calendar.read(value) is None):
                yield At(field, shown(value))


def date_form(review: Review) -> Iterator[At]:
    """Yield a date that can be read, and is not written as ISO 8601 has it."""
    return (at for at, date in _dates(review) if not date.is_iso)


def date_coarse(review: Review) -> Iterator[At]:
    """Yield a date that is no single day."""
    return (at for at, date in _dates(review) if date.is_coarse)


def date_future(review: Review) -> Iterator[At]:
    """Yield a date that lies after today."""
    return (at for at, date in _dates(review) if date.earliest > review.today)


def review_before_claim(review: Review) -> Iterator[At]:
    """Yield a date of the review that lies before the claim's."""
    dated = {at.field: (at, date) for at, date in _dates(review)}
    if "datePublished" in dated and "itemReviewed.datePublished" in dated:
        (at, published), (claim, made) = dated["datePublished"], dated["itemReviewed.datePublished"]
        if published.latest < made.earliest:
            yield At(at.field, f"{at.value} is before {claim.value}")


def _dates(review: Review) -> Iterator[tuple[At, Dated]]:
    for path in _DATES:
        for at in texts(review.node, path):
            if date := calendar.read(at.value):
                yield at, date


def _speaks(kind: str) -> bool:
    folded = kind.lower()
    return folded in _NO_ORGANIZATION_BY_NAME or folded.endswith("organization")
