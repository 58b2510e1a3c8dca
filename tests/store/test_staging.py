"""Rows of another record beside this one: what is new, what differs, and what names nothing."""

from claimtrack.domain.bundles import COLUMNS, Travelling
from claimtrack.domain.records import Claim, Tag
from claimtrack.store import travelling
from claimtrack.store.staging import Staging
from claimtrack.store.writer import Writer
from tests.store import factories

UID = "0192f3ab-1111-7111-8111-111111111111"


def tag(uid: str, claim: str, name: str = "bridge") -> Travelling:
    said = {"uid": uid, "claim_id": claim, "name": name, "recorded_at": factories.AT, "recorded_by": "their desk"}
    return Travelling(Tag, {column: said.get(column) for column in COLUMNS[Tag]}, "line 7")


def test_a_row_that_says_the_same_neither_differs_nor_is_new(writer: Writer) -> None:
    factories.tag(writer, factories.claim(writer))
    staging = Staging(writer)
    for kind in (Claim, Tag):
        staging.add(list(travelling.rows(writer, kind)))
    assert [*staging.differing(Tag), *staging.new(Tag), staging.misplaced()] == [None]


def test_a_row_that_says_something_else_differs(writer: Writer) -> None:
    claim = factories.claim(writer)
    ours = factories.tag(writer, claim)
    staging = Staging(writer)
    staging.add([tag(ours.uid, claim.uid)])
    [[(here, there)]] = staging.differing(Tag)
    assert (here.values["name"], there.values["name"]) == ("munitions", "bridge")
    assert here.values["claim_id"] == there.values["claim_id"] == claim.uid


def test_a_new_row_comes_with_the_numbers_of_what_it_names(writer: Writer) -> None:
    factories.claim(writer)
    claim = factories.claim(writer, slug="second")
    staging = Staging(writer)
    staging.add([tag(UID, claim.uid)])
    assert [(row.uid, numbers) for batch in staging.new(Tag) for row, numbers in batch] == [(UID, {"claim_id": 2})]


def test_a_row_that_names_nothing_is_pointed_out(writer: Writer) -> None:
    staging = Staging(writer)
    staging.add([tag(UID, UID[:-1] + "2")])
    found = staging.misplaced()
    assert found is not None
    assert found.place == "line 7"


def test_a_uid_that_comes_twice_is_pointed_out(writer: Writer) -> None:
    staging = Staging(writer)
    assert staging.add([tag(UID, UID)]) is None
    assert staging.add([tag(UID, UID)._replace(place="line 9")]) == ("line 9", "its uid is that of line 7, too")
    assert staging.add([tag(UID[:-1] + "3", UID)] * 2) is not None


def test_its_tables_are_taken_away(writer: Writer) -> None:
    Staging(writer).end()
    assert writer.rows("SELECT name FROM temp.sqlite_master") == []
