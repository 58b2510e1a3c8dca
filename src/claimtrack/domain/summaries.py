"""One claim in a report: its status and the counts behind it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from claimtrack.domain.origins import Count
from claimtrack.domain.vocabulary import Lean, Status

if TYPE_CHECKING:
    from claimtrack.domain.possibilities import Possible  # a report of today needs none


class ClaimSummary(NamedTuple):
    """One claim in a report: its status and the counts behind it; days are ISO text."""

    id: int
    uid: str
    slug: str
    claim: str
    event: str | None
    status: Status
    lean: Lean
    parties_for: int
    parties_against: int
    evidence_for: int
    evidence_against: int
    verdicts: int
    last_activity: str
    last_activity_earliest: str | None
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    tags: tuple[str, ...]
    origins_for: Count
    origins_against: Count
    possible: "tuple[Possible, ...]" = ()

    @property
    def last_activity_is_exact(self) -> bool:
        """Tell whether the day of the last activity is known, not only bounded."""
        return self.last_activity_earliest == self.last_activity


class Report(NamedTuple):
    """The claims that answer a question, and whether the limit left more out."""

    claims: Iterable[ClaimSummary]
    more: bool
