"""Which EDTF forms would say what somebody wrote in another way; suggestions for an error, never a reading."""

import re
from calendar import monthrange

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_WORD = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_SEASON_CODE = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_TERMS = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}

_NUMERIC = re.compile(r"(?P<a>\d{1,2})[/.\-](?P<b>\d{1,2})[/.\-](?P<year>\d{4})")
_UNPADDED = re.compile(r"(?P<year>\d{4})[/.\-](?P<month>\d{1,2})(?:[/.\-](?P<day>\d{1,2}))?")
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DAY_FIRST = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_WORD},?\s+(?P<year>\d{{4}})")
_MONTH_FIRST = re.compile(rf"{_MONTH_WORD}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})")
_MONTH_YEAR = re.compile(rf"(?:(?P<third>early|mid|late)[\s-]+)?{_MONTH_WORD},?\s+(?P<year>\d{{4}})")
_PART_OF_YEAR = re.compile(r"(?P<term>early|mid|late)[\s-]+(?P<year>\d{4})")
_SEASON = re.compile(r"(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?\s+(?P<year>\d{4})")
_DECADE = re.compile(r"(?:the\s+)?(?P<decade>\d{3})0s")
_SPAN = re.compile(r"(?P<a>\d{4}(?:-\d\d){0,2})\s*(?:-|–|—|to|until|\.\.)\s*(?P<b>\d{4}(?:-\d\d){0,2})")
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|~)\s*(?P<date>\d{4}(?:-\d\d){0,2})")
_FROM = re.compile(r"(?:since|from|after)\s+(?P<date>\d{4}(?:-\d\d){0,2})")
_UNTIL = re.compile(r"(?:before|until|by|up to)\s+(?P<date>\d{4}(?:-\d\d){0,2})")


def forms_for(text: str) -> tuple[str, ...]:
    """Return the EDTF forms that may be meant, most likely first; empty where nothing can be suggested."""
    words = " ".join(text.lower().split())
    for pattern, forms in (
        (_NUMERIC, _both_readings),
        (_UNPADDED, _padded),
        (_COMPACT, _padded),
        (_DAY_FIRST, _named_day),
        (_MONTH_FIRST, _named_day),
        (_MONTH_YEAR, _named_month),
        (
            _PART_OF_YEAR,
            lambda m: (f"{m['year']}-{_TERMS[m['term']][0]}/{m['year']}-{_TERMS[m['term']][1]}", f"{m['year']}~"),
        ),
        (_SEASON, lambda m: (f"{m['year']}-{_SEASON_CODE[m['season']]}",)),
        (_DECADE, lambda m: (f"{m['decade']}X",)),
        (_SPAN, lambda m: (f"{m['a']}/{m['b']}",)),
        (_ABOUT, lambda m: (f"{m['date']}~",)),
        (_FROM, lambda m: (f"{m['date']}/..",)),
        (_UNTIL, lambda m: (f"../{m['date']}",)),
    ):
        if match := pattern.fullmatch(words):
            return forms(match)
    return ()


def _both_readings(match: re.Match[str]) -> tuple[str, ...]:
    year, first, second = int(match["year"]), int(match["a"]), int(match["b"])
    readings = (_day(year, second, first), _day(year, first, second))
    labels = ("if the day stands first", "if the month stands first")
    found = [(form, label) for form, label in zip(readings, labels, strict=True) if form]
    if len(found) == 2 and found[0][0] != found[1][0]:
        return tuple(f"{form} ({label})" for form, label in found)
    return tuple(form for form, _ in found[:1])


def _padded(match: re.Match[str]) -> tuple[str, ...]:
    year, month = int(match["year"]), int(match["month"])
    if match["day"] is None:
        return (f"{year:04d}-{month:02d}",) if 1 <= month <= 12 else ()
    form = _day(year, month, int(match["day"]))
    return (form,) if form else ()


def _named_day(match: re.Match[str]) -> tuple[str, ...]:
    form = _day(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
    return (form,) if form else ()


def _named_month(match: re.Match[str]) -> tuple[str, ...]:
    year, month = int(match["year"]), _MONTHS.index(match["month"]) + 1
    stem = f"{year:04d}-{month:02d}"
    if match["third"] is None:
        return (stem,)
    if year == 0:
        return ()
    first, last = _THIRDS[match["third"]]
    return (f"{stem}~", f"{stem}-{first:02d}/{stem}-{min(last, monthrange(year, month)[1]):02d}")


def _day(year: int, month: int, day: int) -> str:
    """Return the day as ISO text, or nothing where no calendar has it."""
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}"
