"""Writes one HTML page that stands alone: nothing is loaded, nothing runs, and text from outside is only text."""

from html import escape
from typing import TextIO

from claimtrack.domain.text import safe
from claimtrack.formats.document import Cell, Column, Document, Sheet, Tone

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --line: #d0d7de; --faint: #5b6570;
  --disputed: #9a4a00; --supported: #1a6b34; --refuted: #a4201f; --open: #0b5394; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --paper: #14171a; --line: #3a424b; --faint: #9aa5b1;
  --disputed: #f0a35e; --supported: #6fcf8e; --refuted: #ff8f87; --open: #7fb8ec; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 72rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border-bottom: 1px solid var(--line); }
th { font-weight: 600; white-space: nowrap; } td { overflow-wrap: anywhere; min-width: 3ch; }
td.number, th.number { text-align: right; } td.brief { white-space: nowrap; } td.wide { min-width: 20ch; }
.strong { font-weight: 600; } .faint, footer { color: var(--faint); }
.disputed { color: var(--disputed); } .supported { color: var(--supported); } .refuted { color: var(--refuted); }
.open { color: var(--open); }
@media print { body { max-width: none; margin: 0; } }
"""


def write(document: Document, out: TextIO) -> None:
    """Write the page; its policy forbids scripts and every load, should anything slip through."""
    title = _shown(document.title)
    out.write(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    for line in document.lines:
        out.write(f'<p class="{line.tone}">{_shown(line.text)}</p>\n')
    for sheet in document.sheets:
        _write_sheet(sheet, out)
    if document.notes:
        out.write("<footer>\n")
        out.writelines(f"<p>{_shown(note)}</p>\n" for note in document.notes)
        out.write("</footer>\n")
    out.write("</body>\n</html>\n")


def _write_sheet(sheet: Sheet, out: TextIO) -> None:
    if sheet.heading:
        out.write(f"<h2>{_shown(sheet.heading)}</h2>\n")
    if not sheet.rows:
        return
    out.write('<div class="scroll"><table>\n<thead><tr>')
    for column in sheet.columns:
        number = ' class="number"' if column.is_number else ""
        out.write(f'<th scope="col"{number}>{_shown(column.heading)}</th>')
    out.write("</tr></thead>\n<tbody>\n")
    for row in sheet.rows:
        cells = (_cell(cell, column) for cell, column in zip(row, sheet.columns, strict=True))
        out.write(f"<tr>{''.join(cells)}</tr>\n")
    out.write("</tbody>\n</table></div>\n")


def _cell(cell: Cell, column: Column) -> str:
    looks = (
        "number" if column.is_number else "",
        "brief" if column.share == 0 else "wide" if column.share > 1 else "",
        cell.tone.value if cell.tone is not Tone.PLAIN else "",
    )
    named = " ".join(look for look in looks if look)
    return f'<td class="{named}">{_shown(cell.text)}</td>' if named else f"<td>{_shown(cell.text)}</td>"


def _shown(text: str) -> str:
    return escape(safe(text))
