"""The one module that writes to the terminal: answers to stdout, all else to stderr, everything made safe first."""

import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO

from claimtrack.domain.text import safe
from claimtrack.errors.base import ClaimtrackError

if TYPE_CHECKING:
    from claimtrack.formats.document import Document

PIPE_WIDTH = 100
_NARROWEST = 20


def prepare() -> None:
    """Make the streams show what they cannot encode as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def answer(line: str) -> None:
    """Write one line of a read's answer to stdout."""
    _line(line, sys.stdout)


def say(line: str) -> None:
    """Write one line of a write's answer to stdout; where that finds no room, what was done is still done.

    Then stderr says so, since to run the command again would record it twice.
    """
    try:
        _line(line, sys.stdout)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        note(f"claimtrack: the command did its work; its answer found no room on stdout: {error.strerror}")
        note(f"  {line}")


def note(line: str) -> None:
    """Write one line that is no part of the answer to stderr; where that takes none, what was done is still done."""
    try:
        _line(line, sys.stderr)
    except OSError:
        silence(sys.stderr)


def note_lines(text: str) -> None:
    """Write a text of several lines to stderr."""
    for line in text.splitlines():
        note(line)


def complain(error: ClaimtrackError) -> None:
    """Write an error as its line and its hint to stderr."""
    from claimtrack.domain.places import without_passwords  # only where something went wrong

    note(f"claimtrack: error: {without_passwords(error.message)}")
    note(f"hint: {without_passwords(error.hint)}")


def show(document: "Document") -> None:
    """Draw a document on stdout, as wide as the terminal is."""
    from claimtrack.formats import rich_table  # Rich costs 40 ms, which only tables need

    if _takes_colour():
        on = rich_table.console(sys.stdout, width=width(), is_terminal=True)
        rich_table.draw(document, on, is_ascii=is_ascii())
    else:
        sys.stdout.write(rich_table.text_of(document, width=width(), is_ascii=is_ascii()))


def show_as(name: str, document: "Document") -> None:
    """Write a document to stdout in a format named as a file ending is."""
    from claimtrack.formats import registry

    registry.write(name, document, sys.stdout)


def is_terminal() -> bool:
    """Tell whether somebody looks at stdout."""
    return sys.stdout.isatty()


def give(data: bytes) -> None:
    """Write a file's bytes to stdout; on a terminal as the text they are."""
    if is_terminal() or not hasattr(sys.stdout, "buffer"):
        sys.stdout.write(data.decode())
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def write_exactly(pieces: Iterable[str]) -> None:
    """Write a text that comes in pieces to stdout, in UTF-8 whatever the terminal takes: another program reads it."""
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode())
    sys.stdout.buffer.flush()


def can_ask() -> bool:
    """Tell whether somebody sits there to be asked: never where stdin or stderr is a pipe."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stderr))


def agrees(question: str) -> bool:
    """Ask on stderr, and tell whether the answer is yes; the end of the input is a no."""
    sys.stderr.write(f"{safe(question)} [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def read_stdin() -> str:
    """Return what stands on stdin, undecodable bytes kept as surrogates for the text check to name."""
    return read_bytes().decode("utf-8-sig", errors="surrogateescape")


def read_bytes(limit: int = -1) -> bytes:
    """Return the bytes on stdin, or as many as are asked for."""
    if sys.stdin is None or sys.stdin.closed:
        return b""
    return sys.stdin.buffer.read(limit) if hasattr(sys.stdin, "buffer") else sys.stdin.read(limit).encode()


def binary_stdin() -> BinaryIO:
    """Return stdin as a stream of bytes; an empty one where there is none."""
    buffer = getattr(sys.stdin, "buffer", None)
    return buffer if buffer is not None else io.BytesIO(read_bytes())


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Yield what moves a bar on stderr forward, of `total` steps; on nothing but a terminal is one drawn."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True, markup=False, emoji=False), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda step: bar.advance(task, step)


def width() -> int:
    """Return the columns to draw on: COLUMNS where it is set, the terminal's own, or those of a page in a pipe."""
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given):
        return max(int(given), _NARROWEST)
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, _NARROWEST)
    except (OSError, ValueError):
        return PIPE_WIDTH


def is_ascii() -> bool:
    """Tell whether stdout takes no glyphs."""
    return _cannot_take("⚑─", sys.stdout)


def _takes_colour() -> bool:
    """Tell whether to colour: on a terminal, or where FORCE_COLOR says so; Rich itself obeys NO_COLOR and TERM=dumb."""
    forced = os.environ.get("FORCE_COLOR", "")
    return sys.stdout.isatty() or forced not in ("", "0", "false", "no")


def _line(line: str, stream: TextIO) -> None:
    shown = safe(line)
    if _cannot_take("⚑", stream):
        from claimtrack.formats.glyphs import plain

        shown = plain(shown)
    stream.write(shown + "\n")


def _cannot_take(signs: str, stream: TextIO) -> bool:
    try:
        signs.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def silence(stream: TextIO | None = None) -> None:
    """Send what is left for a stream, stdout if none is named, to nowhere: nobody takes it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, (stream or sys.stdout).fileno())


def drop_unwritten() -> None:
    """Drop what stdout did not take; Python would try again at its end, and change the exit code."""
    try:
        sys.stdout.flush()
    except OSError:
        silence()
