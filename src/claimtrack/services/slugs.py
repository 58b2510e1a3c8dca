"""Makes slugs from words, and tells addresses from titles."""

import re
from collections.abc import Collection

from claimtrack.domain.records import Actor, Claim, Row
from claimtrack.domain.references import checked_slug, reads_as_id
from claimtrack.errors.texts import SlugTaken
from claimtrack.store import lookup
from claimtrack.store.record import Record

_LENGTH = 48
_STEM = 60  # of a slug that gets a number, so that the whole is one that could have been chosen
_NO_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ")
_ADDRESS = r"(?i)[a-z][a-z0-9+.-]*://\S+|(?:doi|urn|ark|hdl):\S+"


def for_claim(record: Record, text: str) -> str:
    """Return a free slug made of a claim's words."""
    return _free(record, Claim, text, fallback="claim")


def for_actor(record: Record, name: str) -> str:
    """Return a free slug made of an actor's name."""
    return _free(record, Actor, name, fallback="actor")


def for_redacted(record: Record, kind: type[Row], ref: str) -> str:
    """Return a free slug for a claim or an actor whose own was made of words that went."""
    return _free(record, kind, f"redacted {ref}", fallback="redacted")


def like(record: Record, kind: type[Row], slug: str, *, but: Collection[str] = ()) -> str:
    """Return a slug given in another record if it is free here and not among others, else a free one like it."""
    return _next_free(record, kind, slug, but=but)


def chosen(record: Record, kind: type[Row], slug: str) -> str:
    """Return a slug the user chose; raises BadSlug, or SlugTaken where it was ever given."""
    checked = checked_slug(slug)
    if lookup.slug_taken(record, kind, checked):
        holder = lookup.by_slug(record, kind, checked)
        letter = "c" if kind is Claim else "a"
        raise SlugTaken(checked, f"{letter}{holder.id}" if holder else checked)
    return checked


def is_address(text: str) -> bool:
    """Tell whether a text is a URL or another address rather than a title."""
    return ":" in text and re.fullmatch(_ADDRESS, text) is not None


def _free(record: Record, kind: type[Row], words: str, *, fallback: str) -> str:
    stem = _stem(words[: 4 * _LENGTH]) or fallback
    if reads_as_id(stem):
        stem = f"{stem}-{fallback}"
    return _next_free(record, kind, stem)


def _next_free(record: Record, kind: type[Row], stem: str, *, but: Collection[str] = ()) -> str:
    slug, n = stem, 1
    while slug in but or lookup.slug_taken(record, kind, slug):
        n = n + 1 if n < 10 else n * 2  # the tenth copy is no longer numbered by hand
        slug = f"{stem[:_STEM].rstrip('-')}-{n}"
    return slug


def _stem(words: str) -> str:
    """Return words as a slug; plain English ones at once, since slugify's tables cost 8 ms of a write."""
    if not _PLAIN.issuperset(words):
        from slugify import slugify

        bare = words.translate(_NO_APOSTROPHES)  # "Korea's" is one word
        return slugify(bare, max_length=_LENGTH, word_boundary=True, save_order=True)
    stem = ""
    for word in words.lower().split():
        longer = f"{stem}-{word}" if stem else word[:_LENGTH]
        if len(longer) > _LENGTH:
            break
        stem = longer
    return stem
