"""Compares what a database's catalogue says of its schema with what the migrations make of an empty one."""

import re
from pathlib import Path

from claimtrack.store import schema
from claimtrack.store.engine import Connection
from claimtrack.store.postgres.dialect import SCHEMA
from claimtrack.store.schema import Made

# Everything in the schema, but for what an extension brought. A table is its columns and constraints; of the view its
# columns are compared and not its text, which each version of the server writes in its own way.
_HELD = f"""
WITH brought AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
relation AS (
  SELECT * FROM pg_class WHERE relnamespace = '{SCHEMA}'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM brought WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid)
),
line AS (
  SELECT attrelid AS relation, attnum AS place, format('%I %s', attname, format_type(atttypid, atttypmod))
    || CASE WHEN attcollation NOT IN (0, 100) THEN format(' COLLATE %I', collname) ELSE '' END
    || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
    || CASE WHEN atthasdef THEN ' DEFAULT ' || pg_get_expr(adbin, adrelid) ELSE '' END AS text
  FROM pg_attribute JOIN relation ON relation.oid = attrelid AND relkind IN ('r', 'p', 'v', 'm', 'f')
  LEFT JOIN pg_collation ON pg_collation.oid = attcollation
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT conrelid, 10000, format('CONSTRAINT %I %s', conname, pg_get_constraintdef(pg_constraint.oid))
  FROM pg_constraint JOIN relation ON relation.oid = conrelid WHERE contype IN ('c', 'f', 'p', 'u', 'x')
  UNION ALL
  SELECT oid, 20000, 'ROW LEVEL SECURITY' FROM relation WHERE relrowsecurity
  UNION ALL
  SELECT inhparent, 20001, 'INHERITED BY ' || inhrelid::regclass FROM pg_inherits JOIN relation ON oid = inhparent
),
described AS (
  SELECT relation, string_agg(text, E'\\n' ORDER BY place, text COLLATE "C") AS text FROM line GROUP BY relation
)
SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized-view'
    WHEN 'S' THEN 'sequence' WHEN 'f' THEN 'foreign-table' WHEN 'p' THEN 'partitioned-table' ELSE 'relation' END,
  relname, relname, described.text
FROM relation LEFT JOIN described ON described.relation = relation.oid WHERE relkind NOT IN ('i', 'I', 'c', 't')
UNION ALL
SELECT 'index', relation.relname, holder.relname, pg_get_indexdef(indexrelid)
  || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END
FROM pg_index JOIN relation ON relation.oid = indexrelid JOIN pg_class AS holder ON holder.oid = indrelid
WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
UNION ALL
SELECT 'trigger', tgname, relname, pg_get_triggerdef(pg_trigger.oid)
FROM pg_trigger JOIN relation ON relation.oid = tgrelid WHERE NOT tgisinternal
UNION ALL
SELECT 'trigger', tgname, relname, 'DISABLED'
FROM pg_trigger JOIN relation ON relation.oid = tgrelid WHERE tgisinternal AND tgenabled <> 'O'
UNION ALL
SELECT 'rule', rulename, relname, pg_get_ruledef(pg_rewrite.oid)
FROM pg_rewrite JOIN relation ON relation.oid = ev_class WHERE rulename <> '_RETURN'
UNION ALL
SELECT 'policy', polname, relname, '' FROM pg_policy JOIN relation ON relation.oid = polrelid
UNION ALL
SELECT 'function', proname, proname, '' FROM pg_proc WHERE pronamespace = '{SCHEMA}'::regnamespace
AND NOT EXISTS (SELECT 1 FROM brought WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid)
UNION ALL
SELECT 'operator', oprname, oprname, '' FROM pg_operator WHERE oprnamespace = '{SCHEMA}'::regnamespace
AND NOT EXISTS (SELECT 1 FROM brought WHERE classid = 'pg_operator'::regclass AND objid = pg_operator.oid)
"""
_BLANK = re.compile(r"\s")


def held(connection: Connection) -> set[Made]:
    """Return everything the schema holds, read from the catalogue; nothing of it is run."""
    return {
        (kind, _BLANK.sub("_", name), _BLANK.sub("_", table), (text or "").encode())
        for kind, name, table, text in connection.execute(_HELD).fetchall()
    }


def text_path(revision: str) -> Path:
    """Return where the catalogue of a revision is written down."""
    return schema.scripts() / "schema" / f"{revision}.postgres.txt"


def written(revision: str) -> set[Made]:
    """Return everything the schema of a known revision holds."""
    return schema.read(text_path(revision).read_bytes())
