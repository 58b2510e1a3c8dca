"""Leaves confidential rows out, as if nobody had recorded them, together with what only they name or point to.

It says which rows of each table stay, as conditions for the views through which the store then reads. The kept rows of
the claims that what is left out reached are judged again beside the file; those of all others stay in use.
"""

from collections.abc import Iterable

from claimtrack.domain.records import (
    MARKED,
    Actor,
    Alias,
    Bearing,
    Citation,
    Distinction,
    Evidence,
    Membership,
    Merger,
    Original,
    Reliance,
    Row,
    Source,
    Statement,
    Verdict,
)
from claimtrack.store import statuses
from claimtrack.store.facts import Lines
from claimtrack.store.reach import Numbers, Reach
from claimtrack.store.record import Record, batched, listed
from claimtrack.store.tables import TABLES, as_row, records

_POINTS: dict[type[Row], dict[str, type[Row]]] = {
    Bearing: {"evidence_id": Evidence},
    Reliance: {"statement_id": Statement, "basis_id": Statement},
    Citation: {"source_id": Source, "cited_id": Source},
}
_NAMES: dict[type[Row], tuple[str, ...]] = {
    Actor: ("id",),
    Alias: ("actor_id",),
    Membership: ("actor_id", "whole_id"),
    Merger: ("actor_id", "into_id"),
    Distinction: ("actor_id", "other_actor_id"),
}
# A record as it was read may hold the words of whatever was recorded of its claim.
_TELLS_NOTHING = (
    "claim_id NOT IN (SELECT claim_id FROM main.statement WHERE confidential = 1 OR source_id IN ({marked}))"
    " AND claim_id NOT IN (SELECT bearing.claim_id FROM main.bearing AS bearing JOIN main.evidence AS evidence"
    " ON evidence.id = bearing.evidence_id WHERE evidence.confidential = 1 OR evidence.source_id IN ({marked}))"
).format(marked="SELECT id FROM main.source WHERE confidential = 1")
# What is kept, less what is kept of the claims judged again, and with what was made of them.
_TALLY = """
CREATE TEMP VIEW status_tally AS
SELECT status, CAST(sum(claims) AS INTEGER) AS claims FROM (
  SELECT status, claims FROM main.status_tally
  UNION ALL SELECT status, -1 FROM main.claim_status WHERE claim_id IN (SELECT id FROM temp.judged)
  UNION ALL SELECT status, 1 FROM temp.judged_claim_status
) AS counted GROUP BY status
"""
_FROM_SOURCE = ("source_id", "place")  # of what was read in a source, where it was read goes with the source
_SPEAKING: tuple[tuple[type[Row], str], ...] = (
    (Statement, "actor_id"),
    (Evidence, "collector_id"),
    (Source, "publisher_id"),
    (Verdict, "reviewer_id"),
)
_UPWARD = ((Membership, "whole_id"), (Merger, "into_id"))


def conditions(kind: type[Row]) -> list[str]:
    """Return what holds of the rows of a table that are shown."""
    if kind in MARKED:
        return ["confidential IS NULL"]
    if kind is Original:
        return [_TELLS_NOTHING]
    ends = [f"NOT {_is_marked(to, column)}" for column, to in _POINTS.get(kind, {}).items()]
    left_out = "(SELECT id FROM temp.left_out_actor)"
    return ends + [f"coalesce({column}, 0) NOT IN {left_out}" for column in _NAMES.get(kind, ())]


def column(kind: type[Row], name: str) -> str:
    """Return what is shown of a column."""
    if kind in (Statement, Evidence) and name in _FROM_SOURCE:
        return f"CASE WHEN {_is_marked(Source, 'source_id')} THEN NULL ELSE {name} END AS {name}"
    return name


def is_shown_whole(record: Record, row: Row) -> bool:
    """Tell whether a row that is shown is shown with all that it holds."""
    kind = type(row)
    columns = ", ".join(kind.COLUMNS)
    whole = record.row(f"SELECT {columns} FROM main.{TABLES[kind]} WHERE id = :number", number=row.id)
    return whole == as_row(row)


def _is_marked(kind: type[Row], number: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM main.{TABLES[kind]} AS marked WHERE marked.id = {number} AND marked.confidential = 1)"
    )


def begin(record: Record) -> Numbers:
    """Note which actors are left out, and return the claims that what is left out reached; before there are views."""
    record.connection.execute("CREATE TEMP TABLE left_out_actor (id INTEGER PRIMARY KEY)")
    found = ((number,) for number in _only_named_by_marked_rows(record))
    record.connection.executemany("INSERT INTO temp.left_out_actor VALUES (?)", found)
    reach = Reach()
    for kind in MARKED:
        for row in records(record, kind, "WHERE confidential = 1"):
            reach.withdrawn(row)
    return reach.taken(record)


def judge_again(record: Record, claims: Iterable[int]) -> None:
    """Put what the rule makes of these claims without the rows left out before what is kept of them."""
    connection = record.connection
    for table in ("claim_status", "position"):
        connection.execute(f"CREATE TEMP TABLE judged_{table} AS SELECT * FROM main.{table} LIMIT 0")
        connection.execute(f"CREATE INDEX temp.ix_judged_{table} ON judged_{table} (claim_id)")
    connection.execute("CREATE TEMP TABLE judged (id INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO temp.judged VALUES (?)", ((claim,) for claim in claims))
    lines = Lines(record)
    for batch in batched(claims):
        statuses.write(record, statuses.derived(record, batch, lines), into="temp.judged_")
    for table in ("claim_status", "position"):
        connection.execute(
            f"CREATE TEMP VIEW {table} AS"
            f" SELECT * FROM main.{table} WHERE claim_id NOT IN (SELECT id FROM temp.judged)"
            f" UNION ALL SELECT * FROM temp.judged_{table}"
        )
    connection.execute(_TALLY)


def _only_named_by_marked_rows(record: Record) -> set[int]:
    """Return the actors that confidential rows name and no other row does, with what they alone are part of.

    What has a part that is shown, or stands for one that is, is shown itself: it is the party that is counted.
    """
    named = set().union(
        *(
            _numbers(record, f"SELECT {column} FROM {TABLES[kind]} WHERE confidential = 1 AND {column} IS NOT NULL")
            for kind, column in _SPEAKING
            if kind in MARKED
        )
    )
    above = _above(record, named)
    left_out = above - _speaking_openly(record, above)
    while shown := _above_others(record, left_out):
        left_out -= shown
    return left_out


def _above(record: Record, actors: set[int]) -> set[int]:
    """Return actors with all that they were ever part of or merged into."""
    found, new = set(actors), set(actors)
    while new:
        steps = (
            f"SELECT {to} FROM {TABLES[kind]} WHERE actor_id IN ({listed(batch)})"
            for batch in batched(new)
            for kind, to in _UPWARD
        )
        new = set().union(*(_numbers(record, step) for step in steps)) - found
        found |= new
    return found


def _above_others(record: Record, actors: set[int]) -> set[int]:
    """Return those of these actors that any other is or was part of, or was merged into."""
    found: set[int] = set()
    for batch in batched(sorted(actors)):
        for kind, to in _UPWARD:
            links = record.rows(f"SELECT actor_id, {to} FROM {TABLES[kind]} WHERE {to} IN ({listed(batch)})")
            found |= {above for below, above in links if below not in actors}
    return found


def _speaking_openly(record: Record, actors: set[int]) -> set[int]:
    """Return those of these actors that a row names which is not confidential."""
    openly = " OR ".join(
        f"EXISTS (SELECT 1 FROM {TABLES[kind]} WHERE {column} = actor.id"
        + (" AND confidential IS NULL)" if kind in MARKED else ")")
        for kind, column in _SPEAKING
    )
    return set().union(
        *(
            _numbers(record, f"SELECT id FROM actor WHERE id IN ({listed(batch)}) AND ({openly})")
            for batch in batched(sorted(actors))
        )
    )


def _numbers(record: Record, sql: str) -> set[int]:
    return {row[0] for row in record.rows(sql)}
