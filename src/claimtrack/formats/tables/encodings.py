"""Tells in which encoding a text file is: Unicode by its marks or its form, else the likeliest."""

import codecs
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, NamedTuple, cast

from claimtrack.errors.tables import NotATable

_BLOCK = 1 << 20
_SAMPLE = 1 << 18  # bytes; what a guess is made by
_IN_MEMORY = 1 << 24
_COMMON = ("cp1252", "cp1250", "cp1251", "gb18030", "cp932", "cp949", "cp1253", "cp1254", "cp1257")
_MARKS = (  # the longer first: UTF-32's mark begins as that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NO_TEXT = (
    (b"PK\x03\x04", "it is a ZIP archive, as workbooks are; read it with --as xlsx"),
    (b"\x1f\x8b", "it is compressed; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "it is an old workbook (.xls); save it as CSV or XLSX"),
    (b"%PDF", "it is a PDF"),
    (b"SQLite format 3\0", "it is a database"),
)


class Encoding(NamedTuple):
    """An encoding by Python's name, how what is not of it is met, and whether it was only guessed."""

    name: str
    errors: str
    is_guess: bool = False

    @property
    def called(self) -> str:
        """What people call it."""
        return "UTF-8" if self.name.startswith("utf-8") else self.name.replace("_", "-").upper()

    def lacks(self, text: str) -> bool:
        """Tell whether a decoded text holds what its bytes did not decode to."""
        if text.isascii():
            return False
        if self.errors == "replace":
            return "\ufffd" in text
        return any("\ud800" <= sign <= "\udfff" for sign in text)


@contextmanager
def rereadable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Give the stream's content as what can be read twice, on disk where it is large."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(_IN_MEMORY) as kept:
        for block in _blocks(stream):
            kept.write(block)
        kept.seek(0)
        yield cast("BinaryIO", kept)


def encoding_of(stream: BinaryIO, *, origin: str, stated: str | None = None) -> Encoding:
    """Return the encoding of a stream that can be read again, and leave it where it was.

    Bytes that are not of it come out as lone surrogates in UTF-8, and as U+FFFD in any other. Raises NotATable for what
    is no text, and for an encoding that the user states and nobody knows.
    """
    start = stream.tell()
    head = stream.read(4096)
    try:
        for mark, reason in _NO_TEXT:
            if head.startswith(mark):
                raise NotATable(origin, reason)
        if stated is not None:
            return _stated(origin, stated)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return Encoding(name, "surrogateescape" if name == "utf-8-sig" else "replace")
        if unmarked := _unmarked_utf16(head):
            return Encoding(unmarked, "replace", is_guess=True)
        stream.seek(start)
        if _is_utf8(stream):
            return Encoding("utf-8", "strict")
        stream.seek(start)
        return _guessed(stream)
    finally:
        stream.seek(start)


def _stated(origin: str, name: str) -> Encoding:
    try:
        known = codecs.lookup(name)
        "".encode(known.name).decode(known.name)  # what is no encoding of text, such as base64, is no encoding here
    except (LookupError, ValueError) as error:
        raise NotATable(origin, f"nobody knows the encoding {name!r}") from error
    is_utf8 = known.name in ("utf-8", "utf-8-sig")
    return Encoding("utf-8-sig", "surrogateescape") if is_utf8 else Encoding(known.name, "replace")


def _unmarked_utf16(head: bytes) -> str | None:
    """Return which UTF-16 a text without a mark is in: one whose every other byte is mostly zero."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 5 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 5 and not odd else None


def _is_utf8(stream: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(stream):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guessed(stream: BinaryIO) -> Encoding:
    """Return what the lines that are no ASCII look like: UTF-8 with faults where most are that, else the likeliest."""
    sample, sound, faulty = bytearray(), 0, 0
    while line := stream.readline(_SAMPLE):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            sound += 1
        except UnicodeDecodeError:
            faulty += 1
            if len(sample) < _SAMPLE:
                sample += line
    if sound > faulty:
        return Encoding("utf-8", "surrogateescape")
    return Encoding(_likeliest(bytes(sample)), "replace", is_guess=True)


def _likeliest(sample: bytes) -> str:
    """Return the likeliest encoding; of equally likely ones the most common, which is also what is left of none."""
    from charset_normalizer import from_bytes  # costs 20 ms, for the few files that are no Unicode

    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return _COMMON[0]
    rank = {name: place for place, name in enumerate(_COMMON)}
    equal = [one.encoding for one in matches if (one.chaos, one.coherence) == (best.chaos, best.coherence)]
    return min(equal, key=lambda name: rank.get(name, len(rank)))


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(_BLOCK):
        yield block
