"""What the rules of the lint look for in the rating of a review: its label, its numbers, and both beside each other."""

from collections.abc import Iterator

from claimtrack.formats.claimreview import scales
from claimtrack.formats.claimreview.checks import Review, lacking
from claimtrack.formats.claimreview.fields import At, has_content, is_text, names, reached, shown, text, texts

_NUMBERS = ("ratingValue", "bestRating", "worstRating")
_no_label = lacking("alternateName", of="reviewRating", instead="name")


def rating_type(review: Review) -> Iterator[At]:
    """Yield a rating that is no node."""
    for field, value in reached(review.node, "reviewRating"):
        if not isinstance(value, dict) and has_content(value):
            yield At(field, shown(value))


def label_missing(review: Review) -> Iterator[At]:
    """Yield a rating without a label and without numbers."""
    if not _numbers(review):
        yield from _no_label(review)


def label_only_numbers(review: Review) -> Iterator[At]:
    """Yield a rating that has numbers and no label."""
    if _numbers(review):
        yield from _no_label(review)


def label_in_name(review: Review) -> Iterator[At]:
    """Yield a label that stands under `name` alone."""
    if not text(review.node, "reviewRating.alternateName"):
        yield from texts(review.node, "reviewRating.name")


def numbers_missing(review: Review) -> Iterator[At]:
    """Yield a rating without any number."""
    if not _numbers(review):
        yield from (At(f"{field}.ratingValue", "") for field, value in reached(review.node, "reviewRating") if value)


def number_unreadable(review: Review) -> Iterator[At]:
    """Yield what stands for a number and is none."""
    return (At(f"reviewRating.{name}", shown(value)) for name, value in _numbers(review).items()
            if scales.number(value) is None)  # fmt: skip


def number_as_text(review: Review) -> Iterator[At]:
    """Yield numbers given as texts."""
    return (At(f"reviewRating.{name}", shown(value)) for name, value in _numbers(review).items()
            if is_text(value) and scales.number(value) is not None)  # fmt: skip


def scale_incomplete(review: Review) -> Iterator[At]:
    """Yield the numbers that are missing where others are there."""
    numbers = _numbers(review)
    if numbers:
        yield from (At(f"reviewRating.{name}", "") for name in _NUMBERS if name not in numbers)


def scale_inverted(review: Review) -> Iterator[At]:
    """Yield a worst number above the best."""
    _, best, worst = _scale(review)
    if best is not None and worst is not None and worst > best:
        yield At("reviewRating.worstRating", f"{worst:g} is above {best:g}")


def scale_flat(review: Review) -> Iterator[At]:
    """Yield a worst number that is the best, too."""
    _, best, worst = _scale(review)
    if best is not None and worst == best:
        yield At("reviewRating.worstRating", f"{worst:g} is both")


def value_outside(review: Review) -> Iterator[At]:
    """Yield a value that is not on its scale."""
    value, best, worst = _scale(review)
    if value is not None and best is not None and worst is not None and worst < best and not worst <= value <= best:
        yield At("reviewRating.ratingValue", f"{value:g} is not from {worst:g} to {best:g}")


def scale_contradicts(review: Review) -> Iterator[At]:
    """Yield a value that stands where its label cannot."""
    value, best, worst = _scale(review)
    at = scales.place(value, best=best, worst=worst)
    label = text(review.node, "reviewRating.alternateName") or text(review.node, "reviewRating.name")
    if at is None or not label:
        return
    reviewer = next((name.value for name in names(review.node, "author")), None)
    rating = review.rating_of(label, reviewer)
    if scales.contradicts(rating, at):
        yield At("reviewRating", f"{label!r} is {rating}, and {value:g} stands at {at:.0%} of {worst:g} to {best:g}")


def _numbers(review: Review) -> dict[str, object]:
    """Return the numbers of the rating that are given, whatever they say."""
    found = ((name, next((at.value for at in reached(review.node, f"reviewRating.{name}")), None)) for name in _NUMBERS)
    return {name: value for name, value in found if has_content(value)}


def _scale(review: Review) -> tuple[float | None, ...]:
    numbers = _numbers(review)
    return tuple(scales.number(numbers.get(name)) for name in _NUMBERS)
