"""Reads a file in which a user keeps what the columns and values of a table mean."""

from pathlib import Path
from typing import NamedTuple

from claimtrack.errors.tables import BadMapFile

_LONGEST = 1_000_000  # bytes; nobody has that many columns
_KNOWN = {"columns", "values", "dates", "encoding", "sheet"}


class Saved(NamedTuple):
    """What a map file says, as typed; a column may be read as several fields."""

    columns: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()
    dates: str | None = None
    encoding: str | None = None
    sheet: str | None = None


def saved(path: Path) -> Saved:
    """Return what a map file says; raises BadMapFile where it cannot be read, or says what no map file can."""
    said = _toml(path)
    if unknown := sorted(said.keys() - _KNOWN):
        raise BadMapFile(str(path), f"it has {unknown[0]!r}, which says nothing of a table")
    plain = {name: _text(path, name, said[name]) for name in ("dates", "encoding", "sheet") if name in said}
    columns = [
        (column, _text(path, column, field))
        for column, fields in _table(path, "columns", said.get("columns", {})).items()
        for field in (fields if isinstance(fields, list) else [fields])
    ]
    values = [
        (field, given, _text(path, given, ours))
        for field, pairs in _table(path, "values", said.get("values", {})).items()
        for given, ours in _table(path, f"values.{field}", pairs).items()
    ]
    return Saved(tuple(columns), tuple(values), **plain)


def _toml(path: Path) -> dict[str, object]:
    import tomllib  # most tables come without a map file

    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST + 1)
    except OSError as error:
        raise BadMapFile(str(path), error.strerror or "it cannot be read") from error
    if len(content) > _LONGEST:
        raise BadMapFile(str(path), f"it has more than {_LONGEST:,} bytes")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadMapFile(str(path), " ".join(str(error).split()) or "it is no TOML") from error


def _table(path: Path, name: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise BadMapFile(str(path), f"{name} is no table of names and words")
    return value


def _text(path: Path, name: str, value: object) -> str:
    """Return a word of the file; a number or a truth value is what was typed, since a table's cells are text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str | int):
        raise BadMapFile(str(path), f"{name} is given no word")
    return str(value)
