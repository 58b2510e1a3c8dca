"""Workbooks beyond all bounds are refused before a library unpacks them, in little memory."""

import io
import tracemalloc
from zipfile import ZIP_LZMA, ZipFile

import pytest

from claimtrack.errors.tables import NotAWorkbook, WorkbookTooLarge
from claimtrack.formats.tables.parts import Merged, remarks_on
from tests.formats.tables.books import CLAIM_ROW, SHEET, book, replaced, sheet_xml, text_cell

PLAIN = book([["claim"], ["x"]])


def with_sheet(rows: str, *, before: str = "", after: str = "") -> bytes:
    return replaced(PLAIN, {SHEET: sheet_xml(rows, before=before, after=after)})


def look(content: bytes) -> None:
    remarks_on(io.BytesIO(content), "book.xlsx")


BOMBS = {
    "zeros": replaced(PLAIN, {"xl/media/bomb.bin": b"\0" * (129 << 20)}),
    "rows": with_sheet("<row/>" * 250_001),
    "cells of a row": with_sheet(f"<row>{'<c/>' * 100_001}</row>"),
    "elements": with_sheet("", after="<x/>" * 200_001),
    "depth": with_sheet("<x>" * 100 + "</x>" * 100),
    "texts": replaced(PLAIN, {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 500_001 + b"</sst>"}),
    "one value": with_sheet(f'<row><c t="{"x" * (5 << 20)}"/></row>'),
    "merged cells": with_sheet("", after='<mergeCell ref="A1:A2"/>' * 100_001),
    "parts": replaced(PLAIN, {f"xl/media/{number}": b"" for number in range(2_001)}),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_workbook_beyond_the_bounds_is_refused(content: bytes) -> None:
    with pytest.raises(WorkbookTooLarge) as refused:
        look(content)
    assert refused.value.message.startswith("book.xlsx unpacks to more than is read of a workbook")


@pytest.mark.parametrize("bomb", ["zeros", "one value", "cells of a row"])
def test_refusing_takes_little_memory(bomb: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(WorkbookTooLarge):
            look(BOMBS[bomb])
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (with_sheet(CLAIM_ROW, before=ENTITIES), "declares a type of its own"),
        (with_sheet('<row r="5"/><row r="2"/>'), "not in order"),
        (with_sheet('<row r="99999999999"/>'), "not in order"),
        (with_sheet('<row r="x"/>'), "not in order"),
    ],
)
def test_sheet_that_no_spreadsheet_writes_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(NotAWorkbook) as refused:
        look(content)
    assert reason in refused.value.message


def test_packing_that_no_spreadsheet_uses_is_refused() -> None:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_LZMA) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
    with pytest.raises(NotAWorkbook):
        look(out.getvalue())


def test_password_is_told() -> None:
    content = bytearray(PLAIN)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        content[at + flags] |= 1
    with pytest.raises(NotAWorkbook) as refused:
        look(bytes(content))
    assert "it has a password" in refused.value.message


def test_formulas_without_a_value_and_merged_cells_are_remarked() -> None:
    rows = (
        '<row r="2"><c r="A2"><f>B2</f></c><c r="B2"><f>1</f><v>1</v></c>'
        '<c t="str"><f>A1</f><v></v></c><c><f>1</f><v/></c>'
        f"{text_cell('E2', 'plain')}</row>"
    )
    content = with_sheet(rows, after='<mergeCells><mergeCell ref="AB3:AC5"/><mergeCell ref="?"/></mergeCells>')
    remarks = remarks_on(io.BytesIO(content), "book.xlsx")[SHEET]
    assert remarks.without_value == {(2, 1), (2, 4)}
    assert remarks.merged == [Merged(3, 5, 28, 29)]
