"""Reading actors: chains upward and downward, the listing, and where an actor is used."""

from claimtrack.domain.files import ActorSummary
from claimtrack.store import actors
from claimtrack.store.writer import Writer
from tests.store import factories


def test_parts_of_parts_are_among_the_parts(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    ministry = factories.actor(writer, "Ministry", part_of=state)
    desk = factories.actor(writer, "Desk", part_of=ministry)
    factories.actor(writer, "Other")
    assert sorted(actors.with_parts(writer, state)) == [state.id, ministry.id, desk.id]


def test_parts_of_a_closed_chain_are_counted_once(writer: Writer) -> None:
    one, other = factories.actor(writer), factories.actor(writer)
    factories.membership(writer, one, other)
    factories.membership(writer, other, one)
    assert sorted(actors.with_parts(writer, one)) == [one.id, other.id]


def test_membership_of_a_part_is_found(writer: Writer) -> None:
    state, ministry = factories.actor(writer), factories.actor(writer)
    link = factories.membership(writer, ministry, state)
    assert actors.memberships_of(writer, ministry) == [link]


def test_withdrawn_membership_is_not_found(writer: Writer) -> None:
    state, ministry = factories.actor(writer), factories.actor(writer)
    writer.withdraw(factories.membership(writer, ministry, state), reason="not so")
    assert actors.memberships_of(writer, ministry) == []


def test_wholes_come_nearest_first(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    ministry = factories.actor(writer, "Ministry", part_of=state)
    desk = factories.actor(writer, "Desk", part_of=ministry)
    assert actors.wholes_of(writer, desk) == [ministry, state]


def test_party_has_no_wholes(writer: Writer) -> None:
    assert actors.wholes_of(writer, factories.actor(writer)) == []


def test_direct_parts_come_by_name(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    navy = factories.actor(writer, "Navy", part_of=state)
    army = factories.actor(writer, "Army", part_of=state)
    factories.actor(writer, "Battalion", part_of=army)
    assert actors.parts_of(writer, state) == [army, navy]


def test_listing_names_party_aliases_and_statements(writer: Writer) -> None:
    state = factories.actor(writer, "State")
    ministry = factories.actor(writer, "ministry", part_of=state)
    factories.alias(writer, ministry, "MoD")
    factories.statement(writer, factories.claim(writer), ministry)
    writer.withdraw(factories.statement(writer, factories.claim(writer), ministry), reason="copy")
    assert actors.actor_list(writer) == [
        ActorSummary(ministry, state, ("MoD",), 1),
        ActorSummary(state, state, (), 0),
    ]


def test_withdrawn_actor_is_not_listed(writer: Writer) -> None:
    writer.withdraw(factories.actor(writer), reason="copy")
    assert actors.actor_list(writer) == []


def test_actor_nobody_names_has_no_uses(writer: Writer) -> None:
    assert actors.uses_of_actor(writer, factories.actor(writer)) == []


def test_uses_of_an_actor_are_counted_where_they_stand(writer: Writer) -> None:
    state, claim = factories.actor(writer), factories.claim(writer)
    factories.actor(writer, part_of=state)
    factories.statement(writer, claim, state)
    factories.statement(writer, claim, state)
    factories.verdict(writer, claim, state)
    factories.evidence(writer, collector=state)
    factories.source(writer, publisher=state)
    assert actors.uses_of_actor(writer, state) == [
        ("statement", 2),
        ("verdict", 1),
        ("evidence", 1),
        ("source", 1),
        ("membership", 1),
    ]


def test_withdrawn_row_is_no_use_of_an_actor(writer: Writer) -> None:
    actor = factories.actor(writer)
    writer.withdraw(factories.statement(writer, factories.claim(writer), actor), reason="copy")
    assert actors.uses_of_actor(writer, actor) == []
