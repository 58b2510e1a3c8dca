"""Which words a row holds, what stands in their place once they were taken away, and where else they stand."""

import re
from collections.abc import Iterable
from typing import TypeVar

from claimtrack.domain.records import (
    Actor,
    Alias,
    Claim,
    Evidence,
    Original,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.text import folded

R = TypeVar("R", bound=Row)

REDACTED = "[redacted]"
# What somebody wrote; days, words of a vocabulary, grades and links stay, so that the row goes on counting.
WORDS: dict[type[Row], tuple[str, ...]] = {
    Actor: ("slug", "name", "identity"),
    Alias: ("name", "folded"),
    Source: ("title", "location"),
    Claim: ("slug", "text", "folded"),
    Tag: ("name", "folded"),
    Statement: ("quote", "place"),
    Evidence: ("text", "location", "place"),
    Verdict: ("label", "location", "score", "score_best", "score_worst", "rationale"),
    Original: ("origin", "place", "digest", "raw"),
}
_SLUG = "slug"
_TELLING = 5  # letters; a shorter word is part of too many others to say anything, unless it stands alone
_PART = 4  # letters of a part of a name that gives the name away


def words_of(row: Row) -> dict[str, str]:
    """Return the columns of a row in which there are words, with the words; a redacted row has none."""
    held = {column: getattr(row, column) for column in WORDS.get(type(row), ())}
    fixed = {REDACTED, _key(row)}
    words = {column: value for column, value in held.items() if value is not None and value not in fixed}
    return {} if set(words) == {_SLUG} and words[_SLUG].startswith("redacted-") else words


def redacted(row: Row, *, slug: str | None = None) -> dict[str, str]:
    """Return what stands in the place of a row's words: one fixed word, where a key has to be unique with its number.

    A claim and an actor take the `slug` given, since theirs was made of the words.
    """
    unique = _key(row)
    return {
        column: slug if column == _SLUG and slug is not None else unique if column == "folded" else REDACTED
        for column in words_of(row)
    }


def parts_of(row: Row) -> set[str]:
    """Return the parts of an actor's names that give it away even where the rest is missing."""
    name = row.name if isinstance(row, Actor | Alias) and row.name != REDACTED else ""
    return {part for part in re.findall(r"\w+", folded(name)) if len(part) >= _PART or not part.isascii()}


def finder(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of these words in a folded text, or None where there is nothing that tells.

    So that neither case nor width hides them. Short words in ASCII are found only where they stand alone, and single
    signs not at all.
    """
    sought = {folded(one) for one in words}
    patterns = [
        re.escape(one) if len(one) >= _TELLING or not one.isascii() else rf"(?<!\w){re.escape(one)}(?!\w)"
        for one in sorted(sought)
        if len(one) > 1
    ]
    return re.compile("|".join(patterns)) if patterns else None


def keyed(row: R) -> R:
    """Return a row that was redacted elsewhere with the key that is unique with its number here; others as they are."""
    is_redacted = isinstance(row, Alias | Tag) and row.name == REDACTED
    return row.replaced(folded=_key(row)) if is_redacted else row


def _key(row: Row) -> str:
    """Return the folded form: of a name or a tag one that no name folds to, since capitals are never left in one."""
    return f"[REDACTED {row.id}]" if isinstance(row, Alias | Tag) else REDACTED
