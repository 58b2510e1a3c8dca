"""Finds ClaimReviews in whatever they come in: JSON, and the script blocks of a page."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, BinaryIO, NamedTuple, NoReturn

from claimtrack.domain.strict_json import LARGEST, TooDeepError, TooLargeError, TwiceError
from claimtrack.formats.claimreview.nodes import Node, types

_REVIEW = "claimreview"


class Block(NamedTuple):
    """One ClaimReview where it stands, with the context in force and its page's address; or what cannot be read.

    `node` is None for what cannot be read; then `reason` says why, and `gives_key_twice` whether for that.
    """

    place: str
    raw: str
    node: Node | None = None
    context: object = None
    page: str | None = None
    reason: str = ""
    gives_key_twice: bool = False


def blocks(stream: BinaryIO, origin: str) -> Iterator[Block]:
    """Yield the ClaimReviews of a file, as they stand in it, and each block that cannot be read."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield Block(origin, "", reason=str(TooLargeError()))
        return
    text = data.decode("utf-8-sig", errors="replace").strip()
    if text.startswith(("{", "[")):
        yield from _in_json(text, origin, None, word="record")
        return
    page = _Page()
    page.feed(text)
    for n, script in enumerate(page.scripts, 1):
        yield from _in_json(script, f"{origin}, block {n}", page.address, word="review")


def _in_json(text: str, place: str, page: str | None, *, word: str) -> Iterator[Block]:
    try:
        found = list(_walk(_loads(text), None))
    except RecursionError:
        yield Block(place, text, reason=str(TooDeepError()))
    except json.JSONDecodeError as error:
        yield Block(place, text, reason=f"line {error.lineno}, column {error.colno}: {error.msg}")
    except ValueError as error:
        yield Block(place, text, reason=str(error), gives_key_twice=isinstance(error, TwiceError))
    else:
        for n, (node, context) in enumerate(found, 1):
            where = f"{place}, {word} {n}" if len(found) > 1 else place
            yield Block(where, json.dumps(node, ensure_ascii=False), node, context, page)


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


def _once(pairs: list[tuple[str, Any]]) -> Node:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwiceError
    return found


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.address: str | None = None
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and given.get("rel") == "canonical":
            self.address = given.get("href")
        self._open = tag == "script" and given.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts.append(data)
            self._open = False
