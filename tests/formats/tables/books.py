"""Workbooks to read: made by the library that spreadsheets' users know, and by hand where no library would."""

import io
import random
from collections.abc import Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter
from openpyxl import Workbook

Grid = Sequence[Sequence[object]]


def book(*sheets: Grid, names: Sequence[str] = ()) -> bytes:
    """Return a workbook with sheets of values, as openpyxl writes it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for number, grid in enumerate(sheets):
        sheet = workbook.create_sheet(names[number] if names else f"Sheet{number + 1}")
        for row in grid:
            sheet.append(list(row))
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_formula(formula: str, value: str | float | None) -> bytes:
    """Return a workbook whose second row is a claim, and a tag that a formula gives."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["claim", "tags"])
        sheet.write_string(1, 0, "The pier is shut")
        sheet.write_formula(1, 1, formula, value="" if value is None else value)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
_HEAD = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def sheet_xml(rows: str, *, before: str = "", dimension: str = "", after: str = "") -> bytes:
    """Return the part of a sheet with these rows."""
    return f"{before}{_HEAD}{dimension}<sheetData>{rows}</sheetData>{after}</worksheet>".encode()


def text_cell(ref: str, text: str) -> str:
    return f'<c r="{ref}" t="inlineStr"><is><t>{text}</t></is></c>'


CLAIM_ROW = f'<row r="1">{text_cell("A1", "claim")}</row>'


def replaced(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a workbook with some of its parts replaced or added."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), parts.get(name, old.read(name)), ZIP_DEFLATED)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(ZipInfo(name), parts[name], ZIP_DEFLATED)
    return out.getvalue()


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a workbook in one part of which something was changed, lost, doubled or cut off, or the file itself."""
    if chance.random() < 0.3:
        return _mangled(content, chance)
    with ZipFile(io.BytesIO(content)) as archive:
        name = chance.choice(archive.namelist())
        return replaced(content, {name: _mangled(archive.read(name), chance)})


_PIECES = (
    b"<",
    b">",
    b'"',
    b"&x;",
    b"<v>",
    b"</row>",
    b"\xff",
    b"\0",
    b'r="9999999999"',
    b"<row>",
    b't="d"',
    b't="s"',
    b"1e999",
)


def _mangled(content: bytes, chance: random.Random) -> bytes:
    part = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(part) or 1)
        match chance.randrange(5):
            case 0:
                part[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del part[at : at + chance.randint(1, 30)]
            case 2:
                part[at:at] = chance.choice(_PIECES)
            case 3:
                digits = [n for n, byte in enumerate(part) if chr(byte).isdigit()]
                if digits:
                    part[chance.choice(digits)] = chance.choice(b"0123456789-.e")
            case _:
                part[at:at] = part[at : at + 60]
    return bytes(part)
