"""The matrix is put together at a cost that does not grow with each claim."""

from pathlib import Path

from claimtrack.domain.questions import Question
from claimtrack.domain.records import Claim
from claimtrack.domain.vocabulary import RelationKind, Stance
from claimtrack.services import comparing, workspace
from claimtrack.store.writer import Writer
from tests.store import factories
from tests.store.test_reports import queries


def recorded(writer: Writer, number: int) -> None:
    korea = factories.actor(writer, "Korea")
    ministry = factories.actor(writer, "Ministry", part_of=korea)
    russia = factories.actor(writer, "Russia")
    for _ in range(number):
        claim = factories.claim(writer)
        factories.statement(writer, claim, ministry)
        factories.statement(writer, claim, russia, stance=Stance.DENIES)


def asked(database: Path, *, implied: bool = False) -> tuple[int, int]:
    """Return how many marks a matrix of everything has, and how many queries it took."""
    with workspace.reading(database) as record, queries(record.connection) as seen:
        marks = comparing.matrix(record, Question(), implied=implied).marks
    return len(marks), len([query for query in seen if query.lstrip().startswith(("SELECT", "WITH"))])


def test_a_matrix_takes_as_many_queries_for_many_claims_as_for_few(database: Path) -> None:
    workspace.write(database, lambda writer: recorded(writer, 2))
    few = asked(database)
    with factories.writing(database) as writer:
        japan = factories.actor(writer, "Japan")
        for claim in writer.add_all([Claim(slug=f"more-{n}", text="So", folded="so") for n in range(200)]):
            factories.statement(writer, claim, japan)
    many = asked(database)
    assert (few[0], many[0]) == (4, 204)
    assert few[1] == many[1] == 8


def test_what_is_implied_costs_three_queries_more_where_one_level_of_relations_leads_there(database: Path) -> None:
    with factories.writing(database) as writer:
        recorded(writer, 1)
        whole = factories.claim(writer)
        factories.statement(writer, whole, factories.actor(writer, "Japan"))
        factories.relation(writer, factories.claim(writer), whole, RelationKind.PART_OF)
    assert asked(database, implied=True)[1] == asked(database)[1] + 3


def test_a_party_that_only_implies_comes_after_those_that_spoke(database: Path) -> None:
    with factories.writing(database) as writer:
        whole, part = factories.claim(writer, "The whole"), factories.claim(writer, "The part")
        factories.statement(writer, whole, factories.actor(writer, "A"))
        factories.statement(writer, part, factories.actor(writer, "Z"), stance=Stance.SUGGESTS)
        factories.relation(writer, part, whole, RelationKind.PART_OF)
    with workspace.reading(database) as record:
        found = comparing.matrix(record, Question(text="part"), implied=True)
        assert [party.name for party in found.parties] == ["Z", "A"]
        assert len(found.marks) == 1
        assert [party.name for party in comparing.matrix(record, Question(text="part")).parties] == ["Z"]
