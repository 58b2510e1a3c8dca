"""Reads words as files from elsewhere give them: out of markup, entities and blanks, and otherwise word for word."""

import re
from html import unescape

from claimtrack.domain.intake import Repair
from claimtrack.domain.text import TAG_LIMIT, folded

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MARKUP = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|a|span|div|ul|ol|li|h[1-6]|blockquote|q|sup|sub|small|font|img|figure|iframe|table|tr|td"
    r"|th|tbody|mark|cite|del|ins|center|hr|section|article)(?:\s[^<>]*)?/?\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_BREAKING = re.compile(r"(?i)</?(?:p|br|div|li|h[1-6]|tr|td|th|hr|blockquote)\b")
_STEERING = re.compile(r"[\x0b\x0c\x80-\x9f]")
_SPLIT = re.compile(r"[,;\n]")
_LANGUAGE = re.compile(r"(?i)[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def words(field: str, text: str, repairs: list[Repair]) -> str | None:
    """Return the words of a text, None where there are none; what was done to it is added to the repairs.

    Tags of HTML are taken off, entities read (twice, where they were written twice), blanks at the ends trimmed, and
    signs of Windows-1252 that were taken for control characters put right, as HTML does. Nothing is ever cut.
    """
    found, done = text, []
    if "<" in found and (plain := _MARKUP.sub(_blank_for, found)) != found:
        found = plain
        done.append("taken out of its markup")
    for _ in range(2):
        if "&" in found and (plain := _ENTITY.sub(lambda entity: unescape(entity[0]), found)) != found:
            found = plain
            done.append("entities read")
    if (plain := _STEERING.sub(_put_right, found)) != found:
        found = plain
        done.append("control characters put right")
    if (plain := found.strip().strip("\ufeff\u200b").strip()) != found:
        found = plain
        done.append("blanks trimmed")
    if done and text.strip():
        repairs.append(Repair(field, text, "; ".join(dict.fromkeys(done))))
    return found or None


def _blank_for(tag: re.Match[str]) -> str:
    return " " if _BREAKING.match(tag[0]) else ""


def _put_right(sign: re.Match[str]) -> str:
    if sign[0] in "\x0b\x0c":
        return " "
    return sign[0].encode("latin-1").decode("cp1252", errors="ignore") or " "


def tags(field: str, texts: list[str], repairs: list[Repair]) -> tuple[str, ...]:
    """Return the tags that texts say, each once; commas, semicolons and line ends stand between tags."""
    found: dict[str, str] = {}
    for text in texts:
        for part in _SPLIT.split(words(field, text, repairs) or ""):
            tag = " ".join(part.split())
            if len(tag) > TAG_LIMIT:
                repairs.append(Repair(field, tag, f"left out: a tag has at most {TAG_LIMIT} characters"))
            elif key := folded(tag):
                found.setdefault(key, tag)
    return tuple(found.values())


def language(field: str, text: str, repairs: list[Repair]) -> str | None:
    """Return the tag of a language (BCP 47), None for what is none, such as a language's name."""
    given = text.strip()
    if not given:
        return None
    tag = given.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        repairs.append(Repair(field, text, "left out: it is no tag of a language"))
        return None
    if tag != given:
        repairs.append(Repair(field, text, f"read as {tag}"))
    return tag
