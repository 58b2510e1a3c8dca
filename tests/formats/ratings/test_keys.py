"""The keys of labels: what is folded away, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.formats.ratings.keys import key, keys, unmarked


@pytest.mark.parametrize(
    "label",
    [
        "Half true",
        "half-true",
        "HALF_TRUE",
        "“half true”",
        "Half‑true!",
        "#HalfTrue",
        "half\u200b  true…",
        "■ half true ✔",
    ],
)
def test_ways_of_writing_one_label_meet(label: str) -> None:
    assert key(label) == "half true"


@pytest.mark.parametrize("label", ["true?", "!true", "true*", "~true", "≠true", "0 true", "½ true", "tru e", "true%"])
def test_what_may_turn_a_label_stays(label: str) -> None:
    assert key(label) != "true"


@pytest.mark.parametrize(
    "label", ["false - x", "false: x", "False. X", "false (x)", "false|x", "false\nx", "false—x", "［false］ x"]
)
def test_parts_are_parted_by_what_parts_sentences(label: str) -> None:
    assert keys(label).parts == ("false", "x")


@pytest.mark.parametrize("label", ["false x", "false, x", "false-x", "false.x"])
def test_words_that_stand_together_are_no_parts(label: str) -> None:
    assert len(keys(label).parts) == 1


@pytest.mark.parametrize(
    ("label", "approves"), [("true", None), ("● true", None), ("✔ true", True), ("✔❌ true", False), ("🤥 true", False)]
)
def test_pictures_speak(label: str, approves: object) -> None:
    assert keys(label).approves is approves


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("engañoso", "enganoso"),
        ("yanlış", "yanlis"),
        ("fałsz", "falsz"),
        ("ψευδές", "ψευδες"),
        ("جزئيًا", "جزییا"),
        ("झूठी", "झूठी"),
        ("เท็จ", "เท็จ"),
    ],
)
def test_marks_go_only_where_they_can_be_left_out(written: str, short: str) -> None:
    assert unmarked(written) == short


@given(st.text())
def test_key_of_a_key_is_that_key_without_more_decoration(label: str) -> None:
    assert key(key(label)) in (key(label), key(key(key(label))))
