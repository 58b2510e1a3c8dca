"""What stands in a node of JSON-LD, whichever way it is written: one value, a list, a text, an object, a reference."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from claimtrack.formats.json_given import Number

Node = dict[str, Any]
"""A node as it was read: its keys may be written in any case, and with a prefix or an address before them."""

_MOST_NODES = 10_000  # that references may bring into one node
_REFERRING = frozenset({"@id", "@type"})
_FOLLOWED = frozenset(
    {"itemreviewed", "author", "creator", "publisher", "reviewrating", "appearance", "firstappearance"}
)


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """Return a name of a key or a type without prefix, address and case."""
    return re.split(r"[/#:]", name.rstrip("/"))[-1].strip().casefold()


def types(node: Node) -> frozenset[str]:
    """Return the types of a node, as `local` writes them."""
    return frozenset(local(one) for key in ("@type", "type") for one in _listed(node.get(key)) if isinstance(one, str))


def is_review(node: Node) -> bool:
    """Tell whether a node is a ClaimReview, or a review that says which claim it reviewed."""
    named = types(node)
    return "claimreview" in named or ("claimreviewed" in map(local, node) and named <= {"review", ""})


def values(node: Node, name: str) -> list[str | bool | Node]:
    """Return the values of a property in their order, lists and the wrappers of JSON-LD opened, null left out."""
    wanted = name.casefold()
    given = [node[name]] if name in node else [value for key, value in node.items() if local(key) == wanted]
    return list(_opened(given))


def first(node: Node, name: str) -> str | bool | Node | None:
    """Return the first value of a property."""
    return next(iter(values(node, name)), None)


def nodes(node: Node, name: str) -> list[Node]:
    """Return the values of a property that are nodes."""
    return [one for one in values(node, name) if isinstance(one, dict)]


def texts(node: Node, name: str) -> list[str]:
    """Return the values of a property that are texts or numbers, without those that are blank."""
    return [one for one in values(node, name) if isinstance(one, str) and one.strip()]


def text(node: Node, name: str) -> str:
    """Return the first text of a property, nothing where there is none."""
    return next(iter(texts(node, name)), "")


def names(node: Node, *properties: str) -> list[str]:
    """Return the names of who stands in properties, be they texts or nodes."""
    found: list[str] = []
    for name in properties:
        for one in values(node, name):
            if isinstance(one, dict):
                found += texts(one, "name")
            elif isinstance(one, str) and not isinstance(one, Number) and one.strip():
                found.append(one)
    return found


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _opened(given: list[Any]) -> Iterator[str | bool | Node]:
    for value in given:
        if isinstance(value, list):
            yield from _opened(value)
        elif isinstance(value, dict):
            wrapped = next((key for key in ("@value", "@list", "@set") if key in value), None)
            if wrapped is None:
                yield value
            else:
                yield from _opened([value[wrapped]])
        elif value is not None:
            yield value


def walked(value: object, *, past: frozenset[str] = frozenset()) -> Iterator[Node]:
    """Yield every node in a value in the order in which they stand, without those in the properties `past`."""
    open_ones = [value]
    while open_ones:
        one = open_ones.pop()
        if isinstance(one, dict):
            yield one
            open_ones += [inner for key, inner in one.items() if not (past and local(key) in past)][::-1]
        elif isinstance(one, list):
            open_ones += reversed(one)


class References:
    """The nodes of a document by their `@id`."""

    def __init__(self, documents: list[Any]) -> None:
        self._nodes: dict[str, Node] = {}
        for node in (node for document in documents for node in walked(document)):
            name = node.get("@id")
            if isinstance(name, str) and len(node) > len(self._nodes.get(name, _REFERRING)):
                self._nodes[name] = node

    def resolved(self, node: Node) -> Node:
        """Return a node in which who and what it refers to stands in full, as far as the document says it."""
        self._left = _MOST_NODES
        return self._full(node, seen=frozenset())

    def _full(self, node: Node, *, seen: frozenset[str]) -> Node:
        self._left -= 1
        name = node.get("@id")
        if isinstance(name, str):
            if _REFERRING.issuperset(node) and name not in seen and name in self._nodes:
                node = self._nodes[name]
            seen |= {name}
        return {key: self._value(value, seen=seen) if local(key) in _FOLLOWED else value for key, value in node.items()}

    def _value(self, value: Any, *, seen: frozenset[str]) -> Any:  # noqa: ANN401 - any value of JSON
        if self._left <= 0:
            return value
        if isinstance(value, list):
            return [self._value(one, seen=seen) for one in value]
        return self._full(value, seen=seen) if isinstance(value, dict) else value
