"""What of a text is searched, what a search asks for, and what is shown of a text that was found.

Words are found by their stems. Scripts without blanks between words, and Korean, whose words carry endings, are
searched sign by sign, so that any part of a text is found there, however short.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from claimtrack.domain.text import is_unseen, without_unseen
from claimtrack.errors.texts import NothingToFind, SearchTooLong

LIMIT = 20_000  # characters of a search
PARTING = "\x1f"  # between signs that are words of their own; no text on record holds it
_SNIPPET = 160  # characters around the first match
_BEFORE = 40
# Thai, Lao, Tibetan, Burmese, Hangul, Khmer, kana, Bopomofo, Yi and Han: fixed here, since what was once put into an
# index has to be taken out the same way, whatever Unicode says by then.
_UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_JOINING = re.compile("[\u1160-\u11ff\uff9e\uff9f]")  # the later parts of a syllable, which normalising joins to it
_ASKED = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')


class Place(StrEnum):
    """Where words are looked for, one word a kind of thing; in the order in which kinds are numbered."""

    CLAIMS = "claims"
    QUOTES = "quotes"
    EVIDENCE = "evidence"
    SOURCES = "sources"
    ACTORS = "actors"


class Phrase(NamedTuple):
    """Words that have to stand side by side; with `is_beginning` the last one may go on."""

    words: str
    is_beginning: bool = False


Span = tuple[int, int]  # of a match in a text: its first character, and the one after its last


def phrases_of(asked: str) -> list[Phrase]:
    """Return what a search asks for: "words in quotes" stand side by side, a word before * may go on.

    Everything else is taken as it is: no sign has another meaning. Raises NothingToFind where no letter or digit is in
    it, SearchTooLong.
    """
    found = []
    for match in _ASKED.finditer(askable(asked)):
        quoted, star, word = match.groups()
        words = word if quoted is None else quoted
        phrase = Phrase(searchable(words).strip().rstrip("*"), is_beginning=bool(star) or words.endswith("*"))
        if any(sign.isalnum() for sign in phrase.words):
            found.append(phrase)
    if not found:
        raise NothingToFind(asked)
    return list(dict.fromkeys(found))


def askable(asked: str) -> str:
    """Return any text as one that can be looked for: without what is no character.

    Raises NothingToFind where no letter or digit is in it, SearchTooLong.
    """
    if len(asked) > LIMIT:
        raise SearchTooLong(len(asked), limit=LIMIT)
    if not any(sign.isalnum() for sign in asked):
        raise NothingToFind(asked)
    return "".join(" " if _is_no_text(sign) else sign for sign in asked)


def _is_no_text(sign: str) -> bool:
    return sign == "\0" or "\ud800" <= sign <= "\udfff"


def searchable(text: str) -> str:
    """Return what of a text is put into the index and asked of it: in one width and composition, nothing unseen."""
    return text if text.isascii() else "".join(part for part, _, _ in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the searched form of each sign with all that joins it, and where it stands in the text."""
    begin = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins(text[end]):
            continue
        sign = text[begin:end]
        part = " " if sign[0].isspace() else unicodedata.normalize("NFKC", without_unseen(sign))
        yield _UNSPACED.sub(rf"{PARTING}\g<0>{PARTING}", part), begin, end
        begin = end


def _joins(sign: str) -> bool:
    if sign.isascii() or sign.isspace():
        return False
    return unicodedata.category(sign).startswith("M") or is_unseen(sign) or _JOINING.match(sign) is not None


def spans_in(text: str, found: Sequence[Span]) -> list[Span]:
    """Return where matches in the searched form of a text stand in the text itself, in order; what meets is one."""
    if not text.isascii():
        place = _places(text)
        found = [(place[begin][0], place[end - 1][1]) for begin, end in found]
    joined: list[Span] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def _places(text: str) -> list[Span]:
    """Return for each character of the searched form the part of the text it comes from."""
    return [(begin, end) for part, begin, end in _parts(text) for _ in part]


def snippet(text: str, spans: Sequence[Span]) -> str:
    """Return the text around the first match on one line, each match between brackets."""
    begin = _word_before(text, spans[0][0] - _BEFORE) if spans else 0
    end = begin + _SNIPPET
    if spans:
        end = max(end, spans[0][1])
    if end < len(text):
        end = max(text.rfind(" ", begin, end), spans[0][1] if spans else 0) if " " in text[begin:end] else end
    pieces, at = [], begin
    for first, after in spans:
        if after <= end:
            pieces += [text[at:first], "[", text[first:after], "]"]
            at = after
    shown = " ".join("".join([*pieces, text[at:end]]).split())
    return f"{'... ' if begin else ''}{shown}{' ...' if end < len(text) else ''}"


def _word_before(text: str, place: int) -> int:
    """Return where a word begins at a place or shortly before it, else the place."""
    if place <= 0:
        return 0
    return text.rfind(" ", max(0, place - 20), place) + 1 or place
