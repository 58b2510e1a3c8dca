"""Reads dates as files from elsewhere give them: as EDTF with the precision that is there, or not at all, and why.

Only what can be read in one way is read; what was done about a date is said as a repair, never done in silence.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from claimtrack.domain import dates
from claimtrack.domain.intake import Repair
from claimtrack.errors.texts import ImpossibleDate, NotADate

ORDERS = ("dmy", "mdy", "ymd")
_LONGEST = 100  # characters; no date is longer

_ZONE = r"(?:[Zz]|(?:UTC|GMT)?[+-][0-9]{1,2}(?::?[0-9]{2})?|[A-Z]{2,5})"
_MOMENT = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]\s*(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(?P<fraction>[.,][0-9]+)?"
    r"\s*(?:(?P<utc>[Zz]|UTC|GMT)|(?P<sign>[+-])(?P<hours>[0-9]{2}):?(?P<minutes>[0-9]{2})?)?"
)
_WITH_TIME = re.compile(
    r"(?P<date>.*?[0-9]{4}|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}),?"
    r"(?:[Tt]|\s+(?:at\s+|-\s+)?)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    rf"\s*(?:[AaPp]\.?[Mm]\.?)?\s*{_ZONE}?(?:\s*\([^()]*\))?"
)
_WITH_ZONE = re.compile(rf"(?P<date>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})\s?{_ZONE}")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?P<date>.*)", re.IGNORECASE)
_NUMERIC = re.compile(r"(?P<a>[0-9]{1,4})\s?[-/. ]\s?(?P<b>[0-9]{1,2})\s?[-/. ]\s?(?P<c>[0-9]{1,4})\.?")
_PARTIAL = re.compile(r"(?P<year>[0-9]{4})-(?:00(?:-00)?|(?P<month>[0-9]{1,2})-00)")
_CLOCK_ZERO = re.compile(
    r"0001-01-01(?:T00:00:00.*)?|1970-01-01T00:00:00.*"
    r"|(?:1900-01-00|1899-12-3[01])(?:[T ]00:00:00.*)?"  # those of spreadsheets, in which an empty date is a 0
)

_WORD = re.compile(r"[^\W\d_]+")
# The words of which a date in English consists. A word of another language may begin like a month of this one and be
# another month, so that nothing is read from the beginnings of words.
_ENGLISH = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|st|nd|rd|th|of|the|spring|summer|autumn|fall|winter|about|around|circa|ca?|since|from"
    r"|after|before|until|by|up|to|s)"
)


def as_edtf(field: str, text: str, *, order: str | None = None) -> tuple[str | None, tuple[Repair, ...]]:
    """Return a date as EDTF that `domain.dates` accepts, and what had to be repaired to read it.

    None where there is no date in the text; that it was left out is said as a repair, unless the text is empty.
    `order` is `dmy`, `mdy` or `ymd`, for numeric dates that could be read in more ways than one; without it such a date
    is left out, with both readings named. A two-digit year is read only with an order, as POSIX reads it: 69 to 99 are
    of the 20th century.
    """
    given = text.strip()
    if not given:
        return None, ()
    date, done = _read(given, order) if len(given) <= _LONGEST else (None, "left out: it is no date")
    return date, (Repair(field, text, done),) if done else ()


class _Reading(NamedTuple):
    """The date that was read, None for none, and what to say of it; nothing where it stood as it should."""

    date: str | None
    done: str


def _read(given: str, order: str | None) -> _Reading:
    if _CLOCK_ZERO.fullmatch(given):
        return _Reading(None, "left out: it is the zero of a computer's clock")
    if _is_date(given):
        return _Reading(given, "")
    plain = _in_ascii_digits(given)
    if plain != given:
        return _of_another_script(plain, order)
    for pattern, reading in _FORMS:
        if match := pattern.fullmatch(given):
            return reading(match, order)
    return _in_words(given)


def _without_more(match: re.Match[str], order: str | None) -> _Reading:
    """Read what is left of a date without its weekday or its time."""
    return _again(match["date"].strip(), order)


def _again(part: str, order: str | None) -> _Reading:
    date, done = _read(part, order)
    return _as(date) if date else _Reading(None, done)


def _as(date: str) -> _Reading:
    return _Reading(date, f"read as {date}") if _is_date(date) else _Reading(None, "left out: no calendar has it")


def _is_date(text: str) -> bool:
    try:
        dates.parse(text)
    except (NotADate, ImpossibleDate):
        return False
    return True


def _in_ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _of_another_script(plain: str, order: str | None) -> _Reading:
    """Read a date whose digits are of another script, where its years may be counted from another beginning."""
    date, done = _again(plain, order)
    if date and not 1900 <= int(date[:4]) < 2100:
        return _Reading(None, "left out: its year is not one of the Gregorian calendar, or may not be")
    return _Reading(date, done)


def _partial(match: re.Match[str], _: str | None) -> _Reading:
    return _as(f"{match['year']}-{int(match['month']):02d}" if match["month"] else match["year"])


def _moment(match: re.Match[str], order: str | None) -> _Reading:
    zone = "Z" if match["utc"] else ""
    if match["sign"]:
        zone = f"{match['sign']}{match['hours']}:{match['minutes'] or '00'}"
    moment = f"{match['day']}T{match['clock']}{zone}"
    return _again(moment, order) if _is_date(moment) else _as(match["day"])


def _numeric(match: re.Match[str], order: str | None) -> _Reading:
    """Read three numbers: as the year stands, else in the order that was named, else in the only way that is left."""
    parts = (match["a"], match["b"], match["c"])
    if len(match["a"]) == 4:
        return _as(_day(*parts) if len(match["c"]) <= 2 else "")
    if len(match["a"]) > 2 or len(match["c"]) not in (2, 4):
        return _Reading(None, "left out: it is no date")
    if len(match["c"]) == 4 and order == "ymd":
        order = None  # it says nothing of a date whose year stands last
    if order:
        date = _in_order(parts, order)
        return _as(date) if _is_date(date) else _Reading(None, f"left out: no calendar has it in the order {order}")
    if len(match["c"]) == 2:
        return _Reading(None, "left out: its year has two digits, and no order of its parts was named")
    readings = [date for date in dict.fromkeys(_in_order(parts, one) for one in ("dmy", "mdy")) if _is_date(date)]
    if len(readings) == 2:
        return _Reading(None, f"left out: it can be {readings[0]} or {readings[1]}")
    return _as(readings[0] if readings else "")


def _in_order(parts: tuple[str, str, str], order: str) -> str:
    named = dict(zip(order, parts, strict=True))
    year = named["y"]
    if len(year) <= 2:
        year = f"{'19' if int(year) >= 69 else '20'}{int(year):02d}"
    return _day(year, named["m"], named["d"])


def _day(year: str, month: str, day: str) -> str:
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _in_words(given: str) -> _Reading:
    """Read a date in English words, where they say one thing."""
    forms = dates.suggestions(given) if all(map(_ENGLISH.fullmatch, _WORD.findall(given.lower()))) else ()
    match forms:
        case ():
            return _Reading(None, "left out: it is no date, or none that can be read in one way")
        case (form,):
            return _as(form)
        case _:
            return _Reading(None, "left out: it can be " + " or ".join(forms))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str | None], _Reading]], ...] = (
    (_PARTIAL, _partial),
    (_MOMENT, _moment),
    (_WEEKDAY, _without_more),
    (_WITH_TIME, _without_more),
    (_WITH_ZONE, _without_more),
    (_NUMERIC, _numeric),
)
