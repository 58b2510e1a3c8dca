"""A checkpoint's line is found again in whatever it was printed in."""

import textwrap
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import Checkpoint, checkpoints_in


@given(
    origin=st.uuids(), size=st.integers(0, 10**17), root=st.binary(min_size=32, max_size=32), width=st.integers(7, 99)
)
def test_checkpoint_is_found_however_a_report_folds_it(origin: UUID, size: int, root: bytes, width: int) -> None:
    one = Checkpoint(str(origin), size, root)
    folded = textwrap.fill(str(one), width, break_long_words=True)
    assert checkpoints_in(f"12 claims\n\n{folded}\nand so on, checkpoint 12") == [one]


def test_text_without_a_checkpoint_has_none() -> None:
    assert checkpoints_in("checkpoint 0192f3ab-1111-7111-8111-111111111111 12 too-short=") == []


def test_checkpoint_given_twice_is_one() -> None:
    one = Checkpoint("0192f3ab-1111-7111-8111-111111111111", 12, b"r" * 32)
    assert checkpoints_in(f"{one}\n{one}\n") == [one]
