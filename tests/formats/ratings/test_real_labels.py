"""Labels of real desks, classed by people: none is read as the opposite, and nearly all as their class."""

import csv
from pathlib import Path

import pytest

from claimtrack.domain.vocabulary import Rating
from claimtrack.formats.ratings import table

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "xfact_ratings_part.tsv"
RIGHT = frozenset({Rating.TRUE, Rating.MOSTLY_TRUE})
WRONG = frozenset({Rating.FALSE, Rating.MOSTLY_FALSE})
SHORT = 4  # words

# The classes of the data set beside our ratings. Ours that are finer are both right; what has no judgement is `other`.
# "True, but" is true with something left to say. What cannot be checked, and what may come true, is not proven.
RATINGS = {
    "true": {Rating.TRUE},
    "mostly true": {Rating.MOSTLY_TRUE},
    "true, but": {Rating.MOSTLY_TRUE},
    "half true": {Rating.MIXED},
    "partly true": {Rating.MIXED},
    "partly false": {Rating.MIXED},
    "mix": {Rating.MIXED},
    "inaccurate": {Rating.MIXED},
    "debatable": {Rating.MIXED},
    "partly true/misleading": {Rating.MIXED, Rating.MISLEADING},
    "misleading": {Rating.MISLEADING},
    "distorted": {Rating.MISLEADING},
    "exaggerated": {Rating.MISLEADING},
    "manipulated": {Rating.MISLEADING},
    "mostly false": {Rating.MOSTLY_FALSE},
    "false": {Rating.FALSE},
    "unsustainable": {Rating.UNPROVEN},
    "untenable": {Rating.UNPROVEN},
    "uncheckable": {Rating.UNPROVEN},
    "not sure": {Rating.UNPROVEN},
    "maybe true": {Rating.UNPROVEN},
}
OTHER = {Rating.OTHER}


def opposite(rating: Rating) -> frozenset[Rating]:
    return WRONG if rating in RIGHT else RIGHT if rating in WRONG else RIGHT | WRONG


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")
@pytest.mark.parametrize("told", [True, False], ids=["desk told", "desk not told"])
def test_labels_of_real_desks_are_read_as_people_read_them(told: object) -> None:
    ratings = table()
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (ratings.rating(row["raw_label"], publisher=row["site"] if told else None), row)
            for row in csv.DictReader(file, delimiter="\t")
        ]
    classes = [(found, RATINGS.get(row["label"], OTHER), row) for found, row in rows]
    short = [(found in wanted) for found, wanted, row in classes if len(row["raw_label"].split()) <= SHORT]
    assert [row for found, wanted, row in classes if any(found in opposite(one) for one in wanted)] == []
    assert short
    assert sum(short) >= 0.9 * len(short)
