"""Answers from PostgreSQL's catalogue and rows what the store asks SQLite by PRAGMA."""

import re
from collections.abc import Iterator
from functools import lru_cache

from claimtrack.store.identity import REVISION
from claimtrack.store.postgres import catalogue
from claimtrack.store.postgres.dialect import SCHEMA

_ASKED = re.compile(r"PRAGMA (?:main\.)?(?P<what>\w+)(?:\((?P<of>\w+)\))?\Z")
_KEY = re.compile(r"CONSTRAINT \w+ FOREIGN KEY \((?P<columns>[^)]+)\) REFERENCES (?P<to>\w+)\((?P<keys>[^)]+)\)")
# In the order of SQLite's answer: a number, a number, the table pointed to, the column that points.
_FOREIGN_KEY_LIST = f"""
SELECT 0, 0, pointed.relname, attname FROM pg_constraint
JOIN pg_class AS pointed ON pointed.oid = confrelid
JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
WHERE contype = 'f' AND conrelid = '{SCHEMA}.{{of}}'::regclass ORDER BY conname DESC
"""
# The server checks a page whenever it reads one, and is asked more closely by its own tool, pg_amcheck.
_INTEGRITY = "SELECT 'ok'"


@lru_cache(maxsize=64)
def asked(sql: str) -> str | None:
    """Return the query that answers a PRAGMA; None for any other statement."""
    found = _ASKED.match(sql)
    if found is None:
        return None
    match found["what"]:
        case "foreign_key_list":
            return _FOREIGN_KEY_LIST.format(of=found["of"])
        case "foreign_key_check":
            return "\nUNION ALL\n".join(_dangling())
        case "integrity_check":
            return _INTEGRITY
        case _:
            return None


def _dangling() -> Iterator[str]:
    """Yield for each foreign key the question which rows point to nothing: their table and number, as SQLite says it.

    A server holds its keys, but not for whoever may switch that off (session_replication_role), which leaves no trace.
    """
    for kind, table, _, text in sorted(catalogue.written(REVISION)):
        columns = (text or b"").decode()
        number = "id" if kind == "table" and columns.startswith("id ") else "NULL::bigint"
        for key in _KEY.finditer(columns):
            pairs = list(zip(key["columns"].split(", "), key["keys"].split(", "), strict=True))
            there = " AND ".join(f"pointed.{to} = pointing.{column}" for column, to in pairs)
            given = " AND ".join(f"pointing.{column} IS NOT NULL" for column, _ in pairs)
            yield (
                f"SELECT '{table}', {number} FROM {SCHEMA}.{table} AS pointing"
                f" WHERE {given} AND NOT EXISTS (SELECT 1 FROM {SCHEMA}.{key['to']} AS pointed WHERE {there})"
            )
