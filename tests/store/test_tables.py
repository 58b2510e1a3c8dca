"""Tables and records: the same columns in both, each word of a vocabulary read back, and bad rows refused."""

import sqlite3

import pytest

from claimtrack.domain import vocabulary as words
from claimtrack.domain.records import Actor, Claim, Evidence, Row, Source, Statement
from claimtrack.store.lookup import by_number
from claimtrack.store.tables import TABLES, as_record, as_row, first, records, selection
from claimtrack.store.writer import Writer
from tests.store import factories

STAMP = {"id": 1, "uid": "u1", "recorded_at": "2024-06-01T12:00:00Z", "recorded_by": "tester"}
GOOD: dict[str, dict[str, object]] = {
    "actor": {"slug": "north-korea", "name": "North Korea"},
    "alias": {"actor_id": 10, "name": "DPRK", "folded": "dprk"},
    "membership": {"actor_id": 10, "whole_id": 11},
    "source": {"title": "A briefing"},
    "claim": {"slug": "nk-munitions", "text": "It was so", "folded": "itwasso"},
    "tag": {"claim_id": 10, "name": "munitions", "folded": "munitions"},
    "relation": {"claim_id": 10, "kind": "variant-of", "other_id": 11},
    "statement": {"claim_id": 10, "actor_id": 10, "stance": "asserts", "said_latest": "2024-01-01"},
    "evidence": {"text": "Imagery", "published_latest": "2024-01-01"},
    "bearing": {"evidence_id": 10, "claim_id": 10, "kind": "supports"},
    "verdict": {"claim_id": 10, "reviewer_id": 10, "rating": "false", "published_latest": "2024-01-01"},
    "reliance": {"statement_id": 10, "basis_id": 11},
    "citation": {"source_id": 10, "cited_id": 11},
    "mask_status": {"mask": 64, "status": "disputed", "lean": "none"},
    "claim_status": {
        "claim_id": 10,
        "mask": 5,
        "status": "disputed",
        "parties_for": 1,
        "parties_against": 1,
        "evidence_for": 0,
        "evidence_against": 0,
        "verdicts": 0,
        "last_activity_latest": "2024-01-01",
        "origins_for_least": 1,
        "origins_for_most": 2,
        "origins_against_least": 1,
        "origins_against_most": 1,
    },
    "status_tally": {"status": "disputed", "claims": 1},
    "position": {"claim_id": 10, "statement_id": 10, "party_id": 10, "side": "for"},
}
BAD: list[tuple[str, dict[str, object]]] = [
    # words that are on no list
    ("actor", {"kind": "robot"}),
    ("actor", {"reliability": "G"}),
    ("actor", {"reliability": "a"}),
    ("source", {"kind": "rumour"}),
    ("relation", {"kind": "refutes"}),
    ("statement", {"stance": "agrees"}),
    ("statement", {"stance": "ASSERTS"}),
    ("evidence", {"kind": "photo"}),
    ("evidence", {"credibility": 0}),
    ("evidence", {"credibility": 7}),
    ("bearing", {"kind": "contradicts"}),
    ("verdict", {"rating": "half-true"}),
    ("mask_status", {"status": "true"}),
    ("mask_status", {"lean": "left"}),
    ("position", {"side": "both"}),
    ("status_tally", {"status": "true"}),
    # empty and missing words
    ("actor", {"slug": ""}),
    ("actor", {"name": ""}),
    ("actor", {"name": None}),
    ("alias", {"folded": ""}),
    ("claim", {"text": ""}),
    ("claim", {"slug": None}),
    ("tag", {"name": ""}),
    ("source", {"title": None}),
    ("source", {"title": ""}),
    ("evidence", {"text": ""}),
    ("statement", {"said_latest": None}),
    ("statement", {"uid": None}),
    ("statement", {"recorded_by": None}),
    # bounds in the wrong order
    ("source", {"published_earliest": "2024-01-02", "published_latest": "2024-01-01"}),
    ("claim", {"event_earliest": "2024-01-02", "event_latest": "2024-01-01"}),
    ("statement", {"said_earliest": "2024-01-02"}),
    ("evidence", {"published_earliest": "2024-01-02"}),
    ("verdict", {"published_earliest": "2024-01-02"}),
    ("claim_status", {"last_activity_earliest": "2024-01-02"}),
    # rows that point to nothing
    ("alias", {"actor_id": 99}),
    ("membership", {"whole_id": 99}),
    ("source", {"publisher_id": 99}),
    ("tag", {"claim_id": 99}),
    ("relation", {"other_id": 99}),
    ("statement", {"claim_id": 99}),
    ("statement", {"actor_id": 99}),
    ("statement", {"source_id": 99}),
    ("evidence", {"collector_id": 99}),
    ("bearing", {"evidence_id": 99}),
    ("verdict", {"reviewer_id": 99}),
    ("position", {"statement_id": 99}),
    ("claim_status", {"claim_id": 99}),
    ("reliance", {"statement_id": 99}),
    ("reliance", {"basis_id": 99}),
    ("citation", {"source_id": 99}),
    ("citation", {"cited_id": 99}),
    ("claim_status", {"mask": 5, "status": "denied"}),
    # rows that point to themselves
    ("membership", {"whole_id": 10}),
    ("relation", {"other_id": 10}),
    ("reliance", {"basis_id": 10}),
    ("citation", {"cited_id": 10}),
    # half a withdrawal
    ("claim", {"withdrawn_at": "2024-06-01"}),
    ("statement", {"withdrawn_reason": "copy"}),
    ("tag", {"withdrawn_at": "2024-06-01", "withdrawn_by": "tester"}),
    # values of another type
    ("statement", {"claim_id": "ten"}),
    ("evidence", {"credibility": "high"}),
    ("evidence", {"credibility": 2.5}),
    ("actor", {"name": b"bytes"}),
    ("claim_status", {"parties_for": "one"}),
]


def insert(connection: sqlite3.Connection, table: str, **values: object) -> None:
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", list(values.values()))


@pytest.fixture
def furnished(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A database with two actors, claims, statements and sources, and one of all else that a row may point to."""
    for number in (10, 11):
        insert(connection, "actor", **{**STAMP, "id": number, "uid": f"a{number}", "slug": f"a-{number}", "name": "A"})
        claim = {"slug": f"c-{number}", "text": "It was so", "folded": "itwasso"}
        insert(connection, "claim", **{**STAMP, "id": number, "uid": f"c{number}", **claim})
    for table in ("statement", "evidence", "source"):
        insert(connection, table, **{**STAMP, **GOOD[table], "id": 10, "uid": f"{table}10"})
    for table in ("statement", "source"):
        insert(connection, table, **{**STAMP, **GOOD[table], "id": 11, "uid": f"{table}11"})
    connection.execute("DELETE FROM status_tally")  # which has a row for every status
    return connection


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_xinfo({table})")]


def whole_row(connection: sqlite3.Connection, table: str, **values: object) -> dict[str, object]:
    names = columns_of(connection, table)
    return {name: value for name, value in {**STAMP, **GOOD[table], **values}.items() if name in names}


@pytest.mark.parametrize("kind", TABLES)
def test_columns_of_a_record_are_those_of_its_table(connection: sqlite3.Connection, kind: type[Row]) -> None:
    assert sorted(kind.COLUMNS) == sorted(columns_of(connection, TABLES[kind]))


def test_every_kind_of_row_has_its_table() -> None:
    assert set(TABLES) == set(Row.__subclasses__())


@pytest.mark.parametrize("table", sorted(GOOD))
def test_good_row_is_taken(furnished: sqlite3.Connection, table: str) -> None:
    before = furnished.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    insert(furnished, table, **whole_row(furnished, table))
    assert furnished.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == before + 1


@pytest.mark.parametrize(("table", "fault"), BAD)
def test_bad_row_is_refused_by_the_database(
    furnished: sqlite3.Connection, table: str, fault: dict[str, object]
) -> None:
    row = whole_row(furnished, table, **fault)
    with pytest.raises(sqlite3.IntegrityError):
        insert(furnished, table, **row)


@pytest.mark.parametrize("table", [table for table in GOOD if table in TABLES.values()])
def test_uid_is_given_once(furnished: sqlite3.Connection, table: str) -> None:
    insert(furnished, table, **whole_row(furnished, table))
    again = whole_row(furnished, table, id=2, slug="another", folded="another", actor_id=11, whole_id=10, other_id=10)
    turned = {"claim_id": 11, "statement_id": 11, "basis_id": 10, "source_id": 11, "cited_id": 10}
    ends = {name: number for name, number in turned.items() if again.get(name)}
    with pytest.raises(sqlite3.IntegrityError, match=rf"{table}\.uid"):
        insert(furnished, table, **{**again, **ends})


@pytest.mark.parametrize("table", ["alias", "tag", "relation", "bearing", "reliance", "citation"])
def test_link_stands_once(furnished: sqlite3.Connection, table: str) -> None:
    insert(furnished, table, **whole_row(furnished, table))
    again = whole_row(furnished, table, id=2, uid="u2")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        insert(furnished, table, **again)


@pytest.mark.parametrize("table", ["alias", "membership", "tag", "relation", "bearing", "reliance", "citation"])
def test_link_withdrawn_may_be_recorded_again(furnished: sqlite3.Connection, table: str) -> None:
    gone = {"withdrawn_at": "2024-06-01", "withdrawn_by": "tester", "withdrawn_reason": "copy"}
    insert(furnished, table, **whole_row(furnished, table, **gone))
    insert(furnished, table, **whole_row(furnished, table, id=2, uid="u2"))
    assert furnished.execute(f"SELECT count(*) FROM {table}").fetchone() == (2,)


@pytest.mark.parametrize("table", ["actor", "claim", "statement", "evidence"])
def test_row_that_is_pointed_to_cannot_be_deleted(furnished: sqlite3.Connection, table: str) -> None:
    for child in ("bearing", "position"):
        insert(furnished, child, **whole_row(furnished, child))
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        furnished.execute(f"DELETE FROM {table} WHERE id = 10")


# Rows and records


def test_record_is_read_back_as_it_was_written(writer: Writer) -> None:
    row = factories.claim(writer, "북한 “quoted” \U0001f680", event="2023-10-13")
    assert by_number(writer, Claim, row.id) == row


def test_words_of_a_vocabulary_are_read_back_as_such(writer: Writer) -> None:
    added = writer.add(
        Actor(slug="a", name="A", kind=words.ActorKind.GOVERNMENT, reliability=words.Reliability.B),
    )
    found = by_number(writer, Actor, added.id)
    assert found
    assert (type(found.kind), type(found.reliability)) == (words.ActorKind, words.Reliability)


def test_grade_is_read_back_as_a_grade(writer: Writer) -> None:
    added = writer.add(
        Evidence(text="Imagery", credibility=words.Credibility.DOUBTFUL, published_latest="2024-01-01"),
    )
    found = by_number(writer, Evidence, added.id)
    assert found
    assert found.credibility is words.Credibility.DOUBTFUL


def test_missing_word_is_read_back_as_none(writer: Writer) -> None:
    found = by_number(writer, Source, factories.source(writer).id)
    assert found
    assert found.kind is None


def test_values_of_a_row_stand_in_the_order_of_the_columns() -> None:
    said = Statement(claim_id=1, actor_id=2, stance=words.Stance.ASSERTS, said_latest="2024-01-01")
    assert as_record(Statement, as_row(said)) == said


def test_row_of_another_width_is_not_read() -> None:
    with pytest.raises(ValueError, match="zip"):
        as_record(Claim, (1, "u"))


def test_selection_names_the_table_of_every_column() -> None:
    assert all(part.strip().startswith("claim.") for part in selection(Claim)[6:].split(" FROM ")[0].split(","))


def test_clause_selects_the_records(writer: Writer) -> None:
    one = factories.claim(writer, slug="one")
    factories.claim(writer, slug="two")
    assert records(writer, Claim, "WHERE slug = :slug", slug="one") == [one]


def test_first_of_none_is_none(writer: Writer) -> None:
    assert first(writer, Claim, "WHERE slug = :slug", slug="one") is None
