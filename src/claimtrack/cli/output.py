"""Brings an answer to where it was asked for: the terminal, a pipe, or a file."""

import io
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from claimtrack.cli import terminal
from claimtrack.cli.views import handling
from claimtrack.errors.entries import OutputError
from claimtrack.formats import json_text, registry
from claimtrack.formats.document import Document, Json
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


def is_for_programs(fmt: Format | None) -> bool:
    """Tell whether programs read a format: then what is no data goes to stderr."""
    return _ending(fmt) in _FOR_PROGRAMS


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
    _put([text.getvalue().encode()], path, record)


def show_file(data: bytes, path: Path | None, record: Record, *, footer: bool) -> None:
    """Write a file's bytes to a file, as `write_file` does, or to stdout; what is to be said with it goes to stderr.

    That is whether confidential rows are in it and, with a `footer`, the checkpoint that it has no place for.
    """
    if path is None:
        terminal.give(data)
    else:
        _put([data], path, record)
    if record.confidential:
        terminal.note(handling.words(record.confidential, left_out=record.withholds))
    if footer:
        terminal.note(str(witnessing.checkpoint(record)))


def write_text(pieces: Iterable[str], path: Path, record: Record) -> None:
    """Write a text that comes in pieces to a file, as `write_file` does; raises OutputError."""
    _put((piece.encode() for piece in pieces), path, record)


def _put(pieces: Iterable[bytes], path: Path, record: Record) -> None:
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                device.writelines(pieces)
        else:
            if target.is_file() and (_is_open(record, target) or is_database(target)):
                raise OutputError(str(path), "it is a database")
            with _whole(target) as file:
                file.writelines(pieces)
    except OSError as error:
        raise OutputError(str(path), error.strerror or "it cannot be written") from error
    terminal.note(f"wrote {path}")


def _is_open(record: Record, target: Path) -> bool:
    return isinstance(record.path, Path) and target.samefile(record.path)


@contextmanager
def journal(path: Path | None) -> Iterator[Callable[[dict[str, Json]], None]]:
    """Yield what writes a line of JSON to a file; it is put in its place at the end, whatever that is.

    Without a path nothing is written. Raises OutputError, also for a database.
    """
    if path is None:
        yield lambda _: None
        return
    target = path.resolve()
    if target.exists() and (not target.is_file() or is_database(target)):
        raise OutputError(str(path), "it is a database" if target.is_file() else "it is no file")
    import tempfile

    with tempfile.TemporaryFile("wb+") as kept, io.TextIOWrapper(kept, encoding="utf-8", newline="") as lines:
        try:
            yield lambda row: json_text.write_line(row, lines)
        finally:  # of what failed, what was written down is wanted all the more
            lines.flush()
            kept.seek(0)
            try:
                with _whole(target) as file:
                    shutil.copyfileobj(kept, file)
            except OSError as error:
                raise OutputError(str(path), error.strerror or "it cannot be written") from error
            terminal.note(f"wrote {path}")


@contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """Yield a file beside a place, and move it there once it is whole."""
    import tempfile  # brings random with it, which a terminal needs not

    handle, beside = tempfile.mkstemp(prefix=".claimtrack-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
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
