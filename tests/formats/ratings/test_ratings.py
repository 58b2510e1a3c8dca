"""A label is read as its desk means it, as a whole, and never by a word inside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.vocabulary import Rating
from claimtrack.formats.ratings import Ratings, table
from claimtrack.formats.ratings.keys import keys
from claimtrack.formats.ratings.table_file import Entry

OWN = table()
ENTRIES = list(OWN.entries())
RIGHT = frozenset({Rating.TRUE, Rating.MOSTLY_TRUE})
WRONG = frozenset({Rating.FALSE, Rating.MOSTLY_FALSE})
POLES = RIGHT | WRONG
POLAR = [entry for entry in ENTRIES if entry.rating in POLES]
# How a label is denied: before it, or behind it.
NOT_BEFORE = (
    *(
        "not",
        "no",
        "never",
        "hardly",
        "nicht",
        "kein",
        "niet",
        "ikke",
        "inte",
        "ei",
        "ei ole",
        "pas",
        "ce n'est pas",
        "non",
    ),
    *("non è", "no es", "nada", "não", "não é", "nu este", "nu e", "nie", "nie jest", "není", "nem", "ne", "nije"),
    *("не", "не е", "није", "нет", "nuk është", "jo", "δεν είναι", "არ არის", "ليس", "غير", "لا", "לא", "नहीं", "না"),
    *(
        "tidak",
        "bukan",
        "tak",
        "hindi",
        "không",
        "không phải",
        "ไม่",
        "不",
        "不是",
        "非",
        "si",
        "sio",
        "nav",
        "nėra",
        "pole",
    ),
)
NOT_BEHIND = (
    *("not", "nicht", "niet", "değil", "deyil", "नहीं", "नहीं है", "नाही", "નથી", "ਨਹੀਂ", "নয়", "না", "அல்ல", "இல்லை"),
    *("కాదు", "അല്ല", "ಅಲ್ಲ", "නොවේ", "نیست", "نہیں", "ではない", "でない", "아님", "아니다", "不"),
)
words = st.lists(st.text(st.characters(categories=["Ll", "Lu", "Lo"]), min_size=1, max_size=8), max_size=4).map(
    " ".join
)


def side(rating: Rating) -> frozenset[Rating]:
    return next((pole for pole in (RIGHT, WRONG) if rating in pole), frozenset())


@pytest.mark.parametrize(
    ("label", "rating"),
    [
        ("Falso.", "false"),
        ("FALSE", "false"),
        ("não_é_bem_assim", "mixed"),
        ("Half-True", "mixed"),
        ("“Misleading”", "misleading"),
        ("[SALAH]", "false"),
        ("#FakeNews", "false"),
        ("#NotTrue", "false"),
        ("**False**", "false"),
        ("Ｆａｌｓｅ", "false"),
        ("YANLIŞ", "false"),
        ("yanlis", "false"),
        ("enganoso", "misleading"),
        ("Verdadero, pero…", "mostly-true"),
        ("  MOSTLY   true ", "mostly-true"),
        ("❌ False", "false"),
        ("✅ Verdadeiro", "true"),
        ("● Faux", "false"),
        ("Verdict: False", "false"),
        ("Rating - Mostly False", "mostly-false"),
        ("Bewertung: Größtenteils falsch", "mostly-false"),
        ("판정: 거짓", "false"),
        ("नहीं", "other"),
        ("झूठ।", "false"),
    ],
)
def test_case_and_decoration_make_no_difference(label: str, rating: str) -> None:
    assert OWN.rating(label) == rating


@pytest.mark.parametrize(
    ("label", "rating"),
    [
        ("False - the photo is old", "false"),
        ("FALSO: la foto es de 2019", "false"),
        ("Partly false. The video is from 2016.", "mixed"),
        ("Misleading (the figures are from another year)", "misleading"),
        ("Falsch – das Bild zeigt etwas anderes", "false"),
        ("FALSE: SATIRE", "false"),
        ("False (Falso)", "false"),
        ("True (Verdadero)", "true"),
        ("True / False", "other"),
        ("False: partly true", "other"),
        ("False - but the number is right", "other"),
        ("誤り：写真は古いが、ただし場所は同じ", "other"),
        ("True - but misleading", "other"),
        ("True: the photo shows the bridge", "other"),
        ("Mostly true. He left out a year.", "other"),
    ],
)
def test_explanation_is_left_out_only_where_it_cannot_turn_the_label(label: str, rating: str) -> None:
    assert OWN.rating(label) == rating


@pytest.mark.parametrize(
    ("label", "rating"),
    [
        ("True but misleading", "misleading"),
        ("True, but misleading.", "misleading"),
        ("Missing context", "misleading"),
        ("Not true", "false"),
        ("Barely true", "mostly-false"),
        ("Hardly true", "mostly-false"),
        ("No evidence", "unproven"),
        ("Not false", "other"),
        ("nicht falsch", "other"),
        ("no es falso", "other"),
        ("True?", "other"),
        ("¿Verdadero?", "other"),
        ("!true", "other"),
        ("≠ true", "other"),
        ("(not) true", "other"),
        ("True (not)", "other"),
        ("True*", "other"),
        ("0% true", "other"),
        ("Nicht: wahr", "other"),
        ("Fact or fiction", "other"),
        ("❌ True", "other"),
        ("👎 verdadero", "other"),
        ("✅ False", "other"),
        ("truefalse", "other"),
        ("5", "other"),
        ("", "other"),
        (" .!", "other"),
    ],
)
def test_what_turns_a_label_is_never_overlooked(label: str, rating: str) -> None:
    assert OWN.rating(label) == rating


def test_no_label_is_other() -> None:
    assert OWN.rating(None) is Rating.OTHER
    assert OWN.reading(None) is None


@pytest.mark.parametrize(
    "publisher", ["politifact.com", "en.politifact.com", "PolitiFact", "https://www.politifact.com/x/?y"]
)
def test_publisher_is_met_by_site_by_what_lies_below_it_and_by_name(publisher: str) -> None:
    assert OWN.site(publisher) == "politifact.com"


@pytest.mark.parametrize(
    "publisher", ["politifact.com.example.org", "notpolitifact.com", "com", ".", "", "http://[", None]
)
def test_other_sites_are_no_publisher_of_the_table(publisher: str | None) -> None:
    assert OWN.site(publisher) is None
    assert OWN.rating("false", publisher=publisher) is Rating.FALSE


def test_publishers_meaning_goes_before_the_general_one() -> None:
    assert OWN.rating("வதந்தி", publisher="youturn.in") is Rating.FALSE
    assert OWN.rating("வதந்தி") is Rating.UNPROVEN
    assert OWN.rating("Fato") is Rating.OTHER
    assert OWN.rating("#FATO", publisher="G1") is Rating.TRUE
    assert OWN.rating("Three Pinocchios", publisher="The Washington Post") is Rating.MOSTLY_FALSE


def test_reading_says_by_which_entry() -> None:
    found = OWN.reading("Engañoso!", publisher="chequeado.com")
    assert found
    assert (found.entry.label, found.entry.publisher, found.is_whole) == ("engañoso", "chequeado.com", True)
    found = OWN.reading("False - the photo is old", publisher="chequeado.com")
    assert found
    assert (found.entry.label, found.entry.publisher, found.entry.group, found.is_whole) == ("false", None, "en", False)


def test_users_entries_go_first(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        '[general.other]\nmine = ["Hoax"]\n[general.mixed]\nmine = ["So lala"]\n[publisher."desk.example"]\n'
        'names = ["The Desk"]\ntrue = ["Jein"]\n[openings]\nmine = ["Our stamp"]\n[turns]\nmine = ["alas"]\n',
        encoding="utf-8",
    )
    extended = table(mine)
    assert extended.rating("hoax") is Rating.OTHER
    assert extended.rating("so_lala") is Rating.MIXED
    assert extended.rating("jein", publisher="the desk") is Rating.TRUE
    assert extended.rating("Our stamp: falso") is Rating.FALSE
    assert extended.rating("False - alas it was so once") is Rating.OTHER
    assert OWN.rating("hoax") is table().rating("hoax") is Rating.FALSE
    assert OWN.rating("Our stamp: falso") is Rating.OTHER


@pytest.mark.parametrize("negation", NOT_BEFORE)
def test_denied_label_is_never_on_its_own_side(negation: str) -> None:
    assert [one.label for one in POLAR if _denied(one, f"{negation} {one.label}")] == []
    assert [one.label for one in POLAR if _denied(one, f"{negation}-{one.label}")] == []


@pytest.mark.parametrize("negation", NOT_BEHIND)
def test_label_denied_behind_is_never_on_its_own_side(negation: str) -> None:
    assert [one.label for one in POLAR if _denied(one, f"{one.label} {negation}")] == []
    assert [one.label for one in POLAR if _denied(one, f"{one.label}{negation}")] == []


def _denied(entry: Entry, label: str) -> bool:
    return OWN.rating(label, publisher=entry.publisher) in side(entry.rating)


@given(st.sampled_from(POLAR), words, words, st.sampled_from([" ", "_", ", ", "-", ". ", ": "]))
def test_sentence_around_a_label_is_on_no_side(entry: Entry, before: str, behind: str, joint: str) -> None:
    sentence = joint.join(part for part in (before, entry.label, behind) if part)
    found = OWN.reading(sentence, publisher=entry.publisher)
    if found is None or found.rating not in POLES:
        return
    asked = keys(sentence)
    spoken = {asked.whole, *asked.parts} & {one.key for one in ENTRIES}
    assert found.entry.key in spoken, "a word inside it was looked up"
    assert found.is_whole or found.rating not in RIGHT


@given(
    st.sampled_from([one for one in POLAR if one.rating in RIGHT]),
    words,
    st.sampled_from([" - ", ": ", ". ", " (", "; ", " — "]),
)
def test_nothing_that_says_right_takes_an_explanation(entry: Entry, behind: str, joint: str) -> None:
    rating = OWN.rating(f"{entry.label}{joint}{behind}", publisher=entry.publisher)
    assert rating not in RIGHT or not behind or OWN.rating(behind, publisher=entry.publisher) is rating


@given(st.text())
def test_any_text_is_read_as_something(label: str) -> None:
    assert OWN.rating(label, publisher=label) in set(Rating)


def test_every_entry_is_read_as_itself() -> None:
    wrong = [one.label for one in ENTRIES if OWN.rating(one.label, publisher=one.publisher) is not one.rating]
    assert wrong == []


def test_capitals_change_no_entry() -> None:
    wrong = [one.label for one in ENTRIES if OWN.rating(one.label.upper(), publisher=one.publisher) is not one.rating]
    assert wrong == []


def test_table_is_loaded_once() -> None:
    assert table() is table()
    assert isinstance(table(), Ratings)
