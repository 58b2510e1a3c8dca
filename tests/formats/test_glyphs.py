"""The signs of statuses and positions: one cell wide in every locale, their own, and with something for ASCII."""

import unicodedata

import pytest
from rich.cells import cell_len

from claimtrack.domain.vocabulary import COMMITTING, Stance, Status
from claimtrack.formats.glyphs import GLYPH, IMPLIED_GLYPH, STANCE_GLYPH, TONE, plain


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


@pytest.mark.parametrize("sign", sorted({*GLYPH.values(), *STANCE_GLYPH.values(), *IMPLIED_GLYPH.values()}))
def test_sign_is_no_wider_in_an_east_asian_locale(sign: str) -> None:
    assert unicodedata.east_asian_width(sign) in {"N", "Na"}
    assert plain(sign).isascii()


@pytest.mark.parametrize("as_shown", [str, plain])
def test_every_position_has_a_sign_of_its_own(as_shown: type[str]) -> None:
    others = {as_shown(STANCE_GLYPH[stance]) for stance in Stance if stance not in COMMITTING}
    assert len({as_shown(STANCE_GLYPH[stance]) for stance in COMMITTING} - others - {"-"}) == len(COMMITTING)


def test_words_on_record_are_left_as_they_are() -> None:
    assert plain("북한 Größe") == "북한 Größe"
