"""Words that come from outside: what may be kept, when two names are one, and what may be shown."""

import unicodedata

from claimtrack.errors.texts import ControlCharacter, EmptyText, NotUtf8, TextTooLong

TEXT_LIMIT = 20_000
NAME_LIMIT = 300
TAG_LIMIT = 64
LOCATION_LIMIT = 4_000

# What shows as nothing and counts as printable all the same: blank letters, and the 240 selectors for Han characters.
_BLANK_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
# What chooses between two looks of the sign before it, as of emoji: shown as it is, but no part of a name's key.
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
# What a terminal obeys instead of showing, or shows as nothing: C0 and C1 controls, format characters (zero-width and
# bidirectional ones among them), lone surrogates, line and paragraph separators.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NOT_IN_XML = frozenset("\ufffe\uffff")
_TAGS = range(0xE0000, 0xE1000)
_KEPT_CONTROLS = frozenset("\t\n\r")


def safe(text: str) -> str:
    """Return the text with every hidden character written out as `<U+001B>`, so that a terminal cannot obey it.

    Everything printed goes through here once; what is stored keeps its exact characters.
    """
    if not _may_hide(text):
        return text
    return "".join(f"<U+{ord(sign):04X}>" if _is_hidden(sign) else sign for sign in text)


def json_safe(text: str) -> str:
    r"""Return JSON text in which hidden characters inside strings stand as `\uXXXX`: same data, nothing to obey.

    Line ends stay: they stand between tokens only, since an encoder has escaped those inside strings.
    """
    if not _may_hide(text.replace("\n", "")):
        return text
    return "".join(_json_escape(ord(sign)) if sign != "\n" and _is_hidden(sign) else sign for sign in text)


def _may_hide(text: str) -> bool:
    """Tell cheaply whether a text may hold a hidden character; nearly none does."""
    return not (text.isprintable() and (text.isascii() or _BLANK_LETTERS.isdisjoint(text)))


def _is_hidden(sign: str) -> bool:
    return (
        sign in _BLANK_LETTERS
        or unicodedata.category(sign) in _HIDDEN_CATEGORIES
        or sign in _NOT_IN_XML
        or ord(sign) in _TAGS
    )


def _json_escape(code: int) -> str:
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def kept(text: str, field: str, *, limit: int = TEXT_LIMIT) -> str:
    """Return the text as it is to be stored: trimmed, otherwise exactly as given.

    Raises EmptyText (also for what would show as nothing), TextTooLong (limit in characters), ControlCharacter, or
    NotUtf8 for undecodable bytes.
    """
    trimmed = text.strip()
    if not trimmed:
        raise EmptyText(field=field)
    if len(trimmed) > limit:
        raise TextTooLong(field, len(trimmed), limit=limit)
    if _may_hide(trimmed) or trimmed[0] in _SELECTORS:
        _require_no_controls(trimmed, field)
        if all(sign.isspace() or _is_hidden(sign) or sign in _SELECTORS for sign in trimmed):
            raise EmptyText(field=field)
    return trimmed


def _require_no_controls(text: str, field: str) -> None:
    for position, sign in enumerate(text, 1):
        category = unicodedata.category(sign)
        if category == "Cs":
            raise NotUtf8(field)
        if category == "Cc" and sign not in _KEPT_CONTROLS:
            raise ControlCharacter(field, ord(sign), position)


def one_line(text: str, field: str, *, limit: int = TEXT_LIMIT) -> str:
    """Return the text as one line: as `kept`, and every run of blanks and line ends becomes one blank.

    A text of which nothing would be seen is empty.
    """
    line = " ".join(kept(text, field, limit=limit).split())
    if not line.isascii() and not folded(line):
        raise EmptyText(field=field)
    return line


def folded(text: str) -> str:
    """Return the key under which two ways of writing one name meet.

    Unicode's NFKC case folding (UAX 31, section 5.1.3), then without hidden characters and with single blanks, so that
    width, case, composition, spacing and zero-width characters make no second actor. Look-alike letters stay apart, and
    so do words of which one has a blank: The Rapist is no therapist.
    """
    if text.isascii() and text.isprintable():  # nothing hides in it, and every sign is its own normal form
        return " ".join(text.lower().split())
    key = unicodedata.normalize("NFKC", without_unseen(text)).casefold()
    key = unicodedata.normalize("NFKC", without_unseen(key))  # once more: folding may have brought others out
    return " ".join(key.split())


def without_unseen(text: str) -> str:
    """Return the text without what no reader sees, which keeps signs apart that belong together."""
    if not _may_hide(text) and _SELECTORS.isdisjoint(text):
        return text
    return "".join(sign for sign in text if not is_unseen(sign))


def is_unseen(sign: str) -> bool:
    """Tell whether no reader sees a sign: a hidden character, or one that chooses between two looks of another."""
    return _is_hidden(sign) or sign in _SELECTORS


def shortened(text: str, limit: int) -> str:
    """Return at most `limit` characters of the text, the cut marked by three dots; for prose, never for tables."""
    return text if len(text) <= limit else text[: limit - 3].rstrip() + "..."
