"""Writes JSON and JSON Lines: the exact data, with hidden characters as escapes."""

import json
from typing import TextIO

from claimtrack.domain.text import json_safe
from claimtrack.formats.document import Document, Json, Row


def write(document: Document, out: TextIO) -> None:
    """Write one JSON value: the whole, else the array of the rows, a row a line."""
    if document.whole is not None:
        out.write(_text(document.whole, indent=2) + "\n")
        return
    opened = False
    for row in document.rows:
        out.write((",\n  " if opened else "[\n  ") + _text(dict(row)))
        opened = True
    out.write("\n]\n" if opened else "[]\n")


def write_lines(document: Document, out: TextIO) -> None:
    """Write one JSON object a line and a row."""
    for row in document.rows:
        write_line(row, out)


def write_line(row: Row, out: TextIO) -> None:
    """Write one JSON object as a line."""
    out.write(_text(dict(row)) + "\n")


def _text(value: Json, *, indent: int | None = None) -> str:
    return json_safe(json.dumps(value, ensure_ascii=False, indent=indent))
