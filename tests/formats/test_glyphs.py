"""The sign of each status: one cell wide, its own, and with something for ASCII."""

import pytest
from rich.cells import cell_len

from claimtrack.domain.vocabulary import Status
from claimtrack.formats.glyphs import GLYPH, TONE, plain


@pytest.mark.parametrize("status", list(Status))
def test_sign_is_one_cell_wide(status: Status) -> None:
    assert cell_len(GLYPH[status]) == 1


@pytest.mark.parametrize("status", list(Status))
def test_sign_has_one_for_ascii(status: Status) -> None:
    assert plain(GLYPH[status]).isascii()


def test_no_two_statuses_share_a_sign() -> None:
    assert len({GLYPH[status] for status in Status}) == len(Status)


def test_no_two_statuses_share_a_sign_in_ascii() -> None:
    assert len({plain(GLYPH[status]) for status in Status}) == len(Status)


def test_every_status_has_its_look() -> None:
    assert set(TONE) == set(Status)


def test_words_on_record_are_left_as_they_are() -> None:
    assert plain("북한 Größe") == "북한 Größe"
