"""Where two records do not say the same, side by side, and which of the two was chosen to stand."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple


class Choice(StrEnum):
    """Which side of a difference stands."""

    OURS = "ours"
    THEIRS = "theirs"


class Resolution(NamedTuple):
    """What the user chose: for single rows by uid, and for all others; None leaves them open."""

    otherwise: Choice | None = None
    by_uid: Mapping[str, Choice] = MappingProxyType({})

    def of(self, uid: str) -> Choice | None:
        """Return what was chosen for a row."""
        return self.by_uid.get(uid, self.otherwise)


OPEN = Resolution()


class Side(NamedTuple):
    """What one column says on either side; None where it says nothing."""

    column: str
    ours: Any
    theirs: Any


class Difference(NamedTuple):
    """A row that says one thing here and another there; or one that cannot stand beside what stands here.

    `uid` is that of the row there, by which it is settled; `here` is what it, or what stands in its way, is called
    here, None where nothing single does. `because` says why two rows cannot stand together, or why only ours can.
    """

    uid: str
    type: str
    here: str | None
    sides: tuple[Side, ...]
    because: str | None = None
    only_ours: bool = False
