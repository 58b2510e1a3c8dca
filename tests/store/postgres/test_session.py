"""The adapter: answers side by side, reads of one moment, one writer at a time, and nothing of it left behind."""

from contextlib import closing

import psycopg
import pytest

from claimtrack.domain.places import Server
from claimtrack.errors.database import DatabaseBusy
from claimtrack.store.postgres import opening
from claimtrack.store.postgres.refusals import worded_errors
from claimtrack.store.postgres.session import Session, snapshot, transaction


def test_answers_are_read_side_by_side(place: Server) -> None:
    with closing(Session(place)) as session, snapshot(session):
        one, other = (session.cursor().execute("SELECT generate_series(1, :n)", {"n": 5000}) for _ in range(2))
        assert all(next(iter(one)) == next(iter(other)) for _ in range(5000))
        assert (one.fetchone(), other.fetchall()) == (None, [])


def test_values_come_back_as_they_went(place: Server) -> None:
    values = {"i": 2**62, "t": "ä\u202e'\\%s :x ?", "b": b"\x00\xff\\", "n": None}
    with closing(Session(place)) as session, snapshot(session):
        answer = session.execute("SELECT :i, CAST(:t AS TEXT), CAST(:b AS BLOB), CAST(:n AS TEXT)", values).fetchone()
    assert answer == tuple(values.values())


def test_text_is_ordered_byte_by_byte(place: Server) -> None:
    with closing(Session(place)) as session, transaction(session, place, keep=False):
        session.execute("CREATE TEMP TABLE word AS SELECT slug FROM main.claim LIMIT 0")
        words = ["b", "B", "a-c", "ab", "a", "ä", "Z", "{"]
        session.executemany("INSERT INTO temp.word VALUES (?)", [(word,) for word in words])
        found = [row[0] for row in session.execute("SELECT slug FROM word ORDER BY slug").fetchall()]
    assert found == sorted(words, key=str.encode)


def test_read_is_of_one_moment(place: Server) -> None:
    count = "SELECT count(*) FROM mask_status"
    with opening.to_read(place) as reading:
        before = reading.execute(count).fetchone()
        with closing(Session(place)) as other, transaction(other, place):
            other.execute("DELETE FROM mask_status WHERE mask > 0")
        assert reading.execute(count).fetchone() == before
    with opening.to_read(place) as reading:
        assert reading.execute(count).fetchone() == (1,)


def test_second_writer_waits_and_then_is_told(place: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0.05")
    with (
        closing(Session(place)) as first,
        transaction(first, place, keep=False),
        closing(Session(place)) as second,
        pytest.raises(DatabaseBusy),
        worded_errors(place),
        transaction(second, place),
    ):
        pytest.fail("two writers at once")


def test_what_ends_in_an_error_is_not_kept(place: Server) -> None:
    with pytest.raises(psycopg.Error), closing(Session(place)) as session, transaction(session, place):
        session.executemany("DELETE FROM mask_status WHERE 1 / ? > 0", [(1,), (0,)])
    with opening.to_read(place) as reading:
        assert reading.execute("SELECT count(*) FROM mask_status").fetchone() == (64,)


def test_settings_end_with_their_transaction(place: Server) -> None:
    """Else a pooler would hand them on to whoever comes next."""
    asked = "SELECT current_setting('search_path'), current_setting('row_security'), current_setting('lock_timeout')"
    with closing(Session(place)) as session:
        before = session.execute(asked).fetchone()
        with transaction(session, place, keep=False):
            assert session.execute(asked).fetchone() != before
        assert session.execute(asked).fetchone() == before
        assert session.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'").fetchone() == (0,)


@pytest.mark.parametrize("seconds", ["inf", "1e300", "9999999999"])
def test_wait_that_no_server_takes_is_the_longest_there_is(
    place: Server, seconds: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", seconds)
    with closing(Session(place)) as session, transaction(session, place, keep=False):
        asked = "SELECT setting FROM pg_settings WHERE name = 'lock_timeout'"
        assert session.execute(asked).fetchone() == (str(2**31 - 1),)


def test_no_statement_is_prepared(place: Server) -> None:
    """A pooler that hands connections round would meet it again on another's."""
    with closing(Session(place)) as session, snapshot(session):
        for _ in range(20):
            session.execute("SELECT count(*) FROM claim WHERE id = :id", {"id": 1})
        assert session.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)


def test_connection_breaks_a_unique_rule_as_pep_249_says(place: Server) -> None:
    with closing(Session(place)) as session, pytest.raises(session.IntegrityError):
        session.execute("INSERT INTO main.mask_status VALUES (1, 'disputed', 'none')")
