"""Importing: each thing once, nothing twice, whatever the batches; what was withdrawn does not come back."""

import shutil
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.domain.intake import (
    ActorRead,
    EvidenceRead,
    Found,
    Item,
    Refused,
    Repair,
    SourceRead,
    StatementRead,
    VerdictRead,
)
from claimtrack.domain.records import (
    Actor,
    Alias,
    Bearing,
    Claim,
    Evidence,
    Original,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.text import folded
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Rating, Stance
from claimtrack.services import importing
from claimtrack.services.importing import Imported, Origin
from claimtrack.store import migration
from claimtrack.store.connection import connect
from claimtrack.store.record import Record
from claimtrack.store.tables import R
from claimtrack.store.verification import verify
from tests.store import factories

ORIGIN = Origin("stances.csv", "csv")


def found(claim: str = "The bridge is closed", *, raw: str = "", place: str = "line 2", **more: Any) -> Found:
    return Found(place, raw or f"{claim}{sorted(more.items())}", claim)._replace(**more)


def said(by: str = "City", stance: Stance = Stance.ASSERTS, **more: Any) -> StatementRead:
    return StatementRead(ActorRead(by), stance)._replace(**more)


def take_in(
    path: Path, *items: Item, origin: Origin = ORIGIN, confidential: bool = False
) -> tuple[Imported, list[Item]]:
    told: list[Item] = []
    with factories.writing(path) as writer:
        return importing.take_in(writer, items, origin, told.append, confidential=confidential), told


def rows(path: Path, kind: type[R]) -> list[R]:
    with factories.writing(path, keep=False) as writer:
        return factories.all_rows(writer, kind)


def one(path: Path, kind: type[R]) -> R:
    (row,) = rows(path, kind)
    return row


def test_everything_of_a_record_is_recorded(database: Path) -> None:
    source = SourceRead("Evening news", "https://example.org/1", publisher=ActorRead("Daily", ActorKind.MEDIA))
    done, told = take_in(
        database,
        found(
            raw="as read",
            language="en",
            event="2024-05",
            tags=("roads", "Riga"),
            statements=(said(said="2024-05-03", quote="It is closed.", source=source, place="p. 1"),),
            evidence=(EvidenceRead("A photograph", BearingKind.SUPPORTS, collector=ActorRead("Jane")),),
            verdicts=(VerdictRead(ActorRead("Desk"), Rating.TRUE, "True!", "https://desk.example/1", score="5"),),
        ),
    )
    assert told == []
    assert done.recorded == {
        Claim: 1, Tag: 2, Statement: 1, Source: 1, Evidence: 1, Bearing: 1, Verdict: 1, Original: 1, Actor: 4, Alias: 4
    }  # fmt: skip
    claim, statement = one(database, Claim), one(database, Statement)
    assert (claim.language, claim.event_latest, claim.slug) == ("en", "2024-05-31", "the-bridge-is-closed")
    assert (statement.quote, statement.place, statement.said_latest) == ("It is closed.", "p. 1", "2024-05-03")
    original = one(database, Original)
    assert (original.raw, original.origin, original.place, original.claim_id) == ("as read", "stances.csv", "line 2", 1)


def test_second_import_adds_nothing(database: Path) -> None:
    record = found(statements=(said(), said("Rail", Stance.DENIES)), tags=("roads",))
    take_in(database, record)
    again, _ = take_in(database, record)
    assert (again.read, again.known, dict(again.recorded)) == (1, 1, {})


def test_same_row_read_another_way_is_read_anew_and_adds_only_what_is_new(database: Path) -> None:
    take_in(database, found(raw="row", statements=(said(),)))
    again, _ = take_in(
        database, found(raw="row", statements=(said(),), tags=("roads",)), origin=ORIGIN._replace(reading="x=tags")
    )
    assert dict(again.recorded) == {Original: 1, Tag: 1}


def test_equal_records_of_one_file_are_one(database: Path) -> None:
    done, _ = take_in(database, found(statements=(said(),)), found(statements=(said(),)))
    assert (done.read, done.known, done.recorded[Statement]) == (2, 1, 1)


@pytest.mark.parametrize("again", ["The Bridge  is closed", "the bridge is closed", "The bridge is\u200b closed"])
def test_claim_in_the_same_folded_words_is_the_same(database: Path, again: str) -> None:
    take_in(database, found(statements=(said(),)))
    take_in(database, found(again, statements=(said("Rail", Stance.DENIES),)))
    assert len(rows(database, Claim)) == 1
    assert len(rows(database, Statement)) == 2


def test_near_words_and_near_names_stay_apart(database: Path) -> None:
    take_in(
        database,
        found(statements=(said("North Korea"),)),
        found("The bridge was closed", statements=(said("North Corea"),)),
    )
    assert len(rows(database, Claim)) == 2
    assert len(rows(database, Actor)) == 2


def test_actor_on_record_under_another_name_is_met_again(database: Path) -> None:
    with factories.writing(database) as writer:
        twice, into = factories.actor(writer, "DPRK"), factories.actor(writer, "North Korea")
        factories.alias(writer, twice, "D.P.R.K.")
        factories.merger(writer, twice, into)
    take_in(database, found(statements=(said("d.p.r.k."),)))
    statement = one(database, Statement)
    assert statement.actor_id == into.id


def test_kind_of_a_new_actor_is_taken_from_where_it_is_given(database: Path) -> None:
    take_in(
        database, found(statements=(said(), StatementRead(ActorRead("city", ActorKind.GOVERNMENT), Stance.REPORTS)))
    )
    actor = one(database, Actor)
    assert actor.kind is ActorKind.GOVERNMENT


def test_what_was_withdrawn_does_not_come_back(database: Path) -> None:
    record = found(statements=(said(),), tags=("roads",))
    take_in(database, record)
    with factories.writing(database) as writer:
        for kind in (Statement, Tag):
            writer.withdraw(factories.all_rows(writer, kind)[0], reason="a slip")
    again, _ = take_in(database, record._replace(raw="the same, crawled again"))
    assert dict(again.recorded) == {Original: 1}


def test_undated_statement_is_made_by_the_day_its_source_was_published(database: Path) -> None:
    take_in(database, found(statements=(said(source=SourceRead("News", published="2023-10")),)))
    statement = one(database, Statement)
    assert (statement.said, statement.said_earliest, statement.said_latest) == (None, None, "2023-10-31")


def test_confidential_import_marks_what_can_be_marked(database: Path) -> None:
    shown = EvidenceRead("A letter", BearingKind.SUPPORTS)
    take_in(database, found(statements=(said(source=SourceRead("Call")),), evidence=(shown,)), confidential=True)
    marked = (one(database, Statement), one(database, Source), one(database, Evidence))
    assert [row.confidential for row in marked] == [1, 1, 1]


def test_refused_and_repaired_records_are_told_in_their_order(database: Path) -> None:
    bad = Refused("line 3", "x;y", "the stance is no stance")
    repaired = found(repairs=(Repair("date", "2021-7-16", "read as 2021-07-16"),))
    done, told = take_in(database, bad, repaired, found("Another", statements=(said(said="2099-01-01"),)))
    assert (done.read, done.refused, done.repaired) == (3, 1, 2)
    assert told[:2] == [bad, repaired]
    assert isinstance(told[2], Found)
    assert told[2].repairs == (Repair("date", "2099-01-01", "left out: it lies in the future"),)


def test_claim_that_no_record_takes_is_refused_with_the_reason(database: Path) -> None:
    done, told = take_in(database, found(" \u200b "), found("x" * 20_001))
    assert done.refused == 2
    assert [item.reason for item in told if isinstance(item, Refused)] == [
        "the claim is empty",
        "the claim has 20,001 characters; at most 20,000 are kept",
    ]
    assert rows(database, Claim) == []


def test_hostile_characters_are_taken_out_and_told(database: Path) -> None:
    _, told = take_in(database, found("A\x00 \x93bridge\x94 is\x1b[31m closed \ud800", raw="raw\x00\ud800"))
    claim, original = one(database, Claim), one(database, Original)
    assert claim.text == "A \u201cbridge\u201d is[31m closed \ufffd"
    assert original.raw == "raw\ufffd?"
    assert isinstance(told[0], Found)
    assert [repair.field for repair in told[0].repairs] == ["claim"]


def test_slug_given_is_taken_where_it_is_free(database: Path) -> None:
    take_in(database, found(slug="bridge"), found("Another", slug="bridge"), found("A third", slug="c1"))
    assert [row.slug for row in rows(database, Claim)] == ["bridge", "another", "a-third"]


NAMES = st.sampled_from(["City", "Rail", "RAIL", "Daily"])
READ = st.builds(
    found,
    st.sampled_from(["One", "ONE", "Two", "Three"]),
    tags=st.lists(st.sampled_from(["x", "X", "y"]), max_size=2).map(tuple),
    statements=st.lists(
        st.builds(
            said,
            NAMES,
            st.sampled_from(list(Stance)),
            said=st.sampled_from([None, "2023", "2023-05-03"]),
            source=st.none() | st.builds(SourceRead, st.sampled_from(["News", "Briefing"])),
        ),
        max_size=3,
    ).map(tuple),
    evidence=st.lists(
        st.builds(EvidenceRead, st.sampled_from(["Photo", "Letter"]), st.sampled_from(list(BearingKind))), max_size=2
    ).map(tuple),
    verdicts=st.lists(st.builds(VerdictRead, NAMES.map(ActorRead), st.sampled_from(list(Rating))), max_size=2).map(
        tuple
    ),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    migration.upgrade(path, mode="rwc")
    return path


def said_by(path: Path) -> set[tuple[object, ...]]:
    """Return what a record says, whatever its numbers: who said what of which claim, and what was tagged and judged."""
    sql = (
        "SELECT 'st', claim.folded, alias.folded, stance, said FROM statement JOIN claim ON claim.id = claim_id"
        " JOIN alias USING (actor_id) UNION ALL SELECT 'tag', claim.folded, tag.folded, '', '' FROM tag"
        " JOIN claim ON claim.id = claim_id UNION ALL SELECT 'e', claim.folded, evidence.text, '', '' FROM bearing"
        " JOIN claim ON claim.id = claim_id JOIN evidence ON evidence.id = evidence_id"
    )
    with closing(connect(path, mode="ro")) as opened:
        return set(opened.execute(sql))


@given(items=st.lists(READ, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_import_is_idempotent_and_says_the_same_in_any_order(items: list[Found], empty: Path) -> None:
    with TemporaryDirectory() as folder:
        says = []
        for n, order in enumerate([items, items[::-1]]):
            path = Path(folder) / f"{n}.db"
            shutil.copyfile(empty, path)
            take_in(path, *order)
            says.append(said_by(path))
            again, _ = take_in(path, *order)
            assert dict(again.recorded) == {}
            with closing(connect(path)) as opened:
                assert verify(Record(opened, path, today=factories.TODAY)).faults == []
        assert says[0] == says[1]
        assert says[0] >= {
            ("st", folded(one.claim), folded(s.by.name), s.stance, s.said) for one in items for s in one.statements
        }
