"""Writes CSV (RFC 4180) that a spreadsheet opens without running anything."""

import csv
import json
import re
from typing import TextIO

from claimtrack.domain.text import safe
from claimtrack.formats.document import Document, Json

# Signs that begin a formula (OWASP, CSV injection). One behind apostrophes gets another, so that each text has a cell
# of its own, and a cell says what its text was.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


def write(document: Document, out: TextIO) -> None:
    """Write the rows under their fields; lists are joined by semicolons, and a cell that would run is quoted out.

    A list of things with fields of their own is written as JSON.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(document.fields)
    writer.writerows([_cell(row.get(name)) for name in document.fields] for row in document.rows)


def _cell(value: Json) -> str | int:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int():
            return value
        case list() if any(isinstance(part, dict) for part in value):
            return cell_text(json.dumps(value, ensure_ascii=False))
        case list():
            return cell_text("; ".join(str(part) for part in value))
        case _:
            return cell_text(str(value))


def cell_text(text: str) -> str:
    """Return what a cell shows of a text: hidden characters written out, an apostrophe before what would run."""
    shown = safe(text)
    return f"'{shown}" if FORMULA.match(shown) or FORMULA.match(text) else shown
