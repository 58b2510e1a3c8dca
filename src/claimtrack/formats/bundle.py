"""Bundles: a whole record, or a part of it, as JSON Lines that git can compare, and that another record can take in.

The first line is a header; then comes one row a line, kind after kind and by uid, so that a row recorded later is a
line more and an edit a line changed. Keys stand in a fixed order, and nothing empty is written.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple

from claimtrack.domain import strict_json
from claimtrack.domain.bundles import COLUMNS, KEYS, KIND_OF, TYPES, Travelling
from claimtrack.domain.checkpoints import checkpoints_in
from claimtrack.domain.records import Row
from claimtrack.domain.text import json_safe
from claimtrack.errors.uniting import NewerBundle, NotABundle, UnfitRow

TYPE = "bundle"
VERSION = 1
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HEADER = ("type", "version", "checkpoint", "rows")
_COLUMN = {kind: {key: column for column, key in keys.items()} for kind, keys in KEYS.items()}


class Header(NamedTuple):
    """What the first line says: the checkpoint of the record that the rows are from, if it had any, and their number.

    The number shows where a file was cut off.
    """

    checkpoint: str | None
    rows: int


def first_line(header: Header) -> str:
    """Return the header as a line."""
    found = {"type": TYPE, "version": VERSION, "checkpoint": header.checkpoint, "rows": header.rows}
    return _line({key: value for key, value in found.items() if value is not None})


def line(kind: type[Row], values: Mapping[str, Any]) -> str:
    """Return one row as a line, given by column; references are uids."""
    keys = KEYS[kind]
    held = {keys[column]: values[column] for column in COLUMNS[kind] if values[column] is not None}
    return _line({"type": TYPES[kind], **held})


def _line(held: Mapping[str, Any]) -> str:
    return json_safe(_encode(held)) + "\n"


def is_bundle(begin: bytes) -> bool:
    """Tell from the first bytes of a file, a few hundred will do, whether it says that it is a bundle."""
    return begin.lstrip().startswith(b'{"type":"bundle"') or begin.lstrip().startswith(b'{"type": "bundle"')


class Bundle:
    """A bundle as it is read: the header at once, then row by row; memory does not grow with it.

    Raises NotABundle, NewerBundle, or UnfitRow with the line: for anything but the rows that the header announces, each
    with known keys, once each. Whether a row is fit to be taken in, and what it names is there, is not asked here.
    """

    def __init__(self, stream: BinaryIO, *, name: str) -> None:
        self._stream = stream
        self.name = name
        self.header = self._header()

    def rows(self) -> Iterator[Travelling]:
        """Yield the rows in the order of the file, each with its line as its place."""
        number = 1
        while found := self._next(number + 1):
            number += 1
            yield self._row(found, f"line {number}")
        if number - 1 != self.header.rows:
            because = f"it announces {self.header.rows:,} rows, and holds {number - 1:,}"
            raise NotABundle(self.name, because=because)

    def _header(self) -> Header:
        try:
            said = strict_json.loads(self._next(1).decode())
        except UnfitRow as error:
            raise NotABundle(self.name, because="its first line is too long") from error
        except ValueError as error:  # also of bytes that are not UTF-8
            raise NotABundle(self.name, because="its first line is no JSON object in UTF-8") from error
        if not isinstance(said, dict) or said.get("type") != TYPE:
            raise NotABundle(self.name, because="its first line does not say that it is one")
        version = said.get("version")
        if type(version) is int and version > VERSION:
            raise NewerBundle(self.name, found=version, known=VERSION)
        checkpoint, rows = said.get("checkpoint"), said.get("rows")
        if type(version) is not int or version != VERSION or type(rows) is not int or not said.keys() <= {*_HEADER}:
            raise NotABundle(self.name, because="its first line says what no bundle says")
        if "checkpoint" in said and not (isinstance(checkpoint, str) and _is_checkpoint(checkpoint)):
            raise NotABundle(self.name, because="what its first line gives as a checkpoint is none")
        return Header(checkpoint, rows)

    def _next(self, number: int) -> bytes:
        """Return the next line, or nothing at the end of the file."""
        found = self._stream.readline(strict_json.LARGEST + 1)
        if len(found) > strict_json.LARGEST:
            raise UnfitRow(self.name, f"line {number}", because="it is too long")
        return found

    def _row(self, found: bytes, place: str) -> Travelling:
        try:
            said = strict_json.loads(found.decode())
        except UnicodeDecodeError as error:
            raise UnfitRow(self.name, place, because="it is not UTF-8") from error
        except strict_json.NotJsonError as error:
            raise UnfitRow(self.name, place, because="it is not JSON") from error
        except ValueError as error:
            raise UnfitRow(self.name, place, because=str(error)) from error
        if not isinstance(said, dict):
            raise UnfitRow(self.name, place, because="it is no JSON object")
        name = said.pop("type", None)
        kind = KIND_OF.get(name) if isinstance(name, str) else None
        if kind is None:
            raise UnfitRow(self.name, place, because="its type is none of a record")
        columns = _COLUMN[kind]
        if foreign := said.keys() - columns.keys():
            raise UnfitRow(self.name, place, because=f"no {name} has {min(foreign)!r}")
        if any(value is None for value in said.values()):
            raise UnfitRow(self.name, place, because="it has a key that is empty")
        return Travelling(kind, {column: said.get(key) for key, column in columns.items()}, place)


def _is_checkpoint(text: str) -> bool:
    return [str(one) for one in checkpoints_in(text)] == [text]
