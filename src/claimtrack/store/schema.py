"""Compares what a file says of its tables, indexes, views and triggers with what the migrations make of a new one."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

# What ANALYZE adds, in SQLite's own words. Only these texts: a name alone would let anything through.
_STATISTICS = {
    ("table", "sqlite_stat1", "sqlite_stat1", b"CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "sqlite_stat4", "sqlite_stat4", b"CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
}
# The index of a UNIQUE or a key, which has no text: it follows from its table's, and is named after it.
_FOLLOWS = (
    "(type = 'index' AND sql IS NULL"
    " AND substr(name, 1, 18 + length(tbl_name)) = 'sqlite_autoindex_' || tbl_name || '_')"
)
_MOST = 1000  # entries; ours are far fewer, so that among so many there is one too many
_HELD = f"SELECT type, name, tbl_name, CAST(sql AS BLOB) FROM sqlite_master WHERE NOT {_FOLLOWS} LIMIT {_MOST}"

_MARK = "-- "
_END = b";\n"
_MOST_TELLING = ("trigger", "view", "table", "index")

Made = tuple[str, str, str, bytes | None]


class Difference(NamedTuple):
    """The first thing in which a file is not as it was made: there and not wanted, wanted and not there, or both."""

    kind: str
    name: str
    is_there: bool
    is_wanted: bool


def scripts() -> Path:
    """Return the folder of the migrations: inside an installed package, else at the root of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "migrations"
    return installed if installed.is_dir() else package.parents[1] / "migrations"


def is_revision(text: str) -> bool:
    """Tell whether a text can be one of our revisions, known here or not."""
    return len(text) == 4 and text.isascii() and text.isdecimal()


def text_path(revision: str) -> Path:
    """Return where the schema of a revision is written down."""
    return scripts() / "schema" / f"{revision}.sql"


def held(connection: sqlite3.Connection) -> set[Made]:
    """Return everything a file holds; SQLite parses the texts for it, and runs none of them."""
    return set(connection.execute(_HELD)) - _STATISTICS


def written(revision: str) -> set[Made]:
    """Return everything a file of a known revision holds."""
    return read(text_path(revision).read_bytes())


def read(text: bytes) -> set[Made]:
    """Return what a text of `as_text` says."""
    made: set[Made] = set()
    for entry in text.removeprefix(_MARK.encode()).split(b"\n" + _MARK.encode()):
        heading, _, sql = entry.partition(b"\n")
        kind, name, table = heading.decode().split(" ")
        made.add((kind, name, table, sql.removesuffix(_END)))
    return made


def as_text(made: set[Made]) -> bytes:
    """Return what `read` reads."""
    ordered = sorted(made, key=lambda one: one[:3])
    return b"\n".join(
        f"{_MARK}{kind} {name} {table}\n".encode() + (sql or b"") + _END for kind, name, table, sql in ordered
    )


def difference(found: set[Made], wanted: set[Made]) -> Difference | None:
    """Return the first difference that matters; which blanks and line breaks stand between words does not.

    One table's text is Alembic's and not ours, and its line breaks are those of whichever version made the file.
    """
    if found == wanted:
        return None
    there, due = ({one[:3]: _unspaced(one[3]) for one in made} for made in (found, wanted))
    differing = {
        key for key in there.keys() | due.keys() if (key in there, there.get(key)) != (key in due, due.get(key))
    }
    if not differing:
        return None
    first = min(differing, key=lambda key: (key in due, _rank(key[0]), key))
    return Difference(first[0], first[1], is_there=first in there, is_wanted=first in due)


def _unspaced(sql: bytes | None) -> list[bytes] | None:
    """Return the text without what stands between its words; only ASCII blanks, which are all SQLite takes for such."""
    return None if sql is None else sql.split()


def _rank(kind: str) -> int:
    return _MOST_TELLING.index(kind) if kind in _MOST_TELLING else len(_MOST_TELLING)
