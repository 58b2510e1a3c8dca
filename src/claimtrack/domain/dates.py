"""Dates as EDTF (ISO 8601-2:2019) levels 0 and 1: kept as typed, with the earliest and latest day each allows.

Days are ISO text (`2023-10-13`), which sorts as time does; the calendar is the proleptic Gregorian one, from 0001-01-01
to 9999-12-31. Years before, negative years and years with a Y prefix are refused in words, as is all of level 2.
"""

import re
from typing import NamedTuple

from claimtrack.errors.texts import DateInFuture, ImpossibleDate, NotADate, NotOneDay

# Patterns are compiled when a date is first read: a write without one need not pay 3 ms.
_DATE = r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[?~%]?)"
_MOMENT = (
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
    r"(?:Z|[+-](?P<offset>[0-9]{2})(?::(?P<offset_minute>[0-9]{2}))?)?"
)
_BEYOND = r"-[0-9]{4,}.*|Y-?[0-9]+.*|0000.*|[0-9]{5,7}(-.*)?"

# Seasons are the northern meteorological ones; winter runs into February of the next year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class EdtfDate(NamedTuple):
    """A date as typed, and the first and last day it allows; None where it sets no bound."""

    text: str
    earliest: str | None
    latest: str | None

    def __str__(self) -> str:
        return self.text

    @property
    def is_one_day(self) -> bool:
        """Tell whether the date allows one day only."""
        return self.earliest is not None and self.earliest == self.latest


def parse(text: str) -> EdtfDate:
    """Return the date that the text is in EDTF level 0 or 1.

    Raises NotADate with the forms that would say it, or ImpossibleDate for a day no calendar has, for ends in the wrong
    order, and for years outside 0001 to 9999.
    """
    typed = text.strip()
    if "/" in typed and typed.count("/") == 1 and typed != "/":
        first, last = typed.split("/")
        if _end_like(first) and _end_like(last):
            return _interval(typed, first, last)
    if re.fullmatch(_BEYOND, typed):
        raise ImpossibleDate(
            typed, "years run from 0001 to 9999", "write a year with four digits, such as 0850 or 1962"
        )
    if moment := re.fullmatch(_MOMENT, typed):
        return _moment(typed, moment)
    return _single(typed, typed)


def suggestions(text: str) -> tuple[str, ...]:
    """Return the forms that may be meant by what is no date, most likely first; each can be recorded as it stands."""
    from claimtrack.domain.date_forms import forms_for  # its patterns cost 5 ms that only a refusal needs

    return tuple(form for form in forms_for(text) if _is_date(form.partition(" (")[0]))


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except (NotADate, ImpossibleDate):
        return False
    return True


def one_day(text: str, *, of: str) -> str:
    """Return the one day that a text says, as ISO text; raises NotOneDay, which names what it was given for."""
    day = parse(text)
    if day.latest is None or not day.is_one_day:
        raise NotOneDay(variable=of, text=text)
    return day.latest


def _end_like(text: str) -> bool:
    return text in ("", "..") or re.fullmatch(_DATE, text) is not None or re.fullmatch(_BEYOND, text) is not None


def _interval(typed: str, first: str, last: str) -> EdtfDate:
    """Return an interval; `..` is an open end and nothing an unknown one, and neither sets a bound."""
    open_ends = ("", "..")
    if first in open_ends and last in open_ends:
        raise ImpossibleDate(typed, "neither end is given", "leave the date out, or give one end: 2023-10/..")
    for end in (first, last):
        if re.fullmatch(_BEYOND, end):
            raise ImpossibleDate(typed, "years run from 0001 to 9999", "leave the end open instead: 2023-10/..")
    begin = None if first in open_ends else _single(first, typed)
    finish = None if last in open_ends else _single(last, typed)
    if begin and finish and (begin.earliest or "") > (finish.latest or ""):
        raise ImpossibleDate(typed, "it ends before it begins", f"did you mean {last}/{first}?")
    return EdtfDate(typed, begin.earliest if begin else None, finish.latest if finish else None)


def _moment(typed: str, match: re.Match[str]) -> EdtfDate:
    """Return the day of a date with a time, as the clock where it was written showed it."""
    limits = {"hour": 23, "minute": 59, "second": 59, "offset": 23, "offset_minute": 59}
    for part, most in limits.items():
        if match[part] is not None and int(match[part]) > most:
            raise ImpossibleDate(typed, f"no {part.replace('_', ' ')} {match[part]}")
    day = _single(match["day"], typed)
    return EdtfDate(typed, day.earliest, day.latest)


def _single(text: str, typed: str) -> EdtfDate:
    match = re.fullmatch(_DATE, text)
    if match is None:
        raise NotADate(typed, suggestions(typed))
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year and month is not None:
        raise NotADate(typed, (year,))
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if last_year == 0:
        raise ImpossibleDate(
            typed, "years run from 0001 to 9999", "write a year with four digits, such as 0850 or 1962"
        )
    first_year = max(first_year, 1)
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise NotADate(typed, (f"{year}-XX-XX", year))
        return EdtfDate(text, _day(first_year, 1, 1), _day(last_year, 12, 31))
    if int(month) in _SEASONS:
        return _season(text, typed, first_year, int(month), day)
    if not 1 <= int(month) <= 12:
        raise ImpossibleDate(
            typed, f"there is no month {month}", "months are 01 to 12, seasons 21 (spring) to 24 (winter)"
        )
    return _in_month(text, typed, first_year, int(month), day)


def _season(text: str, typed: str, year: int, season: int, day: str | None) -> EdtfDate:
    if day is not None:
        raise ImpossibleDate(typed, "a season has no day", f"write {year:04d}-{season} for the season")
    first, last = _SEASONS[season]
    last_year = year + 1 if last < first else year
    if last_year > 9999:
        raise ImpossibleDate(typed, "years run from 0001 to 9999", f"write {year:04d}-12")
    return EdtfDate(text, _day(year, first, 1), _day(last_year, last, _length(last_year, last)))


def _in_month(text: str, typed: str, year: int, month: int, day: str | None) -> EdtfDate:
    length = _length(year, month)
    if day is None or day == "XX":
        return EdtfDate(text, _day(year, month, 1), _day(year, month, length))
    if not 1 <= int(day) <= length:
        raise ImpossibleDate(
            typed, f"{year:04d}-{month:02d} has {length} days", f"write {year:04d}-{month:02d}-01 to -{length}"
        )
    exact = _day(year, month, int(day))
    return EdtfDate(text, exact, exact)


def _length(year: int, month: int) -> int:
    from calendar import monthrange  # brings locales with it

    return monthrange(year, month)[1]


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def made_by(date: EdtfDate | None, *, source_latest: str | None, today: str) -> tuple[str | None, str]:
    """Return the earliest and the latest day on which something recorded today was made.

    Without a date, or where it sets no last day, it was made by the day its source was published, else by the day it
    was recorded; it never takes an exact day. Raises DateInFuture for a date that lies wholly after today.
    """
    earliest = date.earliest if date else None
    if date and earliest and earliest > today:
        raise DateInFuture(date.text, today=today)
    latest = (date.latest if date else None) or source_latest or today
    return earliest, min(latest if latest >= (earliest or "") else today, today)
