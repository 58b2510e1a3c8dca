"""Which formats there are, by name and by file ending; each is loaded when it is used."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import PurePath
from typing import TextIO

from claimtrack.errors.entries import UnknownFormat
from claimtrack.formats.document import Document


class Format(StrEnum):
    """The formats of every read; `table` is for terminals."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"
    HTML = "html"


_WRITERS = {
    "txt": ("rich_table", "write_text"),
    "svg": ("rich_table", "write_picture"),
    "json": ("json_text", "write"),
    "jsonl": ("json_text", "write_lines"),
    "csv": ("csv_text", "write"),
    "md": ("markdown", "write"),
    "html": ("html_page", "write"),
}
_DEVICE = "txt"  # what has no ending to go by
_ENDINGS = {**{f".{name}": name for name in _WRITERS}, ".htm": "html", ".markdown": "md", ".ndjson": "jsonl"}


def write(name: str, document: Document, out: TextIO) -> None:
    """Write a document in a format named as a file ending is."""
    module, function = _WRITERS[name]
    writer: Callable[[Document, TextIO], None] = getattr(import_module(f"claimtrack.formats.{module}"), function)
    writer(document, out)


def by_ending(path: PurePath) -> str:
    """Return the format that a file's ending names; raises UnknownFormat with the endings there are."""
    name = _ENDINGS.get(path.suffix.lower()) or (_DEVICE if str(path).startswith("/dev/") else None)
    if name is None:
        raise UnknownFormat(path.suffix or path.name, sorted(_ENDINGS))
    return name
