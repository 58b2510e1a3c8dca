"""Which column of a table is read as which field, and what its values mean: as the user says, else by their names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from claimtrack.domain.text import folded
from claimtrack.errors.tables import (
    AmbiguousColumn,
    BadMapping,
    BadValues,
    FieldAlone,
    FieldTwice,
    NoClaimColumn,
    UnknownColumn,
    UnknownField,
    UnknownOrder,
    UnknownWord,
)
from claimtrack.formats.dates_given import ORDERS
from claimtrack.formats.incoming import Asked
from claimtrack.formats.tables.fields import NEEDS, WORDS, Field, named, word_of
from claimtrack.formats.tables.map_file import Saved, saved

Values = Mapping[Field, Mapping[str, str]]


class Wishes(NamedTuple):
    """What the user says of a table.

    `columns` are its columns and what each is read as; none where they are to be known by their names. `values` holds
    for a field what a value given, folded, means; that of an empty one holds also where no column is read as the field.
    """

    columns: tuple[tuple[str, Field], ...]
    values: Values
    dates: str | None = None
    encoding: str | None = None
    sheet: str | None = None


class Mapped(NamedTuple):
    """Where each field of a table is found, and what its values mean."""

    places: tuple[tuple[Field, tuple[int, ...]], ...]
    values: Values
    dates: str | None
    width: int


def wishes_of(asked: Asked) -> Wishes:
    """Return what the user says of a table, on the command line before what the map file says.

    Raises BadMapFile, BadMapping, BadValues, UnknownField, UnknownWord, or UnknownOrder.
    """
    kept = saved(asked.map_file) if asked.map_file else Saved()
    order = asked.dates or kept.dates
    if order is not None and order not in ORDERS:
        raise UnknownOrder(order, ORDERS)
    values: dict[Field, dict[str, str]] = {}
    for field, given, ours in (*kept.values, *_values_typed(asked.values)):
        _add_value(values, _field(field), given, ours)
    typed = tuple((column, _field(field)) for column, field in map(_column_typed, asked.columns))
    kept_columns = tuple((column, _field(field)) for column, field in kept.columns)
    return Wishes((*_without(kept_columns, typed), *typed), values, order, kept.encoding, kept.sheet)


def _column_typed(text: str) -> tuple[str, str]:
    column, sign, field = text.rpartition("=")
    if not sign or not column.strip() or not field.strip():
        raise BadMapping(text)
    return column.strip(), field


def _values_typed(texts: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """Yield field, value given and value meant; a comma parts two pairs only where the second has a sign of its own."""
    for text in texts:
        field, colon, pairs = text.partition(":")
        parts: list[str] = []
        for part in pairs.split(","):
            if "=" in part or not parts:
                parts.append(part)
            else:
                parts[-1] += f",{part}"
        for part in parts:
            given, sign, ours = part.partition("=")
            if not colon or not sign:
                raise BadValues(text)
            yield field, given, ours


def _field(name: str) -> Field:
    field = named(name)
    if field is None:
        raise UnknownField(name, _near(name, Field), tuple(Field))
    return field


def _add_value(values: dict[Field, dict[str, str]], field: Field, given: str, ours: str) -> None:
    meant: str | None = ours.strip()
    if meant and field in WORDS:
        meant = word_of(field, meant)
        if meant is None:
            raise UnknownWord(field, ours.strip(), WORDS[field])
    values.setdefault(field, {})[folded(given)] = meant or ""


def _without(columns: Sequence[tuple[str, Field]], typed: Sequence[tuple[str, Field]]) -> Iterable[tuple[str, Field]]:
    """Return what is kept of the map file's columns where the command line says something else of them."""
    names = {folded(column) for column, _ in typed}
    fields = {field for _, field in typed} - {Field.TAGS}
    return (one for one in columns if folded(one[0]) not in names and one[1] not in fields)


def holds_claims(wishes: Wishes, header: Sequence[str]) -> bool:
    """Tell whether a table with these columns holds claims: whether one of them, or the user, says which."""
    claims = [column for column, field in wishes.columns if field is Field.CLAIM]
    if claims:
        return any(_found(header, column) for column in claims)
    if wishes.columns:
        return all(_found(header, column) for column, _ in wishes.columns)
    return any(named(name) is Field.CLAIM for name in header) or bool(wishes.values.get(Field.CLAIM))


def mapped(wishes: Wishes, header: Sequence[str], *, where: str | None = None) -> Mapped:
    """Return where a table with these columns has which field; `where` names the table, if it is one of several.

    Raises UnknownColumn, AmbiguousColumn, FieldTwice, NoClaimColumn, or FieldAlone for a field of which nothing could
    be recorded.
    """
    places = _as_wished(wishes, header, where) if wishes.columns else _by_name(header)
    constants = {field for field, meant in wishes.values.items() if meant.get("")}
    if Field.CLAIM not in places.keys() | constants:
        raise NoClaimColumn(header, first=next((name for name in header if name), "COLUMN"))
    for field, needs in NEEDS:
        if field in places and not (places.keys() | wishes.values.keys()) & set(needs):
            raise FieldAlone(field, needs=needs)
    for field in constants - places.keys():
        places[field] = []
    return Mapped(
        tuple((field, tuple(found)) for field, found in places.items()), wishes.values, wishes.dates, len(header)
    )


def _as_wished(wishes: Wishes, header: Sequence[str], where: str | None) -> dict[Field, list[int]]:
    places: dict[Field, list[int]] = {}
    for column, field in wishes.columns:
        found = _found(header, column)
        if not found:
            raise UnknownColumn(column, _near(column, header), header, where=where)
        if len(found) > 1:
            raise AmbiguousColumn(column, len(found))
        places.setdefault(field, []).extend(found)
    return _each_once(places, header)


def _by_name(header: Sequence[str]) -> dict[Field, list[int]]:
    places: dict[Field, list[int]] = {}
    for number, name in enumerate(header):
        if (field := named(name)) is not None:
            places.setdefault(field, []).append(number)
    return _each_once(places, header)


def _each_once(places: dict[Field, list[int]], header: Sequence[str]) -> dict[Field, list[int]]:
    for field, found in places.items():
        if len(set(found)) > 1 and field is not Field.TAGS:
            raise FieldTwice(field, [header[number] for number in found])
    return {field: list(dict.fromkeys(found)) for field, found in places.items()}


def _found(header: Sequence[str], column: str) -> list[int]:
    """Return which columns have a name: those that have it to the letter, else those that have it folded."""
    exact = [number for number, name in enumerate(header) if name == column]
    if exact:
        return exact
    key = folded(column)
    return [number for number, name in enumerate(header) if folded(name) == key]


def _near(name: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches  # only a slip of the pen needs it

    by_key: dict[str, str] = {folded(one[:200]): str(one) for one in names if one}
    return [by_key[key] for key in get_close_matches(folded(name[:200]), by_key, n=3)]


def counted_in(wishes: Wishes) -> Callable[[Sequence[str]], int]:
    """Return what counts the columns of a header that mean something: by it one tells where a table's cells end."""
    names = {folded(column) for column, _ in wishes.columns}
    if names:
        return lambda header: sum(folded(name.strip()) in names for name in header)
    return lambda header: sum(named(name) is not None for name in header)
