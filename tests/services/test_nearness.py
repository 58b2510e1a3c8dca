"""Near names: all are compared in a small record, and those beside the new one in a great one."""

import sqlite3

import pytest

from claimtrack.services import naming, nearness
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries


def name_many(writer: Writer, number: int) -> None:
    for n in range(number):
        naming.actor_to_record(writer, f"Bureau of Weights {n}")


@pytest.fixture
def great(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """A record with more names than are compared at once."""
    monkeypatch.setattr(nearness, "_AMONG", 10)
    monkeypatch.setattr(nearness, "_AROUND", 2)
    for name in ("Arden Ministry", "Zenith Observatory"):
        naming.actor_to_record(writer, name)
    name_many(writer, 20)
    return writer


def test_in_a_small_record_a_slip_in_the_first_letter_is_noticed(writer: Writer) -> None:
    naming.actor_to_record(writer, "Arden Ministry")
    assert nearness.actors(writer, "Orden Ministry", alike=True) == ["arden-ministry"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Arden Ministri", "arden-ministry"),
        ("Zenith Observatery", "zenith-observatory"),
        ("Аrden Мinistry", "arden-ministry"),
    ],
)
def test_in_a_great_record_the_names_beside_are_compared(great: Writer, typed: str, near: str) -> None:
    assert nearness.actors(great, typed, alike=True)[0] == near


def test_a_new_name_reads_as_many_names_among_many_as_among_few(great: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    compared = nearness._nearest

    def counted(ref: str, choices: dict[str, str], *, alike: bool = False) -> list[str]:
        read.append(len(choices))
        return compared(ref, choices, alike=alike)

    monkeypatch.setattr(nearness, "_nearest", counted)
    nearness.actors(great, "Bureau of Heights 7")
    for n in range(40):
        factories.actor(great, f"Institute {n}")
    nearness.actors(great, "Bureau of Heights 7")
    few, many = read[0], read[1]
    assert many <= few <= 2 * 2 * 2 * 2


def test_near_slugs_of_old_claims_are_found_beside_the_latest(great: Writer) -> None:
    factories.claim(great, slug="harbour-gate-closed")
    for n in range(30):
        factories.claim(great, slug=f"pier-{n}")
    assert nearness.claims(great, "harbour-gate-closd") == ["harbour-gate-closed"]


def test_names_beside_are_read_over_their_index(great: Writer, connection: sqlite3.Connection) -> None:
    with queries(connection) as seen:
        nearness.actors(great, "Bureau of Heights 7")
        nearness.claims(great, "pier")
    plans = [row[3] for sql in seen for row in great.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert not [step for step in plans if "TEMP B-TREE" in step]
