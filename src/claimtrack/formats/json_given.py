"""Reads JSON as files from elsewhere give it: numbers as written, and mended where it can mean one thing only."""

import json
import re
from html import unescape
from typing import Any

from claimtrack.domain.strict_json import NotJsonError, TooDeepError, TwiceError, bounded

DEEPEST = 64  # brackets in brackets

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)'  # one that never ends is met once, not at each of its quotes
_LOOSE = re.compile(rf"{_STRING}|,(?=\s*+[}}\]])|[\xa0\u200b\u200e\u2028\u2029\u3000\ufeff]", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_OPENERS = ("<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSERS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")
_MENDABLE = 1 << 20  # characters; the pattern of strings needs memory for each escape
_WRAPPED = 5  # wrappers in wrappers
_ENCODER = json.JSONEncoder(ensure_ascii=False)


class Number(str):
    """A number as its digits stand in the text: 4.0 is not 4."""

    __slots__ = ()


def loads(text: str, *, controls: bool = False) -> Any:
    """Return what the text says; numbers are `Number`. With `controls` strings may hold control characters as they are.

    Raises ValueError, with the reason, for what is not JSON, NaN, a key that is given two values, a lone surrogate, and
    for what is too large or too deep to be read safely.
    """
    found = bounded(text, parse_int=Number, parse_float=Number, object_pairs_hook=_object, strict=not controls)
    if text.count("{") + text.count("[") > DEEPEST and _depth(found) > DEEPEST:
        raise TooDeepError
    return found


def mended(text: str) -> tuple[Any, tuple[str, ...]]:
    """Return what the text says and what had to be mended to read it, in words; nothing where it is JSON as it stands.

    Mended is what can mean one thing only: what wraps the text, commas before a closing bracket, blanks of other
    alphabets between values, an apostrophe escaped as in JavaScript, control characters inside strings, and quotes that
    are all written as entities. Raises ValueError as `loads` does for all else, a quote inside a string among it.
    """
    try:
        return loads(text), ()
    except NotJsonError as error:
        if len(text) > _MENDABLE:
            raise
        refused = error
    done = []
    plain = _unwrapped(text)
    if plain != text.strip():
        done.append("taken out of its wrapper")
    if '"' not in plain and "&quot;" in plain:
        plain = unescape(plain)
        done.append("entities read as quotes")
    if (tight := _LOOSE.sub(_tightened, plain)) != plain:
        plain = tight
        done.append("loose commas, blanks and escapes taken out")
    for controls in (False, True):
        try:
            found = loads(plain, controls=controls)
        except NotJsonError:
            continue
        return found, (*done, "control characters left inside strings") if controls else tuple(done)
    raise refused


def compact(value: object) -> str:
    """Return a value that `loads` gave as JSON without blanks, keys and digits as they were read."""
    match value:
        case Number():
            return str(value)
        case dict():
            return "{" + ",".join(f"{_ENCODER.encode(key)}:{compact(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ",".join(map(compact, value)) + "]"
        case _:
            return _ENCODER.encode(value)


def _unwrapped(text: str) -> str:
    plain = text.strip().lstrip("\ufeff")
    for _ in range(_WRAPPED):
        for opener in _OPENERS:
            plain = plain.removeprefix(opener).lstrip()
        for closer in _CLOSERS:
            plain = plain.removesuffix(closer).rstrip()
    return plain


def _tightened(token: re.Match[str]) -> str:
    if token[0] == ",":
        return ""
    if not token[0].startswith('"'):
        return " "
    return _ESCAPE.sub(lambda escape: "'" if escape[1] == "'" else escape[0], token[0])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a key that is given twice, with one value, says one thing."""
    found = dict(pairs)
    if len(found) < len(pairs) and any(found[key] != value for key, value in pairs):
        raise TwiceError
    return found


def _depth(value: object) -> int:
    deepest, open_ones = 0, [(value, 1)]
    while open_ones:
        one, depth = open_ones.pop()
        deepest = max(deepest, depth)
        parts = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        open_ones += [(part, depth + 1) for part in parts if isinstance(part, dict | list)]
    return deepest
