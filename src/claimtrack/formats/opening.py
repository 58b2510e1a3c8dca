"""Opens what a user hands over as text: by its encoding's mark, and neither what is packed nor what is no text."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from claimtrack.errors.intake import NotThisFormat, Packed

_CHUNK = 1 << 20  # bytes
_PACKERS = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"7z\xbc\xaf\x27\x1c": "7z",
}
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark is its beginning
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def text_of(stream: BinaryIO, origin: str, wanted: str) -> Iterator[str]:
    """Yield the text of a stream in chunks: UTF-8, or UTF-16 and UTF-32 by their mark.

    Bytes that are none of it stand as surrogates, which `original` turns back and no record may hold. Raises Packed for
    an archive, whatever its name, and NotThisFormat for what is seen to be no text.
    """
    head = stream.read(_CHUNK)
    for magic, packer in _PACKERS.items():
        if head.startswith(magic):
            raise Packed(origin, packer)
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\x00" in head[:1024]:
        raise NotThisFormat(origin, wanted, because="it is no text")
    decoder = codecs.getincrementaldecoder(encoding)("surrogateescape" if encoding.startswith("utf-8") else "replace")
    while head:
        yield decoder.decode(head)
        head = stream.read(_CHUNK)
    yield decoder.decode(b"", final=True)


def original(text: str) -> bytes:
    """Return the bytes that a text of UTF-8 was read from."""
    return text.encode("utf-8", errors="surrogateescape")


def is_whole(text: str) -> bool:
    """Tell whether all of a text was valid in its encoding."""
    return text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text)


def shown(text: str) -> str:
    """Return a text that can be kept, with a sign for each byte that was not valid in its encoding."""
    return text if is_whole(text) else original(text).decode("utf-8", errors="replace")


def not_this(origin: str, wanted: str, *, empty: bool) -> NotThisFormat:
    """Return the error for a file that begins as none of the format does."""
    return NotThisFormat(origin, wanted, because="it is empty" if empty else "it begins as no such file does")
