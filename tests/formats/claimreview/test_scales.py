"""Ratings' numbers: which scale is one, and when it contradicts a label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.vocabulary import Rating
from claimtrack.formats.claimreview import scales


@pytest.mark.parametrize(
    "value", [None, True, "", "five", "1,5", "1e5", "nan", "١", "5/5", float("inf"), "9" * 40, [1]]
)
def test_what_is_no_plain_number_is_none(value: object) -> None:
    assert scales.number(value) is None


@pytest.mark.parametrize(("value", "number"), [(5, 5.0), ("3.5", 3.5), (-1, -1.0), (" 4 ", 4.0), ("+2", 2.0)])
def test_a_number_is_read_as_a_number_and_as_its_text(value: object, number: float) -> None:
    assert scales.number(value) == number


@pytest.mark.parametrize(
    ("value", "best", "worst"),
    [(-1, -1, -1), (None, 2, 2), (1, 1, 6), (6, 5, 1), (4, None, 1), (4, 5, None), ("x", 5, 1)],
)
def test_without_a_valid_scale_there_is_no_place(value: object, best: object, worst: object) -> None:
    assert scales.place(value, best=best, worst=worst) is None


@given(st.integers(-50, 50), st.integers(1, 50), st.integers(0, 50))
def test_a_place_is_the_same_on_every_scale_of_the_same_steps(worst: int, steps: int, step: int) -> None:
    at = scales.place(worst + step % (steps + 1), best=worst + steps, worst=worst)
    assert at == scales.place(step % (steps + 1), best=steps, worst=0)
    assert at is not None
    assert 0 <= at <= 1


def test_only_a_place_on_the_other_side_contradicts_a_label() -> None:
    contradicted = {
        rating: [at for at in (0.0, 0.25, 0.5, 0.75, 1.0) if scales.contradicts(rating, at)] for rating in Rating
    }
    assert contradicted == {
        Rating.TRUE: [0.0, 0.25], Rating.MOSTLY_TRUE: [0.0, 0.25], Rating.MIXED: [0.0, 1.0], Rating.MISLEADING: [1.0],
        Rating.MOSTLY_FALSE: [0.75, 1.0], Rating.FALSE: [0.75, 1.0], Rating.UNPROVEN: [], Rating.OTHER: [],
    }  # fmt: skip
