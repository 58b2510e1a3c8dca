"""Words the store's SQL, which is SQLite's, for PostgreSQL: the one place where the two dialects differ.

What is in quotes is never touched. Text is compared byte by byte in both: every text column is COLLATE "C".
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import count

SCHEMA = "public"
_CACHED = 4000  # signs; a longer statement lists numbers, and does not come again

_QUOTED = r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*"""
_TOKEN = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?P<cast>::)"
    r"|LIMIT :(?P<limit>[A-Za-z_]\w*)|:(?P<name>[A-Za-z_]\w*)|(?P<place>\?)"
    r"|(?P<never>\bIN \(\))|\bCROSS (?P<ordered>JOIN \w+ ON)\b|(?P<index>\bINDEX )temp\.|(?P<rowid> WITHOUT ROWID\b)"
    r"|(?P<differs>\) IS NOT \()|(?P<text>\bORDER BY claim\.folded\b)"
    r"|\b(?P<room>main|temp)\.|\b(?P<function>instr|group_concat)\(|\b(?P<type>INTEGER|BLOB)\b"
)
# What an index in order can hold of a text, 2,704 bytes, is less than a text may be: equal ones are found by their
# hash, and they are in order by how they begin.
_FIRST = "left({}, 600)"
_OF_LONG_TEXTS = "ix_claim_folded|ix_source_location|ix_source_title"
_WORDS: dict[str, Callable[[str], str]] = {
    "never": lambda _: "IN (SELECT 0 WHERE false)",  # SQLite takes an empty list
    "ordered": str,
    "index": str,  # which lies where its table does
    "rowid": lambda _: "",
    "text": lambda _: f"ORDER BY {_FIRST.format('claim.folded')}, claim.folded",
    "differs": lambda _: ") IS DISTINCT FROM (",  # rows of which some values are NULL
    "room": {"main": f"{SCHEMA}.", "temp": "pg_temp."}.__getitem__,
    "function": {"instr": "strpos(", "group_concat": "string_agg("}.__getitem__,
    "type": {"INTEGER": "BIGINT", "BLOB": "BYTEA"}.__getitem__,  # SQLite's integers have 64 bits
}

_OR_IGNORE = re.compile(r"\A\s*INSERT OR IGNORE\b(?P<rest>.*)\Z", re.DOTALL)
_STEPS = re.compile(r"\b(?P<name>\w+)\(id\) AS \(")
_BRANCH = re.compile(r"\bUNION\b")

# What only stands where tables are made.
_MADE = (
    (re.compile(r"\A\s*PRAGMA application_id = \S+\s*\Z"), "SELECT 1"),  # the mark of a file; a database has its tables
    (re.compile(r"\)(?: WITHOUT ROWID,)? STRICT\b"), ")"),
    (re.compile(r"\bTEXT\b"), 'TEXT COLLATE "C"'),
    (re.compile(rf"\b(INDEX (?:{_OF_LONG_TEXTS}) ON \w+) (\(\w+\))\Z"), r"\1 USING hash \2"),
    (re.compile(r"\bx''"), r"'\\x'::bytea"),
    (re.compile(r"\n(\s*)\)\) AS (\w+)"), r"\n\1) AS listed) AS \2"),  # until 16, what is selected from needs a name
)


def worded(sql: str) -> tuple[str, tuple[str, ...]]:
    """Return a statement with `$1` for its values, and their names in that order; of `?`, the names are empty."""
    return _cached(sql) if len(sql) < _CACHED else _worded(sql)


def made(sql: str) -> str:
    """Return a statement of a migration, which has no values of ours."""
    for pattern, words in _MADE:
        sql = pattern.sub(words, sql)
    return _TOKEN.sub(_word, sql)


def _worded(sql: str) -> tuple[str, tuple[str, ...]]:
    places: dict[str, int] = {}
    unnamed = count(1)

    def word(found: re.Match[str]) -> str:
        if found["place"]:
            return f"${next(unnamed)}"
        name = found["name"] or found["limit"]
        if name is None:
            return _word(found)
        place = f"${places.setdefault(name, len(places) + 1)}"
        # A negative limit is none.
        return f"LIMIT CASE WHEN {place} >= 0 THEN {place} END" if found["limit"] else place

    asked = _OR_IGNORE.sub(r"INSERT\g<rest> ON CONFLICT DO NOTHING", _one_step_each(sql))
    return _TOKEN.sub(word, asked), tuple(places)


_cached = lru_cache(maxsize=256)(_worded)


def _word(found: re.Match[str]) -> str:
    """Return what stands in the place of a word that differs; anything else as it is."""
    kind = found.lastgroup or ""
    return _WORDS[kind](found[kind]) if kind in _WORDS else found[0]


def _one_step_each(sql: str) -> str:
    """Return a statement whose recursive queries name themselves once, as PostgreSQL wants it.

    Of `a(id) AS (begin UNION step UNION step)` the steps are taken side by side, from each row of `a`.
    """
    if "WITH RECURSIVE" not in sql:
        return sql
    parts, done = [], 0
    for found in _STEPS.finditer(sql):
        if found.start() < done:
            continue
        end = _closing(sql, found.end())
        parts += [sql[done : found.end()], _taken_together(sql[found.end() : end], found["name"])]
        done = end
    return "".join((*parts, sql[done:]))


def _taken_together(body: str, name: str) -> str:
    itself = re.compile(rf"\b(FROM|JOIN) {name}\b")
    branches = _branches(body)
    steps = [branch for branch in branches if itself.search(branch)]
    if len(steps) < 2:
        return body
    begin = "UNION".join(branch for branch in branches if branch not in steps)
    beside = " UNION ALL ".join(itself.sub(rf"\1 (SELECT here.id) AS {name}", step).strip() for step in steps)
    return f"{begin} UNION SELECT step.id FROM {name} AS here CROSS JOIN LATERAL ({beside}) AS step(id)"


def _branches(body: str) -> list[str]:
    """Return what stands between the UNIONs of a query, but not those inside brackets."""
    found, begin = [], 0
    for union in _BRANCH.finditer(body):
        if body.count("(", 0, union.start()) == body.count(")", 0, union.start()):
            found.append(body[begin : union.start()])
            begin = union.end()
    return [*found, body[begin:]]


def _closing(sql: str, begin: int) -> int:
    """Return where the bracket closes that was opened just before; there are none in the quotes of our queries."""
    depth = 1
    for place in range(begin, len(sql)):
        depth += (sql[place] == "(") - (sql[place] == ")")
        if depth == 0:
            return place
    return len(sql)
