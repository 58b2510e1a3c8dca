"""Finds the ClaimReview blocks of a stream, whatever holds them: JSON, JSON Lines, feeds, graphs, whole HTML pages."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from claimtrack.domain.intake import Refused, Repair
from claimtrack.domain.text import shortened
from claimtrack.errors.intake import NotThisFormat
from claimtrack.formats import json_given, json_pieces, opening
from claimtrack.formats.claimreview import nodes, pages
from claimtrack.formats.claimreview.nodes import Node, References

FORMAT = "claimreview"
_FEED = frozenset({"dataFeedElement"})
_SHOWN = 200  # characters of a text whose JSON was mended
_MARKUP = re.compile(r"<(?:!doctype|html|head|body|script|meta)\b", re.IGNORECASE)
_REVIEWED = frozenset({"itemreviewed", "appearance", "firstappearance", "citation", "isbasedon", "mentions", "about"})
_WRITTEN = frozenset(
    {
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "webpage",
        "website",
        "techarticle",
        "report",
        "datafeed",
        "datafeeditem",
        "claimreview",
        "review",
    }
)


class Block(NamedTuple):
    """One ClaimReview: where it stands, its own JSON text, and the node with what it refers to in full.

    `page` is the address of the page it stands in, None where none is known; `voices` are the names of the page's
    authors and publishers; `repairs` say what had to be mended to read the JSON; `context` is its own `@context`, else
    the first one in the text in which it stands.
    """

    place: str
    raw: str
    node: Node
    page: str | None = None
    voices: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    context: object = None


def blocks(stream: BinaryIO, origin: str) -> Iterator[Block | Refused]:
    """Yield every ClaimReview of a stream, and what was meant as one and cannot be read.

    Raises NotThisFormat, with the file's name, for what is neither JSON nor HTML or holds no ClaimReview at all, Packed
    for an archive, and PageTooLarge. What is held at a time is one record, or one page.
    """
    text = opening.text_of(stream, origin, FORMAT)
    begun = next((chunk for chunk in text if chunk.strip("\ufeff \t\r\n")), "")
    sign = begun.lstrip("\ufeff \t\r\n")[:1]
    if sign == "<" or (sign not in ("{", "[") and _MARKUP.search(begun)):
        found = _of_html(chain((begun,), text), origin)
    elif sign in ("{", "["):
        found = _of_json(chain((begun,), text))
    else:
        raise opening.not_this(origin, FORMAT, empty=not sign)
    yield from _at_least_one(found, origin)


def _at_least_one(found: Iterator[Block | Refused], origin: str) -> Iterator[Block | Refused]:
    none = True
    for one in found:
        none = False
        yield one
    if none:
        raise NotThisFormat(origin, FORMAT, because="no ClaimReview stands in it")


class _Told(NamedTuple):
    """A text of JSON and what it says; `refused` is why it cannot be read, empty where it can."""

    line: int
    text: str
    value: Any = None
    done: tuple[str, ...] = ()
    refused: str = ""


def _of_json(text: Iterator[str]) -> Iterator[Block | Refused]:
    count = 0
    for piece in json_pieces.pieces(text, _FEED):
        for told in _told(piece):
            if told.refused:
                count += 1
                yield Refused(f"record {count}, line {told.line}", opening.shown(told.text), told.refused)
            for block in _reviews([told]):
                count += 1
                yield block._replace(place=f"record {count}, {block.place}")


def _of_html(text: Iterator[str], origin: str) -> Iterator[Block | Refused]:
    """Yield the reviews of a page, or of script blocks that stand one after another without a page around them.

    What cannot be read and does not speak of a ClaimReview is no business of ours: pages have blocks of many kinds.
    """
    count = 0
    for first, markup in pages.documents(text, origin):
        page = pages.read(markup)
        scripts = [told for line, script in page.scripts for told in _told(json_pieces.Piece(first + line, script))]
        for told in scripts:
            if told.refused and "claimreview" in told.text.casefold():
                count += 1
                yield Refused(f"block {count}, line {told.line}", opening.shown(told.text), told.refused)
        for block in _reviews(scripts):
            count += 1
            yield block._replace(
                place=f"block {count}, {block.place}", page=page.address, voices=block.voices + page.voices
            )


class _NotUtf8Error(ValueError):
    """A text holds bytes that are not UTF-8."""

    def __init__(self) -> None:
        super().__init__("it is not UTF-8")


def _loaded(text: str) -> tuple[Any, tuple[str, ...]]:
    if not opening.is_whole(text):
        raise _NotUtf8Error
    value, done = json_given.mended(text)
    if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
        value, more = json_given.mended(value)  # JSON that was written as a text of JSON
        done += (*more, "taken out of a text")
    return value, done


def _told(piece: json_pieces.Piece) -> Iterator[_Told]:
    """Yield what a piece says, or why it cannot be read.

    Where a stray quote made one piece of several records, those behind it that are whole are yielded, too.
    """
    try:
        value, done = _loaded(piece.text)
    except ValueError as error:
        yield from _salvaged(piece, str(error))
        return
    if isinstance(value, dict | list):
        yield _Told(piece.line, piece.text, value, done)
    elif value is not None:
        yield _Told(piece.line, piece.text, refused="it is no object")


def _salvaged(piece: json_pieces.Piece, reason: str) -> Iterator[_Told]:
    finder, last = json_pieces.again(piece), 0
    sent: int | None = None
    while True:
        try:
            begin, found = finder.send(sent)
        except StopIteration:
            break
        sent = None
        try:
            value = json_given.loads(found.text)
        except ValueError:
            continue
        if any(map(nodes.is_review, nodes.walked(value))):
            yield from _broken(piece, last, begin, reason)
            yield _Told(found.line, found.text, value)
            last = sent = begin + len(found.text)
    yield from _broken(piece, last, len(piece.text), reason)


def _broken(piece: json_pieces.Piece, begin: int, end: int, reason: str) -> Iterator[_Told]:
    text = piece.text[begin:end]
    if rest := text.strip(" \t\r\n,;[]{}"):
        line = piece.line + piece.text.count("\n", 0, begin + text.index(rest))
        yield _Told(line, text.strip(" \t\r\n,"), refused=reason)
    elif begin == 0 and end == len(piece.text):
        yield _Told(piece.line, text, refused=reason)


def _reviews(document: list[_Told]) -> Iterator[Block]:
    """Yield the reviews in a document, which may have several parts that refer to each other."""
    found = [(told, node) for told in document for node in nodes.walked(told.value) if nodes.is_review(node)]
    if not found:
        return
    values = [told.value for told in document]
    references = References(values)
    voices = tuple(dict.fromkeys(_voices(values, references)))
    for told, node in found:
        context = node.get("@context") or next(_contexts(told.value), None)
        raw = told.text if node is told.value and not told.done else json_given.compact(node)
        repairs = (Repair("JSON", shortened(told.text.strip(), _SHOWN), "; ".join(told.done)),) if told.done else ()
        yield Block(f"line {told.line}", raw, references.resolved(node), None, voices, repairs, context)


def _contexts(value: object) -> Iterator[object]:
    return (node["@context"] for node in nodes.walked(value) if "@context" in node)


def _voices(documents: list[Any], references: References) -> Iterator[str]:
    """Yield the names of who publishes and who writes in a document; what is reviewed there is not theirs."""
    written = [
        references.resolved(node)
        for value in documents
        for node in nodes.walked(value, past=_REVIEWED)
        if not _WRITTEN.isdisjoint(nodes.types(node))
    ]
    for node in written:
        yield from nodes.names(node, "publisher")
        if "website" in nodes.types(node):
            yield from nodes.texts(node, "name")
    for node in written:
        yield from nodes.names(node, "author", "creator")
