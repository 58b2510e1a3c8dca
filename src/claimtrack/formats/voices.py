"""Tells voices without a name from names: crowds in many languages, somebody unnamed, a desk's byline, nobody at all.

What the words are stands in `voices.toml`, which people can read and extend.
"""

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from claimtrack.domain.text import NAME_LIMIT, folded
from claimtrack.domain.vocabulary import ActorKind

_UNSPACED = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "THAI",
    "KHMER",
    "MYANMAR",
    "LAO",
)  # scripts that put no blanks between words
_NOT_LETTERS = frozenset("PSZC")  # categories of Unicode: punctuation, symbols, separators, others


@lru_cache(maxsize=4096)
def kind_of(name: str) -> ActorKind | None:
    """Return what a name says of its bearer: a crowd, one that nobody names (`unknown`), or nothing, which is None."""
    said = spelled(name)
    words = _words()
    if "@" in name or len(name) > NAME_LIMIT or said in words.named:
        return None
    if said in words.unnamed:
        return ActorKind.UNKNOWN
    return ActorKind.CROWD if _is_crowd(said) else None


def is_nobody(name: str) -> bool:
    """Tell whether a text that stands in a name's place names nobody, such as "N/A"."""
    said = spelled(name)
    return not said or said in _words().nobody


def is_byline(name: str) -> bool:
    """Tell whether a name is that of a desk's own people and nobody in particular, such as "Staff"."""
    return bool(spelled(name)) and not without_byline(name)


@lru_cache(maxsize=4096)
def without_byline(name: str) -> str:
    """Return a name, as `spelled`, without the words that say who writes for a desk: "By Fact Staff" is "fact"."""
    said, before = spelled(name), None
    while said != before:
        before = said
        for word in _words().byline:
            if said == word:
                return ""
            said = said.removeprefix(f"{word} ").removesuffix(f" {word}")
    return said


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """Return the words of a name, folded, with single blanks for all that is no letter, mark or number."""
    letters = (" " if unicodedata.category(sign)[0] in _NOT_LETTERS else sign for sign in folded(text))
    return " ".join("".join(letters).split())


class _Words(NamedTuple):
    """The table: phrases of a crowd by their first sign, each with whether it is of people or of a platform."""

    crowd: dict[str, list[tuple[str, int]]]
    where: tuple[str, ...]
    unnamed: frozenset[str]
    nobody: frozenset[str]
    byline: tuple[str, ...]
    named: frozenset[str]


_BESIDE, _PLATFORM, _PEOPLE = range(3)


@cache
def _words() -> _Words:
    tables = tomllib.loads((files("claimtrack.formats") / "voices.toml").read_text(encoding="utf-8"))

    def phrases(table: str) -> list[str]:
        found = (spelled(phrase) for language in tables[table].values() for phrase in language)
        return sorted({phrase for phrase in found if phrase}, key=len, reverse=True)

    weights: dict[str, int] = {}
    for table, weight in (("beside", _BESIDE), ("platform", _PLATFORM), ("crowd", _PEOPLE)):
        weights.update(dict.fromkeys(phrases(table), weight))
    crowd: dict[str, list[tuple[str, int]]] = {}
    for phrase, weight in weights.items():
        crowd.setdefault(phrase[0], []).append((phrase, weight))
    return _Words(
        crowd,
        tuple(phrases("where")),
        frozenset(phrases("unnamed")),
        frozenset(phrases("nobody")),
        tuple(phrases("byline")),
        frozenset(phrases("named")),
    )


def _is_crowd(said: str) -> bool:
    """Tell whether a spelled name can be read as phrases of the table alone, at least one of them a voice's."""
    words = _words()
    heaviest = {0: _BESIDE}  # by where one can stand: the weightiest phrase on the way there
    for place in range(len(said)):
        if place not in heaviest:
            continue
        if heaviest[place] == _PEOPLE and any(said.startswith(f"{word} ", place) for word in words.where):
            return True
        for phrase, weight in words.crowd.get(said[place], ()):
            end = place + len(phrase)
            if said.startswith(phrase, place) and _ends(said, end):
                onward = end + (said[end : end + 1] == " ")
                heaviest[onward] = max(heaviest.get(onward, _BESIDE), heaviest[place], weight)
    return heaviest.get(len(said), _BESIDE) > _BESIDE


def _ends(said: str, end: int) -> bool:
    """Tell whether a phrase may end here: before a blank, or between signs of a script without blanks."""
    return end == len(said) or said[end] == " " or _is_unspaced(said[end]) or _is_unspaced(said[end - 1])


@cache
def _is_unspaced(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(_UNSPACED)
