"""Reading statements and verdicts, each joined with what it points to."""

from collections.abc import Callable

import pytest

from claimtrack.domain.files import StatementLine, VerdictLine
from claimtrack.domain.records import Actor, Claim, Source
from claimtrack.domain.vocabulary import Stance
from claimtrack.store import statements
from claimtrack.store.writer import Writer
from tests.store import factories


def test_statement_is_read_with_speaker_party_and_source(writer: Writer) -> None:
    claim, state, source = factories.claim(writer), factories.actor(writer), factories.source(writer)
    ministry = factories.actor(writer, part_of=state)
    said = factories.statement(writer, claim, ministry, read_in=source)
    line = StatementLine(said, claim, ministry, state, source)
    assert [statements.statements_of(writer, owner) for owner in (claim, ministry, source)] == [[line]] * 3


def test_statement_of_a_part_is_not_one_of_the_whole(writer: Writer) -> None:
    state = factories.actor(writer)
    factories.statement(writer, factories.claim(writer), factories.actor(writer, part_of=state))
    assert statements.statements_of(writer, state) == []


def test_statements_come_by_the_latest_day_they_allow(writer: Writer) -> None:
    claim, actor = factories.claim(writer), factories.actor(writer)
    for day in ("2023-10-15", "2023-10-13", "2023-10-14"):
        factories.statement(writer, claim, actor, on=day)
    days = [line.statement.said_latest for line in statements.statements_of(writer, claim)]
    assert days == ["2023-10-13", "2023-10-14", "2023-10-15"]


def test_withdrawn_statement_is_not_read(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.withdraw(factories.statement(writer, claim, factories.actor(writer)), reason="copy")
    assert statements.statements_of(writer, claim) == []


def test_same_statement_is_found(writer: Writer) -> None:
    claim, actor = factories.claim(writer), factories.actor(writer)
    said = factories.statement(writer, claim, actor, quote="we did not")
    assert statements.same_statement(writer, said.replaced(id=0)) == said


@pytest.mark.parametrize(
    "difference",
    [{"quote": "we did"}, {"said": "2023-10"}, {"stance": Stance.DENIES}, {"claim_id": 2}, {"actor_id": 2}],
)
def test_statement_that_differs_is_another(writer: Writer, difference: dict[str, object]) -> None:
    said = factories.statement(writer, factories.claim(writer), factories.actor(writer), quote="we did not")
    assert statements.same_statement(writer, said.replaced(**difference)) is None


def test_withdrawn_statement_is_no_same_one(writer: Writer) -> None:
    said = factories.statement(writer, factories.claim(writer), factories.actor(writer))
    writer.withdraw(said, reason="copy")
    assert statements.same_statement(writer, said) is None


@pytest.mark.parametrize("stance", list(Stance))
def test_position_taken_is_one_that_could_be_retracted(writer: Writer, stance: Stance) -> None:
    claim, actor = factories.claim(writer), factories.actor(writer)
    factories.statement(writer, claim, actor, stance=stance)
    is_position = stance in (Stance.ASSERTS, Stance.SUGGESTS, Stance.DENIES, Stance.DOUBTS)
    assert statements.positions_taken(writer, claim.id, str(actor.id)) is is_position


def test_position_of_another_actor_or_claim_is_not_taken(writer: Writer) -> None:
    claim, actor, other = factories.claim(writer), factories.actor(writer), factories.actor(writer)
    factories.statement(writer, claim, other)
    factories.statement(writer, factories.claim(writer), actor)
    assert not statements.positions_taken(writer, claim.id, str(actor.id))


@pytest.mark.parametrize("of", [lambda line: line.claim, lambda line: line.reviewer], ids=["claim", "reviewer"])
def test_verdict_is_read_with_claim_and_reviewer(writer: Writer, of: Callable[[VerdictLine], Claim | Actor]) -> None:
    claim, desk = factories.claim(writer), factories.actor(writer)
    line = VerdictLine(factories.verdict(writer, claim, desk), claim, desk)
    assert statements.verdicts_of(writer, of(line)) == [line]


def test_verdicts_come_by_the_latest_day_they_allow(writer: Writer) -> None:
    claim, desk = factories.claim(writer), factories.actor(writer)
    later, earlier = (factories.verdict(writer, claim, desk, on=day) for day in ("2023-10-15", "2023-10-13"))
    assert [line.verdict for line in statements.verdicts_of(writer, claim)] == [earlier, later]


def test_withdrawn_verdict_is_not_read(writer: Writer) -> None:
    claim = factories.claim(writer)
    writer.withdraw(factories.verdict(writer, claim, factories.actor(writer)), reason="copy")
    assert statements.verdicts_of(writer, claim) == []


def test_source_in_which_nothing_was_said_has_no_statements(writer: Writer) -> None:
    source: Source = factories.source(writer)
    assert statements.statements_of(writer, source) == []
