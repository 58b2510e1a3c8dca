"""Finds one's way in a ClaimReview, with lists where one thing is meant, and texts where nodes are."""

from collections.abc import Iterator
from typing import Any, NamedTuple

Node = dict[str, Any]
_DEEPEST = 20  # what is nested deeper says something


class At(NamedTuple):
    """A value, and where it stands: `itemReviewed.author[1].name`."""

    field: str
    value: Any


def reached(node: Node, path: str) -> Iterator[At]:
    """Yield each value to which a dotted path leads; lists on the way are opened, and what is null left out."""
    head, _, rest = path.partition(".")
    for field, value in _each(head, under(node, head)):
        if not rest:
            yield At(field, value)
        elif isinstance(value, dict):
            yield from (At(f"{field}.{below.field}", below.value) for below in reached(value, rest))


def under(node: Node, name: str) -> object:
    """Return what stands under a name, with a prefix or an address before it or without: `schema:url` is `url`."""
    if name in node:
        return node[name]
    return next((value for key, value in node.items() if local(key) == name), None)


def is_text(value: object) -> bool:
    """Tell whether a value is a text; a number that was read digit by digit is none."""
    return type(value) is str


def texts(node: Node, path: str) -> Iterator[At]:
    """Yield each text to which a path leads, trimmed; blank ones are none."""
    for field, value in reached(node, path):
        if is_text(value) and value.strip():
            yield At(field, value.strip())


def text(node: Node, path: str) -> str:
    """Return the first text to which a path leads, or nothing."""
    return next((found.value for found in texts(node, path)), "")


def names(node: Node, path: str) -> Iterator[At]:
    """Yield each name of who stands at a path, which may be given as a node or as a mere text."""
    yield from texts(node, path)
    yield from texts(node, f"{path}.name")


def types(node: Node) -> list[str]:
    """Return the types of a node, without what stands before them: `Claim` of `schema:Claim`."""
    return [local(found.value) for found in texts(node, "@type")]


def local(name: str) -> str:
    """Return the name of a key or of a type without the prefix or the address before it."""
    return name.replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]


def has_content(value: object, *, depth: int = _DEEPEST) -> bool:
    """Tell whether a value says anything: no null, blank text, empty list or empty node."""
    match value:
        case str():
            return bool(value.strip())
        case list() if depth:
            return any(has_content(one, depth=depth - 1) for one in value)
        case dict() if depth:
            return any(has_content(one, depth=depth - 1) for key, one in value.items() if key != "@type")
        case _:
            return value is not None


def shown(value: object) -> str:
    """Return in words what a value is: a text or a number itself, else its kind."""
    match value:
        case dict():
            return "an object"
        case list():
            return "a list"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _each(field: str, value: object) -> Iterator[At]:
    if not isinstance(value, list):
        if value is not None:
            yield At(field, value)
        return
    for n, one in enumerate(value):
        if one is not None:
            yield At(f"{field}[{n}]" if len(value) > 1 else field, one)
