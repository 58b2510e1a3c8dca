"""What looks alike is pointed out until somebody decides, and nothing is merged without."""

from pathlib import Path

import pytest

from claimtrack.domain.records import Distinction, Merger, Relation
from claimtrack.domain.vocabulary import Decision, RelationKind
from claimtrack.errors.entries import LinkToItself
from claimtrack.errors.imports import AlreadyDecided, UnlikeKinds
from claimtrack.services import likening, workspace
from claimtrack.services.likening import Likenesses
from tests.store import factories


@pytest.fixture
def record(database: Path) -> Path:
    """Two actors and two claims that look alike, and one of each that does not."""
    with factories.writing(database) as writer:
        for name in ("North Korea", "North Corea", "Japan"):
            factories.alias(writer, factories.actor(writer, name, slug=name.lower().replace(" ", "-")), name)
        for text in ("North Korea has sent munitions to Russia", "North Korea sent munitions to Russia", "It rained"):
            factories.claim(writer, text)
    return database


def found(path: Path, *, put_off: bool = False) -> Likenesses:
    with workspace.reading(path) as record:
        return likening.likenesses_of(record, put_off=put_off)


def decide(path: Path, one: str, other: str, decision: Decision) -> None:
    workspace.write(path, lambda writer: likening.decide(writer, one, other, decision))


def numbers(path: Path, *, put_off: bool = False) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    both = found(path, put_off=put_off)
    actors, claims = ([(one.later.id, one.earlier.id) for one in some] for some in (both.actors, both.claims))
    return actors, claims


def test_near_names_and_near_wordings_are_pointed_out_and_no_others(record: Path) -> None:
    assert numbers(record) == ([(2, 1)], [(2, 1)])
    assert found(record).actors[0].said == ("North Corea", "North Korea")


def test_names_that_look_the_same_in_another_script_are_pointed_out(database: Path) -> None:
    with factories.writing(database) as writer:
        factories.actor(writer, "Kiev", slug="one")
        factories.actor(writer, "\u041aiev", slug="two")
    assert [one.score for one in found(database).actors] == [100]


def test_nearest_names_of_two_actors_are_compared(database: Path) -> None:
    with factories.writing(database) as writer:
        one, other = factories.actor(writer, "DPRK"), factories.actor(writer, "Pyongyang")
        factories.alias(writer, one, "North Korea")
        factories.alias(writer, other, "North Corea")
    assert found(database).actors[0].said == ("North Corea", "North Korea")


def test_accepting_merges_actors_and_links_claims(record: Path) -> None:
    workspace.write(record, lambda writer: likening.accept(writer, "a2", "a1"))
    workspace.write(record, lambda writer: likening.accept(writer, "c2", "c1"))
    with factories.writing(record, keep=False) as writer:
        (merger,), (relation,) = factories.all_rows(writer, Merger), factories.all_rows(writer, Relation)
    assert (merger.actor_id, merger.into_id) == (2, 1)
    assert (relation.claim_id, relation.kind, relation.other_id) == (2, RelationKind.SAME_AS, 1)
    assert numbers(record) == ([], [])


def test_rejected_pair_is_not_pointed_out_again(record: Path) -> None:
    decide(record, "a1", "a2", Decision.DIFFERENT)
    assert numbers(record, put_off=True) == ([], [(2, 1)])


def test_pair_put_off_is_shown_only_when_asked_for(record: Path) -> None:
    decide(record, "c2", "c1", Decision.LATER)
    assert numbers(record) == ([(2, 1)], [])
    assert numbers(record, put_off=True) == ([(2, 1)], [(2, 1)])
    assert found(record).put_off == 1


def test_deciding_otherwise_withdraws_what_was_decided(record: Path) -> None:
    decide(record, "a2", "a1", Decision.LATER)
    decide(record, "a2", "a1", Decision.DIFFERENT)
    workspace.write(record, lambda writer: likening.accept(writer, "a2", "a1"))
    with factories.writing(record, keep=False) as writer:
        assert [row.withdrawn_at is None for row in factories.all_rows(writer, Distinction)] == [False, False]


def test_same_decision_twice_is_refused(record: Path) -> None:
    decide(record, "a2", "a1", Decision.LATER)
    with pytest.raises(AlreadyDecided, match="a1 and a2 were put off already"):
        decide(record, "a1", "a2", Decision.LATER)


@pytest.mark.parametrize(("one", "other", "error"), [("a1", "a1", LinkToItself), ("a1", "c1", UnlikeKinds)])
def test_only_two_of_a_kind_are_decided_on(record: Path, one: str, other: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        decide(record, one, other, Decision.LATER)


def test_actor_and_its_whole_are_not_pointed_out(database: Path) -> None:
    with factories.writing(database) as writer:
        whole = factories.actor(writer, "Ministry of Defence", slug="one")
        factories.actor(writer, "Ministry of Defense", slug="two", part_of=whole)
    assert numbers(database) == ([], [])
