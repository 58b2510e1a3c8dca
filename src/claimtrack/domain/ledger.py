"""What the ledger says of each change, and how that is hashed; the format is written down in the README's appendix."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from json.encoder import encode_basestring as _quoted
from operator import itemgetter
from types import NoneType
from typing import Any, NamedTuple

from claimtrack.domain.merkle import leaf_hash

_ESCAPED = bytes(range(0x20)) + b'"\\'  # what JSON writes otherwise than it stands; all else is as it is
OPERATION = "operation"  # the entity of a change that attests an operation itself, or without its reason
NOTHING = "{}"  # what an edit replaced that only attests a row as it stands
SALT = 16  # random bytes before each content, so that a short one cannot be guessed from its hash
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


class Action(StrEnum):
    """What was done to a row."""

    RECORDED = "recorded"
    EDITED = "edited"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REDACTED = "redacted"


ACTION_MEANING = {
    Action.RECORDED: "was added",
    Action.EDITED: "was described anew; the ledger keeps what stood before",
    Action.WITHDRAWN: "should not stand, and counts no longer",
    Action.RESTORED: "stands again: its withdrawal was undone",
    Action.REDACTED: "lost its text for good; the hash stays",
}


class Operation(NamedTuple):
    """What one command did: when (UTC), who, why, which operation it undoes, and its first and last change."""

    number: int
    at: str
    by: str
    reason: str | None
    undoes: int | None
    first: int = 0
    last: int = 0


class Change(NamedTuple):
    """One thing that happened to one row; `before` holds what an edit replaced, as JSON."""

    seq: int
    action: Action
    entity: str
    number: int
    before: str | None
    salt: bytes | None
    leaf: bytes

    @property
    def attests(self) -> bool:
        """Whether it changed nothing, and attests a row of which no other hash can be checked any more."""
        return self.action == Action.EDITED and self.before == NOTHING


def may_lack_salt(change: Change, operation: int, later: Iterable[Change], without_reason: Collection[int]) -> bool:
    """Tell whether a redaction took the salt of a change: of its row, or of the reason of its operation.

    `later` are the changes of the same row, `without_reason` the operations whose reasons were redacted. A redaction
    does not excuse itself: the last one of a row always has its salt.
    """
    if change.action not in set(Action):
        return False
    if operation in without_reason and change.action != Action.REDACTED:
        return change.before is None or change.action in (Action.EDITED, Action.RESTORED)
    return change.before is None and any(one.action == Action.REDACTED and one.seq > change.seq for one in later)


class Shape:
    """The columns of one entity in the order in which they are hashed, and how its rows are written as JSON.

    What the standard library's encoder gives for a dictionary with sorted keys and nothing empty, at half its cost:
    rows that hold the same kinds of values in the same columns share one form.
    """

    def __init__(self, columns: Iterable[str]) -> None:
        self.columns = tuple(sorted(columns))
        self.values = itemgetter(*self.columns)
        self._forms: dict[tuple[type, ...], str] = {}

    def row(self, values: tuple[Any, ...]) -> str:
        """Return a row, its values in the order of the columns: texts and integers; None is left out."""
        form = self.form(tuple(map(type, values)))
        said = form % values
        if _escapable(said.encode()) == form.count('"'):  # nothing to escape, as in nearly every row
            return said
        return form % (*_escaped(values),)

    def form(self, kinds: tuple[type, ...]) -> str:
        """Return the form of rows of these kinds of values, to be filled in by `%`."""
        if kinds in self._forms:
            return self._forms[kinds]
        nothing = "%.0s"  # takes the value, and shows none of it
        shown = (
            nothing if kind is NoneType else f',"{name}":"%s"' if issubclass(kind, str) else f',"{name}":%s'
            for name, kind in zip(self.columns, kinds, strict=True)
        )
        form = "{" + "".join(shown).replace(",", "", 1) + "}"
        self._forms[kinds] = form
        return form


class Wording:
    """What the changes of one operation have in common: JSON with sorted keys, no blanks, in UTF-8, nothing empty."""

    def __init__(self, origin: str, operation: Operation, action: str, entity: str, before: str | None) -> None:
        self.action, self.entity, self.before = action, entity, before
        said = {"by": operation.by, "entity": entity, "operation": operation.number, "origin": origin}
        if operation.reason is not None:
            said["reason"] = operation.reason
        held = f',"before":{before}' if before is not None else ""  # as kept, so that no blank can be slipped in
        self._begin = f'{{"action":{_quoted(action)},"at":{_quoted(operation.at)}{held},{_encode(said)[1:-1]},"row":'
        self.operation = operation.number
        self._end = f',"undoes":{operation.undoes}}}' if operation.undoes is not None else "}"

    def content(self, seq: int, row: str) -> bytes:
        """Return what is hashed of a change, given the row as the change left it."""
        return f'{self._begin}{row},"seq":{seq}{self._end}'.encode()

    def contents(
        self, shape: Shape, rows: Iterable[tuple[Any, ...]], *, first: int, alike: bool = False
    ) -> Iterator[bytes]:
        """Yield what is hashed of the changes of many rows, numbered from the first on.

        What rows of one form have in common with their change is put together once; `alike` are rows that hold the same
        kinds of values in the same columns.
        """
        begin, end = (part.replace("%", "%%") for part in (self._begin, self._end))
        forms: dict[tuple[type, ...], tuple[str, int]] = {}
        for seq, values in enumerate(rows, first):
            if not alike or not forms:
                kinds = tuple(map(type, values))
                if kinds not in forms:
                    form = f'{begin}{shape.form(kinds)},"seq":%d{end}'
                    forms[kinds] = form, _escapable(form.encode())
                form, own = forms[kinds]
            said = (form % (*values, seq)).encode()
            yield said if _escapable(said) == own else (form % (*_escaped(values), seq)).encode()


def _escapable(said: bytes) -> int:
    """Return how many signs of JSON text would be escaped inside a string."""
    return len(said) - len(said.translate(None, _ESCAPED))


def _escaped(values: Iterable[Any]) -> list[Any]:
    """Return values, texts among them as JSON writes them inside a string."""
    return [_quoted(one)[1:-1] if isinstance(one, str) else one for one in values]


def leaf_of(salt: bytes, said: bytes) -> bytes:
    """Return the leaf of a change: its salt and its content, hashed as RFC 6962 hashes a leaf."""
    return leaf_hash(salt + said)


def before_of(values: Mapping[str, Any]) -> str:
    """Return what an edit replaces as the ledger keeps it; a column that held nothing is null."""
    return _encode(dict(values))
