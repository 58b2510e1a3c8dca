"""Reads the sheets of a workbook (XLSX, ECMA-376) as tables, and writes the record as one with a sheet a kind."""

import warnings
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, cast
from zipfile import BadZipFile

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.intake import Item
from claimtrack.domain.records import Actor, Bearing, Claim, Source, Statement, Verdict
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.text import folded
from claimtrack.errors.tables import NoSheet, NotATable, NotAWorkbook
from claimtrack.formats.incoming import Asked
from claimtrack.formats.tables import cells
from claimtrack.formats.tables.encodings import rereadable
from claimtrack.formats.tables.fields import SHEETS, Field
from claimtrack.formats.tables.flat import Fields, Flat, losses_of, lost
from claimtrack.formats.tables.mapping import Mapped, Wishes, holds_claims, mapped, wishes_of
from claimtrack.formats.tables.parts import remarks_on
from claimtrack.formats.tables.rows import items_of
from claimtrack.formats.tables.sheets import DAMAGE, Table

if TYPE_CHECKING:
    import xlsxwriter
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_LONGEST = 32_767  # UTF-16 units of a cell, as spreadsheets have it
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # no time of day in the file: same rows, same bytes
_WIDTHS = {"id": 6, Field.CLAIM: 60, Field.QUOTE: 60, Field.EVIDENCE: 60, Field.RATIONALE: 60, Field.SOURCE_TITLE: 40}
_WIDTH = 18


def read(stream: BinaryIO, asked: Asked) -> Iterator[Item]:
    """Yield what the rows of every sheet say that holds claims, or of the one that the map file names.

    Formulas are not computed: their value is the one that the spreadsheet kept. A merged cell's value is that of every
    row it spans. Raises NotAWorkbook, NotATable, NoSheet, or an error of the mapping.
    """
    wishes = wishes_of(asked)
    with rereadable(stream) as file:
        try:
            remarks = remarks_on(file, asked.origin)
            file.seek(0)
            workbook = _opened(file)
        except DAMAGE as error:
            raise NotAWorkbook(asked.origin, _said(error)) from error
        try:
            tables = [Table(sheet, remarks, asked.origin) for sheet in _sheets(workbook, wishes)]
            for table, found in _mapped(tables, wishes, asked.origin):
                text_of = cells.from_workbook if table.header == SHEETS.get(table.name) else None
                yield from items_of(table.rows(), found, asked, text_of=text_of)
        finally:
            workbook.close()


def _mapped(tables: Sequence[Table], wishes: Wishes, origin: str) -> list[tuple[Table, Mapped]]:
    """Return the tables that hold claims, and how; where none does, the first says in an error what it lacks."""
    filled = [table for table in tables if table.header]
    if not filled:
        raise NotATable(origin, "it is empty")
    held = [table for table in filled if holds_claims(wishes, table.header)] or filled[:1]
    return [(table, mapped(wishes, table.header, where=f"sheet {table.name}")) for table in held]


def _opened(stream: BinaryIO) -> "Workbook":
    from openpyxl import load_workbook  # costs 150 ms; only workbooks need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(stream, read_only=True, data_only=True, keep_links=False)


def _sheets(workbook: "Workbook", wishes: Wishes) -> "list[ReadOnlyWorksheet]":
    """Return the sheets that a reader sees, or the one that is wished for."""
    sheets = cast("list[ReadOnlyWorksheet]", workbook.worksheets)
    if wishes.sheet is None:
        return [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    named = [sheet for sheet in sheets if folded(sheet.title) == folded(wishes.sheet or "")]
    if not named:
        raise NoSheet(wishes.sheet, [sheet.title for sheet in sheets])
    return named[:1]


def _said(error: Exception) -> str:
    if isinstance(error, BadZipFile):
        return "it is no ZIP archive, or a damaged one"
    return "what it holds is damaged, or no workbook"


def write(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write a sheet for claims, statements, evidence, verdicts, sources and actors each, and return what they lack.

    Every cell is text: nothing in it is computed or followed as a link, also when somebody edits it. The same extract
    gives the same bytes.
    """
    import xlsxwriter  # only workbooks need it

    with xlsxwriter.Workbook(out, {"constant_memory": True}) as workbook:
        workbook.set_properties({"title": "claimtrack", "comments": extract.checkpoint, "created": _MADE})
        cut = sum(_write_sheet(workbook, name, rows) for name, rows in _rows_by_sheet(extract).items())
    bound = f"beyond the {_LONGEST:,} characters of a cell"
    return [
        *losses_of(extract),
        *lost(cut, f"text {bound}, which is cut there", f"texts {bound}, which are cut there"),
    ]


def _rows_by_sheet(extract: Extract) -> dict[str, Iterator[Fields]]:
    """Return the rows of each sheet, by column."""
    flat = Flat(extract)
    return {
        "Claims": (_row(Kind.CLAIM, row.id, flat.claim(row)) for row in extract.all(Claim)),
        "Statements": (
            _row(Kind.STATEMENT, row.id, flat.spoken_of(row), flat.statement(row)) for row in extract.all(Statement)
        ),
        "Evidence": (
            _row(Kind.EVIDENCE, row.evidence_id, flat.spoken_of(row), flat.bearing(row)) for row in extract.all(Bearing)
        ),
        "Verdicts": (
            _row(Kind.VERDICT, row.id, flat.spoken_of(row), flat.verdict(row)) for row in extract.all(Verdict)
        ),
        "Sources": (_row(Kind.SOURCE, row.id, flat.source(row)) for row in extract.all(Source)),
        "Actors": (
            _row(Kind.ACTOR, row.id, flat.actor(row), {"reliability": row.reliability or ""})
            for row in extract.all(Actor)
        ),
    }


def _row(kind: Kind, number: int, *parts: Fields) -> Fields:
    row = {"id": short_id(kind, number)}
    for part in parts:
        row |= part
    return row


def _write_sheet(workbook: "xlsxwriter.Workbook", name: str, rows: Iterator[Fields]) -> int:
    """Write the rows under their columns, which stay in sight, and return how many texts had to be cut."""
    sheet, columns, cut = workbook.add_worksheet(name), SHEETS[name], 0
    heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    # Quoted, a cell stays a text when it is edited; unquoted, one that begins with = would then be computed.
    text = workbook.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True, "num_format": "@"})
    for column, title in enumerate(columns):
        sheet.set_column(column, column, _WIDTHS.get(title, _WIDTH))
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, heading)
    for number, row in enumerate(rows, 1):
        for column, title in enumerate(columns):
            if value := row.get(title, ""):
                shown = _fitting(cells.in_workbook(value))
                cut += shown != cells.in_workbook(value)
                sheet.write_string(number, column, shown, text)
    return cut


def _fitting(text: str) -> str:
    """Return a text as long as a cell may be, and what was cut said at its end."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 <= _LONGEST:
        return text
    note = f" [cut here, of {len(text):,} characters]"
    room = (_LONGEST - len(note)) * 2
    return text.encode("utf-16-le", "surrogatepass")[:room].decode("utf-16-le", "ignore") + note
