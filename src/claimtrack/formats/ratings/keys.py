"""Folds a reviewer's label to the keys it is looked up by; what is stored is the label, word for word."""

import re
import unicodedata
from typing import NamedTuple

from claimtrack.domain.text import folded

# What joins the words of one label: "half-true" and "não_é_bem_assim" are the same as with blanks.
_JOINS = re.compile(r"_|(?<=\w)[-‐‑–](?=\w)|[,،、]")
# What parts a label from what is said about it: "False - the photo is old", "FALSO (fake)", "Verdict: false".
_BREAKS = re.compile(r"\s[-–]+\s|—|[:;|/()\[\]{}<>【】《》「」『』。।۔]|\.(?:\s|$)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STRESS = re.compile(r"\*+([^*]+)\*+")
_SHOUT = re.compile(r"(?<=\w)!+")
# Marks that may stand around a label and say nothing. A question mark is none of them: "True?" is a question. Nor is a
# star behind a word, which points to a caveat, nor an exclamation mark before it, which programmers read as "not".
_AROUND = " .,;:\"'`´“”„‟‘’‚«»‹›#·-–—¡/|\\"
_BULLETS = frozenset("•●■▪▶►★☆→➡◆")
_APPROVING = frozenset("✓✔✅☑👍🟢🆗")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ə": "e", "ة": "ه", "ى": "ی", "ي": "ی", "ك": "ک"}
    | {"ـ": None}
)
_WRITTEN_WITH_MARKS = 0x0700  # Latin, Greek, Cyrillic, Hebrew and Arabic lie below; beyond, marks are vowels


class Keys(NamedTuple):
    """What a label is looked up by: as a whole, and in the parts it falls into; and whether a picture speaks with it.

    `approves` is true with a tick, false with any other picture, None without.
    """

    whole: str
    parts: tuple[str, ...]
    approves: bool | None


def key(label: str) -> str:
    """Return the key under which two ways of writing one label meet: case, width, hyphens, decoration, hidden signs.

    Nothing is left out that could turn the meaning: numbers, question marks, and every word stay.
    """
    return keys(label).whole


def keys(label: str) -> Keys:
    """Return what a label is looked up by."""
    trimmed = label.strip()
    spaced = "|".join(trimmed.splitlines()) if any(map(str.isspace, trimmed)) else _CAMEL.sub(" ", trimmed)
    drawn = {sign for sign in {*spaced} if not sign.isalnum() and (unicodedata.category(sign) in ("So", "Sk"))}
    drawn |= _BULLETS.intersection(spaced)
    pictures = {sign for sign in drawn - _BULLETS if unicodedata.category(sign) == "So"}
    plain = spaced.translate(dict.fromkeys(map(ord, drawn), " ")) if drawn else spaced
    text = _SHOUT.sub("", _STRESS.sub(r"\1", folded(plain).replace("’", "'")))
    parts = (_trimmed(part) for part in _BREAKS.split(text))
    return Keys(_trimmed(text), tuple(filter(None, parts)), pictures <= _APPROVING if pictures else None)


def _trimmed(text: str) -> str:
    return " ".join(_JOINS.sub(" ", text).strip(_AROUND).split())


def unmarked(key: str) -> str:
    """Return a key without the marks that many leave out: "enganoso" for "engañoso", "yanlis" for "yanlış".

    Only of scripts in which such marks can be left out; in those of India and Thailand they are vowels.
    """
    if key.isascii():
        return key
    kept, takes_marks = [], False
    for sign in unicodedata.normalize("NFD", key):
        if unicodedata.category(sign) != "Mn":
            takes_marks = ord(sign) < _WRITTEN_WITH_MARKS
        elif takes_marks:
            continue
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)
