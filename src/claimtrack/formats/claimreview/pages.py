"""Reads an HTML page for what concerns reviews: its blocks of JSON-LD, its own address, whose page it is.

By lxml's parser (libxml2 2.14: HTML5's tokenizer, fed and read as a stream, no tree, nothing loaded, nothing run).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from claimtrack.domain.strict_json import LARGEST
from claimtrack.errors.intake import PageTooLarge
from claimtrack.formats import addresses, opening

_BLOCK_ALONE = re.compile(r"\s*<script\b[^\n]*</script\s*>\s*\n", re.IGNORECASE)
_BLOCK_END = re.compile(r"</script\s*>[^\n]*\n", re.IGNORECASE)
_DECLARED = re.compile(rb"<meta[^>]{1,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\([0-9]{4,5}\)(\S{1,4000})", re.IGNORECASE)
_HEAD = 4096  # in which a page says its encoding and where it was saved from
_FED = 1 << 16


class Page(NamedTuple):
    """What a page holds; `scripts` are its blocks of JSON-LD, each with how many lines stand before it."""

    scripts: tuple[tuple[int, str], ...]
    address: str | None
    voices: tuple[str, ...]


def documents(text: Iterator[str], origin: str) -> Iterator[tuple[int, str]]:
    """Yield each document of a text and the line it begins on: one page, or script blocks a line each.

    Raises PageTooLarge, with the limit in bytes.
    """
    held, line = "", 1
    for chunk in text:
        held, place = held + chunk, 0
        while line > 1 or _BLOCK_ALONE.match(held):
            end = _BLOCK_END.search(held, place)
            if end is None:
                break
            yield line, held[place : end.end()]
            line += held.count("\n", place, end.end())
            place = end.end()
        held = held[place:]
        if len(held) > LARGEST:
            raise PageTooLarge(origin, limit=LARGEST)
    if held.strip():
        yield line, held


def read(markup: str) -> Page:
    """Return what stands in a page; where it is not UTF-8 it is read as it says, else as Windows-1252 (HTML5)."""
    from lxml import etree  # 15 ms, which only a page needs

    source = _decoded(markup)
    seen = _Seen()
    parser = etree.HTMLParser(target=seen, huge_tree=True)
    try:
        for place in range(0, len(source), _FED):
            parser.feed(source[place : place + _FED])
        parser.close()
    except etree.XMLSyntaxError:  # nothing stands in it that is markup
        pass
    place, scripts = 0, []
    for script in seen.scripts:
        begin = script.strip()
        place = max(source.find(begin[:80].partition("\n")[0], place), place) if begin else place
        scripts.append((source.count("\n", 0, place), script))
    saved = _SAVED_FROM.search(source[:_HEAD])
    named = [*seen.addresses, *([saved[1]] if saved else [])]
    address = next((url for one in named if (url := addresses.address("", one, []))), None)
    return Page(tuple(scripts), address, tuple(seen.voices))


def _decoded(markup: str) -> str:
    if opening.is_whole(markup):
        return markup
    data = opening.original(markup)
    declared = _DECLARED.search(data[:_HEAD])
    name = declared[1].decode("ascii") if declared else "cp1252"
    if name.lower().replace("-", "") in ("utf8", "iso88591", "latin1", "usascii"):
        name = "cp1252"
    try:
        return data.decode(name, errors="replace")
    except (LookupError, UnicodeError):
        return data.decode("cp1252", errors="replace")


class _Seen:
    """What the parser has seen, in its own words: it calls these as it meets tags and texts."""

    _VOICES = frozenset(
        {
            "og:site_name",
            "author",
            "article:author",
            "dc.creator",
            "parsely-author",
            "application-name",
            "twitter:creator",
        }
    )

    def __init__(self) -> None:
        self.scripts: list[str] = []
        self.addresses: list[str] = []
        self.voices: list[str] = []
        self._open: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        given = {name.lower(): (value or "").strip() for name, value in attributes.items()}
        if tag == "script":
            kind = given.get("type", "").partition(";")[0].strip().lower()
            self._open = [] if kind == "application/ld+json" else None
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.addresses.insert(0, given.get("href", ""))
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or "").lower()
            if name in ("og:url", "twitter:url"):
                self.addresses.append(given.get("content", ""))
            elif name in self._VOICES and given.get("content"):
                self.voices.append(given["content"])

    def end(self, tag: str) -> None:
        if tag == "script" and self._open is not None:
            self.scripts.append("".join(self._open))
            self._open = None

    def data(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def close(self) -> None:
        if self._open is not None:
            self.end("script")
