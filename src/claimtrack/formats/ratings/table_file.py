"""The file of a table of ratings, in TOML: read strictly, and written for people to copy from."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.text import safe
from claimtrack.domain.vocabulary import Rating
from claimtrack.errors.formats import NotRatings
from claimtrack.errors.history import UnreadableFile
from claimtrack.formats.ratings.keys import key

LARGEST = 2_000_000  # bytes; a hundred times our own
_KEYS = ("general", "publisher", "openings", "turns")
_NAMES = "names"


class Entry(NamedTuple):
    """A label, what it means, and the key it is found by.

    `publisher` is the site on which it is so used, or None; `group` is the list it stands in, mostly a language.
    """

    label: str
    rating: Rating
    publisher: str | None
    group: str
    key: str


class TableFile(NamedTuple):
    """What a file of ratings holds: entries, the publishers' other names, and words around labels, folded."""

    entries: tuple[Entry, ...]
    names: Mapping[str, Sequence[str]]
    openings: tuple[str, ...]
    turns: tuple[str, ...]


def read(path: Path) -> TableFile:
    """Return what a file of ratings holds.

    Raises UnreadableFile; NotRatings for what is no TOML, has another shape, or gives one label two ratings.
    """
    import tomllib

    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "no reason given") from error
    if len(data) > LARGEST:
        raise NotRatings(str(path), because=f"it is larger than {LARGEST:,} bytes")
    try:
        held = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotRatings(str(path), because="it is not valid UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise NotRatings(str(path), because=f"it is not TOML: {error}") from error
    return _Shape(str(path)).file(held)


class _Shape:
    """Takes a file's content apart, and says where it is not as it should be."""

    def __init__(self, path: str) -> None:
        self._path = path

    def file(self, held: Mapping[str, object]) -> TableFile:
        for name in held:
            if name not in _KEYS:
                raise self._fault(because=f"{name} is none of {', '.join(_KEYS)}")
        publishers = self._tables(held.get("publisher", {}), "publisher")
        entries = [*self._general(held.get("general", {}))]
        for site, section in publishers.items():
            entries += self._of_publisher(site, section)
        names = {site: [*self._labels(one.get(_NAMES, []), f"{site}.{_NAMES}")] for site, one in publishers.items()}
        return TableFile(
            self._without_contradiction(entries),
            names,
            tuple(self._words(held.get("openings", {}), "openings")),
            tuple(self._words(held.get("turns", {}), "turns")),
        )

    def _general(self, held: object) -> Iterator[Entry]:
        for rating, groups in self._tables(held, "general").items():
            for group, labels in groups.items():
                where = f"general.{rating}.{group}"
                for label, words in self._labels(labels, where).items():
                    yield Entry(label, self._rating(rating, "general"), None, group, words)

    def _of_publisher(self, site: str, section: Mapping[str, object]) -> Iterator[Entry]:
        for rating, labels in section.items():
            if rating != _NAMES:
                for label, words in self._labels(labels, f"{site}.{rating}").items():
                    yield Entry(label, self._rating(rating, site), site, "", words)

    def _words(self, held: object, where: str) -> Iterator[str]:
        for group, words in self._table(held, where).items():
            yield from self._labels(words, f"{where}.{group}").values()

    def _rating(self, word: str, where: str) -> Rating:
        if word not in set(Rating):
            raise self._fault(because=f"{where} has {word}, which is none of {', '.join(Rating)}")
        return Rating(word)

    def _tables(self, held: object, where: str) -> dict[str, Mapping[str, object]]:
        return {name: self._table(inner, f"{where}.{name}") for name, inner in self._table(held, where).items()}

    def _table(self, held: object, where: str) -> Mapping[str, object]:
        if not isinstance(held, dict):
            raise self._fault(because=f"{where} is no table")
        return held

    def _labels(self, held: object, where: str) -> dict[str, str]:
        """Return the texts of a list, each with its key."""
        if not isinstance(held, list) or not all(isinstance(label, str) for label in held):
            raise self._fault(because=f"{where} is no list of texts")
        labels = {label: key(label) for label in held}
        if not all(labels.values()):
            raise self._fault(because=f"{where} has a text without words")
        return labels

    def _without_contradiction(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return the entries; raises NotRatings where one section gives a label two ratings."""
        met: dict[tuple[str | None, str], Entry] = {}
        for entry in entries:
            other = met.setdefault((entry.publisher, entry.key), entry)
            if other.rating is not entry.rating:
                words = entry.label if other.label == entry.label else f"{other.label} or {entry.label}"
                where = entry.publisher or "general"
                raise self._fault(because=f"in {where}, {words} is both {other.rating} and {entry.rating}")
        return tuple(entries)

    def _fault(self, *, because: str) -> NotRatings:
        return NotRatings(self._path, because=because)


def lines(entries: Iterable[Entry], names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a file that holds these entries and the publishers' other names; read again, it is the same."""
    sections: dict[str, dict[str, list[str]]] = {}
    for entry in entries:
        if entry.publisher is None:
            place, name = f"[general.{entry.rating}]", entry.group
        else:
            place, name = f"[publisher.{_quoted(entry.publisher)}]", entry.rating
            if place not in sections and names.get(entry.publisher):
                sections[place] = {_NAMES: [*names[entry.publisher]]}
        sections.setdefault(place, {}).setdefault(name, []).append(entry.label)
    for number, (place, lists) in enumerate(sections.items()):
        if number:
            yield ""
        yield place
        for name, labels in lists.items():
            yield f"{name if name.isascii() and name.replace('-', '').isalnum() else _quoted(name)} = ["
            yield from (f"  {_quoted(label)}," for label in labels)
            yield "]"


def _quoted(text: str) -> str:
    r"""Return a text as a basic string of TOML: as JSON quotes it, with every hidden sign as `\UXXXXXXXX`."""
    return "".join(
        sign if safe(sign) == sign else f"\\U{ord(sign):08X}" for sign in json.dumps(text, ensure_ascii=False)
    )
