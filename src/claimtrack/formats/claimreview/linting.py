"""Holds ClaimReview markup against the rules: block by block, and counts what was found."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from claimtrack.domain.intake import Refused
from claimtrack.domain.strict_json import TwiceError
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import Rating
from claimtrack.errors.intake import NotThisFormat
from claimtrack.formats.claimreview.checks import Review
from claimtrack.formats.claimreview.containers import Block
from claimtrack.formats.claimreview.fields import At, text
from claimtrack.formats.claimreview.rules import (
    BY_ID,
    KEY_TWICE,
    NO_REVIEW,
    NOT_JSON,
    RULES,
    SHARED,
    TWICE,
    Rule,
    Severity,
)


class Remark(NamedTuple):
    """What a rule found: in which block, whose claim is `claim`, at which field, and what stands there."""

    rule: Rule
    place: str
    claim: str
    field: str
    found: str


_SAYS_TWICE = str(TwiceError())


class Tally:
    """How many reviews were looked over, and how many remarks of each severity there were, so far."""

    def __init__(self) -> None:
        self.reviews = 0
        self.remarks: Counter[Severity] = Counter()

    @property
    def is_well(self) -> bool:
        """Whether there was neither an error nor a warning."""
        return not self.remarks[Severity.ERROR] and not self.remarks[Severity.WARNING]


RatingOf = Callable[[str, str | None], Rating]


def lint(
    blocks: Iterable[Block | Refused], *, origin: str, today: str, rating_of: RatingOf, tally: Tally
) -> Iterator[Remark]:
    """Yield what the rules find in the blocks of a file, block by block in the order of the rules; counts in a tally.

    `today` is ISO text, `rating_of` reads a label of a reviewer's, and `origin` names the file where it has no review.
    """
    try:
        for remark in _remarks(blocks, today, rating_of, tally):
            tally.remarks[remark.rule.severity] += 1
            yield remark
    except NotThisFormat as error:
        reason = error.message
    else:
        reason = ""
    if not tally.reviews and not tally.remarks.total():
        tally.remarks[Severity.ERROR] += 1
        yield Remark(BY_ID[NO_REVIEW], origin, "", "", reason)


def _remarks(blocks: Iterable[Block | Refused], today: str, rating_of: RatingOf, tally: Tally) -> Iterator[Remark]:
    siblings = _Siblings()
    for block in blocks:
        if isinstance(block, Refused):
            rule = BY_ID[KEY_TWICE if block.reason == _SAYS_TWICE else NOT_JSON]
            yield Remark(rule, block.place, "", "", block.reason)
            continue
        tally.reviews += 1
        review = Review(block.node, block.context, block.page, block.voices, today, rating_of)
        claim = text(review.node, "claimReviewed")
        mended = ((BY_ID[NOT_JSON], At("", repair.done)) for repair in block.repairs)
        found = ((rule, at) for rule in RULES if rule.check for at in rule.check(review))
        for rule, at in (*mended, *siblings.of(review, block.place), *found):
            yield Remark(rule, block.place, claim, at.field, at.value)


class _Siblings:
    """The reviews seen so far, by their address, and by address and claim."""

    def __init__(self) -> None:
        self._pages: dict[str, str] = {}
        self._claims: dict[tuple[str, str], str] = {}

    def of(self, review: Review, place: str) -> Iterator[tuple[Rule, At]]:
        """Yield what a review has in common with one before it, and remember it."""
        url = text(review.node, "url")
        if not url:
            return
        key = (url, folded(text(review.node, "claimReviewed")))
        if key in self._claims:
            yield BY_ID[TWICE], At("url", f"{url}: as {self._claims[key]}")
        elif url in self._pages:
            yield BY_ID[SHARED], At("url", f"{url}: as {self._pages[url]}")
        self._pages.setdefault(url, place)
        self._claims.setdefault(key, place)
