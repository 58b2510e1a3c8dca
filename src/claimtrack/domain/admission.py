"""Which rows of somebody else's record may be taken in: those that this program could have recorded itself.

The database's own checks are the second wall; this one says what is wrong, and knows what a text and a date may be.
"""

import re
import types
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, NamedTuple, get_args

from claimtrack.domain import dates
from claimtrack.domain.bundles import COLUMNS, KEYS, POINTS, WITHDRAWAL, Travelling
from claimtrack.domain.records import (
    Actor,
    Alias,
    Claim,
    Distinction,
    Evidence,
    Membership,
    Original,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.redaction import REDACTED
from claimtrack.domain.references import checked_slug, is_uid
from claimtrack.domain.text import LOCATION_LIMIT, NAME_LIMIT, TAG_LIMIT, TEXT_LIMIT, kept, one_line
from claimtrack.errors.base import ClaimtrackError, short

_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_DIGEST = r"[0-9a-f]{64}"
_LIMITS = {"name": NAME_LIMIT, "location": LOCATION_LIMIT, "recorded_by": NAME_LIMIT, "withdrawn_by": NAME_LIMIT}
_ONE_LINE: dict[type[Row], tuple[str, ...]] = {
    Actor: ("name",),
    Alias: ("name",),
    Claim: ("text",),
    Tag: ("name",),
}
_WORD_FOR_WORD = frozenset({"origin", "place", "raw"})  # of an original, which is kept as it was read
# The dates: those that may lie ahead follow from what was typed alone; the others end by the day they were recorded.
_DATES: dict[type[Row], tuple[str, bool]] = {
    Membership: ("during", True),
    Claim: ("event", True),
    Source: ("published", False),
    Statement: ("said", False),
    Evidence: ("published", False),
    Verdict: ("published", False),
}
_NEVER_NONE = frozenset({Statement, Evidence, Verdict})  # what was not dated was made by the day it was recorded


def unfit(row: Travelling) -> str | None:
    """Return why a row cannot be taken in, or None; its references are only looked at for their form."""
    try:
        return next((because for check in _CHECKS for because in check(row)), None)
    except ClaimtrackError as error:
        return error.message


class _Held(NamedTuple):
    """What a column may hold: values of a type, one of some words where there are any, and whether nothing."""

    type: type
    words: frozenset[Any]
    may_be_none: bool


def _held_by(kind: type[Row]) -> dict[str, _Held]:
    """Return what each column of a row may hold, as the record's classes declare it."""
    declared = Row.__annotations__ | kind.__annotations__
    found: dict[str, _Held] = {}
    for column in COLUMNS[kind]:
        held = declared[column]
        parts = get_args(held) if isinstance(held, types.UnionType) else (held,)
        (first,) = (part for part in parts if part is not type(None))
        words = frozenset(one.value for one in first) if issubclass(first, Enum) else frozenset()
        of = str if column in POINTS.get(kind, {}) else type(next(iter(words))) if words else first
        found[column] = _Held(of, words, type(None) in parts)
    return found


_HELD = {kind: _held_by(kind) for kind in COLUMNS}
_NO_TEXTS = frozenset({"uid", "recorded_at", "withdrawn_at"})
_TEXTS = {
    kind: tuple(
        column
        for column, held in columns.items()
        if held.type is str and not held.words and column not in _NO_TEXTS and column not in POINTS.get(kind, {})
    )
    for kind, columns in _HELD.items()
}


def _in_columns(row: Travelling) -> Iterator[str]:
    """Yield what is wrong with what the columns hold; each check may rely on those before it."""
    keys = KEYS[row.kind]
    for column, held in _HELD[row.kind].items():
        value = row.values[column]
        if value is None:
            if not held.may_be_none:
                yield f"it has no {keys[column]}"
        elif type(value) is not held.type:
            yield f"its {keys[column]} is of another type"
        elif held.words and value not in held.words:
            yield f"its {keys[column]} is no word of the record: {short(repr(value))}"
    if not is_uid(row.uid):
        yield f"{short(repr(row.uid))} is no uid (a UUIDv7)"
    for column in POINTS.get(row.kind, {}):
        named = row.values[column]
        if named is not None and not is_uid(named):
            yield f"its {keys[column]} is no uid"
    if row.values.get("confidential") not in (None, 1):
        yield "its confidential is neither 1 nor left out"


def _in_moments(row: Travelling) -> Iterator[str]:
    if len({row.values[column] is None for column in WITHDRAWAL}) > 1:
        yield "it is withdrawn in part: when, by whom and why go together"
    for column in ("recorded_at", "withdrawn_at"):
        moment = row.values[column]
        if moment is not None and not _is_moment(moment):
            yield f"its {column} is no moment such as 2024-06-01T12:00:00.000000Z"


def _is_moment(text: str) -> bool:
    if re.fullmatch(_MOMENT, text) is None:
        return False
    try:
        return _FIRST_YEAR <= datetime.fromisoformat(text).year <= _LAST_YEAR
    except ValueError:
        return False


def _in_texts(row: Travelling) -> Iterator[str]:
    """Yield what is wrong with the texts; raises what the program says of a text that it cannot keep."""
    lines = _ONE_LINE.get(row.kind, ())
    for column in _TEXTS[row.kind]:
        text = row.values[column]
        if text is None or text == REDACTED:
            continue
        if column == "slug":
            checked_slug(text)
        elif row.kind is Original and column in _WORD_FOR_WORD:
            if "\0" in text:
                yield f"its {column} holds the character U+0000"
        else:
            limit = TAG_LIMIT if row.kind is Tag else _LIMITS.get(column, TEXT_LIMIT)
            if text != (one_line if column in lines else kept)(text, column, limit=limit):
                yield f"its {column} has blanks that are never kept"
    if row.kind is Tag and {",", ";"} & {*row.values["name"]}:
        yield "its name holds a comma or a semicolon"
    if row.kind is Source and row.values["title"] is None and row.values["location"] is None:
        yield "it has neither a title nor a location"
    if row.kind is Original and row.values["digest"] != REDACTED and not re.fullmatch(_DIGEST, row.values["digest"]):
        yield "its digest is none of SHA-256"


def _in_ends(row: Travelling) -> Iterator[str]:
    """Yield what is wrong with what it names: a link has two ends, and they differ."""
    ends: dict[type[Row], list[str]] = {}
    for column, kind in POINTS.get(row.kind, {}).items():
        if row.values[column] is not None:
            ends.setdefault(kind, []).append(row.values[column])
    if any(len(set(uids)) < len(uids) for uids in ends.values()):
        yield "it names one thing twice"
    if row.kind is Distinction and [len(uids) for uids in ends.values()] != [2]:
        yield "it names neither two actors nor two claims"


def _in_dates(row: Travelling) -> Iterator[str]:
    """Yield what is wrong with its days: they follow from the date as typed and the day it was recorded."""
    if row.kind not in _DATES:
        return
    name, may_lie_ahead = _DATES[row.kind]
    typed, earliest, latest = (row.values[column] for column in (name, f"{name}_earliest", f"{name}_latest"))
    if any(day is not None and not _is_day(day) for day in (earliest, latest)):
        yield f"the days of its {name} are no days"
    said = dates.parse(typed) if typed is not None else None
    if said and said.text != typed:
        yield f"its {name} has blanks that are never kept"
    exact = said.latest if said else None
    if earliest != (said.earliest if said else None):
        yield f"the first day of its {name} does not follow from it"
    if latest is None or may_lie_ahead:
        if latest != exact or (latest is None and row.kind in _NEVER_NONE):
            yield f"the last day of its {name} does not follow from it"
        return
    recorded = date.fromisoformat(row.values["recorded_at"][:10])
    # The day it was recorded on was the one there, and the moment is kept in UTC.
    before, after = ((recorded + timedelta(days=n)).isoformat() for n in (-1, 1))
    from_elsewhere = exact is None and (said is not None or row.kind in _NEVER_NONE)  # a source's day, or of recording
    was_cut_off = exact is not None and before <= latest < exact  # at the day of recording
    if not (earliest or "") <= latest <= after or not (latest == exact or from_elsewhere or was_cut_off):
        yield f"the last day of its {name} does not follow from it"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_CHECKS: tuple[Callable[[Travelling], Iterator[str]], ...] = (
    _in_columns,
    _in_moments,
    _in_texts,
    _in_ends,
    _in_dates,
)
