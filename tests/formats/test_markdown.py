"""Markdown: tables that any reader of Markdown makes the same of, in which outside text stays text."""

import re
from html import unescape
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claimtrack.domain.text import safe
from claimtrack.formats.document import Cell, Document
from claimtrack.formats.markdown import escaped, write
from tests.formats.documents import NASTY, document, nasty_document, sheet

OURS = {"h2", "h3", "p", "br", "table", "thead", "tbody", "tr", "th", "td"}
ZERO_WIDTH_SPACE = "\u200b"  # ours: it keeps readers from making links


def markdown(given_document: Document) -> str:
    out = StringIO()
    write(given_document, out)
    return out.getvalue()


def rendered(text: str) -> str:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
    return str(reader.render(text))


def elements(html: str) -> set[str]:
    return set(re.findall(r"<([a-zA-Z0-9]+)", html))


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).replace(ZERO_WIDTH_SPACE, "").strip()


def test_document_has_no_element_but_those_of_tables_and_headings() -> None:
    assert elements(rendered(markdown(nasty_document()))) <= OURS


def test_document_has_no_live_html() -> None:
    assert not re.search(r"(?<!\\)<", markdown(nasty_document()))


def test_every_row_of_a_sheet_is_a_row_of_the_table() -> None:
    assert rendered(markdown(nasty_document())).count("<tr>") == 2 + len(NASTY) + 1


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_shows_as_itself(text: str) -> None:
    assert words(rendered(markdown(document(title="x", lines=(Cell(text),))))).split("\n")[1:] == [safe(text).strip()]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_in_a_cell_shows_as_itself(text: str) -> None:
    html = rendered(markdown(document(title="x", sheets=(sheet(("c1", text)),))))
    assert words(html.partition("<td>c1</td>")[2]) == safe(text).strip()


@given(st.text())
def test_no_text_becomes_an_element(text: str) -> None:
    assert elements(rendered(escaped(text.strip()))) <= {"p"}


@given(st.text(st.sampled_from("ab1 -=+*_`~|\\#[](){}!<>&;.:/@$\n\t")))
def test_no_text_of_signs_becomes_an_element(text: str) -> None:
    assert elements(rendered(escaped(text.strip()))) <= {"p"}


@pytest.mark.parametrize("text", ["http://a.example", "https://a.example", "www.a.example", "me@a.example", "@user"])
def test_address_and_mention_are_kept_from_becoming_links(text: str) -> None:
    assert text not in escaped(text)
    assert words(escaped(text).replace("\\", "")) == text


def test_column_of_numbers_stands_right() -> None:
    assert "| ---: |" in markdown(nasty_document())
