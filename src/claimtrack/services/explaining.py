"""Explains a status: the rule that gave it, the rows that count, those that do not, and what would change it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from claimtrack.domain.chains import Sides
from claimtrack.domain.fates import End, Fate, fates_of, inconsistencies_of
from claimtrack.domain.files import BearingLine, ImpliedLine, InconsistencyLine, StatementLine, VerdictLine
from claimtrack.domain.possibilities import Possible, other_statuses
from claimtrack.domain.records import Claim
from claimtrack.domain.status import Fact, Spoken, changes_from, judge, lean_of
from claimtrack.domain.vocabulary import BearingKind, Lean, Status
from claimtrack.services import implying, naming, tracing
from claimtrack.store import evidence, facts, origins, statements
from claimtrack.store.record import Record

_OPEN = "its date leaves open whether it was said by then"


class Idle(NamedTuple):
    """A statement that does not count, and why not."""

    line: StatementLine
    reason: str


class Explanation(NamedTuple):
    """Why a claim has its status, row by row."""

    claim: Claim
    status: Status
    possible: tuple[Possible, ...]
    lean: Lean
    says_so: list[StatementLine]
    shows_so: list[BearingLine]
    says_no: list[StatementLine]
    shows_no: list[BearingLine]
    retracted: list[StatementLine]
    relayed: list[StatementLine]
    idle: list[Idle]
    inconsistencies: list[tuple[StatementLine, StatementLine]]
    context: list[BearingLine]
    verdicts: list[VerdictLine]
    changes: tuple[tuple[Fact, bool, Status], ...]
    implied: list[ImpliedLine]
    inconsistent: list[InconsistencyLine]
    chains: Sides
    tree: Mapping[int, StatementLine] | None


def explain(record: Record, ref: str, *, chains: bool = False) -> Explanation:
    """Return why the claim has its status.

    Each of the `changes` is a fact, whether it is on record now, and the status its going or coming would give.
    The `tree` has every statement of the `chains` where these are asked for, else it is None.
    """
    claim = naming.claim(record, ref)
    spoken, shown = facts.facts_of(record, [claim.id])[claim.id]
    day = record.vantage.as_of
    judgement = judge(spoken, shown, day)
    certain = [one for one in spoken if not record.vantage.leaves_open(one.latest)]
    behind = origins.sides_of(record, judgement)
    said = {line.statement.id: line for line in statements.statements_of(record, claim)}
    bearing = {line.evidence.id: line for line in evidence.bearings_of(record, claim)}

    def lines(counted: Iterable[Spoken]) -> list[StatementLine]:
        return [said[one.statement_id] for one in counted]

    return Explanation(
        claim,
        judgement.status,
        other_statuses(spoken, shown, day) if day else (),
        lean_of(judgement.mask),
        lines(judgement.held_for),
        [bearing[item.evidence_id] for item in judgement.supporting],
        lines(judgement.held_against),
        [bearing[item.evidence_id] for item in judgement.refuting],
        lines(judgement.retractions),
        lines(judgement.relays),
        [_idle(fate, said) for fate in fates_of(certain) if fate.end is not End.COUNTS]
        + [Idle(said[one.statement_id], _OPEN) for one in spoken if one not in certain],
        [(said[one.statement_id], said[other.statement_id]) for one, other in inconsistencies_of(certain)],
        [line for line in bearing.values() if line.bearing.kind is BearingKind.CONTEXT],
        statements.verdicts_of(record, claim),
        tuple((fact, bool(judgement.mask & fact), status) for fact, status in changes_from(judgement.mask)),
        *implying.following_for(record, claim.id),
        behind,
        tracing.drawn(record, behind) if chains else None,
    )


def _idle(fate: Fate, said: Mapping[int, StatementLine]) -> Idle:
    return Idle(said[fate.said.statement_id], _reason(fate.end, said[fate.by.statement_id] if fate.by else None))


def _reason(end: End, by: StatementLine | None) -> str:
    """Return in words why a statement does not count."""
    if by is None:
        return "nothing it could retract stood before it"
    other = naming.ref_of(by.statement)
    held = f"{other}, by which {by.actor.name} {by.statement.stance}"
    match end:
        case End.RETRACTED:
            return f"retracted by {other}"
        case End.HELD_AGAIN:
            return f"{by.party.name} holds a position all the same: {held}"
        case End.OUTWEIGHED:
            return f"a relay does not undo {held}"
        case End.REPEATED:
            return f"{other} of the same party is later"
        case _:
            return f"in its place stands {held}"
