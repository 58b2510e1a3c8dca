"""Which words a row holds, and what stands in their place once they were taken away for good."""

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


def keyed(row: R) -> R:
    """Return a row that was redacted elsewhere with the key that is unique with its number here; others as they are."""
    is_redacted = isinstance(row, Alias | Tag) and row.name == REDACTED
    return row.replaced(folded=_key(row)) if is_redacted else row


def _key(row: Row) -> str:
    """Return the folded form: of a name or a tag one that no name folds to, since capitals are never left in one."""
    return f"[REDACTED {row.id}]" if isinstance(row, Alias | Tag) else REDACTED
