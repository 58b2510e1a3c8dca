"""Tables as Rich draws them: text is only text, sheets fold on narrow screens, and nothing is ever cut."""

import re
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from rich.cells import cell_len

from claimtrack.domain.text import safe
from claimtrack.formats.document import Cell, Column, Document, Sheet
from claimtrack.formats.rich_table import NARROW, console, draw, write_picture, write_text
from tests.formats.documents import NASTY, document, nasty_document, sheet

WIDTHS = (40, 60, 79, 80, 100, 120)
LONG = "It says that in October 2023 three ships brought a thousand containers of munitions from Rajin to Dunai. " * 3
UNBROKEN = "https://example.org/" + "very-long-path/" * 20
KOREAN = "북한이 러시아에 포탄을 보냈다고 한국 정부가 밝혔다. " * 5


def drawn(given_document: Document, *, width: int = 100, is_ascii: bool = False, is_terminal: bool = False) -> str:
    out = StringIO()
    draw(given_document, console(out, width=width, is_terminal=is_terminal), is_ascii=is_ascii)
    return out.getvalue()


def picture(given_document: Document) -> str:
    out = StringIO()
    write_picture(given_document, out)
    return out.getvalue()


def squeezed(text: str) -> str:
    return "".join(text.split())


def one_cell(text: str, *, folded: Sheet | None = None) -> Document:
    return document(title="", sheets=(sheet(("c1", text), folded=folded),))


def column_of(text: str) -> str:
    """Return what stands in the second column of a drawn table, line after line."""
    return squeezed("".join(line[2:] for line in text.splitlines()[2:]))


# Only text


def test_plain_text_has_no_escape_sequences() -> None:
    out = StringIO()
    write_text(nasty_document(), out)
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_drawn_as_it_is_shown(text: str) -> None:
    assert squeezed(safe(text)) in squeezed(drawn(one_cell(text), width=200))


def test_terminal_gets_colours_and_no_other_sequence() -> None:
    text = drawn(nasty_document(), is_terminal=True)
    assert "\x1b" not in re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_terminal_gets_the_same_text_as_a_file() -> None:
    text = drawn(nasty_document(), is_terminal=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", text) == drawn(nasty_document())


@pytest.mark.parametrize("variable", ["TERM", "NO_COLOR", "FORCE_COLOR"])
def test_terminals_without_abilities_get_the_same_words(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = drawn(nasty_document())
    monkeypatch.setenv(variable, "dumb" if variable == "TERM" else "1")
    assert re.sub(r"\x1b\[[0-9;]*m", "", drawn(nasty_document())) == expected


# Widths


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(cell_len(line) for line in drawn(nasty_document(), width=width).splitlines()) <= width


@pytest.mark.parametrize("width", [40, 60, 100])
@pytest.mark.parametrize("text", [LONG, UNBROKEN, KOREAN], ids=["words", "unbroken", "korean"])
def test_long_cell_is_never_cut(text: str, width: int) -> None:
    assert column_of(drawn(one_cell(text), width=width)) == squeezed(text)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_long_cell_is_never_cut_in_ascii(width: int) -> None:
    assert column_of(drawn(one_cell(LONG), width=width, is_ascii=True)) == squeezed(LONG)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_two_long_cells_are_never_cut(width: int) -> None:
    text = drawn(document(sheets=(sheet(("c1", LONG, "x" * 300), headings=("ID", "Claim", "Said by")),)), width=width)
    assert (text.count("x"), text.count("\u2026")) == (300 + LONG.count("x"), 0)


@pytest.mark.parametrize("width", [40, 60, 100])
def test_title_line_and_note_are_never_cut(width: int) -> None:
    text = squeezed(drawn(document(title=LONG, notes=(UNBROKEN,)), width=width))
    assert text == squeezed(LONG + UNBROKEN)


FOLDED = sheet(("c1 folded",), headings=("Claim",))


@pytest.mark.parametrize("width", [40, NARROW - 1])
def test_sheet_is_folded_on_narrow_screens(width: int) -> None:
    assert "folded" in drawn(one_cell("wide", folded=FOLDED), width=width)


@pytest.mark.parametrize("width", [NARROW, 120])
def test_sheet_is_not_folded_where_there_is_room(width: int) -> None:
    assert "folded" not in drawn(one_cell("wide", folded=FOLDED), width=width)


@pytest.mark.parametrize(("least", "is_folded"), [(0, False), (60, True)])
def test_sheet_is_folded_where_a_column_would_have_too_little_room(*, least: int, is_folded: bool) -> None:
    columns = (Column("Claim", share=1, least=least), Column("Said by"))
    wide = Sheet(columns, ((Cell("so it was " * 9), Cell("x" * 50)),), folded=FOLDED)
    assert ("folded" in drawn(document(sheets=(wide,)), width=100)) is is_folded


def test_a_column_needs_no_more_room_than_its_words() -> None:
    wide = Sheet((Column("Claim", share=1, least=95), Column("Said by")), ((Cell("So"), Cell("x")),), folded=FOLDED)
    assert "folded" not in drawn(document(sheets=(wide,)), width=100)


def test_sheet_without_a_folded_form_stays_as_it_is() -> None:
    assert "wide" in drawn(one_cell("wide"), width=40)


# ASCII


def test_our_own_signs_are_ascii_where_the_stream_is() -> None:
    plain = document(
        title="Claims — “all” · 2",
        sheets=(sheet(("⚑ c1", "it was so"), ("✓ › ✗ ⊘ ↺ ? -", "x")),),
        notes=("as of today — all",),
    )
    assert drawn(plain, is_ascii=True).isascii()


def test_words_on_record_stay_where_the_stream_is_ascii() -> None:
    assert "북한" in drawn(one_cell("북한"), is_ascii=True)


# Pictures


def test_picture_parses_as_xml() -> None:
    assert ET.fromstring(picture(nasty_document())).tag == "{http://www.w3.org/2000/svg}svg"


def test_picture_mentions_no_address_but_its_namespace() -> None:
    harmless = document(sheets=(sheet(("c1", LONG)),))
    assert re.findall(r"https?://[^\s\"'<]*", picture(harmless)) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize(
    "mention", ["@font-face", "url(http", "<script", "href", "<image", "@import", "<foreignObject"]
)
def test_picture_loads_and_runs_nothing(mention: str) -> None:
    assert mention not in picture(nasty_document())


def test_picture_refers_to_nothing_but_its_own_parts() -> None:
    assert all(target.startswith("#claimtrack-") for target in re.findall(r"url\(([^)]*)\)", picture(nasty_document())))


def test_picture_has_no_element_that_links() -> None:
    tags = {element.tag.rpartition("}")[2] for element in ET.fromstring(picture(nasty_document())).iter()}
    assert tags <= {"svg", "title", "style", "defs", "clipPath", "rect", "g", "text", "circle"}


def test_picture_shows_every_word() -> None:
    shown = "".join(ET.fromstring(picture(one_cell(LONG))).itertext()).replace("\u00a0", " ")
    assert all(word in shown for word in LONG.split())
