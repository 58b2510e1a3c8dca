"""Likeness: exactly the pairs that share enough of their parts, found without comparing all with all."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.likeness import alike, core_of, letters_of, telling_words, words_of
from claimtrack.domain.searches import PARTING

PARTS = st.dictionaries(st.integers(1, 30), st.sets(st.sampled_from("abcdefgh"), max_size=6), max_size=12)


@given(PARTS, st.sampled_from([0.1, 0.2, 0.4, 0.5, 0.7, 1.0]))
def test_pairs_are_those_that_a_comparison_of_all_finds(parts: dict[int, set[str]], least: float) -> None:
    expected = [
        (one, other)
        for one, other in combinations(sorted(parts), 2)
        if parts[one] and parts[other] and len(parts[one] & parts[other]) / len(parts[one] | parts[other]) >= least
    ]
    assert sorted(alike(parts, least=least)) == expected


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("www.ibtimes.co.uk", "ibtimes"),
        ("www.bbc.com", "bbc"),
        ("ft.com", "ft"),
        ("The Daily Paper", "The Daily Paper"),
        ("U.S. Army", "U.S. Army"),
    ],
)
def test_hosts_are_compared_by_what_tells_them_apart(name: str, core: str) -> None:
    assert core_of(name) == core


def test_texts_of_one_mould_are_not_all_compared() -> None:
    parts = {n: {"number", "of", "the", "corpus", f"{n // 2}"} for n in range(200)}
    assert len(list(alike(parts, least=0.5))) == 200 * 199 // 2
    assert list(alike(parts, least=0.5, budget=1000)) == [(n, n + 1) for n in range(0, 200, 2)]


def test_words_are_folded_and_without_punctuation() -> None:
    assert words_of("North Korea\u2019s  MISSILES, (two)!") == {"north", "korea", "s", "missiles", "two"}


def test_sentence_in_a_script_without_blanks_is_compared_by_its_letters() -> None:
    one, other = words_of("北朝鲜向俄罗斯"), words_of("北朝鲜向俄国")
    assert len(one & other) >= 4


def test_letters_mark_where_a_name_begins_and_ends() -> None:
    assert letters_of("Li") == {"  l", " li", "li "}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shells were sent to Russia", ["shells", "sent", "russia"]),
        ("Look: https://example.org/x?y=1 shells www.example.org/z", ["look", "shells"]),
        ("Russia's 3 shells, RUSSIA", ["russia", "3", "shells"]),
        ("北朝鮮 sent", [f"北{PARTING}朝", f"朝{PARTING}鮮", "sent"]),
        ("에", ["에"]),
        ("the of and", []),
    ],
)
def test_telling_words_are_those_that_say_what_a_text_is_about(text: str, expected: list[str]) -> None:
    assert telling_words(text) == expected
