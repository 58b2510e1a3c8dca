"""Searches: what of a text is searched, what is asked for, and where in the text itself a match stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.searches import LIMIT, PARTING, Phrase, phrases_of, searchable, snippet, spans_in
from claimtrack.errors.texts import NothingToFind, SearchTooLong


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("munitions Russia", [Phrase("munitions"), Phrase("Russia")]),
        ('"North Korea" sent', [Phrase("North Korea"), Phrase("sent")]),
        ("muniti*", [Phrase("muniti", is_beginning=True)]),
        ('"North Kor"*', [Phrase("North Kor", is_beginning=True)]),
        ('"North Kor*"', [Phrase("North Kor", is_beginning=True)]),
        ('an "open end', [Phrase("an"), Phrase("open"), Phrase("end")]),
        ("NEAR(a b) OR -c", [Phrase("NEAR(a"), Phrase("b)"), Phrase("OR"), Phrase("-c")]),
        ("twice twice % _ *", [Phrase("twice")]),
        ("a\0b \ud800", [Phrase("a"), Phrase("b")]),
    ],
)
def test_a_search_is_words_phrases_and_beginnings_and_nothing_else(asked: str, expected: list[Phrase]) -> None:
    assert phrases_of(asked) == expected


@pytest.mark.parametrize("asked", ["", " ", "%", '"', "***", "\0", "\ud800", "— …"])
def test_what_has_no_word_is_refused(asked: str) -> None:
    with pytest.raises(NothingToFind):
        phrases_of(asked)


def test_a_search_has_an_end() -> None:
    assert phrases_of("a" * LIMIT)
    with pytest.raises(SearchTooLong):
        phrases_of("a " * LIMIT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("ＮＡＴＯ", "NATO"),
        ("mu\u200bnitions", "munitions"),
        ("one\ntwo\u2028drei ü", "one two drei ü"),
        ("미사일", f"{PARTING}미{PARTING}{PARTING}사{PARTING}{PARTING}일{PARTING}"),
        ("\u1106\u1175", f"{PARTING}미{PARTING}"),  # the same syllable in parts
        ("ﾐｻ", f"{PARTING}ミ{PARTING}{PARTING}サ{PARTING}"),
    ],
)
def test_width_composition_and_what_nobody_sees_make_no_difference(text: str, expected: str) -> None:
    assert searchable(text) == expected


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40))
def test_every_part_of_the_searched_form_is_found_again_in_the_text(text: str) -> None:
    form = searchable(text)
    for begin in range(len(form)):
        [(first, after)] = spans_in(text, [(begin, begin + 1)])
        assert 0 <= first < after <= len(text)
        assert form[begin] in searchable(text[first:after])


def test_matches_that_meet_are_one() -> None:
    assert spans_in("one two three", [(8, 13), (0, 3), (2, 5)]) == [(0, 5), (8, 13)]


def test_a_snippet_marks_each_match_and_shows_what_stands_around_the_first() -> None:
    text = "before " * 30 + "the shells were sent " + "after " * 60
    begin = text.index("shells")
    shown = snippet(text, [(begin, begin + 6)])
    assert "the [shells] were sent after" in shown
    assert shown.startswith("... ")
    assert shown.endswith(" ...")
    assert len(shown) < 190
    assert snippet("they sent\nshells", [(10, 16)]) == "they sent [shells]"


@given(st.text(st.sampled_from("ab \n弾"), min_size=1, max_size=400), st.data())
def test_a_snippet_holds_its_first_match(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    shown = snippet(text, [(begin, end)])
    assert " ".join(f"[{text[begin:end]}]".split()) in shown
