"""A signature is found again behind the checkpoint it signs, in whatever both were printed."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import Checkpoint, checkpoints_in
from claimtrack.domain.signatures import Signature, key_name, signatures_in, signed_bytes

ONE = Checkpoint("0192f3ab-1111-7111-8111-111111111111", 12, b"r" * 32)
OTHER = ONE._replace(size=13)
names = st.binary(min_size=32, max_size=32).map(key_name)
signatures = st.builds(Signature, names, st.binary(min_size=64, max_size=64))


@given(first=signatures, second=signatures, width=st.integers(7, 99))
def test_signatures_are_found_however_a_report_folds_them(first: Signature, second: Signature, width: int) -> None:
    lines = (textwrap.fill(str(one), width, break_long_words=True) for one in (ONE, first, second, OTHER))
    text = "\n".join(["12 claims", *lines, "and so on, signature 12"])
    assert signatures_in(text) == {ONE: [first, second], OTHER: []}
    assert checkpoints_in(text) == [ONE, OTHER]


def test_signature_before_any_checkpoint_signs_nothing() -> None:
    one = Signature("0" * 16, b"s" * 64)
    assert signatures_in(f"{one}\n{ONE}\n") == {ONE: []}


def test_what_is_signed_is_the_line() -> None:
    assert signed_bytes(ONE) == str(ONE).encode() + b"\n"
