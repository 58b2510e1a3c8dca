"""A claim in a report: whether the day of its last activity is known."""

from claimtrack.domain.origins import Count
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vocabulary import Lean, Status


def summary(*, earliest: str | None = "2023-10-13", latest: str = "2023-10-13") -> ClaimSummary:
    return ClaimSummary(
        id=1,
        uid="u",
        slug="s",
        claim="It was so",
        event=None,
        status=Status.UNADDRESSED,
        lean=Lean.NONE,
        parties_for=0,
        parties_against=0,
        evidence_for=0,
        evidence_against=0,
        verdicts=0,
        last_activity=latest,
        last_activity_earliest=earliest,
        asserted_by=(),
        denied_by=(),
        tags=(),
        origins_for=Count(0, 0),
        origins_against=Count(0, 0),
    )


def test_last_activity_on_one_day_is_exact() -> None:
    assert summary().last_activity_is_exact


def test_last_activity_within_bounds_is_not_exact() -> None:
    assert not summary(earliest="2023-10-01").last_activity_is_exact


def test_last_activity_without_a_first_day_is_not_exact() -> None:
    assert not summary(earliest=None).last_activity_is_exact
