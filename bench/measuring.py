"""Measures what a command costs: the CPU of the whole process, user and system, in interleaved pairs."""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


class RunError(Exception):
    """A command that was to be measured did not do what it should."""

    def __init__(self, argv: Sequence[str], ended: int, said: str) -> None:
        super().__init__(f"{' '.join(argv)} ended with {ended}:\n{said}")


@dataclass(frozen=True, slots=True)
class Call:
    """One run of a command, and what it reads from stdin."""

    argv: Sequence[str]
    stdin: str = ""


# Gives the n-th call of a side, so that no two writes are of the same text.
Side = Callable[[int], Call]


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of one side, or their ratios: the median between the least and the greatest."""

    middle: float
    least: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> "Spread":
        """Return the spread of some figures."""
        return cls(median(figures), min(figures), max(figures))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sides cost in milliseconds, and the ratios of ours to theirs, pair by pair."""

    ours: Spread
    theirs: Spread
    ratio: Spread


def compare(ours: Side, theirs: Side, *, pairs: int) -> Comparison:
    """Run both sides in pairs, the first of a pair by turns, after one run of each that is checked and not counted.

    The ratio is the median of the pairs' own ratios: what slows the machine for a while slows both runs of a pair.
    """
    for side in (ours, theirs):
        require_success(side(0))
    mine: list[float] = []
    peers: list[float] = []
    for n in range(1, pairs + 1):
        sides = [(ours, mine), (theirs, peers)]
        for side, figures in sides if n % 2 else reversed(sides):
            figures.append(cpu_ms(side(n)))
    ratios = [a / b for a, b in zip(mine, peers, strict=True)]
    return Comparison(Spread.of(mine), Spread.of(peers), Spread.of(ratios))


def require_success(call: Call) -> str:
    """Return what a command answers; raises RunError, with what it said, unless it ends with 0."""
    done = subprocess.run(
        call.argv, input=call.stdin, capture_output=True, text=True, env=environment(), check=False, encoding="utf-8"
    )
    if done.returncode:
        raise RunError(call.argv, done.returncode, done.stderr)
    return done.stdout


def environment() -> dict[str, str]:
    """Return what both sides run under: compiled modules kept, no terminal, today's day."""
    unwanted = ("PYTHON", "CLAIMTRACK_", "COLUMNS", "FORCE_COLOR")
    return {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}


def cpu_ms(call: Call) -> float:
    """Return the CPU milliseconds of one run; what it prints goes nowhere."""
    process = subprocess.Popen(
        call.argv, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )
    assert process.stdin is not None, "it was asked for"
    process.stdin.write(call.stdin.encode())
    process.stdin.close()
    _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode:
        raise RunError(call.argv, process.returncode, "it did not fail before, on the run that is not counted")
    return 1000 * (used.ru_utime + used.ru_stime)
