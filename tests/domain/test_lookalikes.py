"""Look-alikes: names that cannot be told apart by eye have one skeleton, and plainly different ones have not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.lookalikes import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CIA", "СІА"),
        ("Kim", "Кim"),
        ("СССР", "CCCP"),
        ("НАТО", "HATO"),
        ("Rossia", "Rоssia"),
        ("Paypal", "Paypa1"),
        ("Iran", "lran"),
        ("BBC", "ΒΒС"),
        ("Modern Times", "Modem Times"),
        ("Xinhua", "Χinhua"),
        ("O'Neill", "O’Neill"),
        ("Rio-Tinto", "Rio–Tinto"),
        ("London", "L0ndon"),
        ("a", "α"),
    ],
)
def test_names_that_look_alike_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("CIA", "CIB"), ("Пан", "Пон"), ("北韓", "北韩"), ("1", "2")]
)
def test_other_names_have_another(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_every_text_has_a_skeleton_of_its_own(text: str) -> None:
    assert skeleton(skeleton(text)) == skeleton(text)
