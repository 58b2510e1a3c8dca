"""Words what was measured as the Markdown that stands in the README, and puts it there."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.costs import Cost
from bench.measuring import Comparison, Spread
from bench.rows import Row

BEGIN, END = "<!-- bench: begin -->", "<!-- bench: end -->"


def lines(
    measured: Sequence[tuple[Row, Comparison]],
    found: Sequence[Cost],
    *,
    notes: Sequence[str],
    peer: str,
    claims: int,
    large: int,
    pairs: int,
) -> Iterator[str]:
    """Yield the lines between the marks: the ratios, the costs, how they were measured, and what else was found."""
    many = f", many are {large:,}" if large else ""
    yield f"| what, against sqlite-utils {peer} or itself | ms | other ms | ratio: median [least - most] | wanted |"
    yield "|---|---|---|---|---|"
    for row, one in measured:
        ours, theirs = (f"{side.middle:,.0f}" for side in (one.ours, one.theirs))
        wanted = "" if row.target is None else f"{row.target:.2f}"
        yield f"| {row.name} | {ours} | {theirs} | {_shown(one.ratio, 2)} | {wanted} |"
    yield ""
    yield "| what trust and search cost | median [least - most] | unit | wanted |"
    yield "|---|---|---|---|"
    for cost in found:
        wanted = "" if cost.target is None else f"{cost.target:,g}"
        yield f"| {cost.name} | {_shown(cost.found, 1)} | {cost.unit} | {wanted} |"
    yield ""
    yield f"CPU of whole processes, user and system; {claims:,} claims{many}; medians of up to {pairs} interleaved"
    yield "pairs, after one run of each that is checked and not counted. A ratio is the median of the pairs' own."
    yield "As far as the first row strays from 1, so far may noise alone bring any other."
    yield f"{machine()}."
    for note in notes:
        yield ""
        yield note


def put(text: str, between: Sequence[str]) -> str:
    """Return a text with these lines between the marks; raises ValueError where the marks are not in it."""
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return "\n".join((text[:begin], "", *between, "", text[end:]))


def write(path: Path, between: Sequence[str]) -> None:
    """Put the lines into a file."""
    path.write_text(put(path.read_text(encoding="utf-8"), between), encoding="utf-8")


def machine() -> str:
    """Return what was measured on."""
    runs_on = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{runs_on}, {platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[2]:.1f}"


def _shown(spread: Spread, digits: int) -> str:
    return f"{spread.middle:.{digits}f} [{spread.least:.{digits}f} - {spread.most:.{digits}f}]"
