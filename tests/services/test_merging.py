"""Merging: a merged actor's words are the other's wherever they count, and two taken apart are as they were."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor, Claim
from claimtrack.domain.vocabulary import Stance
from claimtrack.errors.entries import (
    AlreadyLinked,
    LinkToItself,
    MergeOfPart,
    NotLinked,
    PartLoop,
    StillInUse,
    WholesDiffer,
)
from claimtrack.errors.references import AmbiguousReference
from claimtrack.services import linking, naming, showing, withdrawing
from claimtrack.store import actors, identities, reports, statuses
from claimtrack.store.writer import Writer
from tests.store import factories

DAYS = [f"2023-10-{day}" for day in range(10, 16)]
VOICES = 4  # North, its twin, a part of it, and another


class Said(NamedTuple):
    """A statement to record: on which claim, by which voice."""

    claim: int
    voice: int
    stance: Stance
    day: str


def says() -> st.SearchStrategy[Said]:
    return st.builds(
        Said,
        claim=st.integers(0, 2),
        voice=st.integers(0, VOICES - 1),
        stance=st.sampled_from(list(Stance)),
        day=st.sampled_from(DAYS),
    )


def recorded(writer: Writer, said: list[Said], *, twin_is_north: bool) -> tuple[list[Actor], list[Claim]]:
    north = factories.actor(writer, "North")
    twin = north if twin_is_north else factories.actor(writer, "Northern State")
    voices = [north, twin, factories.actor(writer, "Ministry", part_of=twin), factories.actor(writer, "South")]
    claims = [factories.claim(writer) for _ in range(3)]
    for one in said:
        factories.statement(writer, claims[one.claim], voices[one.voice], stance=one.stance, on=one.day)
    return voices, claims


def judged(writer: Writer, claims: list[Claim]) -> list[Any]:
    """What is made of the claims, by rank and not by number: counts, origins, names and positions."""
    writer.finish()
    first = claims[0].id
    found = sorted(reports.summaries(writer, Question()), key=lambda one: one.id)
    kept = statuses.on_record(writer, [claim.id for claim in claims])
    return [
        [one._replace(id=one.id - first, uid="", slug="", claim="") for one in found],
        [(claim - first, side) for claim, _, _, side in kept.positions],
    ]


def merge(writer: Writer, twice: Actor, into: Actor) -> linking.Sentence:
    return linking.link(writer, naming.ref_of(twice), "same-as", naming.ref_of(into))


def separate(writer: Writer, twice: Actor, into: Actor) -> None:
    linking.unlink(writer, naming.ref_of(twice), "same-as", naming.ref_of(into), reason="two after all")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(says(), max_size=12))
def test_merged_actor_counts_as_if_it_had_been_recorded_once(database: Path, said: list[Said]) -> None:
    with factories.writing(database, keep=False) as writer:
        voices, claims = recorded(writer, said, twin_is_north=False)
        merge(writer, voices[1], voices[0])
        merged = judged(writer, claims)
    with factories.writing(database, keep=False) as writer:
        _, claims = recorded(writer, said, twin_is_north=True)
        assert merged == judged(writer, claims)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(says(), max_size=12))
def test_two_that_are_taken_apart_are_as_they_were(database: Path, said: list[Said]) -> None:
    with factories.writing(database, keep=False) as writer:
        voices, claims = recorded(writer, said, twin_is_north=False)
        before = judged(writer, claims)
        merge(writer, voices[1], voices[0])
        separate(writer, voices[1], voices[0])
        assert judged(writer, claims) == before


def test_every_reference_to_the_merged_one_means_the_other(writer: Writer) -> None:
    north = factories.actor(writer, "North Korea", slug="north-korea")
    twin = naming.new_actor(writer, Actor(slug="north-korea-2", name="DPRK"))
    merge(writer, twin, north)
    refs = (naming.ref_of(twin), twin.uid, "north-korea-2", "DPRK", "dprk", "north-k", "north-korea", "North Korea")
    assert {naming.actor(writer, ref).id for ref in refs if ref != "North Korea"} == {north.id}
    assert naming.actor_to_record(writer, "DPRK").number == north.id


def test_a_beginning_of_two_actors_that_are_not_one_is_still_ambiguous(writer: Writer) -> None:
    for slug in ("north-korea", "north-macedonia"):
        factories.actor(writer, slug, slug=slug)
    with pytest.raises(AmbiguousReference):
        naming.actor(writer, "north")


def test_file_of_either_shows_everything_of_both(writer: Writer) -> None:
    north, twin = factories.actor(writer, "North"), factories.actor(writer, "Northern State")
    one = factories.statement(writer, factories.claim(writer), north)
    other = factories.statement(writer, factories.claim(writer), twin)
    verdict = factories.verdict(writer, factories.claim(writer), twin)
    merge(writer, twin, north)
    for ref in (naming.ref_of(north), naming.ref_of(twin)):
        file = showing.actor_file_of(writer, ref)
        assert (file.actor.id, [row.id for row in file.merged]) == (north.id, [twin.id])
        assert [line.statement.id for line in file.statements] == [one.id, other.id]
        assert [line.actor.id for line in file.statements] == [north.id, north.id]
        assert [line.verdict.id for line in file.verdicts] == [verdict.id]
        assert [alias.name for alias in file.aliases] == ["North", "Northern State"]


def test_listing_names_it_once_with_what_both_said(writer: Writer) -> None:
    north, twin = factories.actor(writer, "North"), factories.actor(writer, "Northern State")
    for actor in (north, twin, twin):
        factories.statement(writer, factories.claim(writer), actor)
    merge(writer, twin, north)
    listed = actors.actor_list(writer)
    assert [(row.actor.id, row.statements, row.aliases) for row in listed] == [(north.id, 3, ("Northern State",))]


def test_what_had_been_merged_into_it_moves_along_and_is_pointed_out(writer: Writer) -> None:
    first, second, third = (factories.actor(writer, name) for name in ("First", "Second", "Third"))
    merge(writer, first, second)
    said = merge(writer, second, third)
    assert [notice.words for notice in said.notices] == [
        f"a{first.id} First stood for a{second.id}, and now stands for a{third.id}"
    ]
    assert {actor.id for actor in identities.actors(writer, [first.id, second.id, third.id]).values()} == {third.id}


def test_merging_into_a_merged_one_means_the_one_it_stands_for(writer: Writer) -> None:
    first, second, third = (factories.actor(writer, name) for name in ("First", "Second", "Third"))
    merge(writer, first, second)
    assert merge(writer, third, first).right.id == second.id


def test_nothing_is_merged_twice_or_with_itself(writer: Writer) -> None:
    first, second = factories.actor(writer, "First"), factories.actor(writer, "Second")
    with pytest.raises(LinkToItself):
        merge(writer, first, first)
    merge(writer, first, second)
    with pytest.raises(AlreadyLinked):
        merge(writer, first, second)
    with pytest.raises(LinkToItself):
        merge(writer, second, first)


def test_a_part_is_not_merged_with_its_whole(writer: Writer) -> None:
    whole = factories.actor(writer, "Whole")
    part = factories.actor(writer, "Part", part_of=factories.actor(writer, "Middle", part_of=whole))
    for twice, into in ((part, whole), (whole, part)):
        with pytest.raises(MergeOfPart):
            merge(writer, twice, into)


def test_two_with_different_wholes_at_one_time_are_not_merged(writer: Writer) -> None:
    first, second = (factories.actor(writer, name, part_of=factories.actor(writer, f"Whole {name}")) for name in "AB")
    with pytest.raises(WholesDiffer):
        merge(writer, first, second)


def test_two_with_one_whole_are_merged(writer: Writer) -> None:
    whole = factories.actor(writer, "Whole")
    first, second = (factories.actor(writer, name, part_of=whole) for name in "AB")
    merge(writer, first, second)
    assert [part.id for part in actors.parts_of(writer, whole)] == [second.id]


def test_wholes_that_are_one_do_not_differ(writer: Writer) -> None:
    wholes = [factories.actor(writer, f"Whole {name}") for name in "AB"]
    first, second = (factories.actor(writer, f"Part {n}", part_of=whole) for n, whole in enumerate(wholes))
    merge(writer, wholes[0], wholes[1])
    merge(writer, first, second)
    assert actors.wholes_of(writer, second) == [wholes[1]]


def test_a_loop_through_a_merged_actor_is_refused(writer: Writer) -> None:
    north, twin = factories.actor(writer, "North"), factories.actor(writer, "Northern State")
    part = factories.actor(writer, "Part", part_of=twin)
    merge(writer, twin, north)
    with pytest.raises(PartLoop):
        linking.link(writer, naming.ref_of(north), "part-of", naming.ref_of(part))


def test_a_merged_actor_is_not_withdrawn_before_it_is_taken_apart(writer: Writer) -> None:
    north, twin = factories.actor(writer, "North"), factories.actor(writer, "Northern State")
    merge(writer, twin, north)
    for actor in (north, twin):
        with pytest.raises(StillInUse, match="1 merger"):
            withdrawing.withdraw(writer, naming.ref_of(actor), reason="copy")


def test_what_was_not_merged_is_not_taken_apart(writer: Writer) -> None:
    with pytest.raises(NotLinked):
        separate(writer, factories.actor(writer, "North"), factories.actor(writer, "South"))
