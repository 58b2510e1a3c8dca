"""Words from outside: nothing hidden is shown raw, nothing is lost in JSON, and one name is one key."""

import json
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claimtrack.domain.text import TEXT_LIMIT, folded, json_safe, kept, one_line, safe, shortened
from claimtrack.errors.base import InputError
from claimtrack.errors.texts import ControlCharacter, EmptyText, NotUtf8, TextTooLong

HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Escape sequences, bidirectional overrides, zero-width signs, tags, separators, blank letters, a lone surrogate.
NASTY = "\x00\x07\x1b\x7f\x9b\r\n\t\u00ad\u061c\u200b\u200d\u200e\u202e\u2028\u2029\u2066\ufeff\ufff9\u3164\ud800\ufffe"
SIGNS = st.one_of(st.characters(), st.sampled_from(NASTY + "\U000e0041\U0001d173"))
ANY_TEXT = st.text(SIGNS)
ZERO_WIDTH = st.sampled_from(["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\U000e0101"])
ORDINARY = [
    "North Korea has sent millions of munitions to Russia",
    "Le ministère dément « catégoriquement » l'opération — dès le 3 août…",
    "Größe, Straße, Übermaß",
    "Заявление МИД России: «это неправда»",
    "Україна підтвердила відео",
    "Η κυβέρνηση διαψεύδει",
    "הממשלה מכחישה",
    "الوزارة تنفي ذلك",
    "मंत्रालय ने इनकार किया",
    "รัฐบาลปฏิเสธ",
    "政府否认了这一说法",
    "政府はこれを否定した",
    "북한이 러시아에 포탄을 보냈다",
    "መንግሥት አስተባበለ",
    "cafe\u0301 na\u00efve 100\u00a0000\u2009t\u3000!",
    "☢️ ✓ ⚑ 🇺🇦 🚀 €£¥ ½ ≤ ∑",
    "",
]


def hidden_in(text: str) -> list[str]:
    return [sign for sign in text if unicodedata.category(sign) in HIDDEN]


# What may be shown


@given(ANY_TEXT)
def test_nothing_hidden_is_left_in_what_is_shown(text: str) -> None:
    assert hidden_in(safe(text)) == []


@given(ANY_TEXT)
def test_showing_twice_changes_nothing(text: str) -> None:
    assert safe(safe(text)) == safe(text)


@given(ANY_TEXT)
def test_what_is_not_hidden_is_shown_as_it_is(text: str) -> None:
    visible = "".join(sign for sign in text if safe(sign) == sign)
    assert safe(visible) == visible


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_of_any_script_is_shown_as_it_is(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\x1b]52;c;aGk=\x07", "<U+001B>]52;c;aGk=<U+0007>"),
        ("\x9b2J", "<U+009B>2J"),
        ("one\ntwo\r\ttab", "one<U+000A>two<U+000D><U+0009>tab"),
        ("a\u202eb", "a<U+202E>b"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\U000e0041", "<U+E0041>"),
        ("\U000e0101", "<U+E0101>"),
        ("\u2028", "<U+2028>"),
        ("\ud800", "<U+D800>"),
        ("\u3164", "<U+3164>"),
        ("\uffff", "<U+FFFF>"),
    ],
)
def test_hidden_sign_is_written_out(text: str, shown: str) -> None:
    assert safe(text) == shown


# JSON


def is_exact_in_json(text: str) -> bool:
    """Tell whether JSON can hold the text: two surrogates that follow each other are one character to every reader."""
    return not any(0xD800 <= ord(a) < 0xDC00 <= ord(b) < 0xE000 for a, b in pairwise(text))


@given(ANY_TEXT)
def test_json_made_safe_holds_the_same_data(text: str) -> None:
    assume(is_exact_in_json(text))
    assert json.loads(json_safe(json.dumps({text: [text]}, ensure_ascii=False))) == {text: [text]}


@given(ANY_TEXT)
def test_nothing_hidden_but_line_ends_is_left_in_json(text: str) -> None:
    assert set(hidden_in(json_safe(json.dumps([text], ensure_ascii=False, indent=1)))) <= {"\n"}


@pytest.mark.parametrize("text", ORDINARY)
def test_json_of_ordinary_text_stays_readable(text: str) -> None:
    assert json_safe(f'"{text}"') == f'"{text}"'


# Keys of names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Café", "Cafe\u0301"),
        ("STRASSE", "Straße"),
        ("Москва", "МОСКВА"),
        ("ΣΊΣΥΦΟΣ", "σίσυφος"),
        ("ＣＩＡ", "CIA"),
        ("North Korea", "North\u200b Korea"),
        ("South Korea", "  South   Korea "),
        ("South Korea", "South\u00a0Korea"),
        ("South Korea", " South\u00a0 \tKorea "),
        ("①", "1"),
        ("ﬁrm", "FIRM"),
        ("한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"),
        ("é", "e\u200b\u0301"),
    ],
)
def test_two_ways_of_writing_one_name_meet(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("CIA", "СІА"), ("Kim", "Кim"), ("Paypal", "Paypa1"), ("Café", "Cafe"), ("北韓", "北韩"), ("a", "α")],
)
def test_look_alikes_stay_apart(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(ANY_TEXT)
def test_composed_and_decomposed_text_have_one_key(text: str) -> None:
    assert folded(unicodedata.normalize("NFC", text)) == folded(unicodedata.normalize("NFD", text))


COMPOSING = st.text(st.sampled_from("eaoEA\u0301\u0308\u0323\u1112\u1161\u11ab\u0345 ßΣςİﬁ")) | ANY_TEXT


@given(COMPOSING, ZERO_WIDTH, st.integers(0, 100))
@example("A\u0345\u0301", "\u200b", 2)  # the iota below goes after the accent, and folds to a letter that would take it
def test_zero_width_sign_anywhere_makes_no_second_name(text: str, sign: str, place: int) -> None:
    assert folded(text[:place] + sign + text[place:]) == folded(text)


@given(COMPOSING)
def test_key_is_its_own_key(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_key_holds_single_blanks_inside_only(text: str) -> None:
    assert " ".join(folded(text).split()) == folded(text)


def test_a_blank_keeps_words_apart() -> None:
    assert folded("The Rapist") != folded("Therapist")


# What may be kept


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0\u3000"])
def test_text_of_blanks_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        kept(text, "claim")


@pytest.mark.parametrize(
    "text", ["\u200b", "\u200b \u2060", "\u3164", "\u202e", "\ufeff\u00ad", "\ufe0f", "\U000e0101"]
)
def test_text_that_shows_as_nothing_is_empty(text: str) -> None:
    with pytest.raises(EmptyText):
        kept(text, "name")


def test_text_at_the_limit_is_kept() -> None:
    assert len(kept("x" * TEXT_LIMIT, "claim")) == TEXT_LIMIT


def test_text_past_the_limit_is_refused() -> None:
    with pytest.raises(TextTooLong, match="20,001"):
        kept("x" * (TEXT_LIMIT + 1), "claim")


def test_limit_of_a_field_is_its_own() -> None:
    with pytest.raises(TextTooLong):
        kept("x" * 65, "tag", limit=64)


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x08", "\x1b", "\x7f", "\x85", "\x9b"])
def test_control_character_is_refused_with_its_place(sign: str) -> None:
    with pytest.raises(ControlCharacter, match=f"U\\+{ord(sign):04X} at position 4"):
        kept(f"abc{sign}def", "claim")


@pytest.mark.parametrize("text", ["\ud800", "abc\udcff", "\udfffabc"])
def test_bytes_that_are_no_text_are_refused(text: str) -> None:
    with pytest.raises(NotUtf8):
        kept(text, "claim")


@pytest.mark.parametrize("text", [text for text in ORDINARY if text])
def test_ordinary_text_is_kept_as_given(text: str) -> None:
    assert kept(f"  {text}\n", "claim") == text


def test_line_ends_and_tabs_inside_are_kept() -> None:
    assert kept("one\r\n\ttwo", "quote") == "one\r\n\ttwo"


@given(ANY_TEXT)
def test_any_text_is_kept_or_refused_as_an_error_of_the_user(text: str) -> None:
    try:
        result = kept(text, "claim")
    except InputError:
        return
    assert result in text


@given(st.text(st.sampled_from(NASTY + "\ufe0f\U000e0101 a")))
def test_name_that_is_kept_has_a_key(text: str) -> None:
    try:
        name = kept(text, "name")
    except InputError:
        return
    assert folded(name)


def test_one_line_makes_a_blank_of_every_run_of_blanks() -> None:
    assert one_line(" one\r\n\t two \u00a0three\n", "claim") == "one two three"


@given(ANY_TEXT)
def test_one_line_has_no_line_ends(text: str) -> None:
    try:
        line = one_line(text, "claim")
    except InputError:
        return
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize("text", ["", "a\x00b", "\ud800", "x" * (TEXT_LIMIT + 1)])
def test_one_line_refuses_what_cannot_be_kept(text: str) -> None:
    with pytest.raises(InputError):
        one_line(text, "claim")


# Prose


@given(ANY_TEXT, st.integers(4, 40))
def test_shortened_text_is_as_short_as_asked(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= limit


def test_short_text_is_not_shortened() -> None:
    assert shortened("North Korea", 11) == "North Korea"


def test_cut_is_marked_by_three_dots() -> None:
    assert shortened("North Korea has sent", 12) == "North Kor..."


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_folds_as_it_does_beside_other_letters(text: str) -> None:
    assert f"{folded(text)} é".strip() == folded(f"{text} é")
