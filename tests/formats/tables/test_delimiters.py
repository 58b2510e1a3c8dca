"""Delimiters: told by the columns that are known, and by how evenly rows are parted, whatever the texts hold."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.formats.tables.delimiters import SAMPLE, delimiting_of
from claimtrack.formats.tables.encodings import Encoding
from claimtrack.formats.tables.mapping import Wishes, counted_in
from claimtrack.formats.tables.records import Delimiting
from tests.formats.tables.reading import asked, claims, one_found

UTF8 = Encoding("utf-8", "strict")

# Tables as they come, each with the sign that parts it.
TABLES = {
    "plain": ("id,text,by\n1,It is so,X\n2,It is not,Y\n", ","),
    "semicolons": ("id;text;by\n1;It is so, they say;X\n2;It is not, others say;Y\n", ";"),
    "tabs": ("id\ttext\tby\n1\tIt is so, they say; so\tX\n", "\t"),
    "bars": ("id|text|by\n1|It is so, they say; so|X\n", "|"),
    "decimal commas": ("id;share;text\n1;0,5;a\n2;0,7;b\n3;1,5;c\n", ";"),
    "semicolons in quotes": ('id,text\n1,"one; two; three"\n2,"four; five; six"\n', ","),
    "commas in quotes": ('id;text\n1;"one, two, three"\n2;"four, five, six"\n', ";"),
    "lines in quotes": ('id,text,by\n1,"one\ntwo; three\n\nfour; five",X\n2,"six;\nseven",Y\n', ","),
    "one column": ("text\nIt is so, they say\nIt is so, they say, again\n", None),
    "one row": ("claim;actor;stance\n", ";"),
    "uneven": ("id,text,by\n1,a,X\n2,b\n3,c,Z\n4,d,W,,\n", ","),
    "long texts": ("id\ttext\n" + "".join(f"{n}\t{'so, and so; ' * 200}\n" for n in range(30)), "\t"),
}


def sign_of(table: str) -> str:
    return delimiting_of(table[:SAMPLE], encoding=UTF8, known=counted_in(Wishes((), {}))).sign


@pytest.mark.parametrize(("table", "sign"), TABLES.values(), ids=TABLES)
def test_delimiter_is_told(table: str, sign: str | None) -> None:
    if sign is None:
        assert sign_of(table) not in table
    else:
        assert sign_of(table) == sign


def test_columns_that_the_user_names_tell_most() -> None:
    table = "a;b,c;d\n1;2,3;4\n"
    assert claims(table, asked("b,c=claim")) == ["2,3"]
    assert claims(table, asked("a;b=claim")) == ["1;2"]


def test_blank_after_a_delimiter_is_none_of_the_cells_where_quotes_say_so() -> None:
    item = one_found('claim, actor, stance\nThe pier is shut, "Riga, city of", denies\n')
    assert item.statements[0].by.name == "Riga, city of"


def test_first_line_may_say_the_delimiter() -> None:
    assert claims("sep=;\nclaim;tags\nOne, two;x\n") == ["One, two"]
    assert claims("sep=:\r\nclaim:tags\r\nOne, two:x\r\n") == ["One, two"]


def test_nothing_to_tell_by_is_a_comma() -> None:
    assert delimiting_of("", encoding=UTF8, known=counted_in(Wishes((), {}))) == Delimiting(",")


WORDS = st.text(alphabet="ab,;|\t\"' \n", max_size=12)


@given(
    st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from([",", ";", "\t", "|"])
)
def test_table_with_known_columns_is_parted_as_it_was_written(rows: list[list[str]], sign: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=sign).writerows([["claim", "actor", "stance"], *rows])
    assert sign_of(out.getvalue()) == sign
