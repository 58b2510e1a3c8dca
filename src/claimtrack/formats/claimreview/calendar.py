"""Dates as ClaimReview has them (ISO 8601): how ours are written, and how those of others are read.

schema.org's Date and DateTime are "in ISO 8601 date format", which has days, months and years (reduced precision), and
neither marks nor periods.
"""

import re
from datetime import date
from typing import NamedTuple

from claimtrack.domain import dates
from claimtrack.domain.dates import EdtfDate
from claimtrack.errors.texts import ImpossibleDate, NotADate

_MARKS = "?~%"
_TIME = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)?"
_FORM = re.compile(rf"[0-9]{{4}}(-[0-9]{{2}}(-[0-9]{{2}}(T{_TIME})?)?)?")
_LOOSE_TIME = r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)? ?(Z|[+-][0-9]{2}:?([0-9]{2})?)?"
_LOOSE = re.compile(rf"(?P<year>[0-9]{{4}})(-(?P<month>[0-9]{{1,2}})(-(?P<day>[0-9]{{1,2}})([T ]{_LOOSE_TIME})?)?)?")


class Dated(NamedTuple):
    """What a date allows: its first and its last day as ISO text, and whether it is written as ISO 8601 has it."""

    earliest: str
    latest: str
    is_iso: bool

    @property
    def is_coarse(self) -> bool:
        """Whether it is no single day."""
        return self.earliest != self.latest


class Form(NamedTuple):
    """How a date is written, None where nothing that ISO 8601 has would be true, and whether that says all of it."""

    text: str | None
    is_whole: bool


def read(text: str) -> Dated | None:
    """Return the days that a date allows, also of one in a sloppy form (`2021-7-16`, `+0200`), or None for none."""
    found = _LOOSE.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(found[part]) if found[part] else None for part in ("year", "month", "day"))
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(year or 0, month or 12, day or _length(year or 0, month or 12))
    except ValueError:
        return None
    return Dated(first.isoformat(), last.isoformat(), _FORM.fullmatch(text) is not None)


def form(typed: str) -> Form:
    """Return how an EDTF date is written: the day, the month or the year that holds all the days it allows.

    What is none, as where another program has changed the record, is not written.
    """
    try:
        parsed = dates.parse(typed)
    except (NotADate, ImpossibleDate):
        return Form(None, is_whole=False)
    if "T" in typed:
        return Form(parsed.text, is_whole=True)
    text = _period(parsed)
    held = read(text) if text else None
    same_days = held is not None and (held.earliest, held.latest) == (parsed.earliest, parsed.latest)
    return Form(text, is_whole=same_days and not any(mark in typed for mark in _MARKS))


def _period(parsed: EdtfDate) -> str | None:
    if parsed.earliest is None or parsed.latest is None:
        return None
    for length in (len("2023-10-13"), len("2023-10"), len("2023")):
        if parsed.earliest[:length] == parsed.latest[:length]:
            return parsed.earliest[:length]
    return None


def _length(year: int, month: int) -> int:
    from calendar import monthrange  # brings locales with it

    return monthrange(year, month)[1]
