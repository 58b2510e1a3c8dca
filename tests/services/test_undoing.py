"""The laws of undo and redo: they are exact, they end, they break nothing that depends on them; the ledger verifies."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.errors.history import AlreadyUndone, CannotUndo, NoOperation, NothingToRedo, NothingToUndo
from claimtrack.services import recounting, undoing, verifying, workspace
from claimtrack.store.tables import TABLES
from tests.conftest import Cli

DERIVED = ("claim_status", "position", "status_tally")
STEPS = (
    'add "Claim {n}" --asserted-by A{m} --denied-by B',
    'add "Claim {n}" --asserted-by A{m} --reported-by Wire --source s1 --tag t',
    "assert c1 --by A{m}",
    "deny c2 --by B --relies-on st1",
    "retract c1 --by A{m}",
    'edit c1 --text "Claim {n} anew"',
    "edit a1 --kind media",
    "tag c1 t{m}",
    "tag c1 more --remove t{m}",
    'evidence add "Item {n}" --supports c1',
    "verdict c1 --by Desk --rating mixed",
    "link c1 contradicts c2",
    "link a1 part-of a2",
    "actor alias a1 Alias{m}",
    "actor merge a1 a3",
    "withdraw st{m} --reason slip",
    "withdraw c1 --reason slip",
    "withdraw c1 contradicts c2 --reason slip",
    "undo",
    "redo",
    "undo {m}",
)
steps = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(1, 4)), min_size=1, max_size=14)
Snapshot = dict[str, list[tuple[Any, ...]]]


class Desk:
    """A record of its own, and the commands that change it."""

    def __init__(self, cli: Cli, path: Path) -> None:
        self._cli = cli
        self.path = path
        self._numbers = count(1)

    def do(self, step: str, which: int = 1) -> int:
        """Run a command, whatever comes of it, and return its exit code."""
        words = [word.replace("\x00", " ") for word in _words(step.format(n=next(self._numbers), m=which))]
        return self._cli(*words, "--db", str(self.path)).code

    def undo(self, number: int | None = None) -> int:
        """Undo an operation, and return which it was."""
        return workspace.write(self.path, lambda writer: undoing.undo(writer, number)).outcome[0].number

    def redo(self) -> int:
        """Redo what was undone last, and return which operation it was."""
        return workspace.write(self.path, undoing.redo).outcome[0].number

    def standing(self) -> Snapshot:
        """Return every row that stands, and every derived row."""
        clauses = {**dict.fromkeys(TABLES.values(), "WHERE withdrawn_at IS NULL"), **dict.fromkeys(DERIVED, "")}
        with closing(sqlite3.connect(self.path)) as opened:
            return {
                table: opened.execute(f"SELECT * FROM {table} {clause} ORDER BY 1, 2").fetchall()
                for table, clause in clauses.items()
            }

    def verify(self) -> None:
        """Hold that ledger, tables and derived rows agree."""
        with workspace.reading(self.path) as record:
            assert verifying.verify(record).faults == []


def _words(command: str) -> list[str]:
    parts = command.split('"')
    quoted = [part.replace(" ", "\x00") if n % 2 else part for n, part in enumerate(parts)]
    return "".join(quoted).split()


MakeDesk = Callable[[], Desk]


@pytest.fixture
def new_desk(bare_cli: Cli, template: Path, tmp_path: Path) -> MakeDesk:
    numbers = count(1)

    def make() -> Desk:
        path = tmp_path / f"{next(numbers)}.db"
        path.write_bytes(template.read_bytes())
        return Desk(bare_cli, path)

    return make


@pytest.fixture
def desk(new_desk: MakeDesk) -> Desk:
    return new_desk()


@contextmanager
def refused(*, says: str) -> Iterator[None]:
    with pytest.raises(CannotUndo) as caught:
        yield
    assert says in f"{caught.value.message}; {caught.value.hint}"


laws = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@laws
@given(done=steps)
def test_undo_and_redo_of_any_command_change_nothing(new_desk: MakeDesk, done: list[tuple[str, int]]) -> None:
    desk = new_desk()
    before = desk.standing()
    for step, which in done:
        ended = desk.do(step, which)
        after = desk.standing()
        if ended == 0 and not step.startswith(("undo", "redo")) and after != before:
            number = desk.undo()
            assert desk.standing() == before, step
            assert desk.redo() == number
            assert desk.standing() == after, step
        before = after
    desk.verify()


@laws
@given(done=steps)
def test_undo_of_everything_leaves_nothing_standing(new_desk: MakeDesk, done: list[tuple[str, int]]) -> None:
    desk = new_desk()
    empty = desk.standing()
    for step, which in done:
        desk.do(step, which)
    undone: list[int] = []
    while True:
        try:
            undone.append(desk.undo())
        except NothingToUndo:
            break
    assert desk.standing() == empty
    assert undone == sorted(undone, reverse=True)
    desk.verify()


@laws
@given(done=steps)
def test_everything_that_was_undone_in_a_row_can_be_redone(new_desk: MakeDesk, done: list[tuple[str, int]]) -> None:
    desk = new_desk()
    for step, which in done:
        if not step.startswith(("undo", "redo")):
            desk.do(step, which)
    states = []
    while True:
        state = desk.standing()
        try:
            desk.undo()
        except NothingToUndo:
            break
        states.append(state)
    for state in reversed(states):
        desk.redo()
        assert desk.standing() == state
    with pytest.raises(NothingToRedo):
        desk.redo()
    desk.verify()


@laws
@given(done=steps, number=st.integers(1, 16))
def test_undo_of_any_operation_is_whole_or_refused(
    new_desk: MakeDesk, done: list[tuple[str, int]], number: int
) -> None:
    desk = new_desk()
    for step, which in done:
        desk.do(step, which)
    before = desk.standing()
    try:
        desk.undo(number)
    except (CannotUndo, AlreadyUndone, NoOperation):
        assert desk.standing() == before
    desk.verify()


def test_what_a_later_command_uses_is_not_undone_and_its_user_is_named(desk: Desk) -> None:
    desk.do('add "The bridge is closed" --asserted-by A1')
    desk.do("deny c1 --by B")
    with refused(says="st2 depends on c1; undo that first: claimtrack undo 2"):
        desk.undo(1)
    desk.undo(2)
    assert desk.undo(1) == 1


def test_what_a_later_command_described_anew_is_not_undone_before_it(desk: Desk) -> None:
    desk.do('add "The bridge is closed"')
    desk.do('edit c1 --text "The bridge is shut"')
    with refused(says="c1 was edited since; undo that first: claimtrack undo 2"):
        desk.undo(1)


def test_what_would_stand_on_something_withdrawn_is_not_restored(desk: Desk) -> None:
    desk.do('add "The bridge is closed" --asserted-by A1')
    desk.do("withdraw st1 --reason slip")
    desk.do("withdraw c1 --reason slip")
    with refused(says="st1 depends on c1, which is withdrawn; undo that first: claimtrack undo 3"):
        desk.undo(2)


def test_what_stood_on_something_withdrawn_does_so_again(desk: Desk) -> None:
    desk.do('add "The bridge is closed" --asserted-by A1')
    desk.do("withdraw c1 --reason slip")
    before = desk.standing()
    desk.do("withdraw st1 --reason slip")
    assert desk.undo() == 3
    assert desk.standing() == before
    assert [desk.undo(), desk.undo()] == [2, 1]


def test_undo_is_an_operation_that_says_what_it_undid(desk: Desk) -> None:
    desk.do('add "The bridge is closed"')
    desk.undo()
    with workspace.reading(desk.path) as record:
        latest, first = recounting.log(record)
    assert (latest.operation.undoes, first.is_undone) == (first.operation.number, True)


def test_an_operation_is_not_undone_twice(desk: Desk) -> None:
    desk.do('add "The bridge is closed"')
    desk.undo(1)
    with pytest.raises(AlreadyUndone):
        desk.undo(1)


def test_what_is_not_there_is_not_undone(desk: Desk) -> None:
    with pytest.raises(NoOperation):
        desk.undo(1)
    with pytest.raises(NothingToUndo):
        desk.undo()


def test_nothing_is_redone_once_something_was_recorded_since(desk: Desk) -> None:
    desk.do('add "The bridge is closed"')
    desk.undo()
    desk.do('add "The tunnel is closed"')
    with pytest.raises(NothingToRedo):
        desk.redo()
