"""What a status may have been on a day: every way of having made, or not yet made, what coarse dates leave open."""

import itertools
import random

from claimtrack.domain.status import Shown, Spoken, judge, possible_statuses
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
