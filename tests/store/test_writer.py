"""The one write path: rows numbered and stamped, facts never changed, and nothing kept of a write that fails."""

import sqlite3
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest

from claimtrack.domain.records import Actor, Claim, Statement, Tag
from claimtrack.domain.references import is_uid
from claimtrack.domain.vocabulary import ActorKind, Stance
from claimtrack.store.connection import connect
from claimtrack.store.lookup import by_number
from claimtrack.store.writer import Writer
from tests.store import factories

WRITERS, ROWS_EACH = 4, 15


def claims(number: int) -> list[Claim]:
    return [Claim(slug=f"c-{n}", text="It was so", folded="itwasso") for n in range(number)]


def test_row_is_stamped_with_when_and_by_whom(writer: Writer) -> None:
    row = factories.claim(writer)
    assert (row.recorded_at, row.recorded_by) == (writer.at, writer.by)


def test_row_gets_a_uid(writer: Writer) -> None:
    assert is_uid(factories.claim(writer).uid)


def test_uids_sort_as_the_rows_were_recorded(writer: Writer) -> None:
    uids = [row.uid for row in writer.add_all(claims(500))]
    assert uids == sorted(set(uids))


def test_rows_are_numbered_from_one(writer: Writer) -> None:
    assert [row.id for row in writer.add_all(claims(3))] == [1, 2, 3]


def test_kinds_are_numbered_apart(writer: Writer) -> None:
    writer.add_all(claims(3))
    assert factories.actor(writer).id == 1


def test_number_of_a_withdrawn_row_is_not_given_again(writer: Writer) -> None:
    writer.withdraw(factories.claim(writer), reason="copy")
    assert factories.claim(writer).id == 2


def test_numbers_go_on_where_an_earlier_run_ended(database: Path) -> None:
    with factories.writing(database) as first:
        first.add_all(claims(7))
    with factories.writing(database, keep=False) as second:
        assert factories.claim(second).id == 8


def test_adding_nothing_gives_nothing(writer: Writer) -> None:
    nothing: list[Claim] = []
    assert writer.add_all(nothing) == []


def test_rows_recorded_are_those_added(writer: Writer) -> None:
    numbers = writer.record(claims(3))
    assert list(numbers) == [1, 2, 3]
    found = by_number(writer, Claim, 3)
    assert found
    assert found == claims(3)[2].replaced(id=3, uid=found.uid, recorded_at=writer.at, recorded_by=writer.by)


def test_recording_nothing_gives_no_numbers(writer: Writer) -> None:
    assert list(writer.record([])) == []


def test_withdrawn_row_says_when_by_whom_and_why(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.withdraw(claim, reason="copy")
    found = by_number(writer, Claim, claim.id)
    assert found
    assert (found.withdrawn_at, found.withdrawn_by, found.withdrawn_reason) == (writer.at, writer.by, "copy")


def test_withdrawn_row_keeps_what_it_said(writer: Writer) -> None:
    said = factories.statement(writer, factories.claim(writer), factories.actor(writer), quote="we did not")
    writer.withdraw(said, reason="copy")
    found = by_number(writer, Statement, said.id)
    assert found
    assert found.replaced(withdrawn_at=None, withdrawn_by=None, withdrawn_reason=None) == said


def test_wording_of_a_claim_may_be_edited(writer: Writer) -> None:
    edited = writer.edit(factories.claim(writer), text="It was not so", folded="itwasnotso")
    assert by_number(writer, Claim, edited.id) == edited


def test_description_of_an_actor_may_be_edited(writer: Writer) -> None:
    edited = writer.edit(factories.actor(writer), kind=ActorKind.GOVERNMENT)
    assert by_number(writer, Actor, edited.id) == edited


@pytest.mark.parametrize("column", ["slug", "uid", "id", "recorded_at", "recorded_by", "withdrawn_at"])
def test_name_and_stamp_of_a_claim_are_never_edited(writer: Writer, column: str) -> None:
    claim = factories.claim(writer)
    with pytest.raises(AssertionError, match=column):
        writer.edit(claim, **{column: "other"})


def test_facts_are_never_edited(writer: Writer) -> None:
    said = factories.statement(writer, factories.claim(writer), factories.actor(writer))
    with pytest.raises(AssertionError, match="stance"):
        writer.edit(said, stance=Stance.DENIES)


def test_fact_is_marked_as_confidential_by_an_edit(writer: Writer) -> None:
    said = factories.statement(writer, factories.claim(writer), factories.actor(writer))
    assert writer.edit(said, confidential=1).confidential == 1


def test_refused_row_keeps_nothing_of_its_batch(writer: Writer) -> None:
    claim = factories.claim(writer)
    tags = [Tag(claim_id=number, name="arms", folded="arms") for number in (claim.id, 99)]
    with pytest.raises(sqlite3.IntegrityError):
        writer.add_all(tags)


def test_error_after_writes_keeps_none_of_them(database: Path) -> None:
    with pytest.raises(KeyError):
        write_and_raise(database)
    with factories.writing(database, keep=False) as writer:
        assert [writer.one(f"SELECT count(*) FROM {table}") for table in ("claim", "claim_status")] == [0, 0]


def write_and_raise(database: Path) -> None:
    with factories.writing(database) as writer:
        factories.claim(writer)
        writer.finish()
        raise KeyError


def test_writes_are_on_record_once_the_transaction_ends(database: Path) -> None:
    with factories.writing(database) as writer:
        factories.claim(writer)
    with closing(connect(database, mode="ro")) as reader:
        assert reader.execute("SELECT status FROM claim_status").fetchall() == [("unaddressed",)]


def record_claims(path: Path, name: int) -> None:
    for n in range(ROWS_EACH):
        with factories.writing(path) as writer:
            factories.claim(writer, slug=f"by-{name}-{n}")


def test_processes_that_write_at_once_lose_no_row_and_share_no_number(database: Path) -> None:
    context = get_context("spawn")
    processes = [context.Process(target=record_claims, args=(database, name)) for name in range(WRITERS)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    with closing(connect(database, mode="ro")) as reader:
        numbers = [row[0] for row in reader.execute("SELECT id FROM claim ORDER BY id")]
    assert numbers == list(range(1, WRITERS * ROWS_EACH + 1))
