"""Brings an answer to where it was asked for: the terminal, a pipe, or a file."""

import io
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from claimtrack.cli import terminal
from claimtrack.cli.views import handling
from claimtrack.errors.entries import OutputError
from claimtrack.formats import registry
from claimtrack.formats.document import Document
from claimtrack.formats.registry import Format
from claimtrack.services import witnessing
from claimtrack.services.workspace import is_database
from claimtrack.store.record import Record

_FOR_PROGRAMS = frozenset({"json", "jsonl", "csv"})


def show(document: Document, fmt: Format | None, record: Record | None = None, *, footer: bool | None = None) -> None:
    """Show a document in a format, with the checkpoint of the record it came from as its last line."""
    document = _footed(document, _ending(fmt), record, footer=footer)
    if fmt in (None, Format.TABLE):
        terminal.show(document)
    else:
        terminal.show_as(_ending(fmt), document)


def _footed(document: Document, name: str, record: Record | None, *, footer: bool | None) -> Document:
    """Return a document that ends with the checkpoint; for programs only if asked for, and then on stderr."""
    for_programs = name in _FOR_PROGRAMS
    if record is not None and record.confidential:
        document = _with_handling(document, record, for_programs=for_programs)
    if record is None or not (footer if footer is not None else not for_programs):
        return document
    line = str(witnessing.checkpoint(record))
    if for_programs:
        terminal.note(line)
        return document
    return document._replace(notes=(*document.notes, line))


def _with_handling(document: Document, record: Record, *, for_programs: bool) -> Document:
    """Return a document that says whether confidential rows are in it: in JSON of one thing as a field, too."""
    words = handling.words(record.confidential, left_out=record.withholds)
    if isinstance(document.whole, dict):
        left_out = record.confidential if record.withholds else 0
        document = document._replace(whole={**document.whole, "confidential_left_out": left_out})
    if for_programs:
        terminal.note(words)
        return document
    return document._replace(notes=(*document.notes, words))


def write_file(
    document: Document, path: Path, fmt: Format | None, record: Record, *, footer: bool | None = None
) -> None:
    """Write a document to a file, whole or not at all, as `show` does; without a format its ending names one.

    A link's target is written, and a file that stands there keeps its rights; a device or a pipe is written to.
    Raises OutputError, also for a database: the one open here must not even be looked into.
    """
    name = registry.by_ending(path) if fmt is None else _ending(fmt)
    document = _footed(document, name, record, footer=footer)
    text = io.StringIO()
    registry.write(name, document, text)
    write_text([text.getvalue()], path, record)


def write_text(pieces: Iterable[str], path: Path, record: Record) -> None:
    """Write a text that comes in pieces to a file, as `write_file` does; raises OutputError."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="") as device:
                device.writelines(pieces)
        else:
            if target.is_file() and (target.samefile(record.path) or is_database(target)):
                raise OutputError(str(path), "it is a database")
            _replace(target, pieces)
    except OSError as error:
        raise OutputError(str(path), error.strerror or "it cannot be written") from error
    terminal.note(f"wrote {path}")


def _replace(target: Path, pieces: Iterable[str]) -> None:
    """Write a text beside its place, and move it there once it is whole."""
    import tempfile  # brings random with it, which a terminal needs not

    handle, beside = tempfile.mkstemp(prefix=".claimtrack-", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.writelines(pieces)
        Path(beside).chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _ending(fmt: Format | None) -> str:
    return "txt" if fmt in (None, Format.TABLE) else fmt.value
