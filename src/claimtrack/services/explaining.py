"""Explains a status: the rule that gave it, the rows that count, those that do not, and what would change it."""

from typing import NamedTuple

from claimtrack.domain.files import BearingLine, StatementLine, VerdictLine
from claimtrack.domain.records import Claim
from claimtrack.domain.status import Fact, Judgement, Spoken, changes_from, judge, lean_of
from claimtrack.domain.vocabulary import COMMITTING, BearingKind, Lean, Stance, Status
from claimtrack.services import naming
from claimtrack.store import evidence, facts, statements
from claimtrack.store.record import Record


class Idle(NamedTuple):
    """A statement that does not count, and why not."""

    line: StatementLine
    reason: str


class Explanation(NamedTuple):
    """Why a claim has its status, row by row."""

    claim: Claim
    status: Status
    lean: Lean
    says_so: list[StatementLine]
    shows_so: list[BearingLine]
    says_no: list[StatementLine]
    shows_no: list[BearingLine]
    retracted: list[StatementLine]
    relayed: list[StatementLine]
    idle: list[Idle]
    context: list[BearingLine]
    verdicts: list[VerdictLine]
    changes: tuple[tuple[Fact, bool, Status], ...]


def explain(record: Record, ref: str) -> Explanation:
    """Return why the claim has its status.

    Each of the `changes` is a fact, whether it is on record now, and the status its going or coming would give.
    """
    claim = naming.claim(record, ref)
    judgement = judge(*facts.facts_of(record, [claim.id])[claim.id])
    said = {line.statement.id: line for line in statements.statements_of(record, claim)}
    shown = evidence.bearings_of(record, claim)

    def lines(spoken: tuple[Spoken, ...]) -> list[StatementLine]:
        return [said[one.statement_id] for one in spoken]

    def items(kind: BearingKind) -> list[BearingLine]:
        return [line for line in shown if line.bearing.kind is kind]

    return Explanation(
        claim,
        judgement.status,
        lean_of(judgement.mask),
        lines(judgement.held_for),
        items(BearingKind.SUPPORTS),
        lines(judgement.held_against),
        items(BearingKind.REFUTES),
        lines(judgement.retractions),
        lines(judgement.relays),
        _idle(judgement, said),
        items(BearingKind.CONTEXT),
        statements.verdicts_of(record, claim),
        tuple((fact, bool(judgement.mask & fact), status) for fact, status in changes_from(judgement.mask)),
    )


def _idle(judgement: Judgement, said: dict[int, StatementLine]) -> list[Idle]:
    """Return the statements that do not count, each with what stands in its place."""
    in_force = {
        said[one.statement_id].party.id: said[one.statement_id]
        for one in (*judgement.held_for, *judgement.held_against)
    }
    retractions = {said[one.statement_id].party.id: said[one.statement_id] for one in judgement.retractions}
    counted = {
        one.statement_id
        for part in (judgement.held_for, judgement.held_against, judgement.retractions, judgement.relays)
        for one in part
    }
    return [
        Idle(line, _why_idle(line, in_force.get(line.party.id), retractions.get(line.party.id)))
        for number, line in said.items()
        if number not in counted
    ]


def _why_idle(line: StatementLine, position: StatementLine | None, retraction: StatementLine | None) -> str:
    stance = line.statement.stance
    if position is not None:
        held = f"{naming.ref_of(position.statement)}, by which {position.party.name} {position.statement.stance}"
        if stance in COMMITTING:
            return f"in its place stands {held}"
        if stance is Stance.RETRACTS:
            return f"{position.party.name} holds a position all the same: {held}"
        return f"a relay does not undo {held}"
    if retraction is not None and stance in COMMITTING:
        return f"retracted by {naming.ref_of(retraction.statement)}"
    if stance is Stance.RETRACTS:
        return "nothing it could retract stood before it" if retraction is None else "a later retraction counts"
    return "a later relay of the same party counts"
