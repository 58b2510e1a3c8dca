"""The formats there are: each writes the nasty document as its golden file has it, with nothing left to obey."""

import unicodedata
from io import StringIO
from pathlib import PurePath

import pytest

from claimtrack.errors.entries import UnknownFormat
from claimtrack.formats.registry import Format, by_ending, write
from tests.conftest import Golden
from tests.formats.documents import document, nasty_document

NAMES = ("txt", "svg", "json", "jsonl", "csv", "md", "html")
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def written(name: str) -> str:
    out = StringIO()
    write(name, nasty_document(), out)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_nasty_document_is_written_as_its_golden_file_has_it(name: str, golden: Golden) -> None:
    golden(f"nasty.{name}", written(name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_but_line_ends_is_written(name: str) -> None:
    assert {sign for sign in written(name) if unicodedata.category(sign) in HIDDEN} == {"\n"}


@pytest.mark.parametrize("name", NAMES)
def test_every_format_ends_with_a_line_end(name: str) -> None:
    assert written(name).endswith("\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_format_can_be_written_as_utf_8(name: str) -> None:
    assert written(name).encode("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_empty_document_can_be_written(name: str) -> None:
    out = StringIO()
    write(name, document(), out)
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_ending_of_a_file_names_its_format(name: str) -> None:
    assert by_ending(PurePath(f"claims.{name}")) == name


@pytest.mark.parametrize(
    ("path", "name"), [("a.HTM", "html"), ("a.markdown", "md"), ("a.ndjson", "jsonl"), ("a.b.Csv", "csv")]
)
def test_other_endings_of_a_format_are_known(path: str, name: str) -> None:
    assert by_ending(PurePath(path)) == name


@pytest.mark.parametrize("path", ["claims", "claims.xlsx", ".csv", "claims.csv.gz"])
def test_unknown_ending_is_refused_with_those_there_are(path: str) -> None:
    with pytest.raises(UnknownFormat) as refused:
        by_ending(PurePath(path))
    assert ".svg" in refused.value.hint


def test_every_format_of_a_read_but_the_table_has_a_writer() -> None:
    assert {name.value for name in Format} - {"table"} <= set(NAMES)
