"""Finds ClaimReviews in whatever they come in: JSON, and the script blocks of a page."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO, NamedTuple, NoReturn

from claimtrack.domain.intake import Refused, Repair
from claimtrack.domain.strict_json import (
    LARGEST,
    NotJsonError,
    TooDeepError,
    TooLargeError,
    TwiceError,
    UnfitNumberError,
)
from claimtrack.formats.claimreview.fields import Node, types

_REVIEW = "claimreview"


class Block(NamedTuple):
    """One ClaimReview: where it stands, its own JSON text, and the node as it was read.

    `page` is the address of the page it stands in, None where none is known; `voices` are the names of the page's
    authors and publishers; `repairs` say what had to be mended to read the JSON; `context` is the `@context` in force.
    """

    place: str
    raw: str
    node: Node
    page: str | None = None
    voices: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    context: object = None


def blocks(stream: BinaryIO, origin: str) -> Iterator[Block | Refused]:
    """Yield every ClaimReview of a stream, and what was meant as one and cannot be read."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Refused(origin, "", str(TooLargeError()))
        return
    text = data.decode("utf-8-sig", errors="replace").strip()
    if text.startswith(("{", "[")):
        yield from _in_json(text, origin, None, word="record")
        return
    page = _Page()
    page.feed(text)
    for n, script in enumerate(page.scripts, 1):
        yield from _in_json(script, f"{origin}, block {n}", page.address, word="review")


def _in_json(text: str, place: str, page: str | None, *, word: str) -> Iterator[Block | Refused]:
    try:
        found = list(_walk(_loads(text), None))
    except RecursionError:
        yield Refused(place, text, str(TooDeepError()))
    except json.JSONDecodeError as error:
        yield Refused(place, text, str(NotJsonError(error.lineno)))
    except ValueError as error:
        yield Refused(place, text, str(error))
    else:
        for n, (node, context) in enumerate(found, 1):
            where = f"{place}, {word} {n}" if len(found) > 1 else place
            yield Block(where, json.dumps(node, ensure_ascii=False), node, page, context=context)


def _walk(value: object, context: object) -> Iterator[tuple[Node, object]]:
    if isinstance(value, list):
        for one in value:
            yield from _walk(one, context)
    elif isinstance(value, dict):
        context = value.get("@context", context)
        if _REVIEW in map(str.lower, types(value)):
            yield value, context
        else:
            for one in value.values():
                yield from _walk(one, context)


def _loads(text: str) -> object:
    found: object = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    return found


def _once(pairs: list[tuple[str, object]]) -> Node:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwiceError
    return found


def _refuse(_: str) -> NoReturn:
    raise UnfitNumberError


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.address: str | None = None
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of where JSON-LD begins, and of the page's own address."""
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "canonical":
            self.address = given.get("href")
        self._open = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        """Keep a script's text."""
        if self._open:
            self.scripts.append(data)
            self._open = False
