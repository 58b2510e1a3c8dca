"""Mapping: columns and values mean what the user says, else what their names say, and a slip of the pen is told."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.vocabulary import Stance
from claimtrack.errors.base import InputError
from claimtrack.errors.tables import (
    AmbiguousColumn,
    BadMapFile,
    BadMapping,
    BadValues,
    FieldAlone,
    FieldTwice,
    NoClaimColumn,
    UnknownColumn,
    UnknownField,
    UnknownOrder,
    UnknownWord,
)
from claimtrack.formats.incoming import Asked
from claimtrack.formats.tables.fields import COLUMNS, Field, named
from claimtrack.formats.tables.mapping import wishes_of
from tests.formats.tables.conftest import MapFile
from tests.formats.tables.reading import STANCES, all_found, asked, one_found, read, statement

README = Path(__file__).parents[3] / "README.md"
OUTLETS = ("headline=claim", "outlet=actor", "position=stance")
TABLE = "headline,outlet,position\nThe pier is shut,Gazette,for\n"


def test_columns_are_read_as_the_command_line_says() -> None:
    said = statement(one_found(TABLE, asked(*OUTLETS, values=(STANCES,))))
    assert (said.by.name, said.stance) == ("Gazette", Stance.ASSERTS)


@pytest.mark.parametrize("name", ["headline", "Headline", " HEADLINE ", "ｈｅａｄｌｉｎｅ"])
def test_column_is_found_whatever_its_case_and_width(name: str) -> None:
    assert one_found("headline\nThe pier is shut\n", asked(f"{name}=claim")).claim == "The pier is shut"


def test_column_that_is_so_called_to_the_letter_goes_first() -> None:
    assert one_found("Text,text\nupper,lower\n", asked("text=claim")).claim == "lower"


def test_column_name_may_hold_a_sign_of_equality() -> None:
    assert one_found("a=b\nThe pier is shut\n", asked("a=b=claim")).claim == "The pier is shut"


def test_one_column_may_be_several_fields() -> None:
    item = one_found(
        "text,outlet,url\nThe pier is shut,Gazette,https://example.org/1\n",
        asked("text=claim", "outlet=actor", "outlet=publisher", "url=source", values=("stance:=reports",)),
    )
    source = statement(item).source
    assert source is not None
    assert (statement(item).by, source.publisher) == (("Gazette", None, None), ("Gazette", None, None))


def test_tags_are_gathered_from_several_columns() -> None:
    item = one_found("claim,topic,place\nx,harbour; fish,riga\n", asked("claim=claim", "topic=tags", "place=tags"))
    assert item.tags == ("harbour", "fish", "riga")


@pytest.mark.parametrize("header", ["claim,actor,stance", "Claim Text,Speaker,STANCE", "claim_text,claimant,Stance"])
def test_columns_with_our_names_or_unmistakable_ones_need_no_mapping(header: str) -> None:
    said = statement(one_found(f"{header}\nThe pier is shut,Gazette,denies\n"))
    assert (said.by.name, said.stance) == ("Gazette", Stance.DENIES)


def test_columns_are_not_known_by_name_once_one_is_mapped() -> None:
    assert one_found("text,quote\nThe pier is shut,so\n", asked("text=claim")).statements == ()


def test_table_without_a_claim_shows_its_columns_and_a_mapping() -> None:
    with pytest.raises(NoClaimColumn) as unknown:
        read("headline,outlet\nx,y\n")
    assert "--map 'headline=claim'" in unknown.value.hint
    assert "headline, outlet" in unknown.value.hint


def test_unknown_column_is_told_with_the_near_ones_and_all_there_are() -> None:
    with pytest.raises(UnknownColumn) as unknown:
        read(TABLE, asked("headlin=claim"))
    assert unknown.value.hint == "did you mean headline? its columns are: headline, outlet, position"


def test_unknown_field_is_told_with_the_near_ones_and_all_there_are() -> None:
    with pytest.raises(UnknownField) as unknown:
        read(TABLE, asked("position=stanse"))
    assert unknown.value.hint.startswith("did you mean stance")
    assert all(field in unknown.value.hint for field in Field)


def test_column_name_that_two_columns_have_is_refused() -> None:
    with pytest.raises(AmbiguousColumn):
        read("text,text\na,b\n", asked("text=claim"))


def test_field_that_two_columns_claim_is_refused() -> None:
    with pytest.raises(FieldTwice):
        read("a,b\nx,y\n", asked("a=claim", "b=claim"))
    with pytest.raises(FieldTwice):
        read("claim,Claim\nx,y\n")


@pytest.mark.parametrize("mapping", ["headline", "=claim", "headline=", ""])
def test_mapping_that_says_nothing_is_refused(mapping: str) -> None:
    with pytest.raises(BadMapping):
        read(TABLE, asked(mapping))


@pytest.mark.parametrize("values", ["stance", "stance:for", "for=asserts", "stance:", ":"])
def test_values_that_say_nothing_are_refused(values: str) -> None:
    with pytest.raises((BadValues, UnknownField)):
        read(TABLE, asked(*OUTLETS, values=(values,)))


def test_value_that_is_to_mean_no_word_of_ours_is_refused_with_the_words() -> None:
    with pytest.raises(UnknownWord) as unknown:
        read(TABLE, asked(*OUTLETS, values=("stance:for=assrts",)))
    assert all(stance in unknown.value.hint for stance in Stance)


def test_values_given_for_a_field_may_come_in_several_parts() -> None:
    ask = asked(*OUTLETS, values=("stance:for=asserts", "stance:against=denies"))
    found = all_found("headline,outlet,position\na,X,for\nb,Y,against\n", ask)
    assert [statement(item).stance for item in found] == [Stance.ASSERTS, Stance.DENIES]


def test_comma_within_a_value_is_its_own() -> None:
    ask = asked("text=claim", values=("actor:=Riga, city of", "stance:=asserts"))
    assert statement(one_found("text\nThe pier is shut\n", ask)).by.name == "Riga, city of"


def test_order_of_dates_is_one_of_three() -> None:
    with pytest.raises(UnknownOrder):
        read("claim\nx\n", asked(dates="dym"))


@pytest.mark.parametrize(
    ("columns", "lonely"),
    [
        (("a=claim", "b=quote"), "quote"),
        (("a=claim", "b=actor"), "actor"),
        (("a=claim", "b=source"), "source"),
        (("a=claim", "b=evidence"), "evidence"),
        (("a=claim", "b=verdict"), "verdict"),
        (("a=claim", "b=reviewer"), "reviewer"),
        (("a=claim", "b=bearing"), "bearing"),
    ],
)
def test_column_of_which_nothing_could_be_recorded_is_told(columns: tuple[str, ...], lonely: str) -> None:
    with pytest.raises(FieldAlone) as alone:
        read("a,b\nx,y\n", asked(*columns))
    assert f"read as {lonely}," in alone.value.message


@pytest.mark.parametrize("field", Field)
def test_every_field_is_known_by_its_name(field: Field) -> None:
    assert named(field) is field
    assert named(field.replace("-", " ").upper()) is field


@pytest.mark.parametrize("field", Field)
def test_every_field_is_in_the_readme(field: Field) -> None:
    assert f"`{field}`" in README.read_text(encoding="utf-8")


def test_our_own_tables_have_every_field_but_the_one_that_stands_for_two() -> None:
    assert set(Field) - set(COLUMNS) == {Field.SOURCE}


def test_map_file_says_the_same_as_the_command_line(map_file: MapFile) -> None:
    path = map_file(
        'dates = "dmy"\n[columns]\nheadline = "claim"\noutlet = ["actor", "publisher"]\nposition = "stance"\n'
        'seen = "date"\nurl = "source"\n[values.stance]\nfor = "asserts"\n"" = "reports"\n'
    )
    table = "headline,outlet,position,seen,url\na,X,for,03/04/2024,https://example.org\nb,Y,,,https://example.org\n"
    first, second = all_found(table, asked(map_file=path))
    assert (statement(first).stance, statement(second).stance) == (Stance.ASSERTS, Stance.REPORTS)
    assert statement(first).said == "2024-04-03"


def test_command_line_goes_before_the_map_file(map_file: MapFile) -> None:
    path = map_file('dates = "dmy"\n[columns]\na = "claim"\nb = "actor"\nc = "date"\n[values.stance]\n"" = "denies"\n')
    ask = asked("b=claim", "a=actor", map_file=path, values=("stance:=asserts",), dates="mdy")
    item = one_found("a,b,c\nGazette,The pier is shut,03/04/2024\n", ask)
    said = statement(item)
    assert (item.claim, said.by.name, said.stance, said.said) == (
        "The pier is shut",
        "Gazette",
        Stance.ASSERTS,
        "2024-03-04",
    )


@pytest.mark.parametrize(
    "text",
    [
        "columns",
        "colums = {}",
        "columns = 3",
        "[columns]\na = 1.5",
        "[columns]\na = { b = 1 }",
        "values = {stance = 3}",
        "dates = []",
        "a = " + "[" * 5_000,
        "x" * 1_000_001,
    ],
)
def test_map_file_that_is_none_is_refused(text: str, map_file: MapFile) -> None:
    with pytest.raises(BadMapFile):
        read(TABLE, asked(map_file=map_file(text)))


def test_map_file_that_is_not_there_is_refused(map_file: MapFile) -> None:
    with pytest.raises(BadMapFile):
        read(TABLE, asked(map_file=map_file("").with_name("missing.toml")))


def test_map_file_of_other_bytes_is_refused(map_file: MapFile) -> None:
    path = map_file("")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadMapFile):
        read(TABLE, asked(map_file=path))


@given(st.lists(st.text(max_size=20), max_size=3), st.lists(st.text(max_size=20), max_size=3))
def test_any_words_of_the_user_are_a_mapping_or_an_error_in_words(columns: list[str], values: list[str]) -> None:
    with suppress(InputError):
        wishes_of(Asked("t.csv", tuple(columns), tuple(values)))
