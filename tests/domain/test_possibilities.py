"""What a status may have been: every way of having made, or not, what coarse dates leave open; and when."""

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.domain.possibilities import Possible, other_statuses, possible_statuses
from claimtrack.domain.status import Shown, Spoken, judge
from claimtrack.domain.vocabulary import BearingKind, Stance, Status

TIMELINES = 3_000
LINES = [(1,), (2, 1), (3, 2, 1), (4, 1), (5,), (6, 5), (7,)]


def replayed(said: list[Spoken], shown: list[Shown], day: str) -> set[Status]:
    """Return the statuses of every plain replay up to the day."""
    open_said = [one for one in said if (one.earliest or "") <= day < one.latest]
    open_shown = [one for one in shown if (one.earliest or "") <= day < one.latest]
    statuses = set()
    for made in itertools.product((False, True), repeat=len(open_said) + len(open_shown)):
        told = [one for one in said if one.latest <= day] + list(itertools.compress(open_said, made))
        items = [one for one in shown if one.latest <= day]
        items += list(itertools.compress(open_shown, made[len(open_said) :]))
        statuses.add(judge(told, items).status)
    return statuses


def timeline(draw: random.Random) -> tuple[list[Spoken], list[Shown], str]:
    def days(widths: tuple[int, ...]) -> tuple[str | None, str]:
        first = draw.randint(1, 28)
        last = min(28, first + draw.choice(widths))
        return (None if draw.random() < 0.1 else f"2024-01-{first:02d}"), f"2024-01-{last:02d}"

    said = [
        Spoken(n, draw.choice(LINES), draw.choice(list(Stance)), *days((0, 0, 0, 3, 10)), f"{n:03d}")
        for n in range(draw.randint(0, 9))
    ]
    shown = [Shown(n, draw.choice(list(BearingKind)), *days((0, 5))) for n in range(draw.choice((0, 0, 1, 2)))]
    return said, shown, f"2024-01-{draw.randint(1, 28):02d}"


def test_possible_statuses_are_those_of_every_replay_on_random_timelines() -> None:
    draw = random.Random(20240101)
    for _ in range(TIMELINES):
        said, shown, day = timeline(draw)
        assert possible_statuses(said, shown, day) == replayed(said, shown, day)


def test_the_certain_status_is_that_of_a_replay_of_what_was_certainly_made() -> None:
    draw = random.Random(20240102)
    for _ in range(TIMELINES):
        said, shown, day = timeline(draw)
        told, items = [one for one in said if one.latest <= day], [one for one in shown if one.latest <= day]
        assert judge(said, shown, day) == judge(told, items)
        assert judge(said, shown, day).status in possible_statuses(said, shown, day)


def test_exact_dates_leave_one_status() -> None:
    said = [Spoken(1, (1,), Stance.ASSERTS, "2024-01-05", "2024-01-05", "1")]
    assert possible_statuses(said, [], "2024-01-04") == {Status.UNADDRESSED}
    assert possible_statuses(said, [], "2024-01-05") == {Status.ASSERTED}


# From when until when

CALENDAR = [f"2024-01-{day:02d}" for day in range(1, 15)]  # rows are of the days between the first and the last


@st.composite
def bounds(draw: st.DrawFn) -> tuple[str | None, str]:
    first, last = sorted((draw(st.integers(1, 12)), draw(st.integers(1, 12))))
    return (None if draw(st.integers(0, 9)) == 0 else CALENDAR[first]), CALENDAR[last]


SAID = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(Stance), bounds()), max_size=6).map(
    lambda rows: [Spoken(n, line, stance, *days, f"{n:03d}") for n, (line, stance, days) in enumerate(rows)]
)
SHOWN = st.lists(st.tuples(st.sampled_from(BearingKind), bounds()), max_size=2).map(
    lambda rows: [Shown(n, kind, *days) for n, (kind, days) in enumerate(rows)]
)


def told_day_by_day(said: list[Spoken], shown: list[Shown], day: str, status: Status) -> Possible:
    """Return the stretch of a status by asking of each day before and after, one by one."""
    allowed = [status in possible_statuses(said, shown, one) for one in CALENDAR]
    first = last = CALENDAR.index(day)
    while first > 0 and allowed[first - 1]:
        first -= 1
    while last < len(CALENDAR) - 1 and allowed[last + 1]:
        last += 1
    return Possible(
        status,
        CALENDAR[first] if first > 0 else None,
        CALENDAR[last] if last < len(CALENDAR) - 1 else None,
        any(judge(said, shown, one).status is status for one in CALENDAR[first : CALENDAR.index(day)]),
    )


@given(SAID, SHOWN, st.sampled_from(CALENDAR))
@settings(max_examples=400)
def test_each_other_status_has_the_stretch_that_a_walk_day_by_day_finds(
    said: list[Spoken], shown: list[Shown], day: str
) -> None:
    others = possible_statuses(said, shown, day) - {judge(said, shown, day).status}
    expected = tuple(told_day_by_day(said, shown, day, status) for status in sorted(others))
    assert other_statuses(said, shown, day) == expected


@given(SAID, SHOWN, st.sampled_from(CALENDAR))
def test_the_day_asked_about_lies_in_each_stretch(said: list[Spoken], shown: list[Shown], day: str) -> None:
    for one in other_statuses(said, shown, day):
        assert (one.since or "") <= day <= (one.until or day)


def spoken(number: int, party: int, stance: Stance, earliest: str | None, latest: str) -> Spoken:
    return Spoken(number, (party,), stance, earliest, latest, f"{number}")


ASSERTED = spoken(1, 1, Stance.ASSERTS, "2023-09-01", "2023-09-01")


def test_a_denial_within_a_month_may_have_been_made_from_its_first_day_on() -> None:
    said = [ASSERTED, spoken(2, 2, Stance.DENIES, "2023-10-01", "2023-10-31")]
    for day in ("2023-10-01", "2023-10-15", "2023-10-30"):
        assert other_statuses(said, [], day) == (Possible(Status.DISPUTED, "2023-10-01", None, still=False),)
    assert other_statuses(said, [], "2023-09-30") == other_statuses(said, [], "2023-10-31") == ()


def test_what_was_certain_and_stays_possible_is_still_possible() -> None:
    said = [
        ASSERTED,
        spoken(2, 2, Stance.DENIES, "2023-09-20", "2023-09-20"),
        spoken(3, 2, Stance.ASSERTS, "2023-08-01", "2023-10-31"),
        spoken(4, 3, Stance.DENIES, "2023-11-01", "2023-11-01"),
    ]
    expected = (Possible(Status.ASSERTED, "2023-08-01", "2023-10-31", still=True),)
    assert other_statuses(said, [], "2023-10-15") == expected


def test_what_was_certain_and_was_not_possible_since_is_not_still_possible() -> None:
    said = [
        ASSERTED,
        spoken(2, 2, Stance.DENIES, "2023-09-20", "2023-09-20"),
        spoken(3, 2, Stance.RETRACTS, "2023-10-01", "2023-10-31"),
    ]
    expected = (Possible(Status.ASSERTED, "2023-10-01", None, still=False),)
    assert other_statuses(said, [], "2023-10-15") == expected


def test_each_status_is_still_possible_by_its_own_stretch_alone() -> None:
    said = [
        ASSERTED,
        spoken(2, 2, Stance.DENIES, "2023-09-20", "2023-09-20"),
        spoken(3, 2, Stance.RETRACTS, "2023-10-01", "2023-10-31"),
        spoken(4, 1, Stance.RETRACTS, "2023-08-01", "2023-10-31"),
    ]
    shown = [Shown(1, BearingKind.REFUTES, None, "2023-10-31")]
    found = {one.status: one for one in other_statuses(said, shown, "2023-10-15")}
    assert found[Status.REFUTED] == Possible(Status.REFUTED, None, None, still=False)
    assert found[Status.ASSERTED] == Possible(Status.ASSERTED, "2023-10-01", "2023-10-30", still=False)


def test_a_date_without_a_first_day_sets_no_first_day() -> None:
    said = [spoken(1, 1, Stance.ASSERTS, None, "2023-10-31")]
    assert other_statuses(said, [], "2023-10-15") == (Possible(Status.ASSERTED, None, None, still=False),)
