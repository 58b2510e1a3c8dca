"""Writes verdicts as ClaimReview (https://schema.org/ClaimReview): a JSON array, one review a verdict.

Each review has its own `@context` and stands for itself, so that it can be put into the page of its fact check as it
is; `<` is escaped, so that no text ends the `script` element around it. Nothing is written that is not on record: a
verdict without an address has no `url`, an actor of whom it is not known has no `@type`.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.records import Actor, Claim, Merger, Row, Source, Statement, Tag, Verdict
from claimtrack.domain.text import json_safe
from claimtrack.domain.vocabulary import ActorKind, SourceKind, Stance
from claimtrack.formats import addresses
from claimtrack.formats.claimants import Reviewers
from claimtrack.formats.claimreview import calendar, scales
from claimtrack.formats.claimreview.losses import Taken, losses

CONTEXT = "https://schema.org"
_SHORT = 300  # characters; a `ratingExplanation` is "short (e.g. one to two sentences)", and what is longer a body
_ACTOR_TYPES = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.GOVERNMENT: "Organization",
    ActorKind.MEDIA: "Organization",
}
_SOURCE_TYPES = {
    SourceKind.ARTICLE: "Article",
    SourceKind.POST: "SocialMediaPosting",
    SourceKind.REPORT: "Report",
    SourceKind.DATASET: "Dataset",
}
_KEPT_KINDS = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION})  # the others read as one of these
Node = dict[str, Any]


def write(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write the verdicts of an extract as reviews, and return what the reviews do not hold, with exact counts."""
    taken = Taken()
    opened = False
    for _, review in reviews(extract, taken):
        out.write(b",\n" if opened else b"[\n")
        out.write(_text(review).encode())
        opened = True
    out.write(b"\n]\n" if opened else b"[]\n")
    return losses(extract, taken)


def reviews(extract: Extract, taken: Taken) -> Iterator[tuple[Verdict, Node]]:
    """Yield each verdict with its review, in the order of the extract, and note what is taken into it."""
    writer = _Reviews(extract, taken)
    return ((verdict, writer.review(verdict)) for verdict in extract.all(Verdict))


def _text(review: Node) -> str:
    return json_safe(json.dumps(review, ensure_ascii=False, indent=2)).replace("<", "\\u003c")


class _Reviews:
    """Makes reviews of one extract, and notes what it took for them."""

    def __init__(self, extract: Extract, taken: Taken) -> None:
        self._extract = extract
        self._taken = taken
        self._tags = _by_claim(extract.all(Tag))
        self._assertions = _by_claim(row for row in extract.all(Statement) if row.stance is Stance.ASSERTS)
        self._merged = {row.actor_id: row.into_id for row in extract.all(Merger)}

    def review(self, verdict: Verdict) -> Node:
        """Return the review that a verdict is."""
        claim, reviewer = self._extract.one(Claim, verdict.claim_id), self._actor(verdict.reviewer_id)
        for row in (claim, verdict):
            self._taken.row(row)
        explained = len(verdict.rationale or "") <= _SHORT
        return _without_gaps(
            {
                "@context": CONTEXT,
                "@type": "ClaimReview",
                "url": self._address(verdict, verdict.location, "location"),
                "claimReviewed": claim.text,
                "datePublished": self._date(verdict, verdict.published, "published"),
                "inLanguage": claim.language,
                "keywords": [tag.name for tag in self._tags[claim.id]],
                "author": self._voice(reviewer, address="url"),
                "reviewRating": self._rating(verdict, explanation=verdict.rationale if explained else None),
                "itemReviewed": self._item(self._assertions_before(verdict, reviewer)),
                "reviewBody": None if explained else verdict.rationale,
            }
        )

    def _rating(self, verdict: Verdict, *, explanation: str | None) -> Node:
        score = (verdict.score, verdict.score_best, verdict.score_worst)
        is_scale = scales.place(score[0], best=score[1], worst=score[2]) is not None
        if is_scale:
            self._taken.value(verdict, "score")
        if verdict.label is None:
            self._taken.value(verdict, "rating")
        value, best, worst = map(_number, score) if is_scale else (None, None, None)
        return _without_gaps(
            {
                "@type": "Rating",
                "alternateName": verdict.label if verdict.label is not None else verdict.rating.value,
                "ratingValue": value,
                "bestRating": best,
                "worstRating": worst,
                "ratingExplanation": explanation,
            }
        )

    def _assertions_before(self, verdict: Verdict, reviewer: Actor) -> list[Statement]:
        """Return what the verdict can be about, the earliest first: not what was said after it, or by the reviewer."""
        sites = [
            address for address in (verdict.location, reviewer.identity) if address and addresses.is_whole(address)
        ]
        reviewers = Reviewers([reviewer.name], sites)
        found = [
            row
            for row in self._assertions[verdict.claim_id]
            if (row.said_earliest or "") <= verdict.published_latest
            and not reviewers.include(self._actor(row.actor_id).name)
        ]
        return sorted(found, key=lambda row: (row.said_earliest or "", row.said_latest, row.id))

    def _item(self, assertions: list[Statement]) -> Node:
        claimants = {row.actor_id: self._actor(row.actor_id) for row in assertions}
        named = {actor.id: actor for actor in claimants.values()}
        for row in assertions:
            self._taken.row(row)
        dated = next((row for row in assertions if row.said), None)
        written = self._date(dated, dated.said, "said") if dated else None
        for row in assertions:
            if row.said and dated and row.said == dated.said and self._taken.has(dated, "said"):
                self._taken.value(row, "said")
        first = [row.source_id for row in assertions[:1] if _is_first(row, assertions[1:])]
        others = [row.source_id for row in assertions if row.source_id not in first]
        return _without_gaps(
            {
                "@type": "Claim",
                "author": _one_or_all([self._voice(actor, address="sameAs") for actor in named.values()]),
                "datePublished": written,
                "firstAppearance": _one_or_all(self._works(first)),
                "appearance": _one_or_all(self._works(others)),
            }
        )

    def _works(self, sources: Iterable[int | None]) -> list[Node]:
        numbers = dict.fromkeys(number for number in sources if number is not None)
        return [work for number in numbers if (work := self._work(self._extract.one(Source, number)))]

    def _work(self, source: Source) -> Node | None:
        """Return a source as a creative work, or None where nothing of it would be found again."""
        address = self._address(source, source.location, "location")
        if address is None and source.title is None:
            return None
        self._taken.row(source)
        kind = _SOURCE_TYPES.get(source.kind) if source.kind else None
        if kind:
            self._taken.value(source, "kind")
        publisher = self._actor(source.publisher_id) if source.publisher_id else None
        return _without_gaps(
            {
                "@type": kind or "CreativeWork",
                "name": source.title,
                "url": address,
                "datePublished": self._date(source, source.published, "published"),
                "publisher": self._voice(publisher, address="url") if publisher else None,
            }
        )

    def _voice(self, actor: Actor, *, address: str) -> Node:
        """Return an actor with its identity under `address`; a post is nobody's identity."""
        self._taken.row(actor)
        if actor.kind in _KEPT_KINDS:
            self._taken.value(actor, "kind")
        is_own = actor.identity is not None and not addresses.is_post(actor.identity)
        return _without_gaps(
            {
                "@type": _ACTOR_TYPES.get(actor.kind) if actor.kind else None,
                "name": actor.name,
                address: self._address(actor, actor.identity, "identity") if is_own else None,
            }
        )

    def _actor(self, number: int) -> Actor:
        """Return the actor that a number stands for, wherever it was merged into."""
        return self._extract.one(Actor, self._merged.get(number, number))

    def _address(self, row: Row, text: str | None, column: str) -> str | None:
        if text is None or not addresses.is_whole(text):
            return None
        self._taken.value(row, column)
        return text

    def _date(self, row: Row, typed: str | None, column: str) -> str | None:
        if typed is None:
            return None
        form = calendar.form(typed)
        if form.is_whole:
            self._taken.value(row, column)
        return form.text


def _is_first(row: Statement, others: list[Statement]) -> bool:
    """Tell whether a statement was certainly made before all others on record."""
    return all(row.said_latest < (other.said_earliest or "") for other in others)


def _by_claim(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.claim_id].append(row)
    return found


def _number(text: str | None) -> int | float | str | None:
    """Return a number that JSON writes as it was given, else its text."""
    found = scales.number(text)
    whole = int(found) if found is not None and found.is_integer() else found
    return whole if json.dumps(whole) == text else text


def _one_or_all(found: list[Node]) -> Node | list[Node]:
    return found[0] if len(found) == 1 else found


def _without_gaps(node: Node) -> Node:
    """Return a node without what there is nothing to say of."""
    return {key: value for key, value in node.items() if value not in (None, [])}
