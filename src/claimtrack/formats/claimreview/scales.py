"""A rating's numbers: which scale is one, where a value stands on it, and when that contradicts the label.

schema.org's Rating has `ratingValue`, `bestRating` and `worstRating`, in ASCII digits with a full stop. A ClaimReview
that gives them puts the most true at `bestRating`. Numbers never make a rating: the label is what the reviewer said.
"""

import re

from claimtrack.domain.vocabulary import Rating

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?")

# Where on a scale (0 is the worst, 1 the best) a label of each rating can stand; a label beyond is contradicted.
_BETWEEN = {
    Rating.TRUE: (0.5, 1.0),
    Rating.MOSTLY_TRUE: (0.5, 1.0),
    Rating.MIXED: (0.01, 0.99),
    Rating.MISLEADING: (0.0, 0.99),
    Rating.MOSTLY_FALSE: (0.0, 0.5),
    Rating.FALSE: (0.0, 0.5),
}


def number(value: object) -> float | None:
    """Return what a number or its text says, or None for what is none."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def place(value: object, *, best: object, worst: object) -> float | None:
    """Return where a value stands on its scale, from 0 (the worst) to 1 (the best); None without a valid scale.

    A scale is valid if it has three numbers, the best above the worst, and the value between them.
    """
    at, top, bottom = number(value), number(best), number(worst)
    if at is None or top is None or bottom is None or not bottom < top or not bottom <= at <= top:
        return None
    return (at - bottom) / (top - bottom)


def contradicts(rating: Rating, at: float) -> bool:
    """Tell whether a place on a scale is one where no label of this rating can stand."""
    least, most = _BETWEEN.get(rating, (0.0, 1.0))
    return not least <= at <= most
