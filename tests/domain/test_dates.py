"""Dates in EDTF levels 0 and 1: the days each form allows, what is refused and with which hint, and a second reader."""

import warnings
from calendar import monthrange
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from claimtrack.domain.dates import EdtfDate, made_by, parse, suggestions
from claimtrack.errors.base import InputError
from claimtrack.errors.texts import DateInFuture, ImpossibleDate, NotADate

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the edtf package warns about its own grammar
    edtf: Any = import_module("edtf")

TODAY = "2024-06-30"


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        # days, months and years
        ("2023-10-13", "2023-10-13", "2023-10-13"),
        ("2023-10", "2023-10-01", "2023-10-31"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("0850", "0850-01-01", "0850-12-31"),
        ("0001-01-01", "0001-01-01", "0001-01-01"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
        # leap years: every fourth, but for centuries that 400 does not divide
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        # uncertain, approximate, both
        ("2023?", "2023-01-01", "2023-12-31"),
        ("2024-05~", "2024-05-01", "2024-05-31"),
        ("2023-10-13%", "2023-10-13", "2023-10-13"),
        # unspecified digits
        ("202X", "2020-01-01", "2029-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("000X", "0001-01-01", "0009-12-31"),
        ("00XX", "0001-01-01", "0099-12-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("2023-XX-XX", "2023-01-01", "2023-12-31"),
        ("2024-02-XX", "2024-02-01", "2024-02-29"),
        ("202X~", "2020-01-01", "2029-12-31"),
        # seasons, the northern ones; winter ends in the next year
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-22", "2023-06-01", "2023-08-31"),
        ("2023-23", "2023-09-01", "2023-11-30"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2024-24", "2024-12-01", "2025-02-28"),
        # intervals: the first day of the first, the last day of the last
        ("2023-08/2024-01", "2023-08-01", "2024-01-31"),
        ("2023/2023", "2023-01-01", "2023-12-31"),
        ("2023-10-13/2023-10-13", "2023-10-13", "2023-10-13"),
        ("2004-06-01/2006", "2004-06-01", "2006-12-31"),
        ("2023?/2024-05~", "2023-01-01", "2024-05-31"),
        ("198X/2023-21", "1980-01-01", "2023-05-31"),
        ("2023-10/2023", "2023-10-01", "2023-12-31"),
        # open ends and unknown ends set no bound
        ("../2024-02-26", None, "2024-02-26"),
        ("2023-10/..", "2023-10-01", None),
        ("/2024-02", None, "2024-02-29"),
        ("2023/", "2023-01-01", None),
        # moments are kept to the day that the clock there showed
        ("2023-10-13T23:59:59Z", "2023-10-13", "2023-10-13"),
        ("2023-10-13T00:00:00", "2023-10-13", "2023-10-13"),
        ("2023-10-13T00:30:00+09:00", "2023-10-13", "2023-10-13"),
        ("2023-10-13T00:30:00-04", "2023-10-13", "2023-10-13"),
    ],
)
def test_date_allows_exactly_these_days(text: str, earliest: str | None, latest: str | None) -> None:
    assert parse(text) == EdtfDate(text, earliest, latest)


def test_blanks_around_a_date_are_no_part_of_it() -> None:
    assert str(parse(" 2023-10-13\n")) == "2023-10-13"


@pytest.mark.parametrize("text", ["2023-10-13", "2023-10-13?", "2023-10-13/2023-10-13", "2023-10-13T10:00:00Z"])
def test_date_that_allows_one_day_says_so(text: str) -> None:
    assert parse(text).is_one_day


@pytest.mark.parametrize("text", ["2023-10", "../2023", "2023/..", "2023-10-13/2023-10-14"])
def test_date_that_allows_more_days_says_so(text: str) -> None:
    assert not parse(text).is_one_day


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("mid-May 2024", "write 2024-05~ or 2024-05-11/2024-05-20"),
        ("early February 2023", "write 2023-02~ or 2023-02-01/2023-02-10"),
        ("late February 2024", "write 2024-02~ or 2024-02-21/2024-02-29"),
        ("03/04/2024", "write 2024-04-03 (if the day stands first) or 2024-03-04 (if the month stands first)"),
        ("13/10/2023", "write 2023-10-13"),
        ("10/13/2023", "write 2023-10-13"),
        ("04/04/2024", "write 2024-04-04"),
        ("2021-7-16", "write 2021-07-16"),
        ("2021/07/16", "write 2021-07-16"),
        ("2021-7", "write 2021-07"),
        ("20231013", "write 2023-10-13"),
        ("13 October 2023", "write 2023-10-13"),
        ("13th of Oct. 2023", "write 2023-10-13"),
        ("October 13, 2023", "write 2023-10-13"),
        ("October 2023", "write 2023-10"),
        ("late 2023", "write 2023-09/2023-12 or 2023~"),
        ("spring of 2023", "write 2023-21"),
        ("the 1980s", "write 198X"),
        ("2023-08 to 2024-01", "write 2023-08/2024-01"),
        ("2023–2024", "write 2023/2024"),
        ("about 2023-10", "write 2023-10~"),
        ("circa 2023", "write 2023~"),
        ("since 2023-10", "write 2023-10/.."),
        ("before 2024-02-26", "write ../2024-02-26"),
    ],
)
def test_text_that_means_a_date_is_refused_with_the_form_that_says_it(text: str, hint: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse(text)
    assert refused.value.hint == hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "yesterday",
        "x",
        "/",
        "2023/2024/2025",
        "2023-10-13 10:00",
        "2023-1O-13",
        "２０２３",
        "[2023]",
        "0000-13 or so and more",
    ],
)
def test_text_that_means_no_date_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse(text)
    assert refused.value.hint


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "2024-02 has 29 days"),
        ("2023-02-29", "2023-02 has 28 days"),
        ("2023-10-00", "2023-10 has 31 days"),
        ("2023-13", "there is no month 13"),
        ("2023-00-01", "there is no month 00"),
        ("2023-25", "there is no month 25"),
        ("2023-21-05", "a season has no day"),
        ("2024/2023", "it ends before it begins"),
        ("2024-06-02/2024-06-01", "it ends before it begins"),
        ("../..", "neither end is given"),
        ("/..", "neither end is given"),
        ("Y17E7", "years run from 0001 to 9999"),
        ("Y170000002", "years run from 0001 to 9999"),
        ("-0044", "years run from 0001 to 9999"),
        ("-0044-03-15", "years run from 0001 to 9999"),
        ("0000", "years run from 0001 to 9999"),
        ("0000-01-01", "years run from 0001 to 9999"),
        ("12023", "years run from 0001 to 9999"),
        ("-0044/2023", "years run from 0001 to 9999"),
        ("9999-24", "years run from 0001 to 9999"),
        ("2023-10-13T24:00:00Z", "no hour 24"),
        ("2023-10-13T10:60:00Z", "no minute 60"),
        ("2023-10-13T10:00:00+10:60", "no offset minute 60"),
        ("2024-02-30T10:00:00Z", "2024-02 has 29 days"),
    ],
)
def test_date_no_calendar_has_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(ImpossibleDate, match=reason):
        parse(text)


def test_interval_in_the_wrong_order_is_answered_with_the_other_one() -> None:
    with pytest.raises(ImpossibleDate) as refused:
        parse("2024/2023")
    assert refused.value.hint == "did you mean 2023/2024?"


# Laws

YEARS = st.integers(1, 9999)
MARKS = st.sampled_from(["", "", "?", "~", "%"])
DAYS = st.dates(date(1, 1, 1)).map(date.isoformat)
MONTHS = st.tuples(YEARS, st.integers(1, 12)).map(lambda m: f"{m[0]:04d}-{m[1]:02d}")
SEASONS = st.tuples(st.integers(1, 9998), st.integers(21, 24)).map(lambda s: f"{s[0]:04d}-{s[1]}")
PLAIN = st.one_of(DAYS, MONTHS, YEARS.map("{:04d}".format))
UNSPECIFIED = st.one_of(
    st.integers(1, 999).map("{:03d}X".format),
    st.integers(1, 99).map("{:02d}XX".format),
    YEARS.map("{:04d}-XX".format),
    YEARS.map("{:04d}-XX-XX".format),
    MONTHS.map("{}-XX".format),
)
SINGLE = st.tuples(st.one_of(PLAIN, UNSPECIFIED, SEASONS), MARKS).map("".join)


def in_order(ends: tuple[str, str]) -> str:
    return "/".join(sorted(ends, key=lambda end: (parse(end).earliest or "", parse(end).latest or "")))


CLOSED = st.tuples(SINGLE, SINGLE).map(in_order)
OPEN = st.one_of(*(SINGLE.map(form.format) for form in ("../{}", "/{}", "{}/..", "{}/")))
DATES = st.one_of(SINGLE, CLOSED, OPEN)


@given(DATES)
def test_date_is_kept_as_typed(text: str) -> None:
    assert str(parse(text)) == text


@given(DATES)
def test_reading_a_date_again_changes_nothing(text: str) -> None:
    assert parse(str(parse(text))) == parse(text)


@given(DATES)
def test_earliest_day_is_never_after_the_latest(text: str) -> None:
    read = parse(text)
    assert read.earliest is None or read.latest is None or read.earliest <= read.latest


@given(st.one_of(SINGLE, CLOSED))
def test_bounds_of_a_closed_date_are_days_of_the_calendar(text: str) -> None:
    read = parse(text)
    assert date.fromisoformat(read.earliest or "") <= date.fromisoformat(read.latest or "")


@given(MONTHS)
def test_month_ends_the_day_before_the_next_begins(text: str) -> None:
    first, last = (date.fromisoformat(day or "") for day in (parse(text).earliest, parse(text).latest))
    assert (last - first).days + 1 == monthrange(first.year, first.month)[1]


# A narrower date never widens the bounds. The forms of one day, the widest first, each allowing what follows it allows.


def forms_of(day: str) -> tuple[tuple[str, ...], ...]:
    year, month, _ = day.split("-")
    return (
        (f"{year[:2]}XX",),
        (f"{year[:3]}X",),
        (year, f"{year}-XX", f"{year}-XX-XX"),
        (f"{year}-{month}", f"{year}-{month}-XX"),
        (day, f"{day}T23:59:00Z"),
    )


@st.composite
def wide_and_narrow(draw: st.DrawFn, day: str) -> tuple[str, str]:
    """Two forms of one day, the second as narrow as the first or narrower."""
    forms = forms_of(day)
    wide = draw(st.integers(0, len(forms) - 1))
    narrow = draw(st.integers(wide, len(forms) - 1))
    first, second = draw(st.sampled_from(forms[wide])), draw(st.sampled_from(forms[narrow]))
    return marked(first, draw(MARKS)), marked(second, draw(MARKS))


def marked(form: str, mark: str) -> str:
    return form if "T" in form else form + mark  # a moment has no mark


def lies_within(narrow: str, wide: str) -> bool:
    inner, outer = parse(narrow), parse(wide)
    begins = outer.earliest is None or (inner.earliest is not None and outer.earliest <= inner.earliest)
    ends = outer.latest is None or (inner.latest is not None and inner.latest <= outer.latest)
    return begins and ends


@given(st.data(), DAYS)
def test_a_narrower_date_never_widens_the_bounds(data: st.DataObject, day: str) -> None:
    wide, narrow = data.draw(wide_and_narrow(day))
    assert lies_within(narrow, wide)


@given(SEASONS, st.data())
def test_a_day_or_month_of_a_season_lies_within_it(season: str, data: st.DataObject) -> None:
    first, last = (date.fromisoformat(day or "") for day in (parse(season).earliest, parse(season).latest))
    day = data.draw(st.dates(first, last)).isoformat()
    assert lies_within(day[:7], season)
    assert lies_within(day, season)


@given(st.data(), st.tuples(DAYS, DAYS).map(sorted))
def test_an_interval_with_narrower_ends_never_widens_the_bounds(data: st.DataObject, days: list[str]) -> None:
    (wide_begin, begin), (wide_end, end) = (data.draw(wide_and_narrow(day)) for day in days)
    assume("T" not in wide_begin + begin + wide_end + end)  # an interval has no moments
    opened = data.draw(st.sampled_from([f"{wide_begin}/{wide_end}", f"../{wide_end}", f"{wide_begin}/"]))
    assert lies_within(f"{begin}/{end}", opened)


@given(st.tuples(DAYS, DAYS, DAYS, DAYS).map(sorted))
def test_an_end_moved_inward_never_widens_the_bounds(days: list[str]) -> None:
    first, second, third, fourth = days
    for narrow in (f"{second}/{fourth}", f"{first}/{third}", f"{second}/{third}", second, third):
        assert lies_within(narrow, f"{first}/{fourth}")
    assert lies_within(f"{second}/{third}", f"{second}/..")
    assert lies_within(f"{second}/{third}", f"/{third}")


def str_of(text: str) -> str:
    try:
        return str(parse(text))
    except InputError:
        return "refused"


@given(st.text())
@example("2023-10-13\x00")
@example("٢٠٢٣-١٠-١٣")
@example("0000-99")
@example("spring 0000")
@example("\ud800")
@example("9" * 10_000)
def test_any_text_is_a_date_or_an_error_of_the_user(text: str) -> None:
    assert str_of(text) in (text.strip(), "refused")


NEARLY = st.from_regex(r"\A[0-9X?~%./:TZ+\-]{1,24}\Z")


@given(NEARLY)
def test_text_in_the_signs_of_dates_is_a_date_or_an_error_of_the_user(text: str) -> None:
    assert str_of(text) in (text.strip(), "refused")


# What people write instead of a date

NUMBERS = st.one_of(st.integers(0, 40), st.integers(1, 12)).map(str)
WRITTEN_YEARS = st.sampled_from(["2023", "2024", "0000", "9999", "0850"])
PARTIAL = st.one_of(WRITTEN_YEARS, st.builds("{}-{:02d}".format, WRITTEN_YEARS, st.integers(0, 13)))
WRITTEN = st.one_of(
    st.builds("{}{}{}{}{}".format, NUMBERS, st.sampled_from("/.-"), NUMBERS, st.sampled_from("/.-"), WRITTEN_YEARS),
    st.builds("{}-{}-{}".format, WRITTEN_YEARS, NUMBERS, NUMBERS),
    st.builds("{} {} {}".format, NUMBERS, st.sampled_from(["May", "february", "Sept."]), WRITTEN_YEARS),
    st.builds(
        "{} {}".format,
        st.sampled_from(["early", "mid", "late", "spring", "winter", "early May", "mid-Feb", "late June", "March"]),
        WRITTEN_YEARS,
    ),
    st.builds("{} {}".format, st.sampled_from(["since", "before", "about", "c.", "until", "after"]), PARTIAL),
    st.builds("{}{}{}".format, PARTIAL, st.sampled_from([" to ", "-", "..", " until "]), PARTIAL),
)


@given(st.one_of(WRITTEN, st.text()))
@example("spring 0000")
@example("winter 9999")
@example("since 2023-13")
@example("2024-2023")
@example("since ٢٠٢٣")
@example("the 0000s")
def test_every_form_suggested_is_a_date(text: str) -> None:
    for form in suggestions(text):
        parse(form.partition(" (")[0])


# The edtf package as the second reader. It is not asked where it is wrong or says something else: open ends (infinite
# floats), unknown ends (ten years added), winter (ends on 31 December), the years 0000 (counted in) and an end that
# ends before it begins (taken).


def read_by_edtf(text: str) -> tuple[str, str]:
    found = edtf.parse_edtf(text)
    ends = (found.lower_strict(), found.upper_strict())
    first, last = (f"{day.tm_year:04d}-{day.tm_mon:02d}-{day.tm_mday:02d}" for day in ends)
    return first, last


@given(st.tuples(st.one_of(PLAIN, UNSPECIFIED), MARKS).map("".join))
def test_edtf_package_reads_the_same_days(text: str) -> None:
    assert read_by_edtf(text) == parse(text)[1:]


@given(st.tuples(PLAIN, PLAIN).map(in_order))
def test_edtf_package_reads_the_same_intervals(text: str) -> None:
    assert read_by_edtf(text) == parse(text)[1:]


@settings(max_examples=30)
@given(st.tuples(st.integers(1, 9999), st.integers(21, 23)).map(lambda s: f"{s[0]:04d}-{s[1]}"))
def test_edtf_package_reads_the_same_seasons_but_winter(text: str) -> None:
    assert read_by_edtf(text) == parse(text)[1:]


# When something was made


def made(text: str | None = None, *, source_latest: str | None = None, today: str = TODAY) -> tuple[str | None, str]:
    return made_by(parse(text) if text else None, source_latest=source_latest, today=today)


def test_exact_date_is_when_it_was_made() -> None:
    assert made("2023-10-13") == ("2023-10-13", "2023-10-13")


def test_without_a_date_it_was_made_by_the_day_its_source_was_published() -> None:
    assert made(source_latest="2023-10-14") == (None, "2023-10-14")


def test_without_a_date_and_a_source_it_was_made_by_today() -> None:
    assert made() == (None, TODAY)


def test_open_end_falls_to_the_day_its_source_was_published() -> None:
    assert made("2023-10/..", source_latest="2023-12-01") == ("2023-10-01", "2023-12-01")


def test_open_end_without_a_source_falls_to_today() -> None:
    assert made("2023-10/..") == ("2023-10-01", TODAY)


def test_open_end_that_begins_after_its_source_was_published_takes_no_exact_day() -> None:
    assert made("2024-05/..", source_latest="2023-12-01") == ("2024-05-01", TODAY)


def test_open_beginning_stays_open() -> None:
    assert made("../2024-02-26", source_latest="2023-12-01") == (None, "2024-02-26")


def test_date_that_reaches_past_today_ends_today() -> None:
    assert made("2024") == ("2024-01-01", TODAY)


def test_date_of_today_is_taken() -> None:
    assert made(TODAY) == (TODAY, TODAY)


def test_source_published_after_today_gives_today() -> None:
    assert made(source_latest="2025-01-01") == (None, TODAY)


@pytest.mark.parametrize("text", ["2024-07-01", "2024-07", "2025", "2024-07/..", "2024-07-01/2024-08-01"])
def test_date_wholly_after_today_is_refused(text: str) -> None:
    with pytest.raises(DateInFuture):
        made(text)


@given(st.one_of(st.none(), DATES), st.one_of(st.none(), DAYS), DAYS)
def test_nothing_is_made_after_today_or_before_it_began(text: str | None, source: str | None, today: str) -> None:
    try:
        earliest, latest = made(text, source_latest=source, today=today)
    except DateInFuture:
        return
    assert (earliest or "") <= latest <= today


@given(st.dates(date(1, 1, 2)))
def test_day_before_today_is_never_the_future(today: date) -> None:
    day = (today - timedelta(days=1)).isoformat()
    assert made(day, today=today.isoformat()) == (day, day)
