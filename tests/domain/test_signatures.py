"""A signature is found again behind the checkpoint it signs, in whatever both were printed."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import Checkpoint, checkpoints_in
from claimtrack.domain.signatures import Signature, TooManyLinesError, key_name, signatures_in, signed_bytes

ONE = Checkpoint("0192f3ab-1111-7111-8111-111111111111", 12, b"r" * 32)
OTHER = ONE._replace(size=13)
names = st.binary(min_size=32, max_size=32).map(key_name)
signatures = st.builds(Signature, names, st.binary(min_size=64, max_size=64))


@given(first=signatures, second=signatures, width=st.integers(7, 99))
def test_signatures_are_found_however_a_report_folds_them(first: Signature, second: Signature, width: int) -> None:
    lines = (textwrap.fill(str(one), width, break_long_words=True) for one in (ONE, first, second, OTHER))
    text = "\n".join(["12 claims", *lines, "and so on, signature 12"])
    assert signatures_in([text], most=9) == {ONE: [first, second], OTHER: []}
    assert checkpoints_in(text) == [ONE, OTHER]


def test_signature_before_any_checkpoint_signs_nothing() -> None:
    one = Signature("0" * 16, b"s" * 64)
    assert signatures_in([f"{one}\n{ONE}\n"], most=9) == {ONE: []}


@given(
    first=signatures, width=st.integers(7, 99), size=st.integers(1, 400),
    between=st.sampled_from(["", "<b class='a b'>", "<i a='a&amp;b'>", "&#160;", "\\", "<", ">", "<b", "&", "\u2028"]),
)  # fmt: skip
def test_same_is_found_in_whatever_pieces_a_text_comes(first: Signature, width: int, size: int, between: str) -> None:
    lines = (textwrap.fill(str(one), width, break_long_words=True) for one in (OTHER, ONE, first))
    text = between.join(["12 claims", *(line.replace("\n", f"{between}\n") for line in lines), "and so on"])
    whole = signatures_in([text], most=99)
    assert (whole == {OTHER: [], ONE: [first]}) or between in ("<", ">", "<b", "&", "")
    pieces = [text[begin : begin + size] for begin in range(0, len(text), size)]
    if size > len(between):
        assert signatures_in(pieces, most=99) == whole


def test_text_of_too_many_checkpoints_is_refused_even_if_they_are_one() -> None:
    text = f"{ONE}\n" * 4
    assert signatures_in([text], most=4) == {ONE: []}
    with pytest.raises(TooManyLinesError):
        signatures_in([text], most=3)


def test_what_is_signed_is_the_line() -> None:
    assert signed_bytes(ONE) == str(ONE).encode() + b"\n"
