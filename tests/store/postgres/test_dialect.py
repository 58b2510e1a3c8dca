"""The dialect: what SQLite takes is worded for PostgreSQL, and what is in quotes is left alone."""

import pytest

from claimtrack.store.postgres.dialect import made, worded

WORDED = [
    ("SELECT :a, :b, :a", "SELECT $1, $2, $1", ("a", "b")),
    ("INSERT INTO t VALUES (?, ?)", "INSERT INTO t VALUES ($1, $2)", ()),
    ("SELECT ':a ?', x::text, \"a:b\", :y", "SELECT ':a ?', x::text, \"a:b\", $1", ("y",)),
    ("SELECT 'it''s :a' || :a", "SELECT 'it''s :a' || $1", ("a",)),
    ("SELECT 1 -- :a ?\n, :b", "SELECT 1 -- :a ?\n, $1", ("b",)),
    ("SELECT 1 LIMIT :n", "SELECT 1 LIMIT CASE WHEN $1 >= 0 THEN $1 END", ("n",)),
    ("SELECT 1 WHERE id IN ()", "SELECT 1 WHERE id IN (SELECT 0 WHERE false)", ()),
    ("SELECT instr(a, :w) FROM main.t", "SELECT strpos(a, $1) FROM public.t", ("w",)),
    ("SELECT 1 FROM temp.t", "SELECT 1 FROM pg_temp.t", ()),
    ("SELECT 1 FROM a CROSS JOIN b ON b.x = a.x", "SELECT 1 FROM a JOIN b ON b.x = a.x", ()),
    ("INSERT OR IGNORE INTO temp.t VALUES (?)", "INSERT INTO pg_temp.t VALUES ($1) ON CONFLICT DO NOTHING", ()),
    ("CREATE INDEX temp.ix_t ON t (x)", "CREATE INDEX ix_t ON t (x)", ()),
    ("CREATE TEMP TABLE t (x INTEGER) WITHOUT ROWID", "CREATE TEMP TABLE t (x BIGINT)", ()),
    ("SELECT CAST(NULL AS INTEGER)", "SELECT CAST(NULL AS BIGINT)", ()),
    ("SELECT 'main.instr(INTEGER' FROM domain.x", "SELECT 'main.instr(INTEGER' FROM domain.x", ()),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "words", "names"), WORDED)
def test_statement_is_worded(sql: str, words: str, names: tuple[str, ...]) -> None:
    assert worded(sql) == (words, names)


def test_recursive_query_with_one_step_is_left() -> None:
    sql = "WITH RECURSIVE a(id) AS (SELECT 1 UNION SELECT t.x FROM t JOIN a ON t.y = a.id) SELECT id FROM a"
    assert worded(sql)[0] == sql


def test_recursive_query_with_two_steps_names_itself_once() -> None:
    sql = (
        "WITH RECURSIVE a(id) AS (SELECT :n UNION SELECT t.x FROM t JOIN a ON t.y = a.id"
        " UNION SELECT u.x FROM a JOIN u ON u.y = a.id) SELECT id FROM a"
    )
    words, names = worded(sql)
    assert names == ("n",)
    assert words.count("FROM a AS here") == 1
    assert words.count("(SELECT here.id) AS a") == 2
    assert words.endswith("AS step(id)) SELECT id FROM a")


MADE = [
    ("PRAGMA application_id = 1", "SELECT 1"),
    ("CREATE TABLE t (a INTEGER, b TEXT, c BLOB) STRICT", 'CREATE TABLE t (a BIGINT, b TEXT COLLATE "C", c BYTEA)'),
    ("CREATE TABLE t (a TEXT) WITHOUT ROWID, STRICT", 'CREATE TABLE t (a TEXT COLLATE "C")'),
    ("INSERT INTO t VALUES (%(a)s, x'')", r"INSERT INTO t VALUES (%(a)s, '\x'::bytea)"),
    ("(SELECT group_concat(x, '; ') FROM t)", "(SELECT string_agg(x, '; ') FROM t)"),
    ("(SELECT 1 FROM (\n SELECT 2\n  )) AS y", "(SELECT 1 FROM (\n SELECT 2\n  ) AS listed) AS y"),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "words"), MADE)
def test_statement_of_a_migration_is_worded(sql: str, words: str) -> None:
    assert made(sql) == words
