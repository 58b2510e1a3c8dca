"""Writes Markdown (GitHub's tables), in which text from outside cannot become markup."""

import re
from typing import TextIO

from claimtrack.domain.text import safe
from claimtrack.formats.document import Document, Sheet

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+!|~$<>&]|^[-=]|(?<=\d)\.|(?i:(?<=www)\.)|://|@)")


def write(document: Document, out: TextIO) -> None:
    """Write the title, the facts, each sheet as a table, and the notes."""
    out.write(f"## {escaped(document.title)}\n\n")
    for line in document.lines:
        out.write(f"{escaped(line.text)}  \n")
    if document.lines:
        out.write("\n")
    for sheet in document.sheets:
        _write_sheet(sheet, out)
    for note in document.notes:
        out.write(f"{escaped(note)}  \n")


def _write_sheet(sheet: Sheet, out: TextIO) -> None:
    if sheet.heading:
        out.write(f"### {escaped(sheet.heading)}\n\n")
    if not sheet.rows:
        return
    out.write("| " + " | ".join(escaped(column.heading) for column in sheet.columns) + " |\n")
    out.write("|" + "|".join(" ---: " if column.is_number else " --- " for column in sheet.columns) + "|\n")
    for row in sheet.rows:
        out.write("| " + " | ".join(escaped(cell.text) for cell in row) + " |\n")
    out.write("\n")


def escaped(text: str) -> str:
    """Return the text with every sign Markdown or HTML would read written so that it shows as itself."""
    return _SIGNS.sub(_shown, safe(text))


def _shown(match: re.Match[str]) -> str:
    sign = match[0]
    if sign == "://":
        return ":&#8203;//"  # else many readers make a link of it
    if sign == "@":
        return "&#64;"
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(sign, "\\" + sign)
