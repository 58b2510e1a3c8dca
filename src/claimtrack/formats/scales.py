"""Whether a review's numbers are a scale at all, and whether they say another thing than its label, which wins."""

from claimtrack.domain.intake import Repair
from claimtrack.domain.vocabulary import Rating

# Between which shares of a scale a rating lies, where 0 is its worst end; other ratings have no place on one.
_SHARES = {
    Rating.TRUE: (0.6, 1.0),
    Rating.MOSTLY_TRUE: (0.4, 1.0),
    Rating.MIXED: (0.1, 0.9),
    Rating.MOSTLY_FALSE: (0.0, 0.6),
    Rating.FALSE: (0.0, 0.4),
}
_LONGEST = 30  # characters of a number that can be one


def share(score: str | None, best: str | None, worst: str | None) -> float | None:
    """Return where a score lies between its worst (0) and its best (1), None where the three are no scale."""
    numbers = [number(one) for one in (score, best, worst)]
    if any(one is None for one in numbers):
        return None
    at, top, bottom = (one or 0.0 for one in numbers)
    return (at - bottom) / (top - bottom) if bottom < top and bottom <= at <= top else None


def number(text: str | None) -> float | None:
    """Return the number that a text is, None for what is none, or for none in particular."""
    if text is None or len(text) > _LONGEST or not set(text.strip()) <= set("0123456789.,-+"):
        return None
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None


def contradict(rating: Rating, at: float) -> bool:
    """Tell whether a share of a scale lies where a rating does not."""
    low, high = _SHARES.get(rating, (0.0, 1.0))
    return not low <= at <= high


def flags(label: str | None, rating: Rating, *, score: str | None, best: str | None, worst: str | None) -> list[Repair]:
    """Return what is to be said of a review's numbers: that they are no scale, or contradict the label."""
    if score is None and best is None and worst is None:
        return []
    shown = f"{score or 'nothing'} of {worst or 'nothing'} to {best or 'nothing'}"
    at = share(score, best, worst)
    if at is None:
        return [Repair("reviewRating", shown, "no valid scale: the numbers are kept as given, and say nothing")]
    if contradict(rating, at):
        return [Repair("reviewRating", f"{shown}, {label}", "the scale contradicts the label: the label was taken")]
    return []
