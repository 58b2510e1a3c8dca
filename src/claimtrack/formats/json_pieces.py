"""Cuts JSON into its records while it is being read: values one after another, lines, the elements of long lists.

Nothing is parsed here, and no more than one record is held: what is broken inside a record is found when it is read,
and costs no other one. A record that is itself cut wrongly by a stray quote is looked through again for the next.
"""

import re
from collections.abc import Collection, Generator, Iterator
from typing import NamedTuple

from claimtrack.domain.strict_json import LARGEST

_CHUNK = 1 << 20  # characters, after which what was read is let go
_SPECIAL = re.compile(r'["{}\[\]]')
_BLANK = re.compile(r"[\s,;\ufeff]*")
_NEAR = 256  # characters in which a key's colon and bracket are looked for
_STRING_END = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_LIST_FOLLOWS = re.compile(r"\s*:\s*\[")
_SCALAR_END = re.compile(r"[\s,\]}]")
_LINE_END = re.compile(r"\n")
_LIKELY = 1 << 18  # characters that a record inside a broken one may have
_SEARCHED = 4 * LARGEST
_AGAIN = re.compile(r"[\n,\[]\s*(?=\{\s*\")")


class Piece(NamedTuple):
    """One record's text, and the line of the stream on which it begins."""

    line: int
    text: str


def pieces(chunks: Iterator[str], inside: Collection[str] = ()) -> Iterator[Piece]:
    """Yield the records of a text: each line where each is a value, else each value, and of a list each element.

    Of an object that has one of the keys `inside` the elements of that list are yielded instead. What is no value is
    yielded, too, and what is too large is yielded in parts, for whoever reads it to refuse.
    """
    cutter = _Cutter(chunks, frozenset(inside))
    return cutter.lines() if cutter.has_lines() else cutter.values()


def again(piece: Piece) -> Generator[tuple[int, Piece], int | None, None]:
    """Yield what may be records inside a piece that could not be read, each with where in its text it begins.

    Send back where to go on from, so that what was read is not looked through again. After a while it gives up.
    """
    place, budget = 1, _SEARCHED
    while budget > 0 and (match := _AGAIN.search(piece.text, place)):
        begin = place = match.end()
        cutter = _Cutter(iter((piece.text[begin : begin + _LIKELY],)), frozenset())
        if found := next(cutter.values(), None):
            budget -= len(found.text) + _LIKELY // 64
            line = piece.line + piece.text.count("\n", 0, begin)
            place = (yield begin, Piece(line, found.text)) or place


class _Cutter:
    """A text that is read in chunks, of which little more than the record at hand is held."""

    def __init__(self, chunks: Iterator[str], inside: frozenset[str]) -> None:
        self._chunks = chunks
        self._inside = inside
        self._held = ""
        self._place = 0  # where to read on, in what is held
        self._line = 1  # on which that stands up to which lines were counted
        self._counted = 0
        self._opened = False

    def has_lines(self) -> bool:
        """Tell whether the text is JSON Lines: its first line is a value, and the next one begins as it does."""
        while True:
            first, _, rest = self._held.lstrip("\ufeff \t\r\n").partition("\n")
            if rest.strip() or len(self._held) >= LARGEST or not self._more():
                break
        ends = (first[:1], first.rstrip(" \t\r,")[-1:])
        return ends in {("{", "}"), ("[", "]")} and rest.lstrip()[:1] == first[:1]

    def lines(self) -> Iterator[Piece]:
        """Yield each line that is not empty."""
        while True:
            self._drop()
            end = self._held.find("\n", self._place)
            if end < 0 and len(self._held) - self._place < LARGEST and self._more():
                continue
            begin, self._place = self._place, end + 1 if end >= 0 else len(self._held)
            if text := self._held[begin : self._place].strip(" \t\r\n,\ufeff"):
                yield Piece(self._line_at(begin), text)
            if self._place == len(self._held) and not self._more():
                return

    def values(self) -> Iterator[Piece]:
        """Yield each value; of a list, and of an object with a list that is to be opened, each element."""
        while (sign := self._next_sign()) is not None:
            if sign == "[":
                self._place += 1
                yield from self._elements()
            elif sign == "{":
                yield from self._object()
            elif sign in "]}":
                self._place += 1
            else:
                yield self._scalar(_LINE_END)

    def _elements(self) -> Iterator[Piece]:
        while (sign := self._next_sign()) is not None:
            if sign == "]":
                self._place += 1
                return
            if sign in "{[":
                yield self._extent()
            elif sign == "}":
                self._place += 1
            elif (piece := self._scalar(_SCALAR_END)).text != "null":
                yield piece

    def _object(self) -> Iterator[Piece]:
        """Yield an object, or the elements of the list in it that is to be opened."""
        whole = self._extent(opening=True)
        if not self._opened:
            yield whole
            return
        yield from self._elements()
        self._extent(depth=1)

    def _extent(self, *, opening: bool = False, depth: int = 0) -> Piece:
        """Return the value that begins here, up to its last bracket, or to where its brackets stop to match.

        What is too long, and what never ends, is returned as far as it was read.
        """
        start, closers = self._place, ["}"] * depth
        self._opened = False
        while match := self._found(_SPECIAL, start):
            sign = match[0]
            if sign in "{[":
                closers.append("}" if sign == "{" else "]")
            elif sign != '"':
                if not closers or closers.pop() != sign or not closers:
                    break
            else:
                begin = self._place
                if not self._found(_STRING_END, start):
                    break
                if opening and len(closers) == 1 and self._opens(self._held[begin : self._place - 1]):
                    self._opened = True
                    break
        return Piece(self._line_at(start), self._held[start : self._place])

    def _found(self, pattern: re.Pattern[str], start: int) -> re.Match[str] | None:
        """Go on to behind what a pattern finds, else to the end of the text or of what a record may hold."""
        while True:
            match = pattern.search(self._held, self._place)
            if match is not None:
                self._place = match.end()
                return match
            if pattern is _SPECIAL:
                self._place = len(self._held)  # nothing of it stands before that
            if len(self._held) - start >= LARGEST or not self._more():
                self._place = len(self._held)
                return None

    def _opens(self, key: str) -> bool:
        """Tell whether a key is that of a list to be opened, and go on to behind its bracket if so."""
        if key not in self._inside:
            return False
        while len(self._held) - self._place < _NEAR and self._more():
            pass
        match = _LIST_FOLLOWS.match(self._held, self._place)
        if match is not None:
            self._place = match.end()
        return match is not None

    def _scalar(self, ends: re.Pattern[str]) -> Piece:
        """Return what is no object and no list, up to a sign that ends it."""
        start = self._place
        if self._held[start] == '"':
            self._place += 1
            self._found(_STRING_END, start)
        elif self._found(ends, start):
            self._place -= 1
        if self._place == start:
            self._place += 1
        return Piece(self._line_at(start), self._held[start : self._place].strip())

    def _next_sign(self) -> str | None:
        """Go on to the next sign that is no blank and no comma; None at the end of the text."""
        while True:
            self._drop()
            self._place = _BLANK.match(self._held, self._place).end()  # type: ignore[union-attr] # it matches nothing, too
            if self._place < len(self._held):
                return self._held[self._place]
            if not self._more():
                return None

    def _line_at(self, place: int) -> int:
        self._line += self._held.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _drop(self) -> None:
        """Let go of what was read, once it is much."""
        if self._place > _CHUNK:
            self._line_at(self._place)
            self._held = self._held[self._place :]
            self._place = self._counted = 0

    def _more(self) -> bool:
        chunk = next(self._chunks, None)
        self._held += chunk or ""
        return chunk is not None
