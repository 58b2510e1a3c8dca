"""Reads a reviewer's label as a rating, by a table that people can read and extend; what it lacks is `other`."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import Rating
from claimtrack.formats.ratings import table_file
from claimtrack.formats.ratings.keys import Keys, keys, unmarked
from claimtrack.formats.ratings.table_file import Entry, TableFile

OWN = Path(__file__).with_name("ratings.toml")

# What says that a claim is right. It has to be the whole label: an explanation after it often takes some of it back.
_RIGHT = frozenset({Rating.TRUE, Rating.MOSTLY_TRUE})
_WRONG = frozenset({Rating.FALSE, Rating.MOSTLY_FALSE})
_WITHOUT_BLANKS = 0x2E80  # from here on lie the scripts of East Asia, which put no blanks between words
_THAI = range(0x0E00, 0x0E80)


class Reading(NamedTuple):
    """How a label is read: by which entry, and whether by all of its words or by those before its explanation."""

    rating: Rating
    entry: Entry
    is_whole: bool = True


class Ratings:
    """A table of labels: a publisher's own go before the general ones, words as written before words without marks.

    `names` has the other names and sites of each publisher with a section.
    """

    def __init__(self, files: Iterable[TableFile]) -> None:
        self._sections: dict[str | None, dict[str, Entry]] = {}
        self._unmarked: dict[str | None, dict[str, Entry | None]] = {}
        self._sites: dict[str, str] = {}
        self.names: dict[str, list[str]] = {}
        self._openings: set[str] = set()
        self._turns: set[str] = set()
        for file in files:
            self._add(file)

    def _add(self, file: TableFile) -> None:
        """Take a file's entries in, before those that are there."""
        for site, names in file.names.items():
            self.names[site] = [*dict.fromkeys((*self.names.get(site, ()), *names))]
            self._sites |= {_folded_name(name): site for name in (site, *names)}
        self._openings |= {*file.openings}
        self._turns |= {*file.turns}
        fresh: dict[str | None, dict[str, Entry]] = {}
        for entry in file.entries:
            fresh.setdefault(entry.publisher, {}).setdefault(entry.key, entry)
        for publisher, section in fresh.items():
            self._sections[publisher] = self._sections.get(publisher, {}) | section
            self._unmarked[publisher] = self._unmarked.get(publisher, {}) | _without_marks(section.values())

    def entries(self) -> Iterator[Entry]:
        """Yield all entries: the general ones, then each publisher's, each by rating, in the order of their files."""
        order = list(Rating)
        for site in sorted(self._sections, key=lambda site: site or ""):
            yield from sorted(self._sections[site].values(), key=lambda entry: order.index(entry.rating))

    def rating(self, label: str | None, *, publisher: str | None = None) -> Rating:
        """Return the rating of a label: as this publisher means it, else as it is generally meant, else `other`."""
        found = self.reading(label, publisher=publisher)
        return found.rating if found else Rating.OTHER

    def reading(self, label: str | None, *, publisher: str | None = None) -> Reading | None:
        """Return how a label is read and by which entry, or None for what no entry says.

        Only whole labels are looked up, never words inside a sentence. An explanation after the label is left out where
        it cannot turn it (see `_before_explanation`). A picture that speaks against the words leaves nothing to read.
        """
        asked = keys(label or "")
        found = self._read(asked, self.site(publisher))
        if found and (
            (asked.approves is False and found.rating in _RIGHT) or (asked.approves and found.rating in _WRONG)
        ):
            return None
        return found

    def site(self, publisher: str | None) -> str | None:
        """Return the site whose section is meant by a publisher's name, site or URL, or None where there is none."""
        if not publisher:
            return None
        name = _folded_name(publisher)
        if name in self._sites or "." not in name:
            return self._sites.get(name)
        ends = accumulate(reversed(name.split(".")), lambda end, label: f"{label}.{end}")
        return next((self._sites[end] for end in reversed(list(ends)) if end in self._sites), None)

    def _read(self, asked: Keys, site: str | None) -> Reading | None:
        whole = self._entry(asked.whole, site)
        if whole:
            return Reading(whole.rating, whole)
        parts = list(asked.parts)
        while len(parts) > 1 and parts[0] in self._openings:
            del parts[0]
        return self._before_explanation(parts, [self._entry(part, site) for part in parts])

    def _before_explanation(self, parts: list[str], found: list[Entry | None]) -> Reading | None:
        """Return the reading of a label by its first part; the rest explains it, or says the same in other words.

        None where the rest may turn it: where a part is a label of another rating (`other` is none, as in "False:
        satire"), where a word such as "but" stands in it, and where the first part says right and the rest is anything
        else than the same once more.
        """
        head = found[0] if found else None
        if head is None or any(other and other.rating not in (head.rating, Rating.OTHER) for other in found):
            return None
        if all(other and other.rating is head.rating for other in found):
            return Reading(head.rating, head)
        if head.rating in _RIGHT or any(self._turns_in(part) for part in parts[1:]):
            return None
        return Reading(head.rating, head, is_whole=False)

    def _turns_in(self, part: str) -> bool:
        return any(turn in part if _is_unspaced(turn) else f" {turn} " in f" {part} " for turn in self._turns)

    def _entry(self, words: str, site: str | None) -> Entry | None:
        """Return the entry for words: the publisher's before the general one, as written before without marks."""
        for section in (site, None) if site else (None,):
            found = self._sections.get(section, {}).get(words)
            found = found or self._unmarked.get(section, {}).get(unmarked(words))
            if found:
                return found
        return None


def _without_marks(entries: Iterable[Entry]) -> dict[str, Entry | None]:
    """Return the entries by their keys without marks; None where that leaves one word with two meanings."""
    found: dict[str, Entry | None] = {}
    for entry in entries:
        other = found.setdefault(unmarked(entry.key), entry)
        if other and other.rating is not entry.rating:
            found[unmarked(entry.key)] = None
    return found


def table(extension: Path | None = None) -> Ratings:
    """Return the table that comes with the program, with what a file of the user's adds or changes.

    Raises UnreadableFile, or NotRatings for a file that is no such table.
    """
    return Ratings((_own(), table_file.read(extension))) if extension else _own_table()


@cache
def _own() -> TableFile:
    return table_file.read(OWN)


@cache
def _own_table() -> Ratings:
    return Ratings((_own(),))


def _is_unspaced(words: str) -> bool:
    return bool(words) and (ord(words[0]) >= _WITHOUT_BLANKS or ord(words[0]) in _THAI)


def _folded_name(name: str) -> str:
    """Return the key of a publisher's name, or the host of its address without `www.`."""
    words = folded(name)
    try:
        host = urlsplit(words).hostname if "://" in words else words.partition("/")[0] if "." in words else None
    except ValueError:
        host = None
    return (host or words).removeprefix("www.")
