"""Writes CSV (RFC 4180) that a spreadsheet opens without running anything."""

import csv
import json
from typing import TextIO

from claimtrack.domain.text import safe
from claimtrack.formats.document import Document, Json

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection


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
            return _text(json.dumps(value, ensure_ascii=False))
        case list():
            return _text("; ".join(str(part) for part in value))
        case _:
            return _text(str(value))


def _text(text: str) -> str:
    shown = safe(text)
    return f"'{shown}" if shown.startswith(_FORMULA_SIGNS) or text.startswith(_FORMULA_SIGNS) else shown
