"""What comes of making one record of two."""

from collections.abc import Mapping
from typing import NamedTuple

from claimtrack.domain.differences import Difference
from claimtrack.domain.records import Actor, Claim


class Same(NamedTuple):
    """Two actors of one name that are one from here on: which came, and which stands for it or is stood for."""

    came: Actor
    here: Actor


class Renamed(NamedTuple):
    """A claim or an actor whose slug was given here before, and the slug it has instead."""

    row: Claim | Actor
    slug: str


class United(NamedTuple):
    """What making one record of two did, or would do.

    `added` counts the rows by type, `known` those on record before; `ours` and `theirs` count what was settled so,
    `open` what was not, of which the first are `differences`. `twice` counts what was recorded on both sides, under two
    uids, and `kept_redacted` the rows whose words are there and stay away here.
    """

    added: Mapping[str, int]
    known: int
    ours: int
    theirs: int
    open: int
    differences: tuple[Difference, ...]
    twice: int
    kept_redacted: int
    same: tuple[Same, ...]
    renamed: tuple[Renamed, ...]
    is_redacting: bool
