"""What can be asked of the claims on record: which ones, in which order, how many."""

from enum import StrEnum
from typing import NamedTuple

from claimtrack.domain.vocabulary import Status


class Sort(StrEnum):
    """By what claims are ordered; ties fall to the claim recorded last."""

    ACTIVITY = "activity"
    RECORDED = "recorded"
    CLAIM = "claim"
    STATUS = "status"
    FOR = "for"
    AGAINST = "against"
    EVIDENCE = "evidence"
    VERDICTS = "verdicts"
    EVENT = "event"


class Question(NamedTuple):
    """Which claims are asked for; every part narrows, and an empty part does not.

    `actor` is an actor's number, its parts included; `tag` and `text` are folded; `since` and `until` are ISO days
    within which the last activity falls; `limit` is a number of claims, 0 for all.
    """

    statuses: frozenset[Status] = frozenset()
    actor: int | None = None
    tag: str | None = None
    text: str | None = None
    since: str | None = None
    until: str | None = None
    sort: Sort = Sort.ACTIVITY
    limit: int = 0
