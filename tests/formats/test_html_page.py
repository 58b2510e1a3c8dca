"""The HTML page: it stands alone, and text from outside is only text."""

from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.text import safe
from claimtrack.formats.document import Cell, Document
from claimtrack.formats.html_page import write
from tests.formats.documents import NASTY, document, nasty_document, sheet

EMPTY_ELEMENTS = {"meta"}


class Page(HTMLParser):
    """What a browser would make of a page: its elements, their attributes and its words."""

    def __init__(self, given_document: Document) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrongly_closed: list[str] = []
        out = StringIO()
        write(given_document, out)
        self.html = out.getvalue()
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element down."""
        self.elements.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in EMPTY_ELEMENTS:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.wrongly_closed.append(tag)

    def handle_data(self, data: str) -> None:
        """Take words down."""
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def test_every_element_is_closed_where_it_should_be() -> None:
    page = Page(nasty_document())
    assert (page.open, page.wrongly_closed) == ([], [])


def test_page_has_only_the_elements_of_a_table_with_notes() -> None:
    assert set(Page(nasty_document()).elements) == {
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p"),
        *("div", "table", "thead", "tbody", "tr", "th", "td", "footer"),
    }


def test_page_has_no_attribute_that_loads_or_runs() -> None:
    names = {name for name, _ in Page(nasty_document()).attributes}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class", "scope"}


def test_policy_of_the_page_forbids_every_load() -> None:
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in Page(nasty_document()).attributes


@pytest.mark.parametrize("mention", ["url(", "@import", "@font-face"])
def test_style_of_the_page_loads_nothing(mention: str) -> None:
    assert mention not in Page(nasty_document()).html


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_read_as_itself(text: str) -> None:
    assert safe(text) in Page(nasty_document()).words


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_read_as_itself_wherever_it_stands(text: str) -> None:
    words = Page(document(title=text, lines=(Cell(text),), sheets=(sheet((text, text)),), notes=(text,))).words
    headings = ("ID", "Claim").count(text)
    assert words.count(safe(text)) == 6 + headings  # the title twice, a line, two cells, a note
