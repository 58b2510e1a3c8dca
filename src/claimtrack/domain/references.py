"""How things are named: short ids, slugs and uids of what is on record, addresses of what is elsewhere."""

import re
from enum import StrEnum
from typing import NamedTuple

from claimtrack.errors.texts import BadSlug

SLUG_LIMIT = 80


class Kind(StrEnum):
    """The kinds of things that have a short id; the value is the word for one of them."""

    CLAIM = "claim"
    STATEMENT = "statement"
    EVIDENCE = "evidence"
    SOURCE = "source"
    ACTOR = "actor"
    VERDICT = "verdict"


PREFIX = {
    Kind.CLAIM: "c",
    Kind.STATEMENT: "st",
    Kind.EVIDENCE: "e",
    Kind.SOURCE: "s",
    Kind.ACTOR: "a",
    Kind.VERDICT: "v",
}
_KINDS = frozenset(Kind)
_KIND_OF = {prefix: kind for kind, prefix in PREFIX.items()}
_DIGITS = frozenset("0123456789")
_SLUG_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz-") | _DIGITS
_UID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_UID_LENGTH = 36
_ADDRESS = r"(?i)[a-z][a-z0-9+.-]*://\S+|(?:doi|urn|ark|hdl):\S+"
_MOST_DIGITS = 18  # what SQLite's integers hold


class ShortId(NamedTuple):
    """A short id read from text, such as `st12`: which kind, and the row's number."""

    kind: Kind
    number: int


def short_id(kind: Kind, number: int) -> str:
    """Return the short id of a row, such as `c1`."""
    return f"{PREFIX[kind]}{number}"


def called(entity: str, number: int) -> str:
    """Return what a row of a table is called: its short id, else the table's name and its number."""
    return short_id(Kind(entity), number) if entity in _KINDS else f"{entity} {number}"


def as_short_id(ref: str) -> ShortId | None:
    """Return the short id that the text is, or None; one that no row can have has the number 0."""
    prefix = ref[:2] if ref.startswith("st") else ref[:1]
    digits = ref[len(prefix) :]
    if prefix not in _KIND_OF or not digits or not _DIGITS.issuperset(digits):
        return None
    number = int(digits) if len(digits) <= _MOST_DIGITS and digits[0] != "0" else 0
    return ShortId(_KIND_OF[prefix], number)


def is_uid(ref: str) -> bool:
    """Tell whether the text has the form of a uid (a UUIDv7, RFC 9562)."""
    return len(ref) == _UID_LENGTH and re.fullmatch(_UID, ref) is not None


def slug_like(ref: str) -> bool:
    """Tell whether the text could be a slug or the beginning of one."""
    return bool(ref) and _SLUG_SIGNS.issuperset(ref)


def checked_slug(slug: str) -> str:
    """Return the slug given by a user.

    Only `[a-z0-9-]`, since shells split completions at other signs; raises BadSlug, also for what reads as an id.
    """
    if len(slug) > SLUG_LIMIT or not slug_like(slug) or "" in slug.split("-"):
        raise BadSlug(slug)
    if reads_as_id(slug):
        raise BadSlug(slug, form="it reads as an id; use another word")
    return slug


def reads_as_id(slug: str) -> bool:
    """Tell whether a slug would be taken for a short id or a uid."""
    return as_short_id(slug) is not None or is_uid(slug)


def is_address(text: str) -> bool:
    """Tell whether a text is a URL or another address rather than a title."""
    return ":" in text and re.fullmatch(_ADDRESS, text) is not None
