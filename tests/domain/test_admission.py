"""Rows from elsewhere: those that this program could have recorded, and no others."""

import pytest

from claimtrack.domain.admission import unfit
from claimtrack.domain.bundles import COLUMNS, Travelling
from claimtrack.domain.records import Claim, Evidence, Reliance, Source, Statement

UID = "0192f3ab-1111-7111-8111-11111111111{}"
RECORDED = {"uid": UID.format(0), "recorded_at": "2024-06-01T23:30:00.000000Z", "recorded_by": "desk"}


def row(kind: type[Statement | Source | Claim | Evidence | Reliance], **values: object) -> Travelling:
    said = {**RECORDED, **values}
    return Travelling(kind, {column: said.get(column) for column in COLUMNS[kind]})


def said(typed: str | None, earliest: str | None, latest: str | None) -> str | None:
    days = {"said": typed, "said_earliest": earliest, "said_latest": latest}
    return unfit(row(Statement, claim_id=UID.format(1), actor_id=UID.format(2), stance="denies", **days))


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("2024-05-01", "2024-05-01", "2024-05-01"),
        ("2024-05", "2024-05-01", "2024-05-31"),
        ("2024-06", "2024-06-01", "2024-06-01"),  # cut off at the day of recording
        ("2024-06", "2024-06-01", "2024-06-02"),  # on which it was a day later, where it was recorded
        ("2024", "2024-01-01", "2024-05-31"),  # or a day earlier
        ("2024-05/..", "2024-05-01", "2024-05-20"),  # by the day its source was published
        ("../2024-05-01", None, "2024-05-01"),
        (None, None, "2024-05-20"),
        (None, None, "2024-06-01"),
    ],
)
def test_days_that_follow_from_what_was_typed_and_when_it_was_recorded_are_taken(
    typed: str | None, earliest: str | None, latest: str
) -> None:
    assert said(typed, earliest, latest) is None


@pytest.mark.parametrize(
    ("typed", "earliest", "latest"),
    [
        ("2024-05", "2024-05-01", "2024-05-30"),
        ("2024-05", None, "2024-05-31"),
        ("2024-06", "2024-06-01", "2024-06-30"),
        ("2024-07-01", "2024-07-01", "2024-07-01"),
        ("2024", "2024-01-01", "2024-03-01"),
        ("2024-05/..", "2024-05-01", "2024-04-30"),
        ("2024-05/..", "2024-05-01", "2024-06-20"),
        (None, None, "2024-06-03"),
        (None, "2024-05-01", "2024-05-20"),
        (None, None, None),
        ("2024-05", "2024-05-01", None),
    ],
)
def test_other_days_are_not(typed: str | None, earliest: str | None, latest: str | None) -> None:
    assert said(typed, earliest, latest) is not None


def test_an_event_may_lie_ahead() -> None:
    days = {"event": "2031", "event_earliest": "2031-01-01", "event_latest": "2031-12-31"}
    assert unfit(row(Claim, slug="ahead", text="It will be", **days)) is None


def test_a_link_has_two_ends() -> None:
    assert unfit(row(Reliance, statement_id=UID.format(1), basis_id=UID.format(1))) == "it names one thing twice"
    assert unfit(row(Reliance, statement_id=UID.format(1), basis_id=UID.format(2))) is None


def test_redacted_words_are_taken() -> None:
    assert unfit(row(Source, title="[redacted]")) is None
    assert unfit(row(Evidence, text="[redacted]", published_latest="2024-05-01")) is None
