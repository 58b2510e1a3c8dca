"""Brings an answer to where it was asked for: the terminal, a pipe, or a file."""

import io
from pathlib import Path

from claimtrack.cli import terminal
from claimtrack.errors.entries import OutputError
from claimtrack.formats import registry
from claimtrack.formats.document import Document
from claimtrack.formats.registry import Format


def show(document: Document, fmt: Format | None, save: Path | None = None) -> None:
    """Show a document in a format, or write it to a file; without a format the file's ending names it."""
    if save is not None:
        write_file(document, save, registry.by_ending(save) if fmt is None else _ending(fmt))
    elif fmt in (None, Format.TABLE):
        terminal.show(document)
    else:
        terminal.show_as(_ending(fmt), document)


def write_file(document: Document, path: Path, name: str) -> None:
    """Write a document to a file, whole or not at all; raises OutputError."""
    text = io.StringIO()
    registry.write(name, document, text)
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text.getvalue(), encoding="utf-8", newline="")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(str(path), error.strerror or "it cannot be written") from error
    terminal.note(f"wrote {path}")


def _ending(fmt: Format | None) -> str:
    return "txt" if fmt in (None, Format.TABLE) else fmt.value
