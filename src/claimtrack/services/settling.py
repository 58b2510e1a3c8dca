"""Reads which side of each difference is to stand, as it was typed."""

from collections.abc import Sequence

from claimtrack.domain.differences import Choice, Resolution
from claimtrack.domain.references import is_uid
from claimtrack.errors.uniting import BadResolution, BothSides


def resolution(*, ours: bool, theirs: bool, one_by_one: Sequence[str] = ()) -> Resolution:
    """Return what was chosen; raises BothSides, or BadResolution for what is not `UID=ours` or `UID=theirs`."""
    if ours and theirs:
        raise BothSides
    otherwise = Choice.OURS if ours else Choice.THEIRS if theirs else None
    return Resolution(otherwise, dict(map(_one, one_by_one)))


def _one(text: str) -> tuple[str, Choice]:
    uid, _, whose = text.strip().partition("=")
    if not is_uid(uid) or whose not in set(Choice):
        raise BadResolution(text)
    return uid, Choice(whose)
