"""ISO 8601 dates of ClaimReview: what is read, with which days, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain import dates
from claimtrack.formats.claimreview import calendar
from claimtrack.formats.claimreview.calendar import Dated, Form


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024-05-20", Dated("2024-05-20", "2024-05-20", is_iso=True)),
        ("2024-02", Dated("2024-02-01", "2024-02-29", is_iso=True)),
        ("2024", Dated("2024-01-01", "2024-12-31", is_iso=True)),
        ("2024-05-20T23:59:59.5-05:00", Dated("2024-05-20", "2024-05-20", is_iso=True)),
        ("2024-05-20T09:30", Dated("2024-05-20", "2024-05-20", is_iso=True)),
        ("2021-7-16", Dated("2021-07-16", "2021-07-16", is_iso=False)),
        ("2021-07-16T10:00:00+0200", Dated("2021-07-16", "2021-07-16", is_iso=False)),
        ("2021-07-16 10:00:00 +02:00", Dated("2021-07-16", "2021-07-16", is_iso=False)),
    ],
)
def test_the_days_that_a_date_allows_are_read(text: str, days: Dated) -> None:
    assert calendar.read(text) == days


@pytest.mark.parametrize(
    "text", ["", "16/07/2021", "2021-13-01", "2023-02-29", "0000", "July 2021", "20210716", "٢٠٢١"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert calendar.read(text) is None


@given(st.dates(), st.sampled_from(["{}", "{}~", "{}T08:00:00Z", "../{}", "{}/.."]), st.sampled_from([10, 7, 4]))
def test_what_is_written_allows_every_day_that_the_date_allows(day: object, shape: str, length: int) -> None:
    typed = shape.format(str(day) if "T" in shape else str(day)[:length])
    parsed = dates.parse(typed)
    form = calendar.form(typed)
    if form.text is None:
        assert parsed.earliest is None or parsed.latest is None
        return
    found = calendar.read(form.text)
    assert found
    assert found.is_iso
    assert found.earliest <= (parsed.earliest or "")
    assert (parsed.latest or "9999") <= found.latest


@pytest.mark.parametrize("text", ["some day", "2024-13-01", "\x1b[2J", ""])
def test_what_is_no_date_in_the_record_is_not_written(text: str) -> None:
    assert calendar.form(text) == Form(None, is_whole=False)
