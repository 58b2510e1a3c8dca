"""Tells which bytes of an SQLite file are in use: what is free on a page or on the list of free pages is left out.

By the file format's own description; SQLite says how many bytes are free, and not where.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from typing import NamedTuple

_HEADER = 100
_RESERVED = range(72, 92)  # "reserved for expansion"
_INDEX_INTERIOR, _TABLE_INTERIOR, _INDEX_LEAF, _TABLE_LEAF = 2, 5, 10, 13


class _Payload(NamedTuple):
    """Where a cell's payload begins on its page, how many bytes of it lie there, and how many it has in all."""

    begin: int
    local: int
    size: int


def used(content: bytes, *, without: str = "") -> Iterator[int]:
    """Yield the place of each byte in use, those of the header first; not of tables whose name begins as said."""
    yield from (place for place in range(_HEADER) if place not in _RESERVED)
    pages, roots = _File(content), [1]
    seen: set[int] = set()
    while roots:
        number = roots.pop()
        if number in seen:
            continue
        seen.add(number)
        yield from pages.of_tree(number, roots)
        if number == 1:
            roots += pages.roots(without)


class _File:
    """The pages of a file, read as trees."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = int.from_bytes(content[16:18]) if content[16:18] != b"\x00\x01" else 65536
        self._usable = self._size - content[20]

    def of_tree(self, number: int, roots: list[int]) -> Iterator[int]:
        """Yield the bytes in use on a page of a tree and on what overflows from it; its children go to `roots`."""
        start, header = (number - 1) * self._size, _HEADER if number == 1 else 0
        kind = self._content[start + header]
        is_interior = kind in {_INDEX_INTERIOR, _TABLE_INTERIOR}
        cells = self._number(start + header + 3, 2)
        pointers = start + header + (12 if is_interior else 8)
        yield from range(start + header, pointers + 2 * cells)
        if is_interior:
            roots.append(self._number(start + header + 8, 4))
        for cell in (start + self._number(pointers + 2 * n, 2) for n in range(cells)):
            if is_interior:
                roots.append(self._number(cell, 4))
            yield from self._of_cell(cell, kind, is_interior=is_interior)

    def roots(self, without: str) -> list[int]:
        """Return the first pages of tables and indexes: the fourth value of each row of the schema."""
        without_log = self._content[:18] + b"\x01\x01" + self._content[20:]  # in memory there can be none
        with closing(sqlite3.connect(":memory:")) as opened:
            opened.deserialize(without_log)
            found = opened.execute("SELECT rootpage, name FROM sqlite_master WHERE rootpage > 0").fetchall()
            return [page for page, name in found if not (without and name.startswith(without))]

    def _of_cell(self, cell: int, kind: int, *, is_interior: bool) -> Iterator[int]:
        place = cell + 4 if is_interior else cell
        if kind == _TABLE_INTERIOR:
            return range(cell, self._varint(place)[1]).__iter__()
        size, place = self._varint(place)
        if kind == _TABLE_LEAF:
            place = self._varint(place)[1]
        payload = self._payload(place, size, is_table=kind == _TABLE_LEAF)
        end = payload.begin + payload.local
        if payload.local == size:
            return iter(range(cell, end))
        return chain(range(cell, end + 4), self._overflow(self._number(end, 4), size - payload.local))

    def _payload(self, begin: int, size: int, *, is_table: bool) -> _Payload:
        most = self._usable - 35 if is_table else (self._usable - 12) * 64 // 255 - 23
        if size <= most:
            return _Payload(begin, size, size)
        least = (self._usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (self._usable - 4)
        return _Payload(begin, local if local <= most else least, size)

    def _overflow(self, page: int, left: int) -> Iterator[int]:
        while page and left > 0:
            start = (page - 1) * self._size
            here = min(left, self._usable - 4)
            yield from range(start, start + 4 + here)
            page, left = self._number(start, 4), left - here

    def _number(self, place: int, size: int) -> int:
        return int.from_bytes(self._content[place : place + size])

    def _varint(self, place: int) -> tuple[int, int]:
        """Return a number of one to nine bytes, and the place after it."""
        value = 0
        for n in range(8):
            byte = self._content[place + n]
            value = value << 7 | byte & 0x7F
            if byte < 0x80:
                return value, place + n + 1
        return value << 8 | self._content[place + 8], place + 9
