"""Receives foreign files: finds those an import names, tells their formats, and takes them in, all or none of them."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from claimtrack.domain.differences import OPEN, Resolution
from claimtrack.domain.intake import Item, Refused
from claimtrack.errors.base import InputError
from claimtrack.errors.history import UnreadableFile
from claimtrack.errors.imports import ImportRefused, NothingFound, NotOfBundles, PackedFile, UnknownContent
from claimtrack.formats import incoming, recognition
from claimtrack.formats.incoming import Asked, Incoming
from claimtrack.services import importing, workspace
from claimtrack.services.importing import Imported, Origin
from claimtrack.store.writer import Writer


class Listener(Protocol):
    """Who is told how an import goes on."""

    def begin(self) -> None:
        """Forget what was told: the import begins, or begins anew."""

    def met(self, file: str, item: Item) -> None:
        """Hear of a record that was repaired or refused."""

    def advance(self, size: int) -> None:
        """Hear how many bytes were read since the last time."""


class Inlet(NamedTuple):
    """A file to be read: where it is, what it is called in the record, and its format."""

    path: Path
    name: str
    format: Incoming


class Wish(NamedTuple):
    """What the user wants done with what is read."""

    asked: Asked
    keep_good: bool = False
    dry_run: bool = False
    confidential: bool = False
    reason: str | None = None


@contextmanager
def spooled(stream: BinaryIO) -> Iterator[Path]:
    """Yield a file with what a stream brings: it has to be looked into first, and may have to be read twice."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-") as folder:
        path = Path(folder) / "stdin"
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        yield path


def inlets(path: Path, form: Incoming | None, *, name: str | None = None) -> tuple[list[Inlet], list[str]]:
    """Return the files to be read, and those of a folder that are passed over, since their format cannot be told.

    Raises UnreadableFile, UnknownContent or PackedFile for a file, NothingFound for a folder with nothing to read.
    """
    if not path.is_dir():
        called = name or path.name
        return [Inlet(path, called, form or _format_of(path, called))], []
    found: list[Inlet] = []
    passed_over: list[str] = []
    for file in sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith(".")):
        called = file.relative_to(path).as_posix()
        try:
            inlet = Inlet(file, called, form or _format_of(file, called))
        except (UnknownContent, PackedFile):
            passed_over.append(called)
            continue
        if inlet.format is Incoming.BUNDLE:  # what differs between two records is settled one by one
            passed_over.append(called)
        else:
            found.append(inlet)
    if not found:
        raise NothingFound(str(path))
    return found, passed_over


def _format_of(path: Path, name: str) -> Incoming:
    with _opened(path) as file:
        head = file.read(recognition.HEAD)
    if how := recognition.packed(name, head):
        raise PackedFile(name, how)
    form = recognition.recognised(name, head)
    if form is None:
        raise UnknownContent(name, list(Incoming))
    return form


def require_only_unions(wish: Wish, *, has_report: bool) -> None:
    """Raise NotOfBundles where something was asked that a bundle has no use for: it is taken in as it is, or not."""
    asked = wish.asked
    given = {
        "--map": asked.columns,
        "--values": asked.values,
        "--dates": asked.dates,
        "--map-file": asked.map_file,
        "--ratings": asked.ratings,
        "--keep-good": wish.keep_good,
        "--confidential": wish.confidential,
        "--report": has_report,
    }
    if lost := [option for option, value in given.items() if value]:
        raise NotOfBundles(lost, takes_in="a bundle")


def require_no_unions(resolution: Resolution) -> None:
    """Raise NotOfBundles where a choice was made between two records, and it is no record that is brought in."""
    if resolution != OPEN:
        raise NotOfBundles(["--ours, --theirs and --resolve"], takes_in="anything but a bundle")


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "no reason given") from error


def bring_in(
    db: workspace.Named, files: Sequence[Inlet], wish: Wish, listener: Listener
) -> workspace.Written[Imported]:
    """Take in what the files hold, all of it or nothing, and return the counts.

    Raises ImportRefused where a record could not be read, unless the good ones are to be kept; NothingFound where there
    was none.
    """
    reason = wish.reason if wish.reason is not None else f"import of {', '.join(file.name for file in files[:3])}"

    def action(writer: Writer) -> Imported:
        listener.begin()
        total = _sum([_bring_in_one(writer, file, wish, listener, alone=len(files) == 1) for file in files])
        if total.read == 0:
            raise NothingFound(files[0].name, files[0].format)
        if total.refused and not wish.keep_good:
            raise ImportRefused(total.refused, total.read)
        return total

    return workspace.write(db, action, dry_run=wish.dry_run, reason=reason)


def _bring_in_one(writer: Writer, file: Inlet, wish: Wish, listener: Listener, *, alone: bool) -> Imported:
    asked = wish.asked._replace(origin=file.name)
    origin = Origin(file.name, file.format, _reading(asked))
    with _opened(file.path) as stream, _ended(incoming.reader(file.format)(stream, asked)) as items:
        return importing.take_in(
            writer,
            _watched(items if alone else _told(items), stream, listener),
            origin,
            partial(listener.met, file.name),
            confidential=wish.confidential,
        )


@contextmanager
def _ended(items: Iterator[Item]) -> Iterator[Iterator[Item]]:
    """Give the items, and end their reader while its file is open: it may have something to do with it yet."""
    try:
        yield items
    finally:
        if isinstance(items, Generator):
            items.close()


def _told(items: Iterator[Item]) -> Iterator[Item]:
    """Yield the items; a file of many that cannot be read as a whole is one record that was refused."""
    try:
        yield from items
    except InputError as error:
        yield Refused("the whole file", "", error.message)


def _watched(items: Iterator[Item], stream: BinaryIO, listener: Listener) -> Iterator[Item]:
    """Yield the items, and say after each how far the file was read."""
    last = 0
    for item in items:
        yield item
        place = stream.tell() if not stream.closed else last
        listener.advance(place - last)
        last = place


def _reading(asked: Asked) -> str:
    """Return what the user said of how a file is to be read: another reading of the same row is another record."""
    mapped = asked.map_file.read_text(encoding="utf-8", errors="replace") if asked.map_file else ""
    return "\n".join(filter(None, (*sorted(asked.columns), *sorted(asked.values), asked.dates or "", mapped)))


def _sum(done: Sequence[Imported]) -> Imported:
    recorded: Counter[type] = Counter()
    for one in done:
        recorded.update(one.recorded)
    return Imported(
        sum(one.read for one in done),
        sum(one.known for one in done),
        sum(one.repaired for one in done),
        sum(one.refused for one in done),
        recorded,
    )
