"""Slugs made of words: always fit to be typed, free, and the same whichever way they were made."""

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from claimtrack.domain.references import checked_slug, reads_as_id
from claimtrack.services import slugs

PLAIN = st.text(alphabet="abcXYZ019 ,.-_:;()/\"&'%", max_size=120)


@given(PLAIN)
def test_plain_words_make_the_slug_that_slugify_makes(words: str) -> None:
    assert slugs._stem(words) == slugify(words.replace("'", ""), max_length=48, word_boundary=True, save_order=True)


@given(st.text(max_size=120))
def test_any_words_make_a_slug_that_can_be_typed_or_none(words: str) -> None:
    stem = slugs._stem(words)
    assert not stem or reads_as_id(stem) or checked_slug(stem) == stem


def test_an_apostrophe_splits_no_word() -> None:
    assert slugs._stem("South Korea's defence ministry") == "south-koreas-defence-ministry"
