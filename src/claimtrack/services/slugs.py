"""Makes slugs from words."""

import re
from collections.abc import Container, Iterable

from claimtrack.domain.records import Actor, Claim, Row
from claimtrack.domain.references import checked_slug, reads_as_id
from claimtrack.errors.texts import SlugTaken
from claimtrack.store import lookup
from claimtrack.store.record import Record

_LENGTH = 48
_STEM = 60  # of a slug that gets a number, so that the whole is one that could have been chosen
_NO_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_PARTING = str.maketrans(dict.fromkeys('!"#$%()*+,-./:;<=>?@[\\]^_`{|}~', " "))
_GROUPED = re.compile("[0-9],[0-9]")


def for_claim(record: Record, text: str, *, but: Container[str] = ()) -> str:
    """Return a free slug made of a claim's words; `but` are others that are about to be given."""
    return _free(record, Claim, text, fallback="claim", but=but)


def plain_for_claims(record: Record, texts: Iterable[str]) -> dict[str, str]:
    """Return by text the slugs made of claims' words as they are, those that are free: of a batch, in one query."""
    plain = {text: _first(text, "claim") for text in texts}
    taken = lookup.slugs_taken(record, Claim, set(plain.values()))
    return {text: slug for text, slug in plain.items() if slug not in taken}


def for_actor(record: Record, name: str, *, but: Container[str] = ()) -> str:
    """Return a free slug made of an actor's name; `but` are others that are about to be given."""
    return _free(record, Actor, name, fallback="actor", but=but)


def for_redacted(record: Record, kind: type[Row], ref: str) -> str:
    """Return a free slug for a claim or an actor whose own was made of words that went."""
    return _free(record, kind, f"redacted {ref}", fallback="redacted")


def like(record: Record, kind: type[Row], slug: str, *, but: Container[str] = ()) -> str:
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


def _free(record: Record, kind: type[Row], words: str, *, fallback: str, but: Container[str] = ()) -> str:
    return _next_free(record, kind, _first(words, fallback), but=but)


def _next_free(record: Record, kind: type[Row], stem: str, *, but: Container[str] = ()) -> str:
    slug, n = stem, 1
    while slug in but or lookup.slug_taken(record, kind, slug):
        n = n + 1 if n < 10 else n * 2  # the tenth copy is no longer numbered by hand
        slug = f"{stem[:_STEM].rstrip('-')}-{n}"
    return slug


def _first(words: str, fallback: str) -> str:
    """Return the slug to be tried first."""
    stem = _stem(words[: 4 * _LENGTH]) or fallback
    return f"{stem}-{fallback}" if reads_as_id(stem) else stem


def _stem(words: str) -> str:
    """Return words as a slug; plain English ones at once, since slugify costs 17 µs a claim, and 8 ms to begin with."""
    if not _is_plain(words):
        from slugify import slugify

        bare = words.translate(_NO_APOSTROPHES)  # "Korea's" is one word
        return slugify(bare, max_length=_LENGTH, word_boundary=True, save_order=True)
    stem = "-".join(words.lower().translate(_PARTING).split())
    whole_words = stem[: _LENGTH + 1].rpartition("-")[0]
    return stem if len(stem) <= _LENGTH else whole_words or stem[:_LENGTH]


def _is_plain(words: str) -> bool:
    """Tell whether words are English letters and digits, and signs that only part them, unlike the comma of 1,000."""
    if not words.isascii() or not words.isprintable() or "&" in words or "'" in words:  # of an entity, inside a word
        return False
    return "," not in words or not _GROUPED.search(words)
