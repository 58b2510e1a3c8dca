"""Hindsight: what this database held at a moment is what it answered then, whatever was edited or undone since."""

from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.questions import Question
from claimtrack.domain.records import Actor, Claim, Row, Statement
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import ActorKind, Stance
from claimtrack.store import actors, reports, vantages
from claimtrack.store.connection import connect
from claimtrack.store.record import Record
from claimtrack.store.tables import R
from claimtrack.store.writer import Writer
from tests.store import factories

STEPS = ("claim", "statement", "reword", "rename", "grade", "withdraw", "restore")
step = st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.sampled_from(list(Stance)))


def moment(n: int) -> str:
    return f"2024-06-01T12:00:{n:02}.000000Z"


def some(writer: Writer, kind: type[R], which: int, *, standing: bool = True) -> R | None:
    rows = [row for row in factories.all_rows(writer, kind) if (row.withdrawn_at is None) == standing]
    return rows[which % len(rows)] if rows else None


def do(writer: Writer, what: str, which: int, stance: Stance) -> None:
    claim, actor = some(writer, Claim, which), some(writer, Actor, which)
    said = some(writer, Statement, which, standing=what != "restore")
    match what:
        case "claim":
            factories.claim(writer, f"Sentence {which}")
        case "statement" if claim:
            factories.statement(writer, claim, actor or factories.actor(writer, f"Actor {which}"), stance=stance)
        case "reword" if claim:
            writer.edit(claim, text=f"Other words {which}", folded=f"otherwords{which}")
        case "rename" if actor:
            writer.edit(actor, name=f"Other name {which}")
        case "grade" if actor:
            writer.edit(actor, kind=list(ActorKind)[which % len(ActorKind)])
        case "withdraw" if said:
            writer.withdraw(said, reason="copy")
        case "restore" if said:
            writer.restore(said)
        case _:
            pass


def held(record: Record) -> tuple[list[Any], list[Row]]:
    """Return what a record answers: its claims with their status, and its actors."""
    asked = Question()
    found = vantages.summaries(record, asked) if record.vantage.known_at else reports.summaries(record, asked)
    active = [one for one in found if one.parties_for or one.parties_against]
    rows = [one._replace(last_activity="", last_activity_earliest=None) for one in active]
    return sorted(rows, key=lambda one: one.id), [one.actor for one in actors.actor_list(record)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, min_size=1, max_size=20))
def test_what_was_known_at_a_moment_is_what_was_answered_then(
    template: Path, tmp_path: Path, steps: list[tuple[str, int, Stance]]
) -> None:
    path = tmp_path / "known.db"
    path.write_bytes(template.read_bytes())
    answered = []
    for n, (what, which, stance) in enumerate(steps):
        with factories.writing(path, at=moment(n)) as writer:
            do(writer, what, which, stance)
            writer.finish()
            answered.append(held(writer))
    for n, then in enumerate(answered):
        with closing(connect(path)) as opened:
            opened.execute("BEGIN")
            record = Record(opened, path, today=factories.TODAY)
            vantages.look_from(record, Vantage(None, moment(n)))
            assert held(record) == then
