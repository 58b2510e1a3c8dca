"""The file of a table: its shape is held to, and what is written reads back as the same."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.vocabulary import Rating
from claimtrack.errors.formats import NotRatings
from claimtrack.errors.history import UnreadableFile
from claimtrack.formats.ratings import OWN, Ratings, table
from claimtrack.formats.ratings.keys import key
from claimtrack.formats.ratings.table_file import LARGEST, Entry, lines, read

labels = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).filter(key)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("[general", "it is not TOML"),
        ("a = " + "[" * 5000, "it is not TOML"),
        ("[generally.true]", "generally is none of general, publisher, openings, turns"),
        ("[general.maybe]\nen = []", "general has maybe, which is none of true, mostly-true"),
        ('[publisher."a.org"]\nmaybe = ["x"]', "a.org has maybe, which is none of true"),
        ("general = 1", "general is no table"),
        ('[general]\ntrue = ["x"]', "general.true is no table"),
        ('[general.true]\nen = "x"', "general.true.en is no list of texts"),
        ("[general.true]\nen = [1]", "general.true.en is no list of texts"),
        ('[general.true]\nen = ["..."]', "general.true.en has a text without words"),
        ('[publisher."a.org"]\nnames = "A"', "a.org.names is no list of texts"),
        ('[openings]\nen = ["x", 2]', "openings.en is no list of texts"),
        ('[general.true]\nen = ["So"]\n[general.false]\nxx = ["so!"]', "in general, So or so! is both true and false"),
        ('[publisher."a.org"]\ntrue = ["x"]\nfalse = ["x"]', "in a.org, x is both true and false"),
    ],
)
def test_file_of_another_shape_is_refused_with_where_it_is_wrong(tmp_path: Path, text: str, because: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotRatings) as raised:
        read(path)
    assert f"is no table of ratings: {because}" in raised.value.message
    assert raised.value.exit_code == 2


def test_what_is_no_utf8_or_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff")
    with pytest.raises(NotRatings, match="not valid UTF-8"):
        read(path)
    path.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(NotRatings, match="larger than"):
        read(path)


@pytest.mark.parametrize("name", ["none.toml", ".", "a\0b"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile):
        read(tmp_path / name)


def test_byte_order_mark_is_met(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('\ufeff[general.true]\nmine = ["Aye"]\n', encoding="utf-8")
    assert [entry.label for entry in read(path).entries] == ["Aye"]


def test_own_table_written_out_reads_back_as_the_same(tmp_path: Path) -> None:
    path = tmp_path / "copy.toml"
    path.write_text("\n".join(lines(table().entries(), table().names)), encoding="utf-8")
    copy = Ratings((read(path),))
    assert list(copy.entries()) == list(table().entries())
    assert copy.names == {site: names for site, names in table().names.items() if names}


@given(
    st.dictionaries(labels.map(key), st.sampled_from(Rating)),
    st.one_of(st.none(), labels),
    st.one_of(labels, st.just("en")),
)
def test_any_entries_written_out_are_the_same_toml(held: dict[str, Rating], publisher: str | None, group: str) -> None:
    entries = [
        Entry(label, rating, publisher, "" if publisher else group, key(label)) for label, rating in held.items()
    ]
    by_rating: dict[str, list[str]] = {}
    for entry in entries:
        by_rating.setdefault(entry.rating, []).append(entry.label)
    text = "\n".join(lines(entries, {}))
    if not entries:
        assert text == ""
    elif publisher is None:
        assert tomllib.loads(text) == {"general": {rating: {group: found} for rating, found in by_rating.items()}}
    else:
        assert tomllib.loads(text) == {"publisher": {publisher: by_rating}}


def test_own_file_is_read_by_people() -> None:
    text = OWN.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "\t" not in text
    assert text.isprintable() or set(filter(lambda sign: not sign.isprintable(), text)) == {"\n"}
