"""Dates as files give them: read with the precision that is there, and left out where they say two things or none."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain import dates
from claimtrack.formats.dates_given import ORDERS, as_edtf

READ = {
    "2021-7-16": "2021-07-16",
    "2021/07/16": "2021-07-16",
    "20210716": "2021-07-16",
    "2021-7": "2021-07",
    "2021-07-16T10:00:00+0200": "2021-07-16T10:00:00+02:00",
    "2021-07-16T10:00:00.123Z": "2021-07-16T10:00:00Z",
    "2021-07-16 10:00:00": "2021-07-16T10:00:00",
    "2021-07-16T10:00Z": "2021-07-16",
    "2021-07-16T25:00:00Z": "2021-07-16",
    "2021-07-16Z": "2021-07-16",
    "2021-07-16+02:00": "2021-07-16",
    "2021-07-00": "2021-07",
    "2021-00-00": "2021",
    "16/07/2021": "2021-07-16",
    "7/16/2021 10:15 PM": "2021-07-16",
    "5.5.2021": "2021-05-05",
    "July 16, 2021": "2021-07-16",
    "Sept. 3rd, 2021 at 5:30 PM EST": "2021-09-03",
    "Fri, 16 Jul 2021 10:00:00 GMT": "2021-07-16",
    "Fri Jul 16 2021 10:00:00 GMT+0200 (CEST)": "2021-07-16",
    "July 2021": "2021-07",
    "٢٠٢١-٠٧-١٦": "2021-07-16",
}
LEFT_OUT = {
    "03/04/2021": "left out: it can be 2021-04-03 or 2021-03-04",
    "3.4.21": "left out: its year has two digits, and no order of its parts was named",
    "2021-02-30": "left out: no calendar has it",
    "0000-00-00": "left out: no calendar has it",
    "0001-01-01T00:00:00Z": "left out: it is the zero of a computer's clock",
    "1900-01-00": "left out: it is the zero of a computer's clock",
    "1899-12-30": "left out: it is the zero of a computer's clock",
    "1899-12-30 00:00:00": "left out: it is the zero of a computer's clock",
    "1970-01-01T00:00:00.000Z": "left out: it is the zero of a computer's clock",
    "۱۴۰۲-۰۵-۰۱": "left out: its year is not one of the Gregorian calendar, or may not be",
    "mid-July 2021": "left out: it is no date, or none that can be read in one way",
    "marraskuu 2021": "left out: it is no date, or none that can be read in one way",
    "1626393600": "left out: it is no date, or none that can be read in one way",
    "last week": "left out: it is no date, or none that can be read in one way",
}


@pytest.mark.parametrize("text", ["2021-07-16", "2021-07", "2021", "2021-07-16T10:00:00Z", "2021?", "2021-05/2021-07"])
def test_date_that_is_edtf_stays_as_it_is(text: str) -> None:
    assert as_edtf("said", f" {text} ") == (text, ())


@pytest.mark.parametrize(("text", "date"), READ.items(), ids=READ)
def test_date_in_another_form_is_read_with_the_precision_that_is_there(text: str, date: str) -> None:
    read, (repair,) = as_edtf("said", text)
    assert read == date
    assert repair == ("said", text, f"read as {date}")


@pytest.mark.parametrize(("text", "done"), LEFT_OUT.items(), ids=LEFT_OUT)
def test_date_that_says_no_one_thing_is_left_out_and_said_so(text: str, done: str) -> None:
    assert as_edtf("said", text) == (None, (("said", text, done),))


@pytest.mark.parametrize("text", ["", "  \n"])
def test_no_date_is_nothing_to_repair(text: str) -> None:
    assert as_edtf("said", text) == (None, ())


@pytest.mark.parametrize(
    ("text", "order", "date"),
    [
        ("03/04/2021", "dmy", "2021-04-03"),
        ("03/04/2021", "mdy", "2021-03-04"),
        ("3.4.21", "dmy", "2021-04-03"),
        ("3.4.99", "dmy", "1999-04-03"),
        ("21/04/03", "ymd", "2021-04-03"),
        ("2021/4/3", "dmy", "2021-04-03"),
        ("03/04/2021 10:15", "dmy", "2021-04-03"),
        ("16/07/2021", "ymd", "2021-07-16"),
    ],
)
def test_named_order_says_which_number_is_the_day(text: str, order: str, date: str) -> None:
    assert as_edtf("said", text, order=order)[0] == date


def test_date_that_cannot_have_the_named_order_is_left_out() -> None:
    date, (repair,) = as_edtf("said", "07/16/2021", order="dmy")
    assert date is None
    assert repair.done == "left out: no calendar has it in the order dmy"


@given(
    st.one_of(st.text(max_size=40), st.from_regex(re.compile(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}.{0,9}"))),
    st.sampled_from([None, *ORDERS]),
)
def test_whatever_is_read_is_a_date_on_record_and_whatever_changed_is_said(text: str, order: str | None) -> None:
    date, repairs = as_edtf("said", text, order=order)
    if date is not None:
        assert str(dates.parse(date)) == date
    assert bool(repairs) == (bool(text.strip()) and date != text.strip())
