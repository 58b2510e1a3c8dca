"""Reads a ClaimReview as a claim with the claimant's statements, where it appeared, and the reviewer's verdict."""

from collections.abc import Iterator
from typing import BinaryIO

from claimtrack.domain.intake import Found, Item, Refused, Repair
from claimtrack.formats import addresses, ratings, texts_given
from claimtrack.formats.claimants import Reviewers
from claimtrack.formats.claimreview import claimed, judged, nodes
from claimtrack.formats.claimreview.containers import Block, blocks
from claimtrack.formats.claimreview.nodes import Node
from claimtrack.formats.incoming import Asked
from claimtrack.formats.ratings import Ratings


def read(stream: BinaryIO, asked: Asked) -> Iterator[Item]:
    """Yield what each ClaimReview of a stream says, and what was meant as one and cannot be read.

    Raises what `containers.blocks` raises.
    """
    table = ratings.table(asked.ratings)
    for block in blocks(stream, asked.origin):
        yield block if isinstance(block, Refused) else found(block, table, order=asked.dates)


def found(block: Block, table: Ratings, *, order: str | None = None) -> Item:
    """Return what a block says in our words; `order` is that of numeric dates. Without a claim it is refused."""
    review, repairs = block.node, list(block.repairs)
    claim = _claim(review, repairs)
    if claim is None:
        return Refused(block.place, block.raw, "it does not say which claim was reviewed (claimReviewed)")
    page = block.page or _page(review)
    url = _url(review, block.page, repairs)
    reviewer = judged.reviewer(review, url or page, block.voices, repairs)
    own = Reviewers(
        [*nodes.names(review, "author", "creator", "publisher"), *block.voices],
        [one for one in (*_sites(review), block.page or "", _absolute(url)) if one],
    )
    said = claimed.read(review, own, repairs, page=page, order=order, url=url)
    verdict = judged.verdict(review, reviewer, table, repairs, url=url, order=order)
    return Found(
        place=block.place,
        raw=block.raw,
        claim=claim,
        language=_language(review, repairs),
        tags=texts_given.tags("keywords", _keywords(review), repairs),
        statements=said.statements,
        evidence=said.evidence,
        verdicts=(verdict,) if verdict else (),
        repairs=tuple(repairs),
    )


def _claim(review: Node, repairs: list[Repair]) -> str | None:
    """Return the claim's words: of a list those of all its parts, and the reviewed item's where the review has none."""
    given = nodes.values(review, "claimReviewed")
    parts: list[str] = []
    for one in given:
        text = one if isinstance(one, str) else _own_words(one) if isinstance(one, dict) else ""
        if plain := texts_given.words("claimReviewed", text, repairs):
            parts.append(plain)
    parts = list(dict.fromkeys(parts))
    if len(parts) > 1:
        repairs.append(Repair("claimReviewed", " | ".join(parts), f"a list of {len(parts)} texts: joined"))
    elif parts and isinstance(review.get("claimReviewed"), list):
        repairs.append(Repair("claimReviewed", parts[0], "taken out of a list"))
    if parts:
        return "; ".join(parts)
    for item in nodes.values(review, "itemReviewed"):
        text = _own_words(item) if isinstance(item, dict) else item if isinstance(item, str) else ""
        if plain := texts_given.words("itemReviewed", text, repairs):
            repairs.append(Repair("claimReviewed", "", "missing: the reviewed item's own words were taken"))
            return plain
    return None


def _own_words(item: Node) -> str:
    return next(
        (text for name in ("text", "claimReviewed", "name", "headline") if (text := nodes.text(item, name))), ""
    )


def _page(review: Node) -> str | None:
    """Return the page that a review says it stands on, where no page was read."""
    for one in nodes.values(review, "mainEntityOfPage"):
        given = (nodes.text(one, "@id") or nodes.text(one, "url")) if isinstance(one, dict) else one
        if isinstance(given, str) and addresses.looks_like(given):
            return addresses.address("", given, [])
    return None


def _url(review: Node, page: str | None, repairs: list[Repair]) -> str | None:
    """Return the address of the review; of several the first that is one, else that of the page it stands on."""
    for one in nodes.values(review, "url"):
        given = nodes.text(one, "@id") or nodes.text(one, "url") if isinstance(one, dict) else one
        if isinstance(given, str) and (url := addresses.address("url", given, repairs, page=page, relative=True)):
            if page and not addresses.is_same_site(url, page):
                repairs.append(Repair("url", given, "kept as it is, though it is of another site than the page"))
            return url
    fallback = page or _page(review)
    if fallback:
        repairs.append(Repair("url", nodes.text(review, "url"), f"missing: the page's was taken, {fallback}"))
    return fallback


def _absolute(url: str | None) -> str:
    return url if url and not url.startswith("/") else ""


def _sites(review: Node) -> list[str]:
    """Return the sites that a review's author and publisher name as theirs."""
    desks = [*nodes.nodes(review, "author"), *nodes.nodes(review, "publisher")]
    given = [text for desk in desks for name in ("url", "sameAs") for text in nodes.texts(desk, name)]
    return [url for text in given if (url := addresses.address("", text, [])) and not addresses.is_shared(url)]


def _language(review: Node, repairs: list[Repair]) -> str | None:
    for one in nodes.values(review, "inLanguage"):
        given = (nodes.text(one, "alternateName") or nodes.text(one, "name")) if isinstance(one, dict) else one
        if isinstance(given, str) and (tag := texts_given.language("inLanguage", given, repairs)):
            return tag
    return None


def _keywords(review: Node) -> list[str]:
    return [
        nodes.text(one, "name") if isinstance(one, dict) else one
        for one in nodes.values(review, "keywords")
        if isinstance(one, dict | str)
    ]
