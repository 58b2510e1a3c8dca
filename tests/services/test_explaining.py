"""Explanations name every row: those that count, and why the others do not."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from claimtrack.domain.status import Fact
from claimtrack.domain.vocabulary import Stance, Status
from claimtrack.services import explaining, recording, workspace
from claimtrack.services.explaining import Explanation


def explained(database: Path, said: Sequence[tuple[Stance, str, str]]) -> Explanation:
    workspace.write(database, lambda writer: recording.add_claim(writer, recording.NewClaim(text="The pier is closed")))
    for stance, by, on in said:
        new = recording.NewStatement(stance=stance, by=by, on=on)
        workspace.write(database, partial(recording.add_statement, claim_ref="c1", new=new))
    with workspace.reading(database) as record:
        return explaining.explain(record, "c1")


SAID, DENIED, RELAYED, RETRACTED = Stance.ASSERTS, Stance.DENIES, Stance.REPORTS, Stance.RETRACTS


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        (
            [(SAID, "A", "2024-01-01"), (DENIED, "A", "2024-01-02")],
            {1: "in its place stands st2, by which A denies"},
        ),
        (
            [(SAID, "A", "2024-01-01"), (RELAYED, "A", "2024-01-02")],
            {2: "a relay does not undo st1, by which A asserts"},
        ),
        ([(SAID, "A", "2024-01-01"), (RETRACTED, "A", "2024-01-02")], {1: "retracted by st2"}),
        (
            [(SAID, "A", "2024-01-01"), (RETRACTED, "A", "2024-01-02"), (DENIED, "A", "2024-01-03")],
            {1: "retracted by st2",
             2: "A holds a position all the same: st3, by which A denies"},
        ),
        ([(RELAYED, "A", "2024-01-01"), (RELAYED, "A", "2024-01-02")], {1: "st2 of the same party is later"}),
    ],
)  # fmt: skip
def test_each_statement_that_does_not_count_says_why(
    database: Path, said: list[tuple[Stance, str, str]], reasons: dict[int, str]
) -> None:
    why = explained(database, said)
    assert {idle.line.statement.id: idle.reason for idle in why.idle} == reasons


def test_every_statement_is_either_counted_or_idle(database: Path) -> None:
    said = [(stance, by, f"2024-01-0{n}") for n, (stance, by) in enumerate(
        [(SAID, "A"), (DENIED, "B"), (RELAYED, "C"), (RETRACTED, "B"), (DENIED, "A"), (RELAYED, "A")], 1)]  # fmt: skip
    why = explained(database, said)
    counted = [line.statement.id for part in (why.says_so, why.says_no, why.retracted, why.relayed) for line in part]
    assert sorted(counted + [idle.line.statement.id for idle in why.idle]) == [1, 2, 3, 4, 5, 6]


def test_what_would_change_an_assertion(database: Path) -> None:
    why = explained(database, [(SAID, "A", "2024-01-01")])
    assert why.changes == (
        (Fact.SAYS_SO, True, Status.RETRACTED),
        (Fact.SHOWS_SO, False, Status.SUPPORTED),
        (Fact.SAYS_NO, False, Status.DISPUTED),
        (Fact.SHOWS_NO, False, Status.DISPUTED),
    )
