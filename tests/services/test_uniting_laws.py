"""The laws of merging, over records that went their own ways: nothing twice, and the same whoever takes in whose."""

from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.differences import Choice, Resolution
from claimtrack.domain.unions import United
from claimtrack.services.bundling import all_rows
from claimtrack.services.uniting import unite
from claimtrack.store import checks, opening, verification
from claimtrack.store.record import Record
from tests.services import histories
from tests.services.histories import ADDING, CHANGING, LINKING, REDACTING, contents, copied, grow, judged
from tests.store import factories

OURS, THEIRS = Resolution(Choice.OURS), Resolution(Choice.THEIRS)
SEEDS = st.integers(min_value=0, max_value=10**9)
LAW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def merged(db: Path, other: Path, resolution: Resolution) -> United:
    """Merge with a fixed clock, so that both directions are at one moment."""
    with factories.writing(db) as writer, closing(opening.to_read(other)) as connection:
        theirs = Record(connection, other, today=factories.TODAY)
        return unite(writer, all_rows(theirs), name=other.name, resolution=resolution)


def sound(db: Path) -> None:
    with factories.writing(db, keep=False) as writer:
        assert verification.verify(writer).faults == []
        assert (checks.stale(writer), checks.tally_differs(writer)) == ([], [])
        assert not checks.damage(writer)


def said(db: Path, *, standing: bool = False) -> tuple[object, object]:
    with factories.writing(db, keep=False) as writer:
        return contents(writer, standing=standing), judged(writer)


def grown(template: Path, folder: Path, seed: int, names: str) -> list[Path]:
    """Return copies of one record that nobody has touched yet."""
    base = Path(copied(template, f"base-{seed}.db"))
    histories.all_kinds(base)
    grow(base, seed, (*ADDING, *LINKING, *CHANGING), number=14, by="base")
    return [base.rename(folder / base.name), *(copied(folder / base.name, f"{name}-{seed}.db") for name in names)]


@LAW
@given(seed=SEEDS)
def test_the_same_record_comes_of_it_whoever_takes_in_whose(template: Path, tmp_path: Path, seed: int) -> None:
    _, one, other = grown(template, tmp_path, seed, "ab")
    grow(one, seed + 1, (*ADDING, *LINKING, *CHANGING, *REDACTING), number=14, by="one")
    grow(other, seed + 2, (*ADDING, *LINKING[:-1], *CHANGING), number=14, by="other")  # and merges no actors
    here, there = copied(one, f"here-{seed}.db"), copied(other, f"there-{seed}.db")
    merged(here, other, OURS)
    found = merged(there, one, THEIRS)
    sound(here)
    sound(there)
    if not found.open:  # what can only be settled for ours cannot be settled the same way from there
        assert said(here) == said(there)


@LAW
@given(seed=SEEDS)
def test_merging_twice_adds_nothing(template: Path, tmp_path: Path, seed: int) -> None:
    _, one, other = grown(template, tmp_path, seed, "ab")
    grow(one, seed + 1, (*ADDING, *LINKING, *CHANGING, *REDACTING), number=12, by="one")
    grow(other, seed + 2, (*ADDING, *LINKING, *CHANGING, *REDACTING), number=12, by="other")
    for resolution in (OURS, THEIRS):
        here = copied(one, f"{resolution.otherwise}-{seed}.db")
        first = merged(here, other, resolution)
        if first.open:
            continue  # a merge that leaves a difference open is never recorded, so there is none to repeat
        was = said(here)
        again = merged(here, other, resolution)
        assert again.added == {}
        assert again.known == first.known + sum(first.added.values())
        assert said(here) == was
        sound(here)


@LAW
@given(seed=SEEDS)
def test_the_order_of_three_records_does_not_matter(template: Path, tmp_path: Path, seed: int) -> None:
    base, one, two, three = grown(template, tmp_path, seed, "abc")
    for n, path in enumerate((one, two, three), 1):
        grow(path, seed + n, ADDING[:-1], number=10, by=path.stem)
    found = []
    for n, order in enumerate(((one, two, three), (three, one, two), (two, three, one))):
        here = copied(base, f"order-{n}-{seed}.db")
        opened = [merged(here, other, Resolution()).open for other in order]
        sound(here)
        found.append((any(opened), said(here, standing=True)))
    if not any(is_open for is_open, _ in found):
        assert found[0] == found[1] == found[2]
